"""Keeping the forum: its meetings, what was raised there, what was decided about it."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import past, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import area_code, needed, optional

from . import queries
from .following import carry_forward
from .models import BODIES, Decision, Forum, Issue, Meeting


@transaction.atomic
def start_forum(scope: Scope, *, name: str, group: str = Forum.EVERYONE) -> Forum:
    """Start a forum at the scope's council, for one group of care leavers or for everyone.

    A council may have several, each with its own name.
    """
    scope.require(Permission.KEEP_FORUM)
    forum = _called(Forum(authority_id=scope.authority), name, group)
    audit.note(scope, "started_forum", forum)
    return forum


@transaction.atomic
def change_forum(scope: Scope, *, forum_id: int, name: str, group: str) -> Forum:
    """Give a forum the name that its members use now, or say for whom it is now."""
    scope.require(Permission.KEEP_FORUM)
    forum = _called(queries.forum(scope, forum_id), name, group)
    audit.note(scope, "changed_forum", forum, group=group)
    return forum


def _called(forum: Forum, name: str, group: str) -> Forum:
    forum.name = needed(name, field="name", ask="Give the forum the name its members use.", most=120)
    same = Forum.objects.filter(authority_id=forum.authority_id, name__iexact=forum.name)
    if same.exclude(pk=forum.pk).exists():
        raise Refused("You already have a forum of this name. Give this one another name.", field="name")
    if group not in dict(Forum.GROUPS):
        raise Refused("Choose who the forum is for.", field="group")
    forum.group = group
    forum.save()
    return forum


@transaction.atomic
def hold_meeting(
    scope: Scope, *, forum_id: int, date: dt.date, place: str = "", attended: int | None = None, notes: str = ""
) -> Meeting:
    """Write down a meeting that was held, or one that is coming (to be written up afterwards).

    ``attended`` is how many came; there is no list of who.
    """
    scope.require(Permission.KEEP_FORUM)
    forum = queries.forum(scope, forum_id)
    _check_attendance(date, attended)
    if forum.meetings.filter(date=date, called_off_on=None).exists():
        raise Refused("This forum already has a meeting on that day. Choose it from the list.", field="date")
    meeting = forum.meetings.create(
        date=date,
        place=optional(place, field="place", most=120),
        attended=attended,
        notes=optional(notes, field="notes"),
    )
    carry_forward(forum.pk)
    audit.note(scope, "held_meeting", meeting, date=date.isoformat())
    return meeting


@transaction.atomic
def write_up_meeting(scope: Scope, *, meeting_id: int, attended: int, notes: str = "") -> Meeting:
    """Add how many came to a meeting that was planned, and the notes. Once: it is not written over.

    Refused while something on its agenda has no outcome, with which that is.
    """
    scope.require(Permission.KEEP_FORUM)
    queries.meeting(scope, meeting_id)
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.attended is not None:
        raise Refused("Somebody has written this meeting up already. Look at it on the forum page.")
    if meeting.called_off_on is not None:
        raise Refused("This meeting was called off. Choose the one that was held.")
    _check_attendance(meeting.date, attended)
    _check_outcomes(meeting)
    meeting.attended = attended
    added = optional(notes, field="notes")
    if added and meeting.notes_shown_on is not None:
        raise Refused("The notes are with the group. Leave this empty, and change them afterwards.", field="notes")
    meeting.notes = "\n\n".join(part for part in (meeting.notes, added) if part)
    meeting.save(update_fields=["attended", "notes"])
    audit.note(scope, "wrote_up_meeting", meeting)
    return meeting


def _check_attendance(date: dt.date, attended: int | None) -> None:
    if attended is not None and date > today():
        raise Refused("This meeting is still to come. Leave this empty, and write it up afterwards.", field="attended")
    if attended is not None and not 0 <= attended <= 500:
        raise Refused("Give how many came, from 0 to 500.", field="attended")


def _check_outcomes(meeting: Meeting) -> None:
    open_items = list(meeting.agenda.filter(outcome="").values_list("title", flat=True))
    if open_items:
        named = "; ".join(f"“{title}”" for title in open_items)
        raise Refused(f"Write first what came of each thing on the agenda. Still open: {named}.")


@transaction.atomic
def raise_issue(
    scope: Scope,
    *,
    title: str,
    words: str,
    area: str,
    raised_on: dt.date | None = None,
    meeting_id: int | None = None,
    quotable: bool = False,
    looked: bool = False,
    source: str = "",
) -> Issue:
    """Write down what care leavers raised, at a meeting or otherwise. From that day the council owes an answer.

    ``quotable`` says that the words may stand on the public page: the group agreed and no name is in them. Words in
    which a detail is pointed out are refused there until a person ``looked`` at it.
    Without ``raised_on`` the day is that of the meeting, or else today; without ``source`` it came at the meeting,
    or else to a worker. Sent twice, it is one issue.
    """
    scope.require(Permission.KEEP_FORUM)
    meeting = queries.meeting(scope, meeting_id) if meeting_id is not None else None
    if quotable and not looked and point_out(words):
        raise Refused("Something in it could be a name or a place. Take it out, or say that you looked.", field="words")
    if source and source not in dict(Issue.SOURCES):
        raise Refused("Choose how it came.", field="source")
    issue, new = Issue.objects.get_or_create(
        authority_id=scope.authority,
        meeting=meeting,
        title=needed(title, field="title", ask="Give it a few words by which everyone knows it.", most=120),
        words=needed(words, field="words", ask="Write what was said, as it was said."),
        quotable=quotable,
        area=area_code(area),
        source=source or (Issue.MEETING if meeting else Issue.WORKER),
        raised_on=past(raised_on or (meeting.date if meeting else today()), field="raised_on"),
    )
    if not new:
        return issue
    audit.note(scope, "raised_issue", issue, area=area, raised_on=issue.raised_on.isoformat())
    return issue


@transaction.atomic
def decide(
    scope: Scope,
    *,
    issue_id: int,
    body: str,
    words: str,
    decided_on: dt.date | None = None,
    meeting_id: int | None = None,
) -> Decision:
    """Add what was decided about an issue, and by whom: ``forum``, ``service`` or ``board``. Never edited.

    Sent twice, it is one decision.
    """
    scope.require(Permission.KEEP_FORUM)
    issue = queries.issue(scope, issue_id)
    meeting = queries.meeting(scope, meeting_id) if meeting_id is not None else None
    if body not in dict(BODIES):
        raise Refused("Choose who decided: the forum, the service or the board.", field="body")
    decided_on = past(decided_on or (meeting.date if meeting else today()), field="decided_on")
    if decided_on < issue.raised_on:
        raise Refused("This is before the issue was raised. Check the day.", field="decided_on")
    decision, new = issue.decisions.get_or_create(
        meeting=meeting,
        body=body,
        words=needed(words, field="words", ask="Write what was decided, in one or two sentences."),
        decided_on=decided_on,
    )
    if new:
        audit.note(scope, "decided", issue, body=body, decided_on=decided_on.isoformat())
    return decision
