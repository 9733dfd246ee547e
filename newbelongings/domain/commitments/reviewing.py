"""When a protocol is due to be looked at again. Pure."""

import calendar
import datetime as dt
from enum import StrEnum
from typing import Final

REMIND_DAYS: Final = 28  # how long before a review is due its reminder goes out
LONGEST_MONTHS: Final = 60


class Due(StrEnum):
    """How near a day is."""

    FAR = "far"
    SOON = "soon"
    LATE = "late"


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later, or the last of that month where it is shorter (31 August + 6 = 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_review(agreed_on: dt.date, reviewed_on: dt.date | None, every: int) -> dt.date:
    """``every`` months after the last review, or after the agreement where there was none."""
    return add_months(reviewed_on or agreed_on, every)


def due(day: dt.date, today: dt.date) -> Due:
    """Late after ``day``; soon from ``REMIND_DAYS`` before it, and on the day itself."""
    if day < today:
        return Due.LATE
    return Due.SOON if (day - today).days <= REMIND_DAYS else Due.FAR
