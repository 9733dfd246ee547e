"""The text model as others use it: areas of texts, and the lines of a codebook that fit them best."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from .areas import VERSION, AreaModel, chosen, shipped
from .because import phrase
from .minilm import Floats, Read, embed, reading
from .training import AREAS

MOST = 3
# A codebook's phrases are few: the mean of the two nearest is steadier than the nearest alone.
NEAREST = 2


class CodebookLine(Protocol):
    """One of the things a text may be about: its area (``A1`` to ``A10``) and short phrases that say it."""

    @property
    def area(self) -> str: ...

    @property
    def phrases(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Match:
    """That a text is about ``lines[line]``. ``confidence`` (0 to 1) is how likely its area is the main one."""

    line: int
    confidence: float
    because: str


@dataclass(slots=True)
class TextModel:
    """Loads its 90 MB on first use, not before: a web process that never suggests never holds them."""

    version: str = VERSION
    _phrases: dict[tuple[str, ...], Floats] = field(default_factory=dict)

    def areas(self, texts: Sequence[str]) -> list[list[str]]:
        """The areas of each text, main one first. A text without a word has none."""
        probabilities = shipped().probabilities(texts, reading(texts))
        return [chosen(row) if text.strip() else [] for text, row in zip(texts, probabilities, strict=True)]

    def suggest(self, texts: Sequence[str], lines: Sequence[CodebookLine]) -> list[list[Match]]:
        """For each text at most three lines of different areas, best first.

        Within an area the line is chosen whose phrases lie nearest to the text.
        """
        if not lines:
            return [[] for _ in texts]
        model, reads = shipped(), reading(texts)
        probabilities = model.probabilities(texts, reads)
        nearness = self._nearness(reads, [line.phrases for line in lines])
        by_area = {area: [i for i, line in enumerate(lines) if line.area == area] for area in AREAS}
        return [
            self._matches(model, text, read, row, near, by_area) if text.strip() else []
            for text, read, row, near in zip(texts, reads, probabilities, nearness, strict=True)
        ]

    def _matches(
        self, model: AreaModel, text: str, read: Read, row: Floats, near: Floats, by_area: dict[str, list[int]]
    ) -> list[Match]:
        known = [i for i in np.argsort(-row) if by_area[AREAS[i]]][:MOST]
        return [
            Match(
                line=max(by_area[AREAS[i]], key=lambda line: float(near[line])),
                confidence=round(float(row[i]), 3),
                because=phrase(text, model.moved_by(text, read, int(i))),
            )
            for i in known
        ]

    def _nearness(self, reads: Sequence[Read], lines: Sequence[tuple[str, ...]]) -> Floats:
        """How near each text lies to each line: a row for each text."""
        self._read_phrases(lines)
        vectors = np.array([read.vector for read in reads], dtype=np.float32)
        near = [np.sort(vectors @ self._phrases[line].T, axis=1)[:, -NEAREST:].mean(axis=1) for line in lines]
        return np.array(near, dtype=np.float32).T

    def _read_phrases(self, lines: Sequence[tuple[str, ...]]) -> None:
        """A codebook's phrases are read once for all the answers of a round, and all in one go."""
        new = [line for line in dict.fromkeys(lines) if line not in self._phrases]
        vectors = embed([words for line in new for words in line])
        for line in new:
            self._phrases[line], vectors = vectors[: len(line)], vectors[len(line) :]
