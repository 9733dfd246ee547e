"""What the staff pages about replies show, worked out before they are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.evidence import queries as evidence
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.forum.models import Forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown
from newbelongings.domain.replies import checks, queries
from newbelongings.domain.replies.checks import CheckLine
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.replies.plain_words import Reading, read
from newbelongings.domain.replies.reacting import reactions_over_all, reactions_to
from newbelongings.domain.replies.readiness import UNREAD, Gap
from newbelongings.domain.replies.telling import told_of
from newbelongings.web.public.council.cards import Card, days_ago, reply_card
from newbelongings.web.public.council.reactions import ReactionLine, lines_of, many, untrue_of, words_for
from newbelongings.web.public.council.sharing import Shared, shared

LATEST = 20
_JOIN_WORDS = {
    "theme": "A theme of the survey",
    "issue": "An issue of the forum",
    "action": "An action of the plan",
    "milestone": "A milestone of the plan",
}


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

    @property
    def unread(self) -> bool:
        """Whether all it lacks is that a forum reads it, or that somebody says why none did."""
        return self.lacks == (UNREAD,)


@dataclass(frozen=True, slots=True)
class Published:
    """A reply that stands, and what people say of it in one line."""

    reply: Reply
    said: str
    untrue: int


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
    published: tuple[Published, ...]
    reactions: tuple[ReactionLine, ...]
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


@dataclass(frozen=True, slots=True)
class Told:
    """A reply that was published: how it is read, what people say of it, and how to pass it on while it stands."""

    reply: Reply
    card: Card
    reactions: tuple[ReactionLine, ...]
    untrue: int
    checks: tuple[CheckLine, ...]
    joins: tuple[Waiting, ...]
    shared: Shared | None
    listeners: Shown | None


def told(scope: Scope, reply: Reply) -> Told:
    """The page of one published reply."""
    authority = authorities.own_authority(scope)
    said = reactions_to(scope, [reply.pk], limit=authority.hide_up_to)[reply.pk]
    return Told(
        reply=reply,
        card=reply_card(reply),
        reactions=lines_of(said, words_for(reply.state), authority.hide_up_to),
        untrue=untrue_of(said),
        checks=tuple(checks.check_lines(scope, reply)),
        joins=_joins(reply),
        shared=None if reply.withdrawn_on else shared(authority, reply),
        listeners=told_of(scope, reply),
    )


def replies_page(scope: Scope, cycle: Cycle) -> RepliesPage:
    """Everything on the page of replies of the council's current cycle, with the drafts of any."""
    untold = tuple(_untold(gone) for gone in evidence.thread(scope, cycle_id=cycle.pk).acted_not_told)
    owed = tuple(_owed(one) for one in queries.owed(scope, cycle.authority_id))
    drafts = tuple(_draft(reply) for reply in queries.drafts(scope))
    limit = cycle.authority.hide_up_to
    published = _published(scope, queries.published_replies(scope, cycle.authority_id)[:LATEST], limit)
    fact, step, button, link = _next(published, untold, drafts, owed)
    return RepliesPage(
        next_fact=fact,
        next_step=step,
        next_button=button,
        next_link=link,
        untold=untold,
        owed=owed,
        drafts=drafts,
        published=published,
        reactions=lines_of(reactions_over_all(scope), words_for(Reply.DID), limit),
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


def _joins(reply: Reply) -> tuple[Waiting, ...]:
    """What was said and what was done, from which the reply came, each with its own page."""
    joined = (
        ("theme", reply.themes),
        ("issue", reply.issues),
        ("action", reply.actions),
        ("milestone", reply.milestones),
    )
    return tuple(
        Waiting(str(one), _JOIN_WORDS[name], reverse(name, args=[one.pk]))
        for name, links in joined
        for one in links.all()
    )


def _published(scope: Scope, replies: Iterable[Reply], limit: int) -> tuple[Published, ...]:
    """The newest first; before them all that more people than the threshold say is not true."""
    shown = list(replies)
    said = reactions_to(scope, [reply.pk for reply in shown], limit=limit)
    lines = [Published(one, many(one.state, said[one.pk]), untrue_of(said[one.pk])) for one in shown]
    return tuple(sorted(lines, key=lambda line: -line.untrue))


def _draft(reply: Reply) -> DraftLine:
    return DraftLine(reply.pk, reply.title, queries.gaps_of(reply, today()))


def _next(
    published: tuple[Published, ...],
    untold: tuple[Waiting, ...],
    drafts: tuple[DraftLine, ...],
    owed: tuple[Waiting, ...],
) -> tuple[str, str, str, str]:
    """The one next thing: what many say is not true, a draft that only needs publishing or a forum to
    read it, then what is untold, then what is owed."""
    ready = next((draft for draft in drafts if not draft.lacks), None)
    unread = next((draft for draft in drafts if draft.unread), None)
    doubted = next((line for line in published if line.untrue), None)
    if doubted:
        link = reverse("withdraw_reply", args=[doubted.reply.pk])
        fact = f"More than {doubted.untrue} people say “{doubted.reply.title}” isn’t true"
        return fact, "Read it again. Withdraw it if they are right. 5 minutes.", "Read it again", link
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
