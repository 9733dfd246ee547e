"""Who is mixed with whom, and what may then be kept of how each answered. Pure functions; see docs/adr/0004.

The box has compartments, so that what is told of a response ("by telephone") is told of enough others mixed
with it. A compartment is opened when it holds enough by itself; what is left at the close is put together, and
then nothing is told of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .models import Response

ALONE: Final = "alone"
HELPED: Final = "helped"
INTERPRETED: Final = "interpreted"
GROUP: Final = "group"
COMPARTMENTS: Final = (ALONE, HELPED, INTERPRETED, GROUP)
# When a round has closed, one or two that are left over are not opened: mixed with each other they would be known.
FEWEST_AT_CLOSE: Final = 3


def compartment_of(way: str, *, interpreter: bool) -> str:
    """The part of the box for a response that came by ``way``. What a group agreed on is no one person's."""
    if way == Response.GROUP_AGREED:
        return GROUP
    if interpreter:
        return INTERPRETED
    return ALONE if way == Response.ONLINE else HELPED


@dataclass(frozen=True, slots=True)
class Mixture:
    """Compartments whose responses are mixed with one another, all at once."""

    compartments: tuple[str, ...]

    @property
    def names_people(self) -> bool:
        """Whether each response in it is one person's."""
        return self.compartments != (GROUP,)

    @property
    def interpreter(self) -> bool | None:
        """What is kept about interpreters: the same for all, or nothing."""
        if INTERPRETED not in self.compartments:
            return False
        return True if self.compartments == (INTERPRETED,) else None


def due(waiting: Mapping[str, int], *, at_least: int, closed: bool) -> list[Mixture]:
    """What may be opened now, given how many wait in each compartment.

    While the round is open a compartment waits for ``at_least`` of its own. At the close every compartment with
    enough is opened by itself; the rest are mixed with each other, and where that is still too few, with the
    smallest that had enough. Fewer than ``FEWEST_AT_CLOSE`` in all are never opened. What groups agreed on names
    nobody and waits for nobody.
    """
    people = {name: count for name, count in waiting.items() if count and name != GROUP}
    found: list[tuple[str, ...]] = [(name,) for name in COMPARTMENTS if people.get(name, 0) >= at_least]
    if closed:
        found = _with_the_last(found, people, at_least)
    groups = [(GROUP,)] if waiting.get(GROUP) else []
    return [Mixture(names) for names in [*found, *groups]]


def _with_the_last(found: list[tuple[str, ...]], people: Mapping[str, int], at_least: int) -> list[tuple[str, ...]]:
    last = tuple(name for name in COMPARTMENTS if 0 < people.get(name, 0) < at_least)
    count = sum(people[name] for name in last)
    if not last or (not found and count < FEWEST_AT_CLOSE):
        return found
    if count >= at_least or not found:
        return [*found, last]
    smallest = min(found, key=lambda names: people[names[0]])
    return [names for names in found if names != smallest] + [smallest + last]


def kept_ways(mixture: Mixture, ways: Sequence[str], *, at_least: int) -> list[str]:
    """What is kept of the way of each response in a mixture, in the order given.

    The exact way where at least ``at_least`` share it and the rest are none or as many; else what all of the
    mixture have in common, which may be nothing.
    """
    if mixture.compartments in ((ALONE,), (GROUP,)):
        return list(ways)
    common = Response.HELPED if ALONE not in mixture.compartments else Response.NOT_KEPT
    enough = {way for way, count in Counter(ways).items() if count >= at_least}
    rest = sum(way not in enough for way in ways)
    while enough and 0 < rest < at_least:
        fewest = min(enough, key=lambda way: (ways.count(way), way))
        enough.remove(fewest)
        rest += ways.count(fewest)
    if len(set(ways)) == 1:
        return list(ways)
    return [way if way in enough else common for way in ways]


def kept_back(waiting: int, *, with_code: int, opened: int, at_least: int) -> int:
    """How many of ``opened`` stay in the box so that those who hold a code are never the last few.

    ``waiting`` counts all that lie in the box, ``with_code`` those among them that wait for the close.
    """
    if not with_code:
        return 0
    return max(0, at_least - (waiting - opened))
