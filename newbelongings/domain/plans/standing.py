"""How a thing stands: what a person judged, and beside it what the calendar says. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, TypeAlias

RagName: TypeAlias = str  # "red", "amber", "green", "done", or "none" where nobody has said anything yet

NOT_STARTED: Final = "none"
DONE: Final = "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person last said (``rag``), with the lateness that stands beside it and never overwrites it.

    ``late_days`` counts whole days past the end; ``unstarted_days`` whole days past the start while nobody
    has said anything. Both are 0 where there is nothing to say.
    """

    rag: RagName
    late_days: int = 0
    unstarted_days: int = 0

    @property
    def is_late(self) -> bool:
        return self.late_days > 0

    @property
    def is_done(self) -> bool:
        return self.rag == DONE


def standing(starts: dt.date, ends: dt.date, latest_rag: str | None, today: dt.date) -> Standing:
    """How an action stands today. For a milestone ``starts`` and ``ends`` are both the day it is due.

    Done is never late, however late it was done. Nothing said means not started.
    """
    rag = latest_rag or NOT_STARTED
    if rag == DONE:
        return Standing(DONE)
    waiting = (today - starts).days if rag == NOT_STARTED else 0
    return Standing(rag, max(0, (today - ends).days), max(0, waiting))
