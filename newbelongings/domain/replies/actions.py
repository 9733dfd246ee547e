"""Answering: a reply is drafted, published once it joins what was said to what was done, and never unsaid."""

import datetime as dt
from typing import Unpack

from django.db import transaction

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed, optional
from newbelongings.domain.plans import queries as plans
from newbelongings.domain.themes import queries as themes

from . import checks, queries
from .counts import public_count
from .editions import edition as edition_of
from .editions import links_in, links_of
from .models import Reply
from .parts import Links, Parts, checked_words


class ChangedMeanwhile(Refused):
    """Somebody else saved this reply after the form was drawn; nothing was overwritten."""


@transaction.atomic
def write_reply(scope: Scope, *, cycle_id: int, written_on: dt.date | None = None, **parts: Unpack[Parts]) -> Reply:
    """Write the draft of a reply. Nobody outside sees it before ``publish_reply``.

    ``parts`` are the words and the ids of what the reply joins (see ``parts.py``); an id of another council
    raises ``NotFound``. Sent twice, it is one draft.
    """
    scope.require(Permission.WRITE_REPLIES)
    cycle = authorities.cycle(scope, cycle_id)
    day, words = written_on or today(), checked_words(parts)
    for sent_before in Reply.objects.filter(cycle=cycle, written_on=day, published_on=None, **words):
        if links_of(sent_before) == links_in(parts):
            return sent_before
    reply = Reply.objects.create(cycle=cycle, written_on=day, **words)
    _join(scope, reply, parts)
    audit.note(scope, "wrote_reply", reply, state=reply.state, area=reply.area)
    return reply


@transaction.atomic
def edit_reply(scope: Scope, *, reply_id: int, edition: str = "", **parts: Unpack[Parts]) -> Reply:
    """Change a draft. With ``edition`` (of the draft as the form showed it) nobody's words are overwritten
    unseen: raises ``ChangedMeanwhile`` if somebody saved another since."""
    scope.require(Permission.WRITE_REPLIES)
    reply = _draft(scope, reply_id, edition, "Withdraw it and write a new one: a published reply stays as it was.")
    for name, value in checked_words(parts).items():
        setattr(reply, name, value)
    reply.save()
    _join(scope, reply, parts)
    audit.note(scope, "edited_reply", reply, state=reply.state, area=reply.area)
    return reply


@transaction.atomic
def publish_reply(
    scope: Scope, *, reply_id: int, on: dt.date | None = None, edition: str = "", unchecked_because: str = ""
) -> Reply:
    """Put a draft on the council's public page, with the number of people who said it as of this day.

    Refused with the first thing that is missing (``readiness.gaps``). ``unchecked_because`` is one sentence that
    says why no forum read it; it is kept only where none did.
    """
    scope.require(Permission.WRITE_REPLIES)
    on = on or today()
    reply = _draft(scope, reply_id, edition, "This is published already. Look at it on the public page.")
    if on > today():
        raise Refused("Give today or a day before it.", field="on")
    because = optional(unchecked_because, field="unchecked_because", most=200)
    for gap in queries.gaps_of(reply, on, unread_because=because):
        raise Refused(gap.sentence, field=gap.field)
    reply.unchecked_because = "" if checks.read_by_forum(reply) else because
    count = _people(scope, reply)
    reply.people_said, reply.people_asked = count or (None, None)
    reply.published_on = on
    reply.save()
    audit.note(scope, "published_reply", reply, state=reply.state, area=reply.area)
    return reply


@transaction.atomic
def withdraw_reply(scope: Scope, *, reply_id: int, because: str, on: dt.date | None = None) -> Reply:
    """Take a published reply off the public page, saying why. It is kept, and what it answered is owed again."""
    scope.require(Permission.WRITE_REPLIES)
    reply = queries.reply(scope, reply_id)
    if reply.published_on is None:
        raise Refused("This is a draft: nobody has read it yet. Edit it.")
    if reply.withdrawn_on is not None:
        raise Refused("This has been withdrawn already.")
    reply.withdrawn_because = needed(
        because, field="because", ask="Say in one sentence why. Care leavers will read it.", most=200
    )
    reply.withdrawn_on = on or today()
    reply.save(update_fields=["withdrawn_on", "withdrawn_because"])
    audit.note(scope, "withdrew_reply", reply)
    return reply


def _draft(scope: Scope, reply_id: int, edition: str, if_published: str) -> Reply:
    """The draft, locked against a second writer until this transaction ends."""
    queries.reply(scope, reply_id)
    reply = Reply.objects.select_for_update().get(pk=reply_id)
    if reply.published_on is not None:
        raise Refused(if_published)
    if edition and edition != edition_of(reply):
        raise ChangedMeanwhile("Somebody else saved this draft while you were writing. Look at both, then save again.")
    return reply


def _join(scope: Scope, reply: Reply, links: Links) -> None:
    """Set the links that were given, each fetched through its own room so that no other council's slips in."""
    if "theme_ids" in links:
        reply.themes.set(themes.themes_by_ids(scope, list(links["theme_ids"])))
    if "issue_ids" in links:
        reply.issues.set(forum.issues_by_ids(scope, links["issue_ids"]))
    if "action_ids" in links:
        reply.actions.set(plans.actions_by_ids(scope, list(links["action_ids"])))
    if "milestone_ids" in links:
        reply.milestones.set(plans.milestones_by_ids(scope, list(links["milestone_ids"])))


def _people(scope: Scope, reply: Reply) -> tuple[int, int] | None:
    """How many people said one of the reply's themes, of how many, where a public page may say so."""
    cited = set(reply.themes.filter(cycle_id=reply.cycle_id).values_list("pk", flat=True))
    cited = themes.descent(scope).all_became(cited)
    if not cited:
        return None
    table = themes.theme_table(scope, cycle_id=reply.cycle_id)
    return public_count([row.people for row in table.rows if row.theme_id in cited], table.base)
