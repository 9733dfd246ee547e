"""The words the detector knows, of which kind they are, and phrases that say one thing: files of ``data/``."""

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from .words import lines, sentences

OTHER_LANGUAGE: Final = "OTHER_LANGUAGE"
_PIECE: Final = re.compile(r"[(|)]|[^(|)]+")
_STEM: Final = 3  # no beginning of a word in the file is shorter
Kinds = dict[str, tuple[str, ...]]


def kinds_of(word: str) -> tuple[str, ...]:
    """The kinds that a word is of, in capitals; most are of none."""
    exact, endings = _words()
    found = exact.get(word, ())
    for stem, kinds in endings.get(word[:_STEM], ()):
        if word.startswith(stem):
            found += kinds
    return found


@cache
def _words() -> tuple[Kinds, dict[str, list[tuple[str, tuple[str, ...]]]]]:
    """The kinds of whole words; and by its first letters, of each beginning of words."""
    exact: Kinds = {}
    beginnings: Kinds = {}
    for line in lines("kinds.txt"):
        kind, _, words = line.partition(": ")
        for word in words.split():
            table = beginnings if word.endswith("*") else exact
            stem = word.removesuffix("*")
            table[stem] = (*table.get(stem, ()), kind)
    endings: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for stem, kinds in beginnings.items():
        endings.setdefault(stem[:_STEM], []).append((stem, kinds))
    return exact, endings


@cache
def phrases() -> Kinds:
    """Each phrase, its words one space apart, and its kinds."""
    found: Kinds = {
        " ".join(words): (OTHER_LANGUAGE,) for line in lines("other_languages.txt") for words in sentences(line)
    }
    for line in lines("phrases.txt"):
        kind, _, written = line.partition(": ")
        for phrase in written.split(" / "):
            for plain in ways_to_say(phrase):
                if kind not in found.get(plain, ()):
                    found[plain] = (*found.get(plain, ()), kind)
    return found


@cache
def begun() -> frozenset[str]:
    """Everything that a phrase begins with, and each phrase."""
    return frozenset(" ".join(words[:end]) for words in map(str.split, phrases()) for end in range(1, len(words) + 1))


def ways_to_say(phrase: str) -> list[str]:
    """``(take|took) (my |)pills`` as the four phrases that it stands for."""
    return sorted({" ".join(said.split()) for said in _either(iter(_PIECE.findall(phrase)))})


def _either(pieces: Iterator[str]) -> list[str]:
    """What may be said up to the closing bracket, or to the end."""
    done: list[str] = []
    now = [""]
    for piece in pieces:
        if piece == ")":
            break
        if piece == "|":
            done, now = done + now, [""]
        else:
            next_ones = _either(pieces) if piece == "(" else [piece]
            now = [a + b for a, b in itertools.product(now, next_ones)]
    return done + now
