"""Columns that may say who somebody is. Pure functions: headings and cells in, a yes or no out.

A date of birth is never kept with an answer (design, anonymity 1): at most it becomes an age band while
a file is read. Names and contacts are never taken in at all.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

_BIRTH: Final = re.compile(r"\b(d\.?\s?o\.?\s?b\.?|date of birth|birth ?date|birth ?day|born)(\b|$|(?<=\.))", re.I)
_CONTACT: Final = re.compile(
    r"((your|my|full|first|last|sur|family|given|preferred|respondent'?s?)[ _-]?)*"
    r"(name|e-?mail|phone|mobile|telephone|tel|address|post ?code|nhs|ni|national insurance|username)"
    r"s?([ _-]?(address|number|no\.?))?",
    re.I,
)
_CONTACT_CELL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|(\+44|0)[\d ()-]{9,14}")
_NUMBERS: Final = re.compile(r"(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{1,4})(?:[ T]\d{1,2}:\d{2}(:\d{2})?)?")
_WRITTEN: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/]([a-z]{3,9}),?[ \-/](\d{4}|\d{2})", re.I)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Care leavers are 16 and older; the weeks of our earliest rounds are not as long ago as that.
_YOUNGEST, _OLDEST = 15, 40
_SAMPLE: Final = 50


def is_birth_heading(heading: str) -> bool:
    """Whether a column's name says that it holds dates of birth."""
    return bool(_BIRTH.search(heading.replace("_", " ")))


def is_contact_heading(heading: str) -> bool:
    """Whether a column's name says that it holds names or ways to reach people."""
    return bool(_CONTACT.fullmatch(heading.strip()))


def is_contact(cell: str) -> bool:
    """Whether a cell is an email address or a British telephone number, and nothing else."""
    return bool(_CONTACT_CELL.fullmatch(cell.strip()))


def is_birth_date(cell: str, on: dt.date) -> bool:
    """Whether a cell is nothing but a date on which somebody now aged 15 to 40 may have been born."""
    born = date_in(cell)
    return born is not None and born < on and _YOUNGEST <= age_on(born, on) <= _OLDEST


def birth_columns(header: Sequence[str], rows: Iterable[Sequence[str]], on: dt.date) -> frozenset[int]:
    """The places of columns that hold dates of birth, by their name or by what their first cells hold."""
    found = {place for place, heading in enumerate(header) if is_birth_heading(heading)}
    cells: list[list[str]] = [[] for _ in header]
    for _, row in zip(range(_SAMPLE), rows, strict=False):
        for column, cell in zip(cells, row, strict=False):
            if cell.strip():
                column.append(cell)
    full = {p for p, column in enumerate(cells) if column and all(is_birth_date(cell, on) for cell in column)}
    return frozenset(found | full)


def date_in(cell: str) -> dt.date | None:
    """The date that a cell is, day before month as written in England, or None."""
    text = cell.strip()
    if len(text) > 30:
        return None
    if match := _NUMBERS.fullmatch(text):
        first, month, last = (int(part) for part in match.group(1, 2, 3))
        year_first = len(match.group(1)) == 4
        return _date(first if year_first else last, month, last if year_first else first)
    if match := _WRITTEN.fullmatch(text):
        name = match.group(2)[:3].lower()
        return _date(int(match.group(3)), _MONTHS.index(name) + 1, int(match.group(1))) if name in _MONTHS else None
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    if year < 100:
        year += 2000 if year < 50 else 1900
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years from birth to ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
