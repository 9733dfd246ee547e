"""What stands above the text model: areas and sentiment, each by two linear classifiers, on meaning and on letters.

The numbers are learnt by ``train`` from the training text and shipped beside it (docs/adr/0006).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from .bert import Read
from .terms import Bag, Floats, Vocabulary
from .training import AREAS

SHIPPED = "heads-2.npz"
# Chosen by cross-validation on the training text, never on a file that is kept for judging.
LETTERS_SHARE = 0.4
ALSO_FROM = 0.2

Weights = list[tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights``: a column for each class; ``bias``: a number for each."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Head:
    """A choice among classes: one classifier on the vector, one on the letters, side by side."""

    meaning: Linear
    letters: Linear

    def probabilities(self, vectors: Floats, bags: Sequence[Bag]) -> Floats:
        """A row for each text, adding up to one."""
        by_letters = np.array(
            [bag.strengths @ self.letters.weights[bag.columns] for bag in bags], dtype=np.float32
        ).reshape(len(bags), -1)
        return (1 - LETTERS_SHARE) * _softmax(vectors @ self.meaning.weights + self.meaning.bias) + (
            LETTERS_SHARE * _softmax(by_letters + self.letters.bias)
        )

    def moved_by(self, read: Read, bag: Bag, chosen: int) -> Weights:
        """What each piece of a text added to a class, beyond what it added to the classes on average.

        (from, to, weight), in no order. Both classifiers are linear, so this is what they did and no guess at it.
        """
        by_meaning = read.moved_by(_beyond_average(self.meaning.weights, chosen))
        by_letters = bag.moved_by(_beyond_average(self.letters.weights, chosen))
        return [
            (start, end, float(weight))
            for spans, weights in ((read.spans, by_meaning), (bag.spans, by_letters))
            for (start, end), weight in zip(spans, weights, strict=True)
        ]


def _softmax(scores: Floats) -> Floats:
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return scores / scores.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def _beyond_average(weights: Floats, chosen: int) -> Floats:
    return weights[:, chosen] - weights.mean(axis=1)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Heads:
    """Both choices, and the vocabulary of their letters. ``fingerprint`` is that of what they were learnt from."""

    fingerprint: str
    vocabulary: Vocabulary
    areas: Head
    feelings: Head


def chosen(probabilities: Sequence[float] | Floats) -> list[str]:
    """The areas one text is said to be about: the likeliest, then each further one that is likely enough."""
    order = np.argsort(-np.asarray(probabilities))
    return [AREAS[i] for place, i in enumerate(order) if place == 0 or probabilities[i] >= ALSO_FROM]


def save(heads: Heads, path: str) -> None:
    """Write the numbers, at half precision: half a megabyte in the package."""
    np.savez_compressed(
        path,
        fingerprint=np.array(heads.fingerprint),
        terms=np.frombuffer("\n".join(heads.vocabulary.idf).encode(), dtype=np.uint8),
        idf=np.array(list(heads.vocabulary.idf.values()), dtype=np.float16),
        **{
            f"{name}_{part}_{kind}": getattr(getattr(head, part), kind).astype(np.float16)
            for name, head in (("areas", heads.areas), ("feelings", heads.feelings))
            for part in ("meaning", "letters")
            for kind in ("weights", "bias")
        },
    )


def read_heads(path: str) -> Heads:
    """Read what ``save`` wrote."""
    with np.load(path, allow_pickle=False) as kept:
        names = kept["terms"].tobytes().decode().split("\n")
        areas, feelings = (
            Head(
                *(
                    Linear(*(kept[f"{name}_{part}_{kind}"].astype(np.float32) for kind in ("weights", "bias")))
                    for part in ("meaning", "letters")
                )
            )
            for name in ("areas", "feelings")
        )
        idf = dict(zip(names, kept["idf"].astype(float).tolist(), strict=True))
        return Heads(str(kept["fingerprint"]), Vocabulary(idf), areas, feelings)


@cache
def shipped() -> Heads:
    """The heads that come with the package."""
    return read_heads(str(files(__package__).joinpath("data", SHIPPED)))
