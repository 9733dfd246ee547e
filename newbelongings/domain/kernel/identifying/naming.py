"""Names of people, told by lists of words and by what stands beside a word. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from . import lists
from .words import Word, gap

_CALLED: Final = frozenset(["called", "named", "nicknamed", "names", "name's"])
_NAME_IS: Final = (("name", "is"), ("name", "was"))
_WITH: Final = frozenset(
    ["with", "and", "to", "by", "for", "from", "at", "told", "asked", "see", "saw", "rang", "ring", "phone"]
)
_CLOSE: Final = (" ", ", ", "  ", " - ", ": ", " (")
_LONG_ENOUGH = 4


def names(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(from, to, "name") of each, first names with the surnames behind them."""
    at = 0
    while at < len(words):
        if not _is_name(text, words, at):
            at += 1
            continue
        last = at
        while last + 1 < len(words) and _goes_on(text, words[last], words[last + 1]):
            last += 1
        yield words[at].start, words[last].end, "name"
        at = last + 1


def _goes_on(text: str, word: Word, following: Word) -> bool:
    """Whether the next word belongs to the same name: a surname."""
    if gap(text, word, following) not in (" ", "-"):
        return False
    return (
        following.capital_inside or following.name_alone or (len(following.low) >= _LONG_ENOUGH and following.unknown)
    )


def _is_name(text: str, words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.name_alone or _initial(text, word) or (word.capital_inside and len(word.low) > 1):
        return True
    return _opens_as_name(text, words, at) or _introduced(text, words, at)


def _initial(text: str, word: Word) -> bool:
    """A single capital for a name, with its full stop: ``K.``"""
    return len(word.low) == 1 and word.capital and not word.opens and text[word.end : word.end + 1] == "."


def _opens_as_name(text: str, words: Sequence[Word], at: int) -> bool:
    """A sentence that begins with an unknown word, or one that may be a name, and goes on as of a person."""
    word = words[at]
    if not word.opens or at + 1 == len(words):
        return False
    following = words[at + 1]
    if word.capital and following.capital_inside and gap(text, word, following) == " ":
        return not word.plain and (word.also or word.unknown)
    may_be = (word.also and word.capital) or word.unknown
    return may_be and _does(following)


def _does(word: Word) -> bool:
    """Something a person does or did."""
    return word.low in lists.words_of("does.txt") or word.low.endswith("ed")


def _introduced(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether what stands before says that a name comes."""
    if at == 0:
        return False
    word, before = words[at], words[at - 1]
    between = gap(text, before, word)
    if _says_called(words, at) or (before.low in lists.words_of("titles.txt") and between in (" ", ". ")):
        return between in (" ", ". ", ": ") and (word.also or word.unknown)
    if between not in _CLOSE:
        return False
    if before.stem in lists.words_of("roles.txt"):
        return word.unknown or (word.also and word.low not in lists.words_of("verbs.txt") and _stands(text, words, at))
    return before.low in _WITH and between == " " and (word.unknown or (word.also and word.capital))


def _says_called(words: Sequence[Word], at: int) -> bool:
    before = tuple(word.low for word in words[max(0, at - 2) : at])
    return before[-1] in _CALLED or before in _NAME_IS


def _stands(text: str, words: Sequence[Word], at: int) -> bool:
    """What follows treats the word as a person, or nothing follows in the clause."""
    if at + 1 == len(words):
        return True
    following = words[at + 1]
    return _does(following) or gap(text, words[at], following).strip() != ""
