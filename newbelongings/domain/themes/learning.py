"""What a model learns from people's codings: for each theme, how much more often than it expected. Pure.

A ridge regression of what people said (1 or 0 for each theme) beyond what the model expected without them. Each
answer's own value as the rest would have foretold it is known in closed form (leave one out). It gives the thresholds,
the confidence and the trust in what was expected; and how much of all that is believed: nothing moves before the
codings themselves show that it would have been better, by more than chance gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular

from .letters import letter_rows
from .text_models import Floats

LETTERS_SHARE: Final = 0.7
ALWAYS: Final = 0.5
RIDGE: Final = 1.5
TRUSTS: Final = (1.0, 0.75, 0.5, 0.25, 0.0)
# So many codings of a theme weigh as much as what was thought before there were any.
THRESHOLD_SHRINK: Final = 3.0
MODEST: Final = 2000.0
TOGETHER_SHRINK: Final = 60.0
TRUST_SHRINK: Final = 20.0
CONFIDENCE_SHRINK: Final = 500.0
# In standard errors. With two, a handful of codings still spoilt what was expected well; with three, help came late.
SURE: Final = 2.5
MOST_RAISED: Final = 0.1
# How what is expected of an area is read, on our own training text with each part held out from what it is told by.
CUT: Final = 0.2
SLOPE: Final = 10.0
MIDDLE: Final = 0.32


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learnt of each theme. A theme's value for a text is ``trust * expected + features @ weights``.

    ``weights``: a column for each theme. ``cuts``: from which value on the model would say the theme by itself. A
    value ``middle`` is a confidence of one half, and ``slope`` says how fast it grows. ``codings``: from how many
    answers.
    """

    weights: Floats
    trust: float
    cuts: Floats
    slope: float
    middle: float
    codings: int

    def values(self, expected: Floats, vectors: Floats, texts: Sequence[str]) -> Floats:
        """A row for each text, a column for each theme."""
        if not self.codings:
            return expected
        return self.trust * expected + features(vectors, texts) @ self.weights

    def confidence(self, values: Floats) -> Floats:
        """How likely each theme applies, 0 to 1."""
        return 1 / (1 + np.exp(-np.clip(self.slope * (values - self.middle), -30, 30)))  # type: ignore[no-any-return]

    def directions(self, width: int) -> Floats:
        """A row for each theme: where in the model's space of meaning it lies, as far as it was learnt."""
        return self.weights[:width].T


def nothing_learnt(themes: int, width: int) -> Learned:
    """Before anybody has coded anything."""
    weights = np.zeros((width + 1 + letter_rows([""]).shape[1], themes), dtype=np.float32)
    return Learned(weights, 1.0, np.full(themes, CUT, dtype=np.float32), SLOPE, MIDDLE, 0)


def features(vectors: Floats, texts: Sequence[str]) -> Floats:
    """What is known of each text: its meaning, its letters, and a number that is always the same."""
    always = np.full((len(texts), 1), ALWAYS, dtype=np.float32)
    return np.hstack([vectors.astype(np.float32), LETTERS_SHARE * letter_rows(texts), always])


def learn(expected: Floats, vectors: Floats, texts: Sequence[str], said: Floats) -> Learned:
    """Learn from answers that people have read. All have a row an answer; ``expected`` and ``said`` a column a theme.

    ``said`` is 1 where a person said the theme, else 0.
    """
    themes = said.shape[1]
    if not len(texts) or not themes:
        return nothing_learnt(themes, vectors.shape[1])
    fit = _Fit(features(vectors, texts))
    told, foretold = fit.left_out(said), fit.left_out(expected)
    by_trust = {trust: trust * expected + told - trust * foretold for trust in TRUSTS}
    # With few codings the errors of several trusts hardly differ: then what was expected keeps its word.
    doubt = TRUST_SHRINK / len(texts)
    trust = min(TRUSTS, key=lambda t: float(np.square(by_trust[t] - said).sum()) * (1 + doubt * (1 - t)))
    say = _say(by_trust[trust] - expected, said - expected)
    values = expected + say * (by_trust[trust] - expected)
    slope, middle = _calibrated(values, said)
    cuts = CUT + say * (_cuts(values, said, _cut_of_before(expected, values)) - CUT)
    weights = say * fit.weights(said - trust * expected)
    return Learned(weights, 1 - say * (1 - trust), cuts.astype(np.float32), slope, middle, len(texts))


