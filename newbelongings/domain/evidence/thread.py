"""The thread of one cycle: what was said, promised, done and told, and where it is broken. Plain values."""

from dataclasses import dataclass

from newbelongings.domain.kernel.suppression import Shown

HEARD, LATE, UNTOLD, UNASKED = "heard_not_acted_on", "promised_and_late", "acted_not_told", "nobody_asked"
PROMISE = "promise"  # the kind of a break that is a promise of the pledge, which is no line of the plan
BREAKS = (HEARD, LATE, UNTOLD, UNASKED)


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the thread is broken.

    ``kind`` and ``id`` name the thing (theme, issue, action, milestone, objective or promise); ``why`` is one
    sentence; ``days`` is how long it has waited, or None where nothing tells.
    """

    kind: str
    id: int
    title: str
    area: str
    why: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Thread:
    """One cycle from what was said to what was told, and its four kinds of break, longest wait first.

    ``people`` is how many answered, hidden where small. ``themes`` counts the themes found in answers,
    ``issues`` those the forum raised, ``done`` actions and milestones, ``told`` replies that stand published.
    """

    people: Shown
    themes: int
    issues: int
    actions: int
    milestones: int
    done: int
    told: int
    heard_not_acted_on: tuple[Break, ...] = ()
    promised_and_late: tuple[Break, ...] = ()
    acted_not_told: tuple[Break, ...] = ()
    nobody_asked: tuple[Break, ...] = ()

    def breaks(self, kind: str) -> tuple[Break, ...]:
        """The breaks of one of the four kinds."""
        found: tuple[Break, ...] = getattr(self, kind)
        return found

    @property
    def broken(self) -> int:
        """In how many places the thread is broken."""
        return sum(len(self.breaks(kind)) for kind in BREAKS)


def longest_first(breaks: list[Break]) -> tuple[Break, ...]:
    """Those that have waited longest come first; those without a day come last, by title."""
    return tuple(sorted(breaks, key=lambda b: (b.days is None, -(b.days or 0), b.title)))
