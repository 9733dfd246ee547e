"""Names of people, told by lists of words and by what stands beside a word. Pure."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from . import lists
from .words import Word, gap

_CALLED: Final = frozenset(["called", "named", "nicknamed", "names", "name's"])
_NAME_IS: Final = (("name", "is"), ("name", "was"), ("call", "me"), ("calls", "me"), ("my", "name"), ("surname", "is"))
_AND: Final = frozenset(["and", "or", "n", "not", "nor", "plus", "then"])
# After one of these a clause begins, so that "jack left" behind it has somebody as its subject.
_CLAUSE: Final = frozenset(
    ["when", "that", "because", "cos", "coz", "if", "but", "and", "only", "until", "til", "till", "then", "so", "after"]
    + ["before", "since", "though", "or", "where", "why", "how", "tho", "like", "while", "unless", "once", "what"]
)
_OUR: Final = frozenset(["the", "my", "our", "a", "an", "his", "her", "their"])
_WITH: Final = frozenset(
    ["with", "and", "to", "by", "for", "from", "at", "told", "asked", "see", "saw", "rang", "ring", "phone"]
    + ["call", "text", "email", "message", "contact", "thanks", "thank"]
)
_CLOSE: Final = (" ", ", ", "  ", " - ", ": ", " (")
_ASKED: Final = frozenset(["ask", "asked", "tell", "told", "rang", "phoned", "texted", "messaged", "met", "thank"])
_NICK: Final = frozenset(["big", "little", "lil", "young", "old", "wee"])
# Single letters that nobody writes for a word: "danny b".
_INITIALS: Final = frozenset("bcdefghjlmpstw")
# Small words inside a surname: "ap Morlais", "van Dyk".
_PARTICLES: Final = frozenset(["ap", "ab", "bin", "bint", "al", "el", "van", "de", "da", "dos", "del", "von", "le"])
_WITHIN: Final = (" ", ". ", "-")
_LONG_ENOUGH = 4
# "Hopes", "marks" and the like begin a sentence as what they are.
_VERBS_TOO: Final = frozenset(
    ["hopes", "marks", "bills", "grants", "wills", "chases", "cliffs", "roses", "summers", "gifts"]
)


def names(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(from, to, "name") of each, with the title before it and the surname behind it."""
    sure = {at for at in range(len(words)) if _is_name(text, words, at)}
    sure |= _listed_with(text, words, sure)
    at = 0
    while at < len(words):
        if at not in sure:
            at += 1
            continue
        last = at
        while last + 1 < len(words) and (last + 1 in sure or _goes_on(text, words[last], words[last + 1])):
            if gap(text, words[last], words[last + 1]) not in _WITHIN:
                break
            last += 1
        yield words[_with_titles(text, words, at)].start, words[last].end, "name"
        at = last + 1


def _with_titles(text: str, words: Sequence[Word], at: int) -> int:
    """Where the name that begins here begins with its titles: ``mr and mrs okafor``, ``big sam``."""
    titles, first = lists.words_of("titles.txt"), at
    while first > 0 and gap(text, words[first - 1], words[first]) in _WITHIN:
        before = words[first - 1]
        and_between = (
            before.low == "and" and first > 1 and words[first - 2].low in titles and words[first].low in titles
        )
        if not (before.low in titles or before.low in _NICK or and_between):
            break
        first -= 1
    return first


def _listed_with(text: str, words: Sequence[Word], sure: set[int]) -> set[int]:
    """What stands in one list with a name, and may be one: ``ask grace or dean``, ``me, besnik and hung``."""
    found: set[int] = set()
    for step in (1, -1):
        for at in sorted(sure, reverse=step < 0):
            beside = _beside(text, words, at, step)
            while beside is not None and beside not in sure and (words[beside].may_be_name or words[beside].unknown):
                found.add(beside)
                beside = _beside(text, words, beside, step)
    return found


def _beside(text: str, words: Sequence[Word], at: int, step: int) -> int | None:
    """The place of the word that a comma or an "and" joins to this one; None where none does."""
    near = at + step
    while step < 0 <= near and words[near].low in lists.words_of("titles.txt"):
        at, near = near, near + step
    if not 0 <= near < len(words):
        return None
    if gap(text, *_in_order(words, at, near)) == ", ":
        near_and = near + step
        joined = words[near].low in _AND and 0 <= near_and < len(words)
        return near_and if joined else near
    far = near + step
    if words[near].low in _AND and 0 <= far < len(words) and gap(text, *_in_order(words, near, far)) == " ":
        return far
    return None


def _in_order(words: Sequence[Word], one: int, other: int) -> tuple[Word, Word]:
    return words[min(one, other)], words[max(one, other)]


