"""How well suggestions did against people's codings. Pure.

Micro F1 over themes: with ``both`` the codings that were suggested and coded, ``extra`` those only suggested and
``missed`` those only coded, it is 2 both / (2 both + extra + missed). Its interval is the percentile bootstrap of
whole answers (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): themes of one answer
hang together, so answers are drawn, not themes.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from newbelongings.domain.kernel.intervals import CONFIDENCE, Interval

NEEDED: Final = 30
_DRAWS: Final = 2000
_SEED: Final = 20261127


@dataclass(frozen=True, slots=True)
class Compared:
    """One answer: the themes a model said it is about, and those a person did, by id."""

    said: frozenset[int]
    coded: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of codings; each share is None where there is nothing to take it of."""

    both: int
    extra: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of all that was suggested, the part that people kept."""
        return self.both / (self.both + self.extra) if self.both + self.extra else None

    @property
    def recall(self) -> float | None:
        """Of all that people coded, the part that was suggested."""
        return self.both / (self.both + self.missed) if self.both + self.missed else None

    @property
    def f1(self) -> float | None:
        """One number for both; 1 is perfect."""
        counted = 2 * self.both + self.extra + self.missed
        return 2 * self.both / counted if counted else None


def score(answers: Sequence[Compared]) -> Score:
    """All answers together, every theme of every answer counting alike."""
    rows = [_row(each) for each in answers]
    both, extra, missed = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0)
    return Score(both, extra, missed)


def f1_interval(answers: Sequence[Compared], *, confidence: float = CONFIDENCE) -> Interval | None:
    """Where F1 would lie for other answers of the same kind; the same every time. None where there is no F1."""
    kinds = Counter(_row(each) for each in answers)
    rows, counts = np.array(list(kinds), dtype=float).reshape(-1, 3), np.array(list(kinds.values()), dtype=float)
    if not rows.any():
        return None
    draws = np.random.default_rng(_SEED).multinomial(int(counts.sum()), counts / counts.sum(), size=_DRAWS)
    both, extra, missed = (draws @ rows).T
    counted = 2 * both + extra + missed
    # A draw of nothing but answers about nothing, with nothing suggested, has no fault in it.
    f1 = np.divide(2 * both, counted, out=np.ones_like(counted), where=counted > 0)
    low, high = np.quantile(f1, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high))


def by_theme(answers: Sequence[Compared]) -> dict[int, Score]:
    """The score of each theme that was suggested or coded."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in answers:
        for place, themes in enumerate((each.said & each.coded, each.said - each.coded, each.coded - each.said)):
            for theme in themes:
                found[theme][place] += 1
    return {theme: Score(*counts) for theme, counts in found.items()}


def _row(each: Compared) -> tuple[int, int, int]:
    return len(each.said & each.coded), len(each.said - each.coded), len(each.coded - each.said)
