"""Places, schools, homes and streets, told by lists of words and by what stands beside a word. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from . import lists
from .words import Word, gap

_WHERE: Final = frozenset(["in", "from", "near", "at", "to", "around", "round", "outside", "by", "of", "on", "called"])
# After one of these an everyday word may be a place ("in reading"); after "to" it is mostly a verb.
_SURELY_WHERE: Final = frozenset(["in", "from", "near", "around", "outside"])
_PRISONS: Final = frozenset(["hmp", "hmyoi", "yoi"])
_OF_KIND: Final = frozenset(
    ["youth", "primary", "high", "secondary", "community", "family", "care", "junior", "contact", "day", "special"]
)
_MAX_BEFORE = 3


def places(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(from, to, "place") of each town, county or country, and of unknown words where a place would stand."""
    for at, word in enumerate(words):
        if _is_saint(text, words, at):
            yield word.start, words[at + 1].end, "place"
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


def _is_saint(text: str, words: Sequence[Word], at: int) -> bool:
    """A church's name, which schools and streets have too: ``st aldwyth's``."""
    if words[at].low not in ("st", "saint") or at + 1 == len(words):
        return False
    following = words[at + 1]
    named = following.capital or following.unknown or following.name_alone or following.may_be_name
    return named and gap(text, words[at], following) in (" ", ". ")


def _means_place(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return not word.also or word.capital_inside or (at > 0 and words[at - 1].low in _SURELY_WHERE)


def schools(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(from, to, "school") of each named school, home or street: its name with the word that says what it is."""
    surely = lists.words_of("schools.txt")
    for at, word in enumerate(words):
        if word.low in _PRISONS and at + 1 < len(words) and (words[at + 1].capital or words[at + 1].unknown):
            yield word.start, _prison_ends(text, words, at), "school"
        if word.low not in lists.houses() or _goes_on(text, words, at):
            continue
        first = _begin(text, words, at)
        telling = any(_telling(before) for before in words[first:at])
        if first < at and (telling or (word.low in surely and _stands_where(words, first))):
            yield words[first].start, word.end, "school"


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the next word is of the same kind, so that the name ends there: ``green lane hostel``."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and following.low in lists.houses() and gap(text, words[at], following) == " "


def _prison_ends(text: str, words: Sequence[Word], at: int) -> int:
    """Where the name behind ``hmp`` ends: the next word, and those with a capital behind it."""
    last = at + 1
    while last + 1 < len(words) and words[last + 1].capital and gap(text, words[last], words[last + 1]) == " ":
        last += 1
    return words[last].end


def _begin(text: str, words: Sequence[Word], at: int) -> int:
    """Where the name before such a word begins; ``at`` where there is none.

    A word that only says which kind it is ("youth", "primary") belongs to a name that stands before it.
    """
    first, begins = at, at
    while first > 0 and at - first < _MAX_BEFORE and gap(text, words[first - 1], words[first]) in (" ", ". "):
        before = words[first - 1]
        of_kind = before.low in _OF_KIND
        plain = before.plain or before.low in lists.words_of("plain_before.txt")
        if plain and not of_kind and not (before.capital and words[at].capital):
            break
        first -= 1
        begins = begins if of_kind and not _telling(before) else first
    return begins


def _stands_where(words: Sequence[Word], first: int) -> bool:
    return first > 0 and words[first - 1].low in _WHERE


def _telling(word: Word) -> bool:
    return word.low in ("st", "saint") or word.capital_inside or word.name_alone or word.unknown
