"""What a meeting left to do comes back at the next, by itself, until it is done.

Worked out anew whenever a meeting is planned, moved, called off or written down, and whenever an outcome is written:
so it does not matter which of the two meetings was there first.
"""

from collections.abc import Sequence

from .models import AgendaItem, Forum, Meeting


def carry_forward(forum_id: int) -> None:
    """Put each action that is not done on the agenda of the meeting after its own, once, and what a meeting that was
    called off left over on the next. Within the caller's transaction; one at a time for a forum."""
    Forum.objects.select_for_update().get(pk=forum_id)
    items = AgendaItem.objects.filter(meeting__forum=forum_id)
    items.filter(follows__isnull=False, outcome="").exclude(follows__outcome=AgendaItem.ACTION).delete()
    to_come = list(Meeting.objects.filter(forum=forum_id, called_off_on=None, attended=None).order_by("date"))
    undone = items.filter(outcome=AgendaItem.ACTION, done_on=None).select_related("meeting", "followed_by")
    for action in undone.order_by("meeting__date", "position", "pk"):
        _ask_after(action, to_come)
    left_over = items.filter(meeting__called_off_on__isnull=False, outcome="", follows=None)
    for item in left_over.select_related("meeting"):
        _put(item, _first_after(item.meeting, to_come))


def last_position(meeting_id: int) -> int:
    """The position of the last item of a meeting's agenda; 0 where there is none."""
    last = AgendaItem.objects.filter(meeting=meeting_id).order_by("-position").first()
    return last.position if last else 0


def _ask_after(action: AgendaItem, to_come: Sequence[Meeting]) -> None:
    following = getattr(action, "followed_by", None)
    if following is None:
        following = AgendaItem(
            title=action.title, issue_id=action.issue_id, follows=action, added_by=AgendaItem.FOLLOW_UP
        )
    if not following.outcome:
        _put(following, _first_after(action.meeting, to_come))


def _first_after(meeting: Meeting, to_come: Sequence[Meeting]) -> Meeting | None:
    return next((one for one in to_come if one.date > meeting.date), None)


def _put(item: AgendaItem, meeting: Meeting | None) -> None:
    if meeting is not None and item.meeting_id != meeting.pk:
        item.position = last_position(meeting.pk) + 1
        item.meeting = meeting
        item.save()
