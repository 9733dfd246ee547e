"""Which of the ten areas a text is about: two linear classifiers side by side, one on MiniLM's vector, one on letters.

Its numbers are learnt by ``train`` from the training text and shipped beside it (docs/adr/0006).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np

from .minilm import Floats, Read
from .terms import strengths, terms
from .training import AREAS

SHIPPED = "areas-1.npz"
VERSION = "minilm-areas-1"
# Chosen by cross-validation on the training text, never on a file that is kept for judging.
TERMS_SHARE = 0.4
ALSO_FROM = 0.2


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights``: a row for each area; ``bias``: a number for each."""

    weights: Floats
    bias: Floats

    def probabilities(self, features: Floats) -> Floats:
        """A row of ten numbers that add up to one for each row of ``features``."""
        scores = features @ self.weights.T + self.bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


@dataclass(slots=True)
class AreaModel:
    """The two classifiers; ``idf`` gives each term its weight, in the order of the columns of ``letters``.

    ``fingerprint`` is that of the training text it was learnt from.
    """

    fingerprint: str
    meaning: Linear
    letters: Linear
    idf: dict[str, float]
    columns: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = {name: column for column, name in enumerate(self.idf)}

    def probabilities(self, texts: Sequence[str], reads: Sequence[Read]) -> Floats:
        """How likely each area is to be a text's main one: a row of ten for each text, in the order of ``AREAS``."""
        vectors = np.array([read.vector for read in reads], dtype=np.float32)
        return (1 - TERMS_SHARE) * self.meaning.probabilities(vectors) + TERMS_SHARE * self.letters.probabilities(
            self.term_rows(texts)
        )

    def term_rows(self, texts: Sequence[str]) -> Floats:
        """The TF-IDF row of each text."""
        rows = np.zeros((len(texts), len(self.idf)), dtype=np.float32)
        for row, text in enumerate(texts):
            for name, strength in strengths(Counter(term.name for term in terms(text)), self.idf).items():
                rows[row, self.columns[name]] = strength
        return rows

    def moved_by(self, text: str, read: Read, area: int) -> list[tuple[int, int, float]]:
        """What each piece of a text added to this area, beyond what it added to the areas on average.

        (from, to, weight), in no order. Both classifiers are linear, so this is what they did and no guess at it.
        """
        by_meaning = read.parts @ _beyond_average(self.meaning.weights, area)
        by_letters = _beyond_average(self.letters.weights, area)
        found = list(terms(text))
        counts = Counter(term.name for term in found)
        strength = strengths(counts, self.idf)
        # A term that stands in a text twice shares its weight between its places.
        share = {name: strength[name] * float(by_letters[self.columns[name]]) / counts[name] for name in strength}
        pieces = [(start, end, float(weight)) for (start, end), weight in zip(read.spans, by_meaning, strict=True)]
        return pieces + [(term.start, term.end, share[term.name]) for term in found if term.name in share]


def _beyond_average(weights: Floats, area: int) -> Floats:
    return weights[area] - weights.mean(axis=0)  # type: ignore[no-any-return]


def chosen(probabilities: Floats) -> list[str]:
    """The areas one text is said to be about: the likeliest, then each further one that is likely enough."""
    order = np.argsort(-probabilities)
    return [AREAS[i] for place, i in enumerate(order) if place == 0 or probabilities[i] >= ALSO_FROM]


def save(model: AreaModel, path: str) -> None:
    """Write the numbers, at half precision: a third of a megabyte in the package."""
    np.savez_compressed(
        path,
        fingerprint=np.array(model.fingerprint),
        meaning=model.meaning.weights.astype(np.float16),
        meaning_bias=model.meaning.bias,
        letters=model.letters.weights.astype(np.float16),
        letters_bias=model.letters.bias,
        terms=np.frombuffer("\n".join(model.idf).encode(), dtype=np.uint8),
        idf=np.array(list(model.idf.values()), dtype=np.float16),
    )


@cache
def shipped() -> AreaModel:
    """The model that comes with the package."""
    with files(__package__).joinpath("data", SHIPPED).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        names = kept["terms"].tobytes().decode().split("\n")
        return AreaModel(
            str(kept["fingerprint"]),
            Linear(kept["meaning"].astype(np.float32), kept["meaning_bias"]),
            Linear(kept["letters"].astype(np.float32), kept["letters_bias"]),
            dict(zip(names, kept["idf"].astype(float).tolist(), strict=True)),
        )
