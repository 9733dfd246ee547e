"""What stands above the text model: areas and sentiment, by how near a text lies to each of the training texts.

One kernel ridge regression for each (Saunders, Gammerman and Vovk 1998). Two texts are near by what they mean, by how
they are said, and by the letters they share. The numbers are learnt by ``train`` and shipped (docs/adr/0020).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .bert import Read
from .terms import Bag, Floats, Vocabulary
from .training import AREAS

SHIPPED = "heads-3.npz"
ALSO_FROM = 0.2
# How fast a training text's say fades with its distance, and how sharply scores become shares that add up to one.
# All four chosen by cross-validation on the training text, never on a file that is kept for judging.
MEANING_FADES, MANNER_FADES = 2.5, 8.0
MEANING_SAY = 1.3
SHARPNESS = 1.6

_LEAST = 0.005

Coarse = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Points:
    """The training texts as the model read them: a row of ``meaning`` and of ``manner`` for each, of length one."""

    meaning: Floats
    manner: Floats

    def near(self, meaning: Floats, manner: Floats) -> tuple[Floats, Floats]:
        """How near texts lie to each training text, by meaning and by manner; a row for each text."""
        by_meaning = np.exp(np.float32(MEANING_FADES) * (meaning @ self.meaning.T - 1))
        by_manner = np.exp(np.float32(MANNER_FADES) * (manner @ self.manner.T - 1))
        return np.float32(MEANING_SAY) * by_meaning, by_manner


@dataclass(frozen=True, slots=True)
class Head:
    """A choice among classes. A row for each training text in ``says``, for each term in ``letters``; a column a class.

    ``base``: the score of each class where nothing is near.
    """

    says: Floats
    letters: Floats
    base: Floats

    def shares(self, near: Floats, bags: Sequence[Bag]) -> Floats:
        """A row for each text, adding up to one; ``near`` is by meaning and by manner together."""
        by_letters = np.array([bag.strengths @ self.letters[bag.columns] for bag in bags], dtype=np.float32)
        scores = near @ self.says + by_letters.reshape(len(bags), -1) + self.base
        scores = np.maximum(scores, np.float32(_LEAST)) ** np.float32(SHARPNESS)
        return scores / scores.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Pull:
    """What moves one text towards a class, beyond what moves it to the classes on average.

    ``meaning`` and ``manner``: the direction of steepest rise where the text lies; ``letters``: a weight a term.
    """

    meaning: Floats
    manner: Floats
    letters: Floats

    def moved(self, read: Read, bag: Bag) -> list[tuple[int, int, float]]:
        """(from, to, weight) of each piece and each word of the text, in no order."""
        by_piece = read.meaning.parts @ self.meaning + read.manner.parts @ self.manner
        return [
            (start, end, weight)
            for spans, weights in ((read.spans, by_piece.tolist()), (bag.spans, bag.moved_by(self.letters).tolist()))
            for (start, end), weight in zip(spans, weights, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Heads:
    """Both choices and what they rest on. ``fingerprint`` is that of the training text."""

    fingerprint: str
    vocabulary: Vocabulary
    points: Points
    areas: Head
    feelings: Head

    def pulls(self, head: Head, near: tuple[Floats, Floats], wanted: Sequence[tuple[int, int]]) -> list[Pull]:
        """For each (text, class) wanted: what pulls that text, by its row of ``near``, towards that class."""
        rows, classes = [row for row, _ in wanted], [number for _, number in wanted]
        says = (head.says - head.says.mean(axis=1, keepdims=True)).T[classes]
        meaning = (says * near[0][rows]) @ self.points.meaning * np.float32(MEANING_FADES)
        manner = (says * near[1][rows]) @ self.points.manner * np.float32(MANNER_FADES)
        average = head.letters.mean(axis=1)
        letters = {number: head.letters[:, number] - average for number in set(classes)}
        return [Pull(one, two, letters[number]) for one, two, number in zip(meaning, manner, classes, strict=True)]


def chosen(shares: Sequence[float] | Floats) -> list[str]:
    """The areas one text is said to be about: the likeliest, then each further one that is likely enough."""
    order = np.argsort(-np.asarray(shares))
    return [AREAS[i] for place, i in enumerate(order) if place == 0 or shares[i] >= ALSO_FROM]


def save(heads: Heads, path: str) -> None:
    """Write the numbers: training texts in whole numbers of 8 bits, the rest at half precision."""
    np.savez_compressed(
        path,
        fingerprint=np.array(heads.fingerprint),
        terms=np.frombuffer("\n".join(heads.vocabulary.idf).encode(), dtype=np.uint8),
        idf=np.array(list(heads.vocabulary.idf.values()), dtype=np.float16),
        meaning=_coarse(heads.points.meaning),
        manner=_coarse(heads.points.manner),
        **{
            f"{name}_{part}": getattr(head, part).astype(np.float16)
            for name, head in (("areas", heads.areas), ("feelings", heads.feelings))
            for part in ("says", "letters", "base")
        },
    )


def _coarse(rows: Floats) -> Coarse:
    greatest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.float32(1e-9))
    return np.rint(rows / greatest * 127).astype(np.int8)  # type: ignore[no-any-return]


def _fine(rows: Coarse) -> Floats:
    """Each row is of length one, so its scale need not be kept."""
    values = rows.astype(np.float32)
    return values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), np.float32(1e-9))  # type: ignore[no-any-return]


def read_heads(path: str) -> Heads:
    """Read what ``save`` wrote."""
    with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        names = kept["terms"].tobytes().decode().split("\n")
        areas, feelings = (
            Head(*(kept[f"{name}_{part}"].astype(np.float32) for part in ("says", "letters", "base")))
            for name in ("areas", "feelings")
        )
        return Heads(
            fingerprint=str(kept["fingerprint"]),
            vocabulary=Vocabulary(dict(zip(names, kept["idf"].astype(float).tolist(), strict=True))),
            points=Points(_fine(kept["meaning"]), _fine(kept["manner"])),
            areas=areas,
            feelings=feelings,
        )


@cache
def shipped() -> Heads:
    """The heads that come with the package."""
    return read_heads(str(files(__package__).joinpath("data", SHIPPED)))
