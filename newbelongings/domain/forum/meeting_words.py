"""The words of the messages about a meeting, as a nine-year-old can read them. Pure."""

import datetime as dt

from newbelongings.domain.kernel.dates import long_date

from .models import Meeting

_WAYS = {
    Meeting.IN_PERSON: "We meet in person",
    Meeting.PHONE: "We meet by phone",
    Meeting.ONLINE: "We meet online",
    Meeting.ON_THE_MOVE: "We meet on the move",
}


def when(meeting: Meeting) -> str:
    """``Thursday 3 December 2026, 5.30 pm to 7 pm``."""
    day = f"{meeting.date:%A} {long_date(meeting.date)}"
    if meeting.starts_at is None:
        return day
    return f"{day}, {clock(meeting.starts_at)}" + (f" to {clock(meeting.ends_at)}" if meeting.ends_at else "")


def clock(time: dt.time) -> str:
    """``5.30 pm``, ``7 pm``, ``12 noon``."""
    if (time.hour, time.minute) == (12, 0):
        return "12 noon"
    minutes = f".{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes} {'am' if time.hour < 12 else 'pm'}"


def invitation(meeting: Meeting, name: str, link: str) -> tuple[str, str]:
    """Subject and words that ask a member to come."""
    return _written(meeting, name, link, "", "Say if you are coming, and what you want to talk about:")


def moved(meeting: Meeting, name: str, link: str) -> tuple[str, str]:
    """Subject and words about a meeting that is not when or where it was."""
    first = "This is not what we told you before. Please read it.\n"
    return _written(meeting, name, link, first, "Say if you are still coming:", "Changed: ")


def called_off(meeting: Meeting, name: str, link: str) -> tuple[str, str]:
    """Subject and words about a meeting that will not be."""
    words = (
        f"Hello {name},\n\n{meeting.forum.name} will not meet on {when(meeting)}. We will tell you when there is a new "
        f"day. What was on the list will come next time.\n\nYour own page:\n{link}\n"
    )
    return f"Called off: {meeting.forum.name}, {long_date(meeting.date)}", words


def notes_to_check(meeting: Meeting, name: str, link: str) -> tuple[str, str]:
    """Subject and words that ask a member whether the notes are right."""
    words = (
        f"Hello {name},\n\nThe notes of the meeting on {long_date(meeting.date)} are on your page. Are they right? "
        f"Nobody else can read them until you and the others have had a look.\n\n{link}\n\n{_YOURS}\n"
    )
    return f"Are these notes right? {meeting.forum.name}", words


_YOURS = "This link is yours. Please do not pass it on."


def _written(meeting: Meeting, name: str, link: str, first: str, ask: str, before: str = "") -> tuple[str, str]:
    where = _WAYS[meeting.way] + (f": {meeting.place}." if meeting.place else ".")
    joining = f"\n{meeting.joining}" if meeting.joining else ""
    words = (
        f"Hello {name},\n\n{first}{meeting.forum.name} meets on {when(meeting)}.\n{where}{joining}\n\n"
        f"{ask}\n{link}\n\n{_YOURS}\n"
    )
    return f"{before}{meeting.forum.name}, {when(meeting)}", words
