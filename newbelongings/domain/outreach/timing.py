"""On which days messages go out: pure arithmetic.

Guide, Appendix B: a survey of two to four months with several prompts reaches most people.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

WEEKS: Final = (2, 5, 8)
# Nobody is written to twice within so many days.
QUIET_DAYS: Final = 3
# A text that wakes somebody at four in the morning is worse than none.
FIRST_HOUR: Final = 9
LAST_HOUR: Final = 19


def reminder_days(invited_on: dt.date, closes: dt.date, weeks: Iterable[int] = WEEKS) -> list[dt.date]:
    """The days of reminders, so many weeks after the invitation, as far as they leave a day or more to answer."""
    days = sorted({invited_on + dt.timedelta(weeks=number) for number in weeks if number > 0})
    return [day for day in days if day < closes]


def too_close(day: dt.date, others: Iterable[dt.date]) -> dt.date | None:
    """One of the ``others`` that lies within ``QUIET_DAYS`` of ``day`` and not on it; None where there is none."""
    return next((other for other in sorted(others) if 0 < abs((other - day).days) < QUIET_DAYS), None)


def is_daytime(moment: dt.datetime) -> bool:
    """Whether messages may go out at a moment, which is in the council's own time zone: from 9 to 19 o'clock."""
    return FIRST_HOUR <= moment.hour < LAST_HOUR
