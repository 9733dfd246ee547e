"""How long each step of an issue's path took. Pure, and in whole days.

The path is a row of stops in the order of their days: raised, taken up, with somebody (as often as it changes hands),
decided (as often as somebody decides). Each stop lasts until the next one, and the last one until there is an answer
or, without one, until today. So the days of the steps add up to the days that care leavers have waited.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Final

RAISED, TAKEN_UP, WITH, DECIDED, ANSWERED = "raised", "taken_up", "with", "decided", "answered"
STEPS: Final = (RAISED, TAKEN_UP, WITH, DECIDED, ANSWERED)
# Below so many issues a middle one says more about chance than about the council.
FEWEST: Final = 4


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that happened: its step, its day, who has it from then on (in words), and at which body.

    ``order`` settles a single day: what a forum decides there comes before it goes to the board, what the board
    decides comes after.
    """

    step: str
    on: dt.date
    holder: str = ""
    body: str = ""
    words: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A stop and how long it lasted: ``days`` until ``until``, or so far where it is ``running``.

    What happened only after the answer has no clock: its ``days`` is None.
    """

    stop: Stop
    until: dt.date | None
    days: int | None
    running: bool


def clocks(stops: Iterable[Stop], *, ended: dt.date | None, on: dt.date) -> tuple[Clock, ...]:
    """The clocks of one path as it stands ``on`` a day; ``ended`` is the day of the answer that stands, if any."""
    row = sorted(stops, key=lambda stop: (stop.on, stop.order))
    found = []
    for stop, after in zip(row, [*row[1:], None], strict=True):
        if ended is not None and stop.on > ended:
            found.append(Clock(stop, None, None, False))
            continue
        until = min([day for day in (after.on if after else None, ended) if day is not None], default=None)
        days = ((until or max(on, stop.on)) - stop.on).days
        found.append(Clock(stop, until, days, running=until is None))
    return tuple(found)


def waited(clocks: Sequence[Clock]) -> int:
    """For how many days those who raised it waited, or have waited so far."""
    return sum(clock.days or 0 for clock in clocks)


def at_last(clocks: Sequence[Clock]) -> Clock | None:
    """The step that is open now; None where there is an answer."""
    return next((clock for clock in clocks if clock.running), None)


def half_within(answered: Sequence[int], waiting: int) -> int | None:
    """Within how many days half of all that was raised was answered; ``waiting`` is how many have no answer.

    What waits counts as not answered, however young it is, so the sentence never flatters. None where fewer than
    half have an answer, or where there are fewer than four issues in all.
    """
    everything = len(answered) + waiting
    needed = -(-everything // 2)
    if everything < FEWEST or len(answered) < needed:
        return None
    return sorted(answered)[needed - 1]


def usual_days(days: Sequence[int]) -> int | None:
    """The middle one of what a finished step took; None below four of them."""
    return median_low(days) if len(days) >= FEWEST else None
