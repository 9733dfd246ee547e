"""A text model without weights: letters alone. For a machine that has no room for another, and to compare with."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from .bert import Read, View
from .terms import Vocabulary

VERSION: Final = "letters-3"
WIDTH: Final = 256
_SEED: Final = 20


class LettersReader:
    """Throws the terms of a text at random into 256 numbers: what shares terms still lies together.

    (Achlioptas 2003: signs at random keep distances, here to about one part in ten.) The draw is always the same.
    """

    width = WIDTH

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        drawn = np.random.default_rng(_SEED).integers(0, 2, (len(vocabulary.columns), WIDTH), dtype=np.int8)
        self._signs = 2 * drawn - 1

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Read texts, in the order given."""
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Read:
        bag = self._vocabulary.bag(text)
        owners, which = bag.places
        share = bag.strengths / np.maximum(np.bincount(which, minlength=len(bag.columns)), 1)
        parts = np.zeros((len(bag.spans), WIDTH), dtype=np.float32)
        np.add.at(parts, owners, share[which, None] * self._signs[bag.columns[which]])
        vector = parts.sum(axis=0)
        if not vector.any():
            vector[0] = 1  # a text without a known term means nothing to this model, and needs a vector still
        length = np.float32(np.linalg.norm(vector))
        view = View(vector / length, parts / length)
        return Read(bag.spans, view, view)
