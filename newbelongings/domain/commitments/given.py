"""What people type, looked at before it is kept: days, links, names of posts, entries of a vocabulary."""

import datetime as dt
from typing import Final

from newbelongings.domain.kernel.dates import past
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.text import one_of
from newbelongings.domain.standards.vocabularies import vocabulary

SENTENCE: Final = 400
FIRST_DAY: Final = dt.date(2000, 1, 1)
LAST_DAY: Final = dt.date(2099, 12, 31)


def past_day(day: dt.date, *, field: str) -> dt.date:
    """A day that has come, and lies in this century."""
    return sane_day(past(day, field=field), field=field)


def sane_day(day: dt.date, *, field: str) -> dt.date:
    """A day of this century, so that a year typed short does not slip in."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused("Check the year: it should be from 2000 to 2099.", field=field)
    return day


def entry_of(name: str, code: str, *, field: str, ask: str) -> str:
    """A code of a vocabulary; anything else is refused."""
    return one_of([(entry.code, entry.name) for entry in vocabulary(name).entries], code, field=field, ask=ask)