def _say(learnt: Floats, lacking: Floats) -> float:
    """How much of what was learnt is believed, 0 to 1: what brings the codings nearest, each as the others foretell it.

    ``learnt``: what it would add to what was expected; ``lacking``: what people said beyond that. Less ``SURE``
    standard errors, taken over answers: none of it as long as chance could have given as much.
    """
    gains = (learnt * lacking).sum(axis=1)
    sure = float(gains.sum()) - SURE * float(np.linalg.norm(gains))
    return float(np.clip(sure / max(float(np.square(learnt).sum()), 1e-9), 0, 1))


class _Fit:
    """A ridge on one set of rows, solved over rows or over columns, whichever are fewer."""

    def __init__(self, rows: Floats) -> None:
        self.rows = rows
        self.over_rows = len(rows) < rows.shape[1]
        gram = rows @ rows.T if self.over_rows else rows.T @ rows
        gram[np.diag_indices_from(gram)] += np.float32(RIDGE)
        self.factor = cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
        if self.over_rows:
            own = np.diag(cho_solve(self.factor, np.eye(len(rows), dtype=np.float32), check_finite=False))
            self.leverage = 1 - RIDGE * own
        else:
            half = solve_triangular(self.factor[0], rows.T, lower=True, check_finite=False)
            self.leverage = np.square(half).sum(axis=0)

    def weights(self, targets: Floats) -> Floats:
        if self.over_rows:
            return self.rows.T @ cho_solve(self.factor, targets, check_finite=False)  # type: ignore[no-any-return]
        return cho_solve(self.factor, self.rows.T @ targets, check_finite=False)  # type: ignore[no-any-return]

    def left_out(self, targets: Floats) -> Floats:
        """What the other rows say of each row."""
        fitted = self.rows @ self.weights(targets)
        leverage = np.minimum(self.leverage, 0.999)[:, None]
        return (fitted - leverage * targets) / (1 - leverage)  # type: ignore[no-any-return]


def _cut_of_before(expected: Floats, values: Floats) -> float:
    """The value from which on as much is said as with no coding; a little above ``CUT`` at most.

    The answers that are read first have more to say than others, and all values rise with them.
    """
    share = float((expected >= CUT).mean())
    return float(np.clip(np.quantile(values, 1 - share), CUT, CUT + MOST_RAISED))


def _cuts(values: Floats, said: Floats, before: float) -> Floats:
    """For each theme the value from which on saying it gives the best F1, drawn towards that of all themes together,
    and that one towards the cut of before, the fewer codings there are."""
    often = said.sum(axis=0)
    together = _drawn(_best_cut(values.ravel(), said.ravel()), float(often.sum()), before, TOGETHER_SHRINK)
    own = [_best_cut(values[:, theme], said[:, theme]) if often[theme] else together for theme in range(len(often))]
    return np.array(
        [
            _drawn(cut, count, together, THRESHOLD_SHRINK + MODEST / len(values))
            for cut, count in zip(own, often, strict=True)
        ],
        dtype=np.float32,
    )


def _drawn(value: float, count: float, towards: float, strength: float) -> float:
    return float((count * value + strength * towards) / (count + strength))


def _best_cut(values: Floats, said: Floats) -> float:
    order = np.argsort(-values)
    sorted_values = np.append(values[order], values[order[-1]] - 1e-3)
    f1 = 2 * np.cumsum(said[order]) / (np.arange(1, len(values) + 1) + said.sum())
    best = int(f1.argmax())
    return float(sorted_values[best] + sorted_values[best + 1]) / 2


def _calibrated(values: Floats, said: Floats) -> tuple[float, float]:
    """Slope and middle of a logistic curve through what was said (Platt 1999), by Newton's method.

    ``CONFIDENCE_SHRINK`` imagined values on the curve of before keep few codings from bending it.
    """
    x, y = values.ravel().astype(np.float64), said.ravel().astype(np.float64)
    before = np.linspace(-0.2, 1.2, 15)
    usual = 1 / (1 + np.exp(-SLOPE * (before - MIDDLE)))
    x, y = np.append(x, before), np.append(y, usual)
    weight = np.append(np.ones(len(values.ravel())), np.full(15, CONFIDENCE_SHRINK / 15))
    slope, shift = SLOPE, -SLOPE * MIDDLE
    for _ in range(20):
        p = 1 / (1 + np.exp(-np.clip(slope * x + shift, -30, 30)))
        bend = weight * np.maximum(p * (1 - p), 1e-9)
        hessian = np.array([[np.sum(bend * x * x), np.sum(bend * x)], [np.sum(bend * x), np.sum(bend)]])
        step = np.linalg.solve(hessian + 1e-6 * np.eye(2), [np.sum(weight * (y - p) * x), np.sum(weight * (y - p))])
        slope, shift = slope + float(step[0]), shift + float(step[1])
        if abs(step).max() < 1e-4:
            break
    slope = max(slope, 1.0)
    return slope, -shift / slope
