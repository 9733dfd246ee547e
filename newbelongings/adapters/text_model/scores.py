"""How well suggested areas fit those that a reader gave: pure arithmetic on sets."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Each 0 to 1. ``main_accuracy``: how often the first suggestion is the reader's first area.

    ``micro_f1`` counts every area of every text alike; ``macro_f1`` is the mean of the F1 of each area that
    occurs in what was read or suggested, so that rare areas weigh as much as common ones.
    """

    main_accuracy: float
    micro_f1: float
    macro_f1: float


def score(read: Sequence[Sequence[str]], suggested: Sequence[Sequence[str]]) -> Scores:
    """Compare the areas of texts, main one first in each, read against suggested; raises ``ValueError`` on none."""
    if not read or len(read) != len(suggested):
        raise ValueError("give as many suggestions as readings, and at least one")
    right = sum(theirs[:1] == ours[:1] for theirs, ours in zip(map(list, read), map(list, suggested), strict=True))
    areas = sorted({area for areas in (*read, *suggested) for area in areas})
    counts = [_count(area, read, suggested) for area in areas]
    together = tuple(map(sum, zip(*counts, strict=True)))
    return Scores(
        main_accuracy=right / len(read),
        micro_f1=_f1(*together),
        macro_f1=sum(_f1(*count) for count in counts) / len(counts),
    )


def _count(area: str, read: Sequence[Sequence[str]], suggested: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    """How often the area was both, only suggested, and only read."""
    both = only_suggested = only_read = 0
    for theirs, ours in zip(read, suggested, strict=True):
        both += area in theirs and area in ours
        only_suggested += area not in theirs and area in ours
        only_read += area in theirs and area not in ours
    return both, only_suggested, only_read


def _f1(both: int, only_suggested: int, only_read: int) -> float:
    return 2 * both / (2 * both + only_suggested + only_read) if both else 0.0
