"""Whether words suggest that somebody is in danger. Pure Python: a linear model learnt beforehand (``train``).

It looks at each sentence by itself and with its neighbour, and asks whether any of them is alarming enough. How good
it is stands in ``benchmarks/README.md``; what it cannot do in ``docs/adr/0018``.
"""

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from .features import of_word, together
from .words import DATA, parts

LEARNT: Final = "weights.tsv"
# Lines of that file which are no weights; no feature is called so.
THRESHOLD: Final = "= threshold"
BIAS: Final = "= bias"
LEARNT_FROM: Final = "= learnt from"
_MOST_WORDS: Final = 5000


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt: a weight for each thing seen in a sentence. ``learnt_from`` marks the text it came from."""

    weights: dict[str, float]
    bias: float
    threshold: float
    learnt_from: str
    # What is known of each word by itself, worked out once: the same few hundred words make up most of what is said.
    of_words: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def score(self, words: list[str]) -> float:
        """How alarming one part of a text is; it says nothing by itself, only against ``threshold``."""
        seen = {name for name in together(words) if name in self.weights}
        for word in words:
            if word not in self.of_words:
                if len(self.of_words) >= _MOST_WORDS:
                    self.of_words.clear()
                self.of_words[word] = frozenset(name for name in of_word(word) if name in self.weights)
            seen |= self.of_words[word]
        return self.bias + math.fsum(self.weights[name] for name in seen) / math.sqrt(len(seen) or 1)


def suggests_danger(words: str) -> bool:
    """Whether a person should look at these words today. It would rather ask once too often."""
    model = shipped()
    return any(model.score(part) >= model.threshold for part in parts(words))


@cache
def shipped() -> Model:
    """The weights that came with this version, read once."""
    told = dict(line.split("\t") for line in (DATA / LEARNT).read_text("utf-8").splitlines())
    learnt_from = told.pop(LEARNT_FROM)
    numbers = {name: float(value) for name, value in told.items()}
    bias, threshold = numbers.pop(BIAS), numbers.pop(THRESHOLD)
    return Model(numbers, bias, threshold, learnt_from)
