"""What the staff pages about replies show, worked out before they are drawn."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.evidence import queries as evidence
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.forum.models import Forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies import checks, queries
from newbelongings.domain.replies.checks import CheckLine
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.replies.plain_words import Reading, read
from newbelongings.domain.replies.readiness import UNREAD, Gap
from newbelongings.web.public.council.cards import Card, days_ago, reply_card

LATEST = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to write a reply about: what it is, why, and the address that begins the reply."""

    title: str
    why: str
    link: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft, and what it lacks."""

    id: int
    title: str
    lacks: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """What was told, what was not, and the next reply to write."""

    next_fact: str
    next_step: str
    next_button: str
    next_link: str
    untold: tuple[Waiting, ...]
    owed: tuple[Waiting, ...]
    drafts: tuple[DraftLine, ...]
    published: tuple[Reply, ...]
    withdrawn: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as the public would read it, what it lacks, and how hard it is to read.

    ``lacks`` leaves out that no forum read it: that is asked for beside the button. ``to_ask`` are the forums that
    have not been asked about these words.
    """

    reply: Reply
    card: Card
    lacks: tuple[Gap, ...]
    reading: Reading
    checks: tuple[CheckLine, ...]
    to_ask: tuple[Forum, ...]
    read_by_forum: bool


def replies_page(scope: Scope, cycle: Cycle) -> RepliesPage:
    """Everything on the page of replies of the council's current cycle, with the drafts of any."""
    untold = tuple(_untold(gone) for gone in evidence.thread(scope, cycle_id=cycle.pk).acted_not_told)
    owed = tuple(_owed(one) for one in queries.owed(scope, cycle.authority_id))
    drafts = tuple(_draft(reply) for reply in queries.drafts(scope))
    fact, step, button, link = _next(untold, drafts, owed)
    return RepliesPage(
        next_fact=fact,
        next_step=step,
        next_button=button,
        next_link=link,
        untold=untold,
        owed=owed,
        drafts=drafts,
        published=tuple(queries.published_replies(scope, cycle.authority_id)[:LATEST]),
        withdrawn=tuple(queries.withdrawn(scope)[:LATEST]),
    )


def preview(scope: Scope, reply: Reply) -> Preview:
    """A draft, looked at as the public, a forum and a reader of nine would."""
    lines = tuple(checks.check_lines(scope, reply))
    asked = {line.forum_id for line in lines if line.present}
    return Preview(
        reply=reply,
        card=reply_card(reply),
        lacks=tuple(gap for gap in queries.gaps_of(reply, today()) if gap != UNREAD),
        reading=reading_of(reply),
        checks=lines,
        to_ask=tuple(one for one in forum.forums(scope) if one.pk not in asked),
        read_by_forum=checks.read_by_forum(reply),
    )


def reading_of(reply: Reply) -> Reading:
    """How hard the council's own words are; what care leavers said is theirs."""
    return read("\n".join(part for part in (reply.title, reply.answer, reply.changed) if part))


def _untold(broken: Any) -> Waiting:
    return Waiting(broken.title, broken.why, f"{reverse('write_reply')}?{broken.kind}={broken.id}")


def _owed(owed: queries.Owed) -> Waiting:
    kind, pk = ("issue", owed.issue_id) if owed.issue_id else ("priority", owed.priority_id)
    why = f"{'Raised' if owed.issue_id else 'Chosen'} {days_ago(owed.days)}. No answer yet."
    return Waiting(owed.title, why, f"{reverse('write_reply')}?{kind}={pk}")


def _draft(reply: Reply) -> DraftLine:
    return DraftLine(reply.pk, reply.title, queries.gaps_of(reply, today()))


def _next(
    untold: tuple[Waiting, ...], drafts: tuple[DraftLine, ...], owed: tuple[Waiting, ...]
) -> tuple[str, str, str, str]:
    """The one next thing: a draft that only needs publishing or a forum to read it, then what is untold, then owed."""
    ready = next((draft for draft in drafts if not draft.lacks), None)
    unread = next((draft for draft in drafts if draft.lacks == (UNREAD,)), None)
    if ready:
        link = reverse("publish_reply", args=[ready.id])
        return f"“{ready.title}” is written and not published", "Read it once more. 2 minutes.", "Look at it", link
    if unread:
        link = reverse("publish_reply", args=[unread.id])
        return f"“{unread.title}” is written, and no forum has read it", "Ask one. 2 minutes.", "Look at it", link
    if untold:
        fact = "One thing is done, and nobody has been told"
        fact = fact if len(untold) == 1 else f"{len(untold)} things are done, and nobody has been told"
        return fact, f"Start with “{untold[0].title}”. About 5 minutes.", "Write the reply", untold[0].link
    if owed:
        fact = "We owe one answer" if len(owed) == 1 else f"We owe {len(owed)} answers"
        step = f"“{owed[0].title}” has waited longest. About 5 minutes."
        return fact, step, "Write the reply", owed[0].link
    return "Everything has an answer", "Nothing to do here today.", "", ""
