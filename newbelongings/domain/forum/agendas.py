"""What a meeting will talk about: put there by the council and by members, in the order that the worker gives it.

Whoever of the group put an item there is not kept. One whose words may name somebody waits until a worker has looked.
"""

from typing import Final

from django.conf import settings
from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed, optional
from newbelongings.domain.safeguarding import actions as safeguarding

from . import meeting_queries, queries
from .following import last_position
from .meetings import to_come
from .models import AgendaItem, Meeting, Member

MOST_FROM_MEMBERS: Final = 30
MOST_WORDS: Final = 1000
ASKED: Final = "What do you want to talk about at the forum?"


@transaction.atomic
def add_agenda_item(
    scope: Scope, *, meeting_id: int, title: str, words: str = "", issue_id: int | None = None
) -> AgendaItem:
    """Put something on the agenda, perhaps about an issue. Sent twice, it is one item."""
    scope.require(Permission.KEEP_FORUM)
    meeting = to_come(scope, meeting_id)
    issue = queries.issue(scope, issue_id) if issue_id is not None else None
    item, new = meeting.agenda.get_or_create(
        **_said(title, words),
        added_by=AgendaItem.WORKER,
        issue=issue,
        defaults={"position": last_position(meeting.pk) + 1},
    )
    if new:
        audit.note(scope, "added_agenda_item", meeting)
    return item


@transaction.atomic
def suggest_agenda_item(scope: Scope, member: Member, *, meeting_id: int, title: str, words: str = "") -> AgendaItem:
    """A member puts something on the agenda of their forum's meeting. Sent twice, it is one item.

    Words that suggest danger go to the safeguarding lead at once; what may name somebody is ``held``.
    """
    scope.require(Permission.SPEAK_UP)
    meeting = Meeting.objects.select_for_update().filter(forum=member.forum_id, pk=meeting_id).first()
    if meeting is None:
        raise NotFound("We cannot find this meeting. Go back to your page.")
    if meeting.called_off_on or meeting.attended is not None or meeting.date < today():
        raise Refused("This meeting is over. Go back to your page and look for the next one.")
    if meeting.agenda.filter(added_by=AgendaItem.MEMBER).count() >= MOST_FROM_MEMBERS:
        raise Refused("The list for this meeting is full. Tell the person who runs your forum.")
    said = _said(title, words)
    item, new = meeting.agenda.get_or_create(
        **said,
        added_by=AgendaItem.MEMBER,
        defaults={
            "position": last_position(meeting.pk) + 1,
            "held": _may_name_somebody("\n".join(said.values())),
        },
    )
    if new:
        safeguarding.raise_concerns(
            scope,
            authority_id=member.forum.authority_id,
            said=[(ASKED, "\n".join(filter(None, said.values())))],
            on=today(),
            address=settings.PUBLIC_ADDRESS,
        )
        audit.note(scope, "suggested_agenda_item", meeting)
    return item


@transaction.atomic
def show_agenda_item(scope: Scope, *, item_id: int) -> AgendaItem:
    """Let the group see an item that was held, once somebody has looked at whom it may name."""
    scope.require(Permission.KEEP_FORUM)
    item = meeting_queries.agenda_item(scope, item_id)
    if item.held:
        item.held = False
        item.save(update_fields=["held"])
        audit.note(scope, "showed_agenda_item", item.meeting)
    return item


@transaction.atomic
def move_agenda_item(scope: Scope, *, item_id: int, up: bool) -> AgendaItem:
    """Change places with the item before or after; at an end of the list nothing changes."""
    scope.require(Permission.KEEP_FORUM)
    item = meeting_queries.agenda_item(scope, item_id)
    to_come(scope, item.meeting_id)
    items = list(AgendaItem.objects.filter(meeting=item.meeting_id))
    at = items.index(item)
    to = at + (-1 if up else 1)
    if 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
        for position, one in enumerate(items, start=1):
            one.position = position
        AgendaItem.objects.bulk_update(items, ["position"])
        audit.note(scope, "moved_agenda_item", item.meeting)
    return item


@transaction.atomic
def remove_agenda_item(scope: Scope, *, item_id: int) -> Meeting:
    """Take out an item that was put there by mistake; returns its meeting."""
    scope.require(Permission.KEEP_FORUM)
    item = meeting_queries.agenda_item(scope, item_id)
    meeting = to_come(scope, item.meeting_id)
    if item.outcome:
        raise Refused("Something came of this item. It stays on the agenda.")
    if item.follows_id is not None:
        raise Refused("This asks after something promised last time. It stays until it is done.")
    item.delete()
    audit.note(scope, "removed_agenda_item", meeting)
    return meeting


def _may_name_somebody(words: str) -> bool:
    """Whether anything in the words but a day could tell who somebody is: "can we meet on 3 December" names nobody."""
    return any(detail.kind != "date" for detail in point_out(words))


def _said(title: str, words: str) -> dict[str, str]:
    return {
        "title": needed(title, field="title", ask="Say in a few words what to talk about.", most=120),
        "words": optional(words, field="words", most=MOST_WORDS),
    }
