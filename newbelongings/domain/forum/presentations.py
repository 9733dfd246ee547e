"""When the forum next presents to the board itself. Pure.

Twice a year, as the forum of one council of the pilot did (Guide, appendix on Southwark): so within half a year of the
last time.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

HALF_A_YEAR: Final = dt.timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Presenting:
    """``last`` time, the day ``due`` (None: never presented, so due now), the day ``planned``, and how many days
    ``late``."""

    last: dt.date | None
    due: dt.date | None
    planned: dt.date | None
    late: int

    @property
    def is_due(self) -> bool:
        """Whether a day has to be found now: late or never, and none is planned."""
        return self.planned is None and (self.last is None or self.late > 0)


def presenting(held: list[dt.date], planned: list[dt.date], on: dt.date) -> Presenting:
    """How it stands ``on`` a day, from the days on which the forum presented and those on which it is to."""
    last = max((day for day in held if day <= on), default=None)
    due = last + HALF_A_YEAR if last else None
    late = max(0, (on - due).days) if due else 0
    return Presenting(last, due, min((day for day in planned if day >= on), default=None), late)
