"""The text model as others use it: areas of texts, and the lines of a codebook that fit them best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from .aside import aside
from .because import phrase
from .bert import Floats, Read
from .heads import Heads, chosen, shipped
from .minilm import SIZES, embed, reading
from .terms import Bag
from .training import AREAS, FEELINGS

VERSION = "minilm-areas-2"
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


@dataclass(frozen=True, slots=True)
class Feeling:
    """How a text speaks (one of ``FEELINGS``), how likely, and the words that say so."""

    sentiment: str
    confidence: float
    because: str


@dataclass(frozen=True, slots=True)
class Sense:
    """One text as the model sees it; ``newbelongings.domain.themes.text_models.Sensed`` says what each part means."""

    text: str
    vector: Floats
    areas: Mapping[str, float]
    feeling: Feeling
    language: str
    aside: str
    _read: Read
    _bag: Bag
    _heads: Heads

    def because(self, direction: Floats) -> str:
        """The run of words that moved the vector most towards ``direction``."""
        moved = self._read.moved_by(np.asarray(direction, dtype=np.float32)).tolist()
        return phrase(self.text, [(*span, weight) for span, weight in zip(self._read.spans, moved, strict=True)])

    def because_area(self, area: str) -> str:
        """The run of words that spoke most for an area."""
        return phrase(self.text, self._heads.areas.moved_by(self._read, self._bag, AREAS.index(area)))


@dataclass(slots=True)
class TextModel:
    """Loads its 90 MB on first use, not before: a web process that never suggests never holds them."""

    version: str = VERSION
    width: int = SIZES.width
    _phrases: dict[tuple[str, ...], Floats] = field(default_factory=dict)

    def sense(self, texts: Sequence[str]) -> list[Sense]:
        """Each text as the model sees it, in the order given."""
        if not texts:
            return []
        heads, reads = shipped(), reading(texts)
        bags = [heads.vocabulary.bag(text) for text in texts]
        vectors = np.array([read.vector for read in reads])
        areas, feelings = (head.probabilities(vectors, bags) for head in (heads.areas, heads.feelings))
        return [self._sense(heads, *seen) for seen in zip(texts, reads, bags, areas, feelings, strict=True)]

    def _sense(self, heads: Heads, text: str, read: Read, bag: Bag, areas: Floats, feelings: Floats) -> Sense:
        reason, language = aside(text, heads.vocabulary)
        felt = int(feelings.argmax())
        words = phrase(text, heads.feelings.moved_by(read, bag, felt))
        return Sense(
            text=text,
            vector=read.vector,
            areas=dict(zip(AREAS, areas.tolist(), strict=True)),
            feeling=Feeling(FEELINGS[felt], float(feelings[felt]), words),
            language=language,
            aside=reason,
            _read=read,
            _bag=bag,
            _heads=heads,
        )

    def areas(self, texts: Sequence[str]) -> list[list[str]]:
        """The areas of each text, main one first. A text without a word has none."""
        return [
            chosen(list(seen.areas.values())) if text.strip() else []
            for text, seen in zip(texts, self.sense(texts), strict=True)
        ]

    def suggest(self, texts: Sequence[str], lines: Sequence[CodebookLine]) -> list[list[Match]]:
        """For each text at most three lines of different areas, best first.

        Within an area the line is chosen whose phrases lie nearest to the text.
        """
        if not lines:
            return [[] for _ in texts]
        senses = self.sense(texts)
        nearness = self._nearness(senses, [line.phrases for line in lines])
        by_area = {area: [i for i, line in enumerate(lines) if line.area == area] for area in AREAS}
        return [
            self._matches(seen, near, by_area) if seen.text.strip() else []
            for seen, near in zip(senses, nearness, strict=True)
        ]

    def _matches(self, seen: Sense, near: Floats, by_area: dict[str, list[int]]) -> list[Match]:
        known = [area for area in sorted(AREAS, key=lambda area: -seen.areas[area]) if by_area[area]][:MOST]
        return [
            Match(
                line=max(by_area[area], key=lambda line: float(near[line])),
                confidence=round(seen.areas[area], 3),
                because=seen.because_area(area),
            )
            for area in known
        ]

    def _nearness(self, senses: Sequence[Sense], lines: Sequence[tuple[str, ...]]) -> Floats:
        """How near each text lies to each line: a row for each text."""
        self._read_phrases(lines)
        vectors = np.array([seen.vector for seen in senses], dtype=np.float32)
        near = [np.sort(vectors @ self._phrases[line].T, axis=1)[:, -NEAREST:].mean(axis=1) for line in lines]
        return np.array(near, dtype=np.float32).T

    def _read_phrases(self, lines: Sequence[tuple[str, ...]]) -> None:
        """A codebook's phrases are read once for all the answers of a round, and all in one go."""
        new = [line for line in dict.fromkeys(lines) if line not in self._phrases]
        vectors = embed([words for line in new for words in line])
        for line in new:
            self._phrases[line], vectors = vectors[: len(line)], vectors[len(line) :]
