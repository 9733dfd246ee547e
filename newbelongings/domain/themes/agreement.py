"""How far two people agree on what answers are about. Pure: the same judgements give the same figures.

Each of the two says of each answer which themes it is about: a set, perhaps an empty one.

*Over all themes* the distance between two sets is MASI (R. Passonneau, "Measuring agreement on set-valued items (MASI)
for semantic and pragmatic annotation", LREC 2006), so that half a match counts as half a match; *for one theme, or one
area*, an answer either is about it or is not. Both go into Krippendorff's alpha (K. Krippendorff, "Content analysis",
2nd edition, 2004, chapter 11), which is 1 where the two always agree and 0 where they agree as often as chance would.

The interval holds 95 in 100 of the alphas of samples drawn again and again from these answers, each answer with both
its judgements (the percentile bootstrap of B. Efron, 1979).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias, cast

import krippendorff
import numpy as np
from numpy.typing import NDArray

from newbelongings.domain.kernel.intervals import CONFIDENCE, Interval

Themes: TypeAlias = frozenset[int]
Pair: TypeAlias = tuple[Themes, Themes]
Numbers: TypeAlias = NDArray[np.float64]

# Krippendorff (2004), page 241: rely on what reaches the first, draw tentative conclusions down to the second.
RELIABLE: Final = 0.800
TENTATIVE: Final = 0.667
OFTEN_ENOUGH: Final = 5
_AGAIN: Final = 1000


@dataclass(frozen=True, slots=True)
class Agreement:
    """``alpha`` and its interval; None where it cannot be told. ``answers`` were read by both.

    ``alpha`` is None where both said the same one thing of every answer: then chance would agree just as often.
    ``interval`` is None where they agree on everything too, since drawing again then shows no doubt. ``either`` and
    ``both`` are how many answers at least one of the two, or both, said it of; ``same`` those on which they said the
    same.
    """

    alpha: float | None
    interval: Interval | None
    answers: int
    same: int
    either: int
    both: int

    @property
    def per_cent(self) -> int:
        """Of a hundred answers, on how many they said the same; rounded down."""
        return 100 * self.same // self.answers if self.answers else 0


def masi(first: Themes, second: Themes) -> float:
    """Passonneau's distance between two sets: 0 for the same, 1 for sets with nothing in common."""
    if first == second:
        return 0.0
    shared, all_ = len(first & second), len(first | second)
    inside = first <= second or second <= first
    return 1 - (shared / all_) * (2 / 3 if inside else 1 / 3)


def over_all(pairs: Sequence[Pair], *, seed: int) -> Agreement:
    """The agreement of two people over all themes at once."""
    return _agreement(pairs, masi, seed)


def on_one(pairs: Sequence[Pair], themes: Iterable[int], *, seed: int) -> Agreement:
    """Their agreement on one theme, or on whether an answer is about any of several (an area)."""
    wanted = frozenset(themes)
    said = frozenset([1])
    asked = [tuple(said if wanted & judged else frozenset() for judged in pair) for pair in pairs]
    return _agreement([(first, second) for first, second in asked], masi, seed)


def _agreement(pairs: Sequence[Pair], distance: Callable[[Themes, Themes], float], seed: int) -> Agreement:
    values = sorted({judged for pair in pairs for judged in pair}, key=sorted)
    places = {value: place for place, value in enumerate(values)}
    counts = np.zeros((len(pairs), len(values)))
    for row, pair in enumerate(pairs):
        for judged in pair:
            counts[row, places[judged]] += 1
    apart = np.array([[distance(a, b) for b in values] for a in values]).reshape(len(values), len(values))
    same = sum(first == second for first, second in pairs)
    return Agreement(
        alpha=_alpha(counts, apart),
        interval=_interval(pairs, places, counts, apart, seed) if same < len(pairs) else None,
        answers=len(pairs),
        same=same,
        either=sum(bool(first | second) for first, second in pairs),
        both=sum(bool(first and second) for first, second in pairs),
    )


def _alpha(counts: Numbers, apart: Numbers) -> float | None:
    """``counts[answer, value]``: how many of the two said it. ``apart[value, value]``: how far two values are."""
    if counts.shape[1] < 2:
        return None

    def metric(*_: object, i1: NDArray[np.int_], i2: NDArray[np.int_], **__: object) -> Numbers:
        return np.asarray(apart[i1, i2])

    return float(
        krippendorff.alpha(value_counts=counts, level_of_measurement=cast(krippendorff.DistanceMetric, metric))
    )


def _interval(
    pairs: Sequence[Pair], places: Mapping[Themes, int], counts: Numbers, apart: Numbers, seed: int
) -> Interval | None:
    """Alpha of a thousand samples drawn again, all in one piece of arithmetic: the library takes one at a time.

    With two judgements of each answer alpha is 1 - (n - 1) x observed / expected, n being the judgements; where a
    sample drawn again holds one value alone it says nothing, and is left out.
    """
    drawn = np.random.default_rng(seed).multinomial(len(pairs), np.full(len(pairs), 1 / len(pairs)), size=_AGAIN)
    observed = drawn @ np.array([2 * apart[places[first], places[second]] for first, second in pairs])
    values = drawn @ counts
    expected = np.einsum("ij,jk,ik->i", values, apart, values, optimize=True)
    telling = expected > 0
    if not telling.any():
        return None
    alphas = 1 - (2 * len(pairs) - 1) * observed[telling] / expected[telling]
    low, high = np.quantile(alphas, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(low), float(high))


@dataclass(frozen=True, slots=True)
class Parting:
    """Where the first says ``first`` and the second says ``second`` instead (None: nothing instead), by place."""

    first: int | None
    second: int | None
    answers: tuple[int, ...]


def partings(pairs: Sequence[Pair]) -> list[Parting]:
    """What the two part over, most frequent first; ``answers`` are places in ``pairs``."""
    found: dict[tuple[int | None, int | None], list[int]] = {}
    for place, (first, second) in enumerate(pairs):
        if first != second:
            for parted in product(_or_nothing(first - second), _or_nothing(second - first)):
                found.setdefault(parted, []).append(place)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[1]))
    return [Parting(first, second, tuple(places)) for (first, second), places in ordered]


def _or_nothing(themes: Themes) -> list[int | None]:
    return [*sorted(themes)] or [None]


def often_enough(pairs: Sequence[Pair]) -> list[int]:
    """Themes that at least one of the two said of enough answers to speak of agreement; most said first."""
    said = Counter(theme for first, second in pairs for theme in first | second)
    return [theme for theme, answers in said.most_common() if answers >= OFTEN_ENOUGH]


def margin(size: int) -> float:
    """How far alpha over all themes may lie from the truth, either way, 95 times in 100, for a sample of ``size``.

    A rough guide before anybody has read anything: it takes it that three answers in four are agreed on, and that
    chance alone would agree on one in ten. Then 1 - alpha is a proportion, divided by nine tenths.
    """
    if size < 1:
        raise ValueError("a sample holds at least one answer")
    agreed, by_chance = 0.75, 0.1
    return float(1.96 * np.sqrt(agreed * (1 - agreed) / size) / (1 - by_chance))
