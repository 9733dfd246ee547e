"""A meeting as a calendar file, the same for staff and for members. No personal link is in it: calendars are shared."""

import datetime as dt
from typing import Final

from django.http import HttpResponse
from django.utils import timezone

from newbelongings.adapters import calendars
from newbelongings.domain.forum.models import Meeting

USUAL_LENGTH: Final = dt.timedelta(hours=2)


def meeting_file(meeting: Meeting) -> HttpResponse:
    """The answer that a telephone or a desk opens with its calendar."""
    content = calendars.gathering_calendar(_gathering(meeting), made=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    return response


def _gathering(meeting: Meeting) -> calendars.Gathering:
    starts, ends = _times(meeting)
    return calendars.Gathering(
        key=f"new-belongings:forum-meeting:{meeting.pk}",
        starts=starts,
        ends=ends,
        title=meeting.forum.name,
        place=meeting.place or meeting.get_way_display(),
        words=meeting.joining,
        version=meeting.version,
        called_off=meeting.called_off_on is not None,
    )


def _times(meeting: Meeting) -> tuple[dt.date, dt.datetime | None]:
    """When it is, by the clock on the wall in England, in summer and in winter; without an end, two hours."""
    if meeting.starts_at is None:
        return meeting.date, None
    here = timezone.get_default_timezone()
    starts = dt.datetime.combine(meeting.date, meeting.starts_at, here)
    ends = dt.datetime.combine(meeting.date, meeting.ends_at, here) if meeting.ends_at else starts + USUAL_LENGTH
    return starts, ends
