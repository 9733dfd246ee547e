"""How a consent for a picture stands on a day. Pure."""

import calendar
import datetime as dt
from enum import StrEnum
from typing import Final

LONGEST_YEARS: Final = 2  # our own choice: what one agrees to at 16 may be wrong at 18 (docs/adr/0037)
SOON_DAYS: Final = 28


class Stands(StrEnum):
    """How it stands, what matters most first."""

    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    SOON = "soon"
    GIVEN = "given"
    DOWN = "down"

    @property
    def must_come_down(self) -> bool:
        return self in (Stands.WITHDRAWN, Stands.ENDED)


def stands(ends_on: dt.date, withdrawn_on: dt.date | None, taken_down_on: dt.date | None, today: dt.date) -> Stands:
    """A picture may be shown on the last day itself, and not after it; never after its consent was withdrawn."""
    if taken_down_on is not None:
        return Stands.DOWN
    if withdrawn_on is not None and withdrawn_on <= today:
        return Stands.WITHDRAWN
    if ends_on < today:
        return Stands.ENDED
    return Stands.SOON if (ends_on - today).days <= SOON_DAYS else Stands.GIVEN


def days(ends_on: dt.date, withdrawn_on: dt.date | None, how: Stands, today: dt.date) -> int:
    """Whole days since it had to come down, or until its last day; 0 once it is down."""
    if how is Stands.DOWN:
        return 0
    if how is Stands.WITHDRAWN and withdrawn_on is not None:
        return (today - min(withdrawn_on, ends_on)).days
    return abs((ends_on - today).days)


def longest(given_on: dt.date) -> dt.date:
    """The last day that a consent given on that day may have."""
    year = given_on.year + LONGEST_YEARS
    return dt.date(year, given_on.month, min(given_on.day, calendar.monthrange(year, given_on.month)[1]))
