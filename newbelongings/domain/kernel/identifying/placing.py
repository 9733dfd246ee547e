"""Places, schools, homes and streets, told by lists of words and by what stands beside a word. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from . import lists
from .words import Word, gap

_WHERE: Final = frozenset(["in", "from", "near", "at", "to", "around", "round", "outside", "by", "of", "on", "called"])
# After one of these an everyday word may be a place ("in reading"); after "to" it is mostly a verb.
_SURELY_WHERE: Final = frozenset(["in", "from", "near", "around", "outside"])
_MAX_BEFORE = 3


def places(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(from, to, "place") of each town, county or country, and of unknown words where a place would stand."""
    for at in range(len(words)):
        size = _known_place(text, words, at)
        if size:
            yield words[at].start, words[at + size - 1].end, "place"


def _known_place(text: str, words: Sequence[Word], at: int) -> int:
    """How many words from here are a place; 0 where none is."""
    known = lists.places()
    for size in (3, 2, 1):
        run = tuple(word.stem for word in words[at : at + size])
        if len(run) == size and run in known and (size > 1 or _means_place(words, at)):
            return size
    before = words[at - 1] if at else None
    unknown_where = before is not None and before.low in _SURELY_WHERE and gap(text, before, words[at]) == " "
    return 1 if unknown_where and words[at].unknown else 0


def _means_place(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return not word.also or word.capital_inside or (at > 0 and words[at - 1].low in _SURELY_WHERE)


def schools(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(from, to, "school") of each named school, home or street: its name with the word that says what it is."""
    kinds = lists.words_of("schools.txt")
    for at, word in enumerate(words):
        goes_on = at + 1 < len(words) and words[at + 1].low in kinds and gap(text, word, words[at + 1]) == " "
        if word.low not in kinds or goes_on:
            continue
        first = _begin(text, words, at)
        if first < at and (_stands_where(words, first) or any(_telling(before) for before in words[first:at])):
            yield words[first].start, word.end, "school"


def _begin(text: str, words: Sequence[Word], at: int) -> int:
    """Where the name before such a word begins; ``at`` where there is none."""
    first = at
    while first > 0 and at - first < _MAX_BEFORE and gap(text, words[first - 1], words[first]) in (" ", ". "):
        before = words[first - 1]
        if before.low in lists.words_of("plain_before.txt") or (before.plain and not before.capital):
            break
        first -= 1
    return first


def _stands_where(words: Sequence[Word], first: int) -> bool:
    return first > 0 and words[first - 1].low in _WHERE


def _telling(word: Word) -> bool:
    return word.low in ("st", "saint") or word.capital_inside or word.name_alone or word.unknown
