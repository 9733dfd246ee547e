"""How hard a text is to read, and which sentences and words make it so. Pure, and our own.

The reading age is the Flesch-Kincaid grade (Kincaid and others, 1975) plus 5. The formula is blind to
meaning, so the places that raise it are pointed out beside it: a person decides what to change.
"""

import re
from dataclasses import dataclass

from .plainer import FAMILIAR, PLAINER

AIM = 11
LONG_SENTENCE = 20
_SENTENCE = re.compile(r"[^.!?\n]*[^.!?\s][^.!?\n]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# "asked" and "homes" have one syllable; "wanted", "houses" and "places" have two.
_SILENT_ENDING = re.compile(r"(?:[^aeiouytd]ed|[^aeiouyscgxzh]es)$")
# "St. Mary", "3.5 miles" and "e.g. a bus" do not end a sentence.
_DOTS_INSIDE = re.compile(r"(?<=\d)\.(?=\d)|\b(?:e\.g|i\.e|etc|St|Mr|Mrs|Ms|Dr)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word that a child of nine may not know, and a plainer one where we have it."""

    word: str
    plainer: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: the age in years, the sentences of more than 20 words, the hard words in their order."""

    age: int
    words: int
    long_sentences: tuple[str, ...]
    hard_words: tuple[HardWord, ...]

    @property
    def too_hard(self) -> bool:
        """Whether its words and sentences, taken together, are beyond readers of 9 to 11."""
        return self.age > AIM

    @property
    def plain(self) -> bool:
        """Whether children of 9 to 11 can be expected to read all of it."""
        return not self.too_hard and not self.long_sentences


def read(text: str) -> Reading:
    """Read ``text`` as a child would have to. An empty text has the age 0."""
    sentences = [found.strip() for found in _SENTENCE.findall(_DOTS_INSIDE.sub(_without_dots, text))]
    words = _WORD.findall(text)
    if not words:
        return Reading(0, 0, (), ())
    counted = [len(_WORD.findall(sentence)) for sentence in sentences]
    long_ones = tuple(s for s, count in zip(sentences, counted, strict=True) if count > LONG_SENTENCE)
    age = reading_age(len(words), sum(1 for count in counted if count), sum(map(syllables, words)))
    return Reading(age, len(words), long_ones, hard_words(words))


def reading_age(words: int, sentences: int, syllable_count: int) -> int:
    """Years, never below 5: Flesch-Kincaid grade plus 5, rounded up."""
    grade = 0.39 * words / max(sentences, 1) + 11.8 * syllable_count / max(words, 1) - 15.59
    return max(5, -int(-(grade + 5) // 1))


def syllables(word: str) -> int:
    """Syllables of an English word, guessed from its vowels; at least 1."""
    bare = word.lower().replace("’", "'").removesuffix("'s")
    groups = len(_VOWELS.findall(bare))
    if bare.endswith(("ed", "es")):
        groups -= bool(_SILENT_ENDING.search(bare))
    elif bare.endswith("e") and not bare.endswith(("le", "ee", "ie", "ye", "oe")):
        groups -= 1
    return max(groups, 1)


def hard_words(words: list[str]) -> tuple[HardWord, ...]:
    """Council words that we can put more plainly, and words of four syllables or more, each once."""
    found: dict[str, HardWord] = {}
    for word in words:
        key = word.lower().replace("’", "'")
        plainer = PLAINER.get(key, "")
        if key not in found and (plainer or (syllables(key) >= 4 and key not in FAMILIAR)):
            found[key] = HardWord(word, plainer)
    return tuple(found.values())


def _without_dots(match: re.Match[str]) -> str:
    return match.group().replace(".", "")
