"""A text model for tests that knows nothing but words, and counts the texts it was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.text_models import Feeling

WIDTH = 512


@dataclass
class SensedWords:
    """A text as a bag of its words."""

    text: str
    areas: dict[str, float]
    aside: str = ""
    language: str = "en"

    @property
    def vector(self):
        row = np.full(WIDTH, 1e-3, dtype=np.float32)
        for word in self.text.lower().split():
            row[crc32(word.encode()) % WIDTH] += 1
        return row / np.linalg.norm(row)

    @property
    def feeling(self) -> Feeling:
        return Feeling("negative", 0.7, self.because_area("A6"))

    def because(self, direction) -> str:
        return max(self.text.split(), key=lambda word: float(SensedWords(word, {}).vector @ direction), default="")

    def because_area(self, area: str) -> str:
        return next(iter(self.text.split()), "")


class WordReader:
    """Thinks that a text is about housing, and sets aside what says ``Rwy'n`` or has no letter."""

    width = WIDTH

    def __init__(self, version: str = "words-1") -> None:
        self.version = version
        self.read: list[str] = []

    def sense(self, texts: Sequence[str]) -> list[SensedWords]:
        self.read += texts
        return [self._sense(text) for text in texts]

    def _sense(self, text: str) -> SensedWords:
        areas = {f"A{n}": 0.55 if n == 6 else 0.05 for n in range(1, 11)}
        if "Rwy'n" in text:
            return SensedWords(text, areas, "language", "cy")
        return SensedWords(text, areas, "" if any(letter.isalpha() for letter in text) else "no_words", "")


def word_machine(version: str = "words-1") -> Machine:
    return Machine(WordReader(version))
