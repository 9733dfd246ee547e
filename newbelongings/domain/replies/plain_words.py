"""How hard a text is to read, and which sentences and words make it so. Pure.

The reading age is the Flesch-Kincaid grade (Kincaid and others, 1975) plus 5. Syllables are looked up in the list of
the syllapy package, and guessed from the vowels where a word is not on it (docs/adr/0035 holds the figures). The
formula is blind to meaning, so the places that raise it are marked: a person decides what to change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from syllapy import WORD_DICT as LISTED

from .plainer import FAMILIAR, PLAINER

AIM = 11
LONG_SENTENCE = 20
_SENTENCE = re.compile(r"[^.!?\n]*[^.!?\s][^.!?\n]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# "asked" and "homes" have one syllable; "wanted", "houses" and "places" have two.
_SILENT_ENDING = re.compile(r"(?:[^aeiouytd]ed|[^aeiouyscgxzh]es)$")
# "areas" is "area" and one letter; "houses" has a syllable more than "house".
_ENDS_LIKE_S = re.compile(r"(?:[sxzcg]e|[sxz]|[cs]he?)$")
# "St. Mary", "3.5 miles" and "e.g. a bus" do not end a sentence.
_NO_END: Final = "\u2024"
_DOTS_INSIDE = re.compile(r"(?<=\d)\.(?=\d)|\b(?:e\.g|i\.e|etc|St|Mr|Mrs|Ms|Dr)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word that a child of nine may not know, and a plainer one where we have it."""

    word: str
    plainer: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence, or one hard word by itself with a plainer one where we have it."""

    words: str
    hard: bool = False
    plainer: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in pieces, with how many words it has. ``after`` is what stands between it and the next."""

    pieces: tuple[Piece, ...]
    count: int
    after: str

    @property
    def words(self) -> str:
        """The sentence as it was written."""
        return "".join(piece.words for piece in self.pieces)

    @property
    def long(self) -> bool:
        """Whether it should be cut in two."""
        return self.count > LONG_SENTENCE


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: the age in years, how many words, the hard ones in their order, and the text, marked.

    ``before`` is what stands before the first sentence: with it, the sentences are the whole text again.
    """

    age: int
    words: int
    hard_words: tuple[HardWord, ...]
    before: str
    sentences: tuple[Sentence, ...]

    @property
    def long_sentences(self) -> tuple[str, ...]:
        """The sentences of more than 20 words."""
        return tuple(sentence.words.strip() for sentence in self.sentences if sentence.long)

    @property
    def too_hard(self) -> bool:
        """Whether its words and sentences, taken together, are beyond readers of 9 to 11."""
        return self.age > AIM

    @property
    def plain(self) -> bool:
        """Whether children of 9 to 11 can be expected to read all of it."""
        return not self.too_hard and not self.long_sentences


def read(text: str) -> Reading:
    """Read ``text`` as a child would have to. A text without words has the age 0."""
    words = _WORD.findall(text)
    before, sentences = _sentences(text)
    if not words:
        return Reading(0, 0, (), before, sentences)
    age = reading_age(len(words), sum(1 for one in sentences if one.count), sum(map(syllables, words)))
    return Reading(age, len(words), hard_words(words), before, sentences)


def _sentences(text: str) -> tuple[str, tuple[Sentence, ...]]:
    """The text cut into sentences; a dot that ends none is looked past."""
    spans = [found.span() for found in _SENTENCE.finditer(_DOTS_INSIDE.sub(_looked_past, text))]
    if not spans:
        return text, ()
    ends = [start for start, _ in spans[1:]] + [len(text)]
    return text[: spans[0][0]], tuple(
        _sentence(text[start:stop], text[stop:end]) for (start, stop), end in zip(spans, ends, strict=True)
    )


def _sentence(written: str, after: str) -> Sentence:
    """Spaces at its end stand between it and the next."""
    kept = written.rstrip()
    return Sentence(tuple(_pieces(kept)), len(_WORD.findall(kept)), written[len(kept) :] + after)


def _pieces(sentence: str) -> Iterator[Piece]:
    at = 0
    for found in _WORD.finditer(sentence):
        hard = _hard(found.group())
        if hard:
            yield Piece(sentence[at : found.start()])
            yield Piece(hard.word, hard=True, plainer=hard.plainer)
            at = found.end()
    yield Piece(sentence[at:])


def reading_age(words: int, sentences: int, syllable_count: int) -> int:
    """Years, never below 5: Flesch-Kincaid grade plus 5, rounded up."""
    grade = 0.39 * words / max(sentences, 1) + 11.8 * syllable_count / max(words, 1) - 15.59
    return max(5, -int(-(grade + 5) // 1))


def syllables(word: str) -> int:
    """Syllables of an English word: as listed, or guessed from its vowels; at least 1."""
    bare = word.lower().replace("’", "'").removesuffix("'s")
    listed = LISTED.get(bare) or _of_plural(bare)
    return max(listed or _guessed(bare), 1)


def _of_plural(word: str) -> int:
    """Of a listed word with an s behind it; 0 where it is none."""
    one = word.removesuffix("s")
    return LISTED.get(one, 0) if one != word and not _ENDS_LIKE_S.search(one) else 0


def _guessed(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    if word.endswith(("ed", "es")):
        groups -= bool(_SILENT_ENDING.search(word))
    elif word.endswith("e") and not word.endswith(("le", "ee", "ie", "ye", "oe")):
        groups -= 1
    return groups


def hard_words(words: list[str]) -> tuple[HardWord, ...]:
    """Council words that we can put more plainly, and words of four syllables or more, each once."""
    found: dict[str, HardWord] = {}
    for word in words:
        hard = _hard(word)
        if hard:
            found.setdefault(word.lower(), hard)
    return tuple(found.values())


def _hard(word: str) -> HardWord | None:
    key = word.lower().replace("’", "'")
    plainer = PLAINER.get(key, "")
    return HardWord(word, plainer) if plainer or (syllables(key) >= 4 and key not in FAMILIAR) else None


def _looked_past(match: re.Match[str]) -> str:
    return match.group().replace(".", _NO_END)
