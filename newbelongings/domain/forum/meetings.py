"""Meetings that are to come, what became of them, who came, and what was given for coming."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import optional

from . import inviting, queries
from .following import carry_forward
from .models import Meeting, Thanks

FURTHEST: Final = dt.timedelta(days=730)
MOST_POUNDS: Final = 100_000


@transaction.atomic
def plan_meeting(
    scope: Scope,
    *,
    forum_id: int,
    date: dt.date,
    way: str,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    place: str = "",
    joining: str = "",
) -> Meeting:
    """Set the day of a meeting that is to come. What earlier meetings left to do is on its agenda at once.

    ``joining`` says how to get in: a number to ring, a link, which door. Nobody is told yet (``invite_members``).
    """
    scope.require(Permission.KEEP_FORUM)
    forum = queries.forum(scope, forum_id)
    meeting = Meeting(forum=forum)
    _arrange(meeting, date, way, starts_at, ends_at, place, joining)
    meeting.save()
    carry_forward(forum.pk)
    audit.note(scope, "planned_meeting", meeting, date=date.isoformat(), way=way)
    return meeting


@transaction.atomic
def move_meeting(
    scope: Scope,
    *,
    meeting_id: int,
    address: str,
    date: dt.date,
    way: str,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    place: str = "",
    joining: str = "",
) -> Meeting:
    """Give a meeting another day, time, place or way to join, and tell everybody who was invited.

    ``address`` is that of a member's own page, with ``{token}`` in it. With another day or time, nobody has said yet
    whether they are coming. Where nothing is different, nobody is told.
    """
    scope.require(Permission.KEEP_FORUM)
    meeting = to_come(scope, meeting_id)
    before = _arranged(meeting)
    _arrange(meeting, date, way, starts_at, ends_at, place, joining)
    if _arranged(meeting) == before:
        return meeting
    meeting.version += 1
    meeting.save()
    if (meeting.date, meeting.starts_at) != before[:2]:
        meeting.invitations.update(answer="")
    carry_forward(meeting.forum_id)
    inviting.tell_of_change(scope, meeting, address=address)
    audit.note(scope, "moved_meeting", meeting, date=date.isoformat(), version=meeting.version)
    return meeting


@transaction.atomic
def call_off_meeting(scope: Scope, *, meeting_id: int, address: str) -> Meeting:
    """Call a meeting off and tell everybody who was invited. What was on its agenda goes to the next meeting."""
    scope.require(Permission.KEEP_FORUM)
    meeting = to_come(scope, meeting_id)
    if meeting.agenda.exclude(outcome="").exists():
        raise Refused("Something came of this meeting already, so it was held. Write it up instead.")
    meeting.called_off_on = today()
    meeting.version += 1
    meeting.save(update_fields=["called_off_on", "version"])
    carry_forward(meeting.forum_id)
    inviting.tell_of_change(scope, meeting, address=address)
    audit.note(scope, "called_off_meeting", meeting)
    return meeting


@transaction.atomic
def note_attendance(scope: Scope, *, meeting_id: int, member_ids: Iterable[int]) -> None:
    """Write down who came, of those members who agreed that it may be written down. Replaces what was noted before."""
    scope.require(Permission.KEEP_MEMBERS)
    meeting = queries.meeting(scope, meeting_id)
    must_be_held(meeting)
    agreed = meeting.forum.members.filter(may_note_attendance=True, pk__in=set(member_ids))
    came = list(agreed.values_list("pk", flat=True))
    if set(member_ids) - set(came):
        raise Refused("One of them has not agreed that you write down when they come. Load the page again.")
    if meeting.attended is not None and len(came) > meeting.attended:
        raise Refused(f"You wrote that {meeting.attended} came. Tick no more than that.", field="members")
    meeting.attendances.exclude(member__in=came).delete()
    for member_id in came:
        meeting.attendances.get_or_create(member_id=member_id)
    audit.note(scope, "noted_attendance", meeting)


@transaction.atomic
def give_thanks(
    scope: Scope, *, meeting_id: int, kind: str, people: int, pounds: Decimal | None = None, words: str = ""
) -> Thanks:
    """Write down what was given to those who came: to how many, and how many pounds in all where it cost money."""
    scope.require(Permission.KEEP_FORUM)
    meeting = queries.meeting(scope, meeting_id)
    must_be_held(meeting)
    if kind not in dict(Thanks.KINDS):
        raise Refused("Choose what was given.", field="kind")
    if not 1 <= people <= 500:
        raise Refused("Give how many people had it, from 1 to 500.", field="people")
    if pounds is not None and not 0 < pounds <= MOST_POUNDS:
        raise Refused(f"Give pounds in all, from 0.01 to {MOST_POUNDS:,}.", field="pounds")
    given = meeting.thanks.create(
        kind=kind,
        people=people,
        pence=None if pounds is None else int(pounds * 100),
        words=optional(words, field="words", most=200),
    )
    audit.note(scope, "gave_thanks", meeting, kind=kind)
    return given


@transaction.atomic
def strike_thanks(scope: Scope, *, thanks_id: int) -> Meeting:
    """Take out what was written down by mistake; returns its meeting."""
    scope.require(Permission.KEEP_FORUM)
    found = queries.thanks_given(scope, thanks_id)
    audit.note(scope, "struck_thanks", found.meeting, kind=found.kind)
    found.delete()
    return found.meeting


def to_come(scope: Scope, meeting_id: int) -> Meeting:
    """A meeting that can still be changed, locked; refused once it is called off or written up."""
    queries.meeting(scope, meeting_id)
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.called_off_on is not None:
        raise Refused("This meeting is called off. Plan a new one.")
    if meeting.attended is not None:
        raise Refused("This meeting is written up. Plan a new one.")
    return meeting


def must_be_held(meeting: Meeting) -> None:
    """Refuses what can only be said of a meeting that took place."""
    if meeting.called_off_on is not None:
        raise Refused("This meeting was called off. Choose the one that was held.")
    if meeting.date > today():
        raise Refused("This meeting is still to come. Write this down afterwards.")


def _arranged(meeting: Meeting) -> tuple[object, ...]:
    return (meeting.date, meeting.starts_at, meeting.ends_at, meeting.way, meeting.place, meeting.joining)


def _arrange(
    meeting: Meeting,
    date: dt.date,
    way: str,
    starts_at: dt.time | None,
    ends_at: dt.time | None,
    place: str,
    joining: str,
) -> None:
    if not today() <= date <= today() + FURTHEST:
        raise Refused("Give today or a day of the next two years.", field="date")
    if way not in dict(Meeting.WAYS):
        raise Refused("Choose how you meet.", field="way")
    if ends_at is not None and (starts_at is None or ends_at <= starts_at):
        raise Refused("Give an end that is after the start.", field="ends_at")
    others = Meeting.objects.filter(forum=meeting.forum_id, date=date, called_off_on=None)
    if others.exclude(pk=meeting.pk).exists():
        raise Refused("This forum already has a meeting on that day. Choose another day.", field="date")
    meeting.date, meeting.way, meeting.starts_at, meeting.ends_at = date, way, starts_at, ends_at
    meeting.place = optional(place, field="place", most=120)
    meeting.joining = optional(joining, field="joining", most=300)
