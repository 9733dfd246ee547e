"""How far a proportion of few people may be trusted: intervals around it, and around a difference. Pure functions.

Sources. One proportion: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
Journal of the American Statistical Association 22 (1927), 209-212. The difference of two independent ones: R. G.
Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven methods",
Statistics in Medicine 17 (1998), 873-890, method 10, which is made of two Wilson intervals. Both hold for few
people and for nought or all of them, where the textbook's "plus or minus" does not.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, as parts of one: a proportion from 0 to 1, or a difference from -1 to 1."""

    low: float
    high: float

    @property
    def in_words(self) -> str:
        """``between 29 and 41 in every 100``, rounded outwards so that it never claims more than is known."""
        low, high = _floor(100 * self.low), _ceiling(100 * self.high)
        return f"{low} in every 100" if low == high else f"between {low} and {high} in every 100"


def wilson(count: int, base: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's score interval for ``count`` of ``base`` people; ``ValueError`` where that is no proportion."""
    if not 0 <= count <= base or base == 0:
        raise ValueError("a proportion needs a count from nought to its base, and somebody in the base")
    z = _deviations(confidence)
    share, spread = count / base, z * z / base
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / base + spread / (4 * base)) / (1 + spread)
    # At nought and at all the end is exact, whatever the arithmetic of a machine makes of it.
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == base else min(1.0, middle + half)
    return Interval(low, high)


def difference(count: int, base: int, other_count: int, other_base: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Newcombe's interval for the first proportion less the other, of people asked independently of each other."""
    first, other = (wilson(*pair, confidence=confidence) for pair in ((count, base), (other_count, other_base)))
    share, other_share = count / base, other_count / other_base
    gap = share - other_share
    low = gap - math.hypot(share - first.low, other.high - other_share)
    high = gap + math.hypot(first.high - share, other_share - other.low)
    return Interval(max(-1.0, low), min(1.0, high))


def shared_confidence(comparisons: int, *, confidence: float = CONFIDENCE) -> float:
    """The confidence each of several comparisons needs, so that all of them together keep ``confidence``.

    Bonferroni's rule: of twenty comparisons at 95 in every 100, one would look real by chance alone.
    """
    return 1 - (1 - confidence) / max(1, comparisons)


def _deviations(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between nought and one")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _floor(value: float) -> int:
    return math.floor(round(value, 9))


def _ceiling(value: float) -> int:
    return math.ceil(round(value, 9))
