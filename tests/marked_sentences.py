"""Sentences with planted details, each marked as ``[kind:the detail]``; every person and place in them is made up.

Each file of ``tests/vectors/identifying`` holds 200 sentences with 300 details, by a hand that had not seen the code.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from newbelongings.domain.kernel.identifying import point_out

FOLDER = Path(__file__).parent / "vectors" / "identifying"
_MARK = re.compile(r"\[(\w+):([^\]]+)\]")
_SMALL = re.compile(r"\b[Tt]he\b")


@dataclass(frozen=True, slots=True)
class Planted:
    """A detail at ``text[start:end]``."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and what was planted in it."""

    text: str
    planted: tuple[Planted, ...]

    def found(self) -> list[Planted]:
        """The planted details of which every letter is marked; a "the" before a name may be left."""
        marked = {at for detail in point_out(self.text) for at in range(detail.start, detail.end)}
        small = {at for match in _SMALL.finditer(self.text) for at in range(*match.span())}
        return [one for one in self.planted if all(at in marked for at in self._letters(one) - small)]

    def marked_wrongly(self) -> int:
        """How many marks touch nothing that was planted."""
        return sum(
            not any(detail.start < one.end and one.start < detail.end for one in self.planted)
            for detail in point_out(self.text)
        )

    def _letters(self, one: Planted) -> set[int]:
        return {at for at in range(one.start, one.end) if self.text[at].isalnum()}


def sentences(number: int) -> list[Sentence]:
    """The sentences of one file."""
    return [_sentence(line) for line in (FOLDER / f"{number}.txt").read_text("utf-8").splitlines() if line]


def _sentence(line: str) -> Sentence:
    text, planted, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        planted.append(Planted(len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return Sentence(text + line[at:], tuple(planted))
