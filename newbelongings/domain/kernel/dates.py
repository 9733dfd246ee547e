"""Dates as the service keeps them: a response is kept to the week, never to the day."""

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """Today in the service's time zone (Europe/London)."""
    return timezone.localdate()


def week_of(day: dt.date) -> dt.date:
    """The Monday of the week in which ``day`` lies."""
    return day - dt.timedelta(days=day.weekday())


def long_date(day: dt.date) -> str:
    """``3 December 2026``, as every page writes it."""
    return f"{day.day} {day:%B %Y}"