def _goes_on(text: str, word: Word, following: Word) -> bool:
    """Whether the next word belongs to the same name: a surname."""
    if gap(text, word, following) not in (" ", "-"):
        return False
    if following.low in _PARTICLES:
        return True
    initial = len(following.low) == 1 and (following.capital or following.low in _INITIALS) and following.low != "i"
    surname = len(following.low) >= _LONG_ENOUGH and following.unknown
    return initial or surname or following.capital_inside or following.name_alone


def _is_name(text: str, words: Sequence[Word], at: int) -> bool:
    word = words[at]
    possessive = word.unknown and word.low.endswith("'s")
    inside = word.capital_inside and len(word.low) > 1
    if word.name_alone or possessive or inside or _initial(text, word):
        return True
    return _opens_as_name(text, words, at) or _introduced(text, words, at) or _explained(text, words, at)


def _explained(text: str, words: Sequence[Word], at: int) -> bool:
    """Who it is stands behind: ``mark the advocate``, ``hamdi my sister``, ``precious as our pa``."""
    word, behind = words[at], words[at + 1 : at + 4]
    if behind and behind[0].low == "as":
        behind = behind[1:]
    if not (word.may_be_name or word.unknown) or not behind:
        return False
    if behind[0].low in _OUR and any(after.stem in lists.words_of("roles.txt") for after in behind[1:]):
        return "." not in gap(text, word, behind[0])
    return _begins_clause(text, words, at) and _did(behind[0])


def _begins_clause(text: str, words: Sequence[Word], at: int) -> bool:
    if at == 0:
        return False
    between = gap(text, words[at - 1], words[at])
    return between == ", " or (between == " " and words[at - 1].low in _CLAUSE)


def _initial(text: str, word: Word) -> bool:
    """A single capital for a name, with its full stop: ``K.``"""
    return len(word.low) == 1 and word.capital and not word.opens and text[word.end : word.end + 1] == "."


def _opens_as_name(text: str, words: Sequence[Word], at: int) -> bool:
    """A sentence that begins with an unknown word, or one that may be a name, and goes on as of a person."""
    word = words[at]
    if not word.opens or at + 1 == len(words):
        return False
    following = words[at + 1]
    if word.unknown and word.capital and "." in gap(text, word, following):
        return True
    if word.low.endswith("s") and word.low[:-1] in _names_and_words() and word.low not in _VERBS_TOO:
        return True
    if word.capital and following.capital_inside and gap(text, word, following) == " ":
        return not word.plain and (word.also or word.unknown)
    if word.may_be_name and word.capital and word.low.endswith("'s"):
        return True
    if word.unknown or (word.also and word.capital):
        return (
            _does(following)
            or _did(following)
            or (word.low not in lists.words_of("verbs.txt") and following.low.endswith("s"))
        )
    return word.may_be_name and _did(following)


def _did(word: Word) -> bool:
    """Something that only a person does or is, or something over and done."""
    return word.low in lists.words_of("did.txt") or word.low.endswith("ed")


@cache
def _names_and_words() -> frozenset[str]:
    return lists.words_of("also_words.txt") & lists.words_of("first_names.txt")


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
        named = word.also and word.low not in lists.words_of("verbs.txt")
        return between in (" ", ". ", ": ") and (named or word.unknown)
    if between not in _CLOSE:
        return False
    roles = lists.words_of("roles.txt")
    if before.low in _ASKED and word.may_be_name and word.low not in lists.words_of("verbs.txt"):
        return True
    if before.low in ("is", "was") and at > 1 and words[at - 2].stem in roles and between == " ":
        return word.unknown
    if before.stem in roles or before.low.removesuffix("s") in roles:
        return word.unknown or (word.also and word.low not in lists.words_of("verbs.txt") and _stands(text, words, at))
    return before.low in _WITH and between == " " and (word.unknown or _clearly(text, words, at))


def _clearly(text: str, words: Sequence[Word], at: int) -> bool:
    """A word that is a name too: here with a capital, or at the end of its clause ("not from mark")."""
    word = words[at]
    ends = at + 1 == len(words) or gap(text, word, words[at + 1]).strip() != ""
    return (word.also and word.capital) or (word.may_be_name and ends)


def _says_called(words: Sequence[Word], at: int) -> bool:
    before = tuple(word.low for word in words[max(0, at - 2) : at])
    return before[-1] in _CALLED or before in _NAME_IS


def _stands(text: str, words: Sequence[Word], at: int) -> bool:
    """What follows treats the word as a person, or nothing follows in the clause."""
    if at + 1 == len(words):
        return True
    following = words[at + 1]
    return _does(following) or gap(text, words[at], following).strip() != ""
