"""What a theme may be expected in before anybody has coded anything: from its area and from how it is described. Pure.

An answer's area says where to look, and how near its meaning lies to a theme's phrases says which theme there.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .text_models import Floats

AREAS: Final = tuple(f"A{number}" for number in range(1, 11))
# Chosen on the demonstration's answers, whose themes are known, and on our own training text.
BY_EXAMPLES: Final = 12.0
BY_NAME: Final = 8.0
# A theme that is alone in its area, with no example, stands for the area: its name says no more than that.
ALONE: Final = 0.0
USUAL: Final = 0.3
NOTHING: Final = 0.055


@dataclass(frozen=True, slots=True)
class Line:
    """A theme as a text model meets it: its area (``A1`` to ``A10``), and phrases that say it."""

    theme_id: int
    area: str
    phrases: tuple[str, ...]
    has_examples: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A codebook as numbers. ``vectors``: a row a phrase. ``places``: a row a theme, the places of its phrases,
    filled up with -1. ``areas``: the place of each theme's area in ``AREAS``. ``strength``: how much nearness counts.
    """

    theme_ids: tuple[int, ...]
    vectors: Floats
    places: NDArray[np.int64]
    areas: NDArray[np.int64]
    strength: Floats

    def nearness(self, vectors: Floats) -> Floats:
        """How near each text lies to each theme: the mean of its two nearest phrases, a row a text."""
        near = np.hstack([vectors @ self.vectors.T, np.full((len(vectors), 1), -1, dtype=np.float32)])
        of_themes = np.sort(near[:, self.places], axis=2)[:, :, -2:]
        second = np.where(self.places[:, -2] >= 0, of_themes[:, :, 0], of_themes[:, :, 1])
        return (second + of_themes[:, :, 1]) / 2  # type: ignore[no-any-return]

    def stands_for_area(self, theme: int) -> bool:
        """Whether the theme at this place is the only one of its area and has no example."""
        return bool(self.strength[theme] == np.float32(ALONE))

    def centres(self) -> Floats:
        """A row a theme: the middle of its phrases, beyond the middle of all."""
        filled = np.vstack([self.vectors, np.zeros((1, self.vectors.shape[1]), dtype=np.float32)])
        middle = filled[self.places].sum(axis=1) / np.maximum((self.places >= 0).sum(axis=1), 1)[:, None]
        return middle - middle.mean(axis=0)  # type: ignore[no-any-return]


def lines_as_numbers(lines: Sequence[Line], vectors: Floats) -> Lines:
    """``vectors``: a row for each phrase of each line, in that order."""
    longest = max([2, *(len(line.phrases) for line in lines)])
    # Behind those that are there, so that the last two of a row tell whether there is a second.
    places = np.full((len(lines), longest), -1, dtype=np.int64)
    at = 0
    for row, line in zip(places, lines, strict=True):
        count = len(line.phrases)
        row[longest - count :] = np.arange(at, at + count)
        at += count
    shared = Counter(line.area for line in lines)
    return Lines(
        tuple(line.theme_id for line in lines),
        vectors,
        places,
        np.array([AREAS.index(line.area) for line in lines], dtype=np.int64),
        np.array([_strength(line, shared[line.area]) for line in lines], dtype=np.float32),
    )


def _strength(line: Line, of_area: int) -> float:
    if line.has_examples:
        return BY_EXAMPLES
    return BY_NAME if of_area > 1 else ALONE


def expected(lines: Lines, areas: Floats, vectors: Floats) -> Floats:
    """How likely each theme is what a text is about: a row a text, adding up to less than one.

    ``areas``: how likely each area is, a row a text. What is left is for areas without a theme, and for nothing.
    """
    if not lines.theme_ids:
        return np.zeros((len(areas), 0), dtype=np.float32)
    weight = areas[:, lines.areas] * np.exp(lines.strength * (lines.nearness(vectors) - USUAL))
    without = np.setdiff1d(np.arange(len(AREAS)), lines.areas)
    rest = areas[:, without].sum(axis=1, keepdims=True) + NOTHING
    return weight / (weight.sum(axis=1, keepdims=True) + rest)  # type: ignore[no-any-return]
