"""On which days messages go out: pure arithmetic.

Guide, Appendix B: a survey of two to four months with several prompts reaches most people.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

WEEKS: Final = (2, 5, 8)
# Nobody is written to twice within so many days.
QUIET_DAYS: Final = 3


def reminder_days(invited_on: dt.date, closes: dt.date, weeks: Iterable[int] = WEEKS) -> list[dt.date]:
    """The days of reminders, so many weeks after the invitation, as far as they leave a day or more to answer."""
    days = sorted({invited_on + dt.timedelta(weeks=number) for number in weeks if number > 0})
    return [day for day in days if day < closes]


def too_close(day: dt.date, others: Iterable[dt.date]) -> dt.date | None:
    """One of the ``others`` that lies within ``QUIET_DAYS`` of ``day`` and not on it; None where there is none."""
    return next((other for other in sorted(others) if 0 < abs((other - day).days) < QUIET_DAYS), None)
