"""Learning from answers whose themes are known, revealed a few at a time as on the desk; to measure it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .learning import Learned, learn, nothing_learnt
from .text_models import Floats
from .worth import doubt, next_to_read

FEWEST_AT_ONCE: Final = 5
# A person's desk learns after each word; here after each tenth more, which costs a fraction and tells the same.
_SHARE_AT_ONCE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Known:
    """Answers of which all is known: a row each. ``expected`` and ``said`` have a column a theme."""

    texts: Sequence[str]
    vectors: Floats
    expected: Floats
    said: Floats

    def learn(self, places: Sequence[int]) -> Learned:
        """What is learnt from the answers at these places."""
        if not places:
            return nothing_learnt(self.said.shape[1], self.vectors.shape[1])
        rows = list(places)
        return learn(self.expected[rows], self.vectors[rows], [self.texts[row] for row in rows], self.said[rows])

    def values(self, learned: Learned, places: Sequence[int]) -> Floats:
        """What is then thought of those at these places."""
        rows = list(places)
        return learned.values(self.expected[rows], self.vectors[rows], [self.texts[row] for row in rows])


def reveal(known: Known, pool: Sequence[int], *, count: int) -> list[int]:
    """``count`` places of ``pool`` in the order in which the desk would show them, each worth most when it comes."""
    left, revealed = list(pool), list[int]()
    while left and len(revealed) < count:
        learned = known.learn(revealed)
        doubts = [doubt(row) for row in learned.confidence(known.values(learned, left))]
        some = min(count - len(revealed), max(FEWEST_AT_ONCE, int(len(revealed) * _SHARE_AT_ONCE)))
        chosen = [left[place] for place in next_to_read(doubts, known.vectors[left], count=some)]
        revealed += chosen
        taken = set(chosen)
        left = [place for place in left if place not in taken]
    return revealed


def by_chance(pool: Sequence[int], *, count: int, seed: int) -> list[int]:
    """``count`` places of ``pool`` as chance would have them."""
    return [int(place) for place in np.random.default_rng(seed).permutation(np.array(pool, dtype=np.int64))[:count]]
