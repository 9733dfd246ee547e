"""Two rounds held against each other, question by question, without over-reading. Pure: counts in, lines out.

A difference is called real only where the interval of the difference (Newcombe, ``kernel.intervals``) does not hold
nought; with many answers compared at once each of them has to be surer (``shared_confidence``). That the same
people may have answered both makes the true interval narrower, so the verdict errs towards "could be chance".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newbelongings.domain.kernel.intervals import Interval, difference
from newbelongings.domain.kernel.suppression import HIDDEN, PERCENT_BASE, Hidden, Shown, hide_row, show_count


@dataclass(frozen=True, slots=True)
class Side:
    """One round's counts of one question: by option, and the people who answered it at all."""

    counts: Sequence[int]
    base: int


@dataclass(frozen=True, slots=True)
class Line:
    """One option in both rounds; a count that is hidden in one is hidden in both. ``gap`` is this round less the
    other, None where it cannot be said."""

    words: str
    now: Shown
    then: Shown
    now_percent: Shown
    then_percent: Shown
    gap: Interval | None

    @property
    def is_clear(self) -> bool:
        """Whether chance alone would seldom make such a difference."""
        return self.gap is not None and (self.gap.low > 0 or self.gap.high < 0)


def shown_pairs(now: Side, then: Side, *, several: bool, limit: int) -> list[tuple[Shown, Shown]]:
    """Each option's two counts as they may be shown. ``several`` says that one person may choose several options."""
    rows = [_shown(side, several, limit) for side in (now, then)]
    return [
        (HIDDEN, HIDDEN) if isinstance(a, Hidden) or isinstance(b, Hidden) else (a, b)
        for a, b in zip(*rows, strict=True)
    ]


def _shown(side: Side, several: bool, limit: int) -> list[Shown]:
    if several:
        return [show_count(count, base=side.base, limit=limit) for count in side.counts]
    return hide_row(side.counts, limit=limit)


def can_be_compared(pair: tuple[Shown, Shown], now: Side, then: Side) -> bool:
    """Whether both counts are shown and both rounds have ten people or more to take a percentage of."""
    return not any(isinstance(cell, Hidden) for cell in pair) and min(now.base, then.base) >= PERCENT_BASE


def line(words: str, pair: tuple[Shown, Shown], now: Side, then: Side, *, confidence: float) -> Line:
    """One option of both rounds, with the interval of the difference where there is one to give."""
    first, second = pair
    if isinstance(first, Hidden) or isinstance(second, Hidden) or not can_be_compared(pair, now, then):
        return Line(words, first, second, HIDDEN, HIDDEN, None)
    gap = difference(first, now.base, second, then.base, confidence=confidence)
    return Line(words, first, second, round(100 * first / now.base), round(100 * second / then.base), gap)


def sentence(lines: Sequence[Line], *, other: str) -> str:
    """What to say of a question: its clearest difference, and whether that could be chance."""
    comparable = [found for found in lines if found.gap is not None]
    if not comparable:
        return "Too few people answered to compare."
    found = max(comparable, key=lambda found: (found.is_clear, abs(_difference(found))))
    change = _difference(found)
    if change == 0:
        return f"About as many people gave each answer as in “{other}”."
    more = "More" if change > 0 else "Fewer"
    said = f"{more} people said “{found.words}” than in “{other}”"
    verdict = "Chance alone would seldom do that." if found.is_clear else "That could be chance."
    return f"{said}: {found.now_percent} against {found.then_percent} in every 100. {verdict}"


def _difference(found: Line) -> int:
    if isinstance(found.now_percent, Hidden) or isinstance(found.then_percent, Hidden):
        return 0
    return found.now_percent - found.then_percent


def gap_in_words(gap: Interval) -> str:
    """``between 2 fewer and 19 more in every 100``, rounded outwards."""
    low, high = _whole(gap.low, up=False), _whole(gap.high, up=True)
    if low >= 0 and high >= 0:
        return f"between {low} and {high} more in every 100"
    if low <= 0 and high <= 0:
        return f"between {-high} and {-low} fewer in every 100"
    return f"between {-low} fewer and {high} more in every 100"


def _whole(value: float, *, up: bool) -> int:
    hundredth = round(100 * value, 9)
    whole = int(hundredth)
    if whole == hundredth:
        return whole
    if up:
        return whole + 1 if hundredth > 0 else whole
    return whole - 1 if hundredth < 0 else whole
