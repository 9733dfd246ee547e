"""Dates as the service keeps them: a response is kept to the week, never to the day."""

import datetime as dt
from typing import Final

from django.utils import timezone

from .errors import Refused

FIRST_YEAR: Final = 2000


def today() -> dt.date:
    """Today in the service's time zone (Europe/London)."""
    return timezone.localdate()


def week_of(day: dt.date) -> dt.date:
    """The Monday of the week in which ``day`` lies."""
    return day - dt.timedelta(days=day.weekday())


def long_date(day: dt.date) -> str:
    """``3 December 2026``, as every page writes it."""
    return f"{day.day} {day:%B %Y}"


def past(day: dt.date, *, field: str) -> dt.date:
    """A day that has come, of this century, so that a year typed short does not slip in."""
    if day > today():
        raise Refused("This day is still to come. Give today or a day before it.", field=field)
    if day.year < FIRST_YEAR:
        raise Refused(f"Check the year: it should be {FIRST_YEAR} or later.", field=field)
    return day
