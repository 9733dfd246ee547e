"""Which answers a person should read next, so that the most is learnt from their word. Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from .text_models import Floats

# Answers nearer than this say the same; a second one teaches nothing.
SAME: Final = 0.999


def doubt(confidences: Floats) -> float:
    """How unsure a model is of one text, 0 to 1: how near the most doubtful of its themes is to one half."""
    if not len(confidences):
        return 0.0
    return float(1 - 2 * np.abs(confidences - 0.5).min())


def next_to_read(doubts: Sequence[float], vectors: Floats, *, count: int) -> list[int]:
    """The places of at most ``count`` texts, those worth most first: doubtful, and unlike those chosen before them.

    ``vectors`` have a row of length one for each text. Each choice takes from the worth of what lies near it, so
    that ten thousand answers of the same words are read once.
    """
    left = np.asarray(doubts, dtype=np.float64) + 1e-6
    nearest = np.zeros(len(left))
    chosen: list[int] = []
    for _ in range(min(count, len(left))):
        worth = left * (1 - np.clip(nearest, 0, 1))
        best = int(worth.argmax())
        chosen.append(best)
        nearest = np.maximum(nearest, vectors @ vectors[best])
        left[best] = -1.0
    return chosen
