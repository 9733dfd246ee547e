"""The words of a text with what can be told of each by itself. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from . import lists

# Two words that mean one kind of house are read as one.
_WORD: Final = re.compile(r"sixth form|children[’']?s home|care home|[^\W\d_]+(?:[’'-][^\W\d_]+)*", re.IGNORECASE)
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?…:\n]|[-–—] )[\s\"“‘'(]*$")
_LOOK_BACK = 6
_SHORTEST_UNKNOWN = 3
_LONG_ENOUGH_TO_MISSPELL = 6
_I: Final = frozenset(["i", "i'm", "i've", "i'd", "i'll", "im", "ive", "id", "ill"])
_ENDINGS: Final = ("s", "ed", "ing", "ly", "er", "d")


@dataclass(frozen=True, slots=True)
class Word:
    """``low`` in small letters; ``capital``: begins with one, in a text that is not all capitals; ``opens`` a
    sentence."""

    start: int
    end: int
    low: str
    capital: bool
    opens: bool

    @property
    def stem(self) -> str:
        """Without an apostrophe and s."""
        return self.low.removesuffix("'s")

    @property
    def capital_inside(self) -> bool:
        """A capital where none is due; days, services and other small words that many write so do not count."""
        return self.capital and not self.opens and self.low not in _I and not self.plain

    @property
    def plain(self) -> bool:
        """A small word, a day, a service: names nobody even with a capital."""
        return self.low in lists.words_of("context.txt") or self.low in _I

    @property
    def also(self) -> bool:
        """A name or place that is an everyday word too."""
        return self.stem in lists.words_of("also_words.txt")

    @property
    def may_be_name(self) -> bool:
        """A first name that is an everyday word too."""
        return self.also and self.stem in lists.words_of("first_names.txt")

    @property
    def unknown(self) -> bool:
        """Neither an everyday word nor a form of one."""
        bare = self.low.replace("'", "")
        forms = {self.low, bare, *(bare.removesuffix(ending) for ending in _ENDINGS)}
        return len(self.low) >= _SHORTEST_UNKNOWN and not forms & lists.ordinary() and self.low not in lists.houses()

    @property
    def name_alone(self) -> bool:
        """A first name that is nothing else, also with an s at its end (``deans``, ``sarah's``) or a letter amiss."""
        names = lists.first_names()
        if any(part in names for part in {self.stem, *self.stem.split("-")}):
            return True
        if not self.unknown:
            return False
        return self.low.removesuffix("s") in names or self._misspelt

    @property
    def _misspelt(self) -> bool:
        forms = {form for form in (self.low, self.low.removesuffix("s")) if len(form) >= _LONG_ENOUGH_TO_MISSPELL}
        return any(slips(form) & _slips_of_names() for form in forms)


def slips(word: str) -> frozenset[str]:
    """The word with each of its letters left out once, and itself: two words that share one are a letter apart."""
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


@cache
def _slips_of_names() -> frozenset[str]:
    long = (name for name in lists.first_names() if len(name) >= _LONG_ENOUGH_TO_MISSPELL)
    return frozenset(slip for name in long for slip in slips(name))


def words_of(text: str) -> list[Word]:
    """Every word of a text, in its order."""
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    shouting = sum(char.isupper() for char in text) > sum(char.islower() for char in text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _LOOK_BACK) : start]
        capital = match[0][0].isupper() and not shouting and _not_letters_only(match[0])
        low = match[0].lower().replace("’", "'").replace(" ", "-")
        yield Word(start, end, low, capital, bool(_SENTENCE_BEGINS.search(before)))


def _not_letters_only(word: str) -> bool:
    """``PIP`` and ``UC`` are short for services; ``McKay``, ``O'Neill`` and ``Jo`` are not."""
    return not word.isupper() or len(word) == 1


def gap(text: str, left: Word, right: Word) -> str:
    """What stands between two words."""
    return text[left.end : right.start]
