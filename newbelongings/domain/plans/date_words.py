"""Dates as people write them in a spreadsheet. Pure: words in, days out; the day always stands before the month."""

import calendar
import datetime as dt
import re
from typing import Final

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_NAMED: Final = re.compile(
    r"(?:[a-z]+day,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?)?([a-z]+)\.?,?[\s\-]+(\d{4}|\d{2})"
)
_CENTURY: Final = 2000


class NoDate(ValueError):
    """Words that are no date; the message is one sentence that says what to do."""


def day_of(words: str, *, last: bool = False) -> dt.date:
    """The day that words name. A month alone is its first day, or with ``last`` its last.

    ``2026-05-03``, ``3/5/26``, ``03.05.2026``, ``3rd May 2026``, ``Sunday 3 May 2026``, ``May 2026``.
    """
    tidy = " ".join(words.lower().split())
    try:
        if found := _ISO.fullmatch(tidy):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.fullmatch(tidy):
            return dt.date(_year(found[3]), int(found[2]), int(found[1]))
        found = _NAMED.fullmatch(tidy)
        month = _MONTHS.get(found[2]) if found else None
        if found and month:
            return _in_month(found[1], month, _year(found[3]), last)
    except ValueError:
        raise NoDate(f"There is no such day as “{_short(words)}”. Write the day before the month.") from None
    raise NoDate(f"Give a date such as 31 March 2027: “{_short(words)}” is none.")


def _in_month(day: str | None, month: int, year: int, last: bool) -> dt.date:
    if day:
        return dt.date(year, month, int(day))
    return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def shifted(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes the 28th where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else _CENTURY + int(digits)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]} …"
