"""The letters of a text, for what MiniLM does not know: slang, misspellings, short names such as PA or UC."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[\w£]+(?:['’]\w+)*")
_SHORTEST, _LONGEST = 3, 5
# A word longer than this is no word, and would have thousands of terms.
_LONGEST_WORD = 40
_WORDS_KEPT = 50_000
_NONE = np.zeros(0, dtype=np.int64)

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Span = tuple[int, int]


def words(text: str) -> list[tuple[str, int, int]]:
    """Each word in small letters, without apostrophes so that ``don't`` is ``dont``, and where it stands."""
    return [(_plain(match[0]), *match.span()) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    return word.lower().replace("'", "").replace("’", "")


def word_terms(word: str) -> Iterator[str]:
    """The word itself and three to five letters in a row of it, a blank at each end."""
    yield f"={word}"
    padded = f" {word[:_LONGEST_WORD]} "
    for size in range(_SHORTEST, _LONGEST + 1):
        for at in range(len(padded) - size + 1):
            yield padded[at : at + size]


def terms(text: str) -> Iterator[str]:
    """Every term of a text: those of its words, and each two words in a row."""
    found = [word for word, _, _ in words(text)]
    for word in found:
        yield from word_terms(word)
    for one, two in zip(found, found[1:], strict=False):
        yield f"={one} {two}"


@dataclass(frozen=True, slots=True)
class Bag:
    """The terms of one text that a vocabulary knows: their ``columns`` and TF-IDF ``strengths``, of length one.

    ``places``: for each term as it stands in the text, which of the ``spans`` it is in and which of the columns it
    is. A term that stands there twice shares its strength between its places.
    """

    columns: Integers
    strengths: Floats
    spans: list[Span]
    places: tuple[Integers, Integers]

    def moved_by(self, weights: Floats) -> Floats:
        """What each span gave to a score with a weight for every column of the vocabulary."""
        owners, which = self.places
        share = self.strengths * weights[self.columns] / np.maximum(np.bincount(which, minlength=len(self.columns)), 1)
        return np.bincount(owners, share[which], minlength=len(self.spans)).astype(np.float32)


@dataclass(slots=True)
class Vocabulary:
    """The terms of a training text: how much each says (``idf``, the rarer the more), and its column."""

    idf: Mapping[str, float]
    columns: dict[str, int] = field(init=False)
    strength: Floats = field(init=False)
    _known: dict[str, Integers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = {name: column for column, name in enumerate(self.idf)}
        self.strength = np.array(list(self.idf.values()), dtype=np.float32)

    def bag(self, text: str) -> Bag:
        """The terms of one text."""
        found = words(text)
        groups = [self._of_word(word) for word, _, _ in found]
        spans = [(start, end) for _, start, end in found]
        for (one, start, _), (two, _, end) in zip(found, found[1:], strict=False):
            if (column := self.columns.get(f"={one} {two}")) is not None:
                groups.append(np.array([column]))
                spans.append((start, end))
        if not groups:
            return Bag(_NONE, np.zeros(0, np.float32), [], (_NONE, _NONE))
        columns, which, counts = np.unique(np.concatenate(groups), return_inverse=True, return_counts=True)
        raw = (1 + np.log(counts)) * self.strength[columns]
        strengths = (raw / max(float(np.linalg.norm(raw)), 1e-9)).astype(np.float32)
        owners = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        return Bag(columns, strengths, spans, (owners, which))

    def _of_word(self, word: str) -> Integers:
        """The columns of one word; people use few words, so each is taken apart once."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _WORDS_KEPT:
                self._known.clear()
            found = [self.columns[name] for name in word_terms(word) if name in self.columns]
            known = self._known[word] = np.array(found, dtype=np.int64)
        return known
