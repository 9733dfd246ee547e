"""What people type, looked at before it is kept: days, links, names of posts, entries of a vocabulary."""

import datetime as dt
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from newbelongings.domain.kernel.dates import past
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.text import needed, optional
from newbelongings.domain.standards.vocabularies import vocabulary

SENTENCE: Final = 400
FIRST_DAY: Final = dt.date(2000, 1, 1)
LAST_DAY: Final = dt.date(2099, 12, 31)


def one_line(text: str, *, field: str, ask: str, most: int = 120) -> str:
    """Needed words on one line: a name or a title, which may become the subject of a message."""
    return needed(" ".join(text.split()), field=field, ask=ask, most=most)


def past_day(day: dt.date, *, field: str) -> dt.date:
    """A day that has come, and lies in this century."""
    return sane_day(past(day, field=field), field=field)


def sane_day(day: dt.date, *, field: str) -> dt.date:
    """A day of this century, so that a year typed short does not slip in."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused("Check the year: it should be from 2000 to 2099.", field=field)
    return day


def web_link(text: str, *, field: str = "link") -> str:
    """A whole address of the web, or nothing. Any other kind of address could run something when it is pressed."""
    kept = optional(text, field=field, most=SENTENCE)
    if not kept:
        return ""
    try:
        parts = urlsplit(kept)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() for c in kept)
    except ValueError:
        good = False
    if not good:
        raise Refused("Give the whole address of the page, beginning with https://", field=field)
    return kept


def one_of(choices: Iterable[tuple[str, str]], value: str, *, field: str, ask: str) -> str:
    """``value`` where it is one of the choices; refused with the sentence ``ask`` where not."""
    if value not in dict(choices):
        raise Refused(ask, field=field)
    return value


def entry_of(name: str, code: str, *, field: str, ask: str) -> str:
    """A code of a vocabulary; anything else is refused."""
    return one_of([(entry.code, entry.name) for entry in vocabulary(name).entries], code, field=field, ask=ask)


def whole_number(number: int, *, field: str, least: int, most: int) -> int:
    """``number`` where it lies within the two."""
    if not least <= number <= most:
        raise Refused(f"Give a number from {least:,} to {most:,}.", field=field)
    return number
