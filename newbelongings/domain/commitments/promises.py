"""Which promise belongs to whom, and how one stands. Pure."""

import datetime as dt
from enum import StrEnum
from typing import Final

from .models.leadership import CHIEF_EXECUTIVE, Outcome

MEETING_LINES: Final = frozenset({"CE4", "LC3"})  # promises to meet care leavers


class Stands(StrEnum):
    """How a promise stands."""

    OPEN = "open"
    LATE = "late"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    WITHDRAWN = "withdrawn"


def line_fits(office: str, line: str) -> bool:
    """Section 2.5 of the Guide is the chief executive's, section 2.6 the leader's and the councillors'."""
    return line.startswith("CE" if office == CHIEF_EXECUTIVE else "LC")


def stands(due: dt.date, outcome: str | None, today: dt.date) -> Stands:
    """What was last said of it; with nothing said, open up to its day and late after it."""
    if outcome is None:
        return Stands.LATE if due < today else Stands.OPEN
    return {Outcome.KEPT: Stands.KEPT, Outcome.NOT_KEPT: Stands.NOT_KEPT}.get(outcome, Stands.WITHDRAWN)
