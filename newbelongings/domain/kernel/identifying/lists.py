"""Words by which names and places are told from everything else; each list says in its own head what it holds."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def _lines(name: str) -> Iterator[str]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one list, in small letters."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def places() -> frozenset[tuple[str, ...]]:
    """Each place as its words: ``("west", "ham")``."""
    return frozenset(tuple(word.split("-")) for word in words_of("places.txt"))


def also_words() -> frozenset[str]:
    """Names and places that are everyday words too."""
    return words_of("also_words.txt")


def first_names() -> frozenset[str]:
    """First names that are nothing but names."""
    return words_of("first_names.txt") - also_words()


@cache
def ordinary() -> frozenset[str]:
    """Words that many use and that name nobody."""
    return words_of("ordinary.txt") | words_of("context.txt")


@cache
def houses() -> frozenset[str]:
    """Kinds of schools, homes, streets and buildings."""
    return words_of("schools.txt") | words_of("streets.txt")
