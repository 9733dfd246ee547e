"""Which answers a person should read next, so that the most is learnt from their word. Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from .text_models import Floats

# Each third is taken as it comes: what was learnt from doubtful answers alone would not be true of the others.
AS_IT_COMES: Final = 3


def doubt(confidences: Floats) -> float:
    """How unsure a model is of one text, 0 to 1: the entropy of all its themes together, on a bent scale."""
    p = np.clip(np.asarray(confidences, dtype=np.float64), 1e-6, 1 - 1e-6)
    entropy = float(-(p * np.log(p) + (1 - p) * np.log(1 - p)).sum())
    return entropy / (1 + entropy)


def next_to_read(doubts: Sequence[float], vectors: Floats, *, count: int) -> list[int]:
    """The places of at most ``count`` texts, in the order in which they should be read.

    Doubtful ones, and unlike those chosen before them; each third is the first that is left, as they come.
    ``vectors`` have a row of length one for each text. Each choice takes from the worth of what lies near it, so that
    of ten thousand answers of the same words few come first.
    """
    left = np.sqrt(np.asarray(doubts, dtype=np.float64)) + 1e-6
    nearest = np.zeros(len(left))
    chosen: list[int] = []
    for turn in range(1, min(count, len(left)) + 1):
        waiting = left >= 0
        by_turn = turn % AS_IT_COMES == 0
        best = int(waiting.argmax() if by_turn else np.where(waiting, left * (1 - nearest), -1).argmax())
        chosen.append(best)
        nearest = np.maximum(nearest, np.clip(vectors @ vectors[best], 0, 1))
        left[best] = -1
    return chosen
