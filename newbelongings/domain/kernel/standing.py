"""How a thing stands: what a person judged, and beside it what the calendar says. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, TypeAlias

RagName: TypeAlias = str  # "red", "amber", "green", "done", or "none" where nobody has said anything yet

NOT_STARTED: Final = "none"
DONE: Final = "done"
# A quarter has two boards' worth of papers; whoever says nothing for half of one has lost sight of it.
STALE_WEEKS: Final = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person last said (``rag``), with what the calendar says, which stands beside it and never overwrites it.

    ``late_days`` counts whole days past the end; ``unstarted_days`` whole days past the start while nobody
    has said anything; ``stale_days`` whole days since the last word while it runs, once they are ``STALE_WEEKS``.
    Each is 0 where there is nothing to say.
    """

    rag: RagName
    late_days: int = 0
    unstarted_days: int = 0
    stale_days: int = 0

    @property
    def is_late(self) -> bool:
        return self.late_days > 0

    @property
    def is_stale(self) -> bool:
        """Whether nobody has said anything for ``STALE_WEEKS`` while it runs, or ever since it should have begun."""
        return max(self.stale_days, self.unstarted_days) >= STALE_WEEKS * 7

    @property
    def is_done(self) -> bool:
        return self.rag == DONE


def standing(
    starts: dt.date, ends: dt.date, latest_rag: str | None, today: dt.date, said_on: dt.date | None = None
) -> Standing:
    """How an action stands today, of which ``latest_rag`` was said on ``said_on``.

    For a milestone ``starts`` and ``ends`` are both the day it is due. Done is never late, however late it was done.
    Nothing said means not started.
    """
    rag = latest_rag or NOT_STARTED
    if rag == DONE:
        return Standing(DONE)
    waiting = (today - starts).days if rag == NOT_STARTED else 0
    silent = (today - max(starts, said_on)).days if said_on is not None and rag != NOT_STARTED else 0
    return Standing(rag, max(0, (today - ends).days), max(0, waiting), silent if silent >= STALE_WEEKS * 7 else 0)
