"""A text as lists of words, spelt plainly: small letters, no marks above them, "gonna" as "going to". Pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
_MOST_WORDS: Final = 30  # in one part: a longer one is cut, so that a word of danger is not lost among others
_FEWEST_WORDS: Final = 4  # a shorter sentence is read as one with the next
_LONGEST_WORD: Final = 20
_APOSTROPHES: Final = re.compile("['’‘`´\u200b]")
_MARKS: Final = re.compile("[\u0300-\u036f\u064b-\u065f]")
_SENTENCE_END: Final = re.compile(r"[.!?;:\n…]+")
_WORD: Final = re.compile(r"[^\W_]+")
_DRAWN_OUT: Final = re.compile(r"(\w)\1{2,}")
_LETTERS: Final = str.maketrans("łđıøß", "ldios")


def lines(name: str) -> list[str]:
    """The lines of a file of data that say something."""
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence, or of as many short ones as make up a few words."""
    plain = text.lower()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain)).translate(_LETTERS)
    plain = _DRAWN_OUT.sub(r"\1\1", _APOSTROPHES.sub("", plain))
    known = _spellings()
    found: list[list[str]] = []
    for sentence in _SENTENCE_END.split(plain):
        words = found.pop() if found and len(found[-1]) < _FEWEST_WORDS else []
        for word in _WORD.findall(sentence):
            words += known[word] if word in known else [word[:_LONGEST_WORD]]
        if words:
            found.append(words)
    return found


def parts(text: str) -> Iterator[list[str]]:
    """A text in parts of at most ``_MOST_WORDS`` words: each sentence, and each with the one that follows it.

    A longer sentence is cut into parts that overlap by a third.
    """
    before: list[str] = []
    for words in sentences(text):
        for start in range(0, max(1, len(words) - _MOST_WORDS // 3), _MOST_WORDS * 2 // 3):
            yield words[start : start + _MOST_WORDS]
        if before and len(before) + len(words) <= _MOST_WORDS:
            yield before + words
        before = words


@cache
def _spellings() -> dict[str, list[str]]:
    """What a spelling stands for, which may be nothing at all."""
    found: dict[str, list[str]] = {}
    for line in lines("spellings.txt"):
        written, _, meant = line.partition(":")
        found |= {word: meant.split() for word in written.split()}
    return found
