"""What a text model must be able to do for this room. One is handed in; nothing here knows how it thinks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Feeling:
    """How a text speaks: ``positive``, ``negative``, ``mixed`` or ``advice``; ``because`` are words that say so."""

    sentiment: str
    confidence: float
    because: str


class Sensed(Protocol):
    """One text as a model sees it.

    ``vector``: its meaning, ``TextReader.width`` numbers of length one, so that a dot product is a cosine.
    ``areas``: how likely each area (``A1`` to ``A10``) is to be the main one, adding up to one. ``language``: an ISO
    639-1 code, or empty where there is too little to tell. ``aside``: why it is left to a person (a value of
    ``MachineReading.Aside``), or empty.
    """

    vector: Floats
    areas: Mapping[str, float]
    feeling: Feeling
    language: str
    aside: str

    def because(self, direction: Floats) -> str:
        """The run of words that moved ``vector`` most towards ``direction`` (as many numbers), as it stands."""
        ...

    def because_area(self, area: str) -> str:
        """The run of words that spoke most for an area."""
        ...


class TextReader(Protocol):
    """A text model."""

    @property
    def version(self) -> str:
        """Which model this is, such as ``minilm-areas-2``; kept with each suggestion."""
        ...

    @property
    def width(self) -> int:
        """How many numbers its vectors have."""
        ...

    def sense(self, texts: Sequence[str]) -> list[Sensed]:
        """Each text as the model sees it, in the order given."""
        ...
