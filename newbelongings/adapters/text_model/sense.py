"""One text as a model sees it: its meaning, areas, how it speaks, its language, and the words that said so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .aside import aside
from .because import phrase
from .bert import Floats, Read
from .heads import Heads, Pull
from .terms import Bag
from .training import AREAS, FEELINGS

_AT_ONCE = 128
_LIKELY = 0.1


class Reader(Protocol):
    """What turns texts into vectors of ``width`` numbers, and knows what each piece of a text gave to them."""

    @property
    def width(self) -> int: ...

    def read(self, texts: Sequence[str]) -> list[Read]: ...


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
    _pulls: Mapping[str, Pull]

    def because(self, direction: Floats) -> str:
        """The run of words that moved the vector most towards ``direction``."""
        moved = (self._read.meaning.parts @ np.asarray(direction, dtype=np.float32)).tolist()
        return phrase(self.text, [(*span, weight) for span, weight in zip(self._read.spans, moved, strict=True)])

    def because_area(self, area: str) -> str:
        """The run of words that spoke most for an area; at once for a likely one."""
        pull = self._pulls.get(area)
        if pull is None:
            near = self._heads.points.near(self._read.meaning.vector[None], self._read.manner.vector[None])
            (pull,) = self._heads.pulls(self._heads.areas, near, [(0, AREAS.index(area))])
        return phrase(self.text, pull.moved(self._read, self._bag))


def sense(texts: Sequence[str], reader: Reader, heads: Heads) -> list[Sense]:
    """Each text as the model sees it, in the order given."""
    reads = reader.read(texts) if texts else []
    return [
        seen
        for start in range(0, len(texts), _AT_ONCE)
        for seen in _sense(texts[start : start + _AT_ONCE], reads[start : start + _AT_ONCE], heads)
    ]


def _sense(texts: Sequence[str], reads: Sequence[Read], heads: Heads) -> list[Sense]:
    """Why a likely area was found is worked out for all texts together: that is one product of matrices, not many."""
    bags = [heads.vocabulary.bag(text) for text in texts]
    near = heads.points.near(
        np.array([read.meaning.vector for read in reads]), np.array([read.manner.vector for read in reads])
    )
    areas, feelings = (head.shares(near[0] + near[1], bags) for head in (heads.areas, heads.feelings))
    likely = [(int(row), int(area)) for row, area in np.argwhere(areas >= _LIKELY)]
    pulls: list[dict[str, Pull]] = [{} for _ in texts]
    for (row, area), pull in zip(likely, heads.pulls(heads.areas, near, likely), strict=True):
        pulls[row][AREAS[area]] = pull
    felt = [(row, int(number)) for row, number in enumerate(feelings.argmax(axis=1))]
    why = heads.pulls(heads.feelings, near, felt)
    senses = []
    for row, (text, read, bag) in enumerate(zip(texts, reads, bags, strict=True)):
        reason, language = aside(text, heads.vocabulary)
        number = felt[row][1]
        senses.append(
            Sense(
                text=text,
                vector=read.meaning.vector,
                areas=dict(zip(AREAS, areas[row].tolist(), strict=True)),
                feeling=Feeling(
                    FEELINGS[number], float(feelings[row, number]), phrase(text, why[row].moved(read, bag))
                ),
                language=language,
                aside=reason,
                _read=read,
                _bag=bag,
                _heads=heads,
                _pulls=pulls[row],
            )
        )
    return senses
