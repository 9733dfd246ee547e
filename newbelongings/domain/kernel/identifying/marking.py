"""Pointing at details that could tell who somebody is: a pure function for a person who decides.

It never calls a text anonymous. It goes by forms (a telephone number, a date), by lists of names and places, and by
what stands beside an unknown word ("my mate ...", "at ... school"); what no form, list or neighbour gives away gets
through, which is why a person reads every sentence before it is quoted.
"""

from dataclasses import dataclass
from typing import Final

from . import patterns
from .naming import names
from .placing import places, schools
from .words import words_of

STANDS_IN: Final = {
    "name": "[a name]",
    "place": "[a place]",
    "school": "[a school or home]",
    "phone": "[a number]",
    "number": "[a number]",
    "email": "[an address]",
    "postcode": "[an address]",
    "address": "[an address]",
    "date": "[a date]",
    "handle": "[a name]",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """``text[start:end]`` could be a ``kind``: name, place, school, phone, number, email, postcode, address, date or
    handle (a name on a network)."""

    start: int
    end: int
    kind: str


def point_out(text: str) -> list[Detail]:
    """What in ``text`` could tell who somebody is, in its order, without overlaps.

    Where two overlap, a form of its own goes before a school, that before a place, and that before a name, of which
    the rest is kept.
    """
    words = words_of(text)
    kept: list[Detail] = []
    for start, end, kind in [*patterns.found(text), *schools(text, words), *places(text, words), *names(text, words)]:
        kept += [Detail(*rest, kind) for rest in _left_over(text, start, end, kept)]
    return sorted(kept, key=lambda detail: detail.start)


def _left_over(text: str, start: int, end: int, kept: list[Detail]) -> list[tuple[int, int]]:
    """The parts of a stretch that nothing has marked yet, without the spaces at their ends."""
    parts, at = [], start
    for other in sorted(kept, key=lambda detail: detail.start):
        if other.end > at and other.start < end:
            parts.append((at, other.start))
            at = max(at, other.end)
    trimmed = [_trimmed(text, *part) for part in [*parts, (at, end)]]
    return [part for part in trimmed if part[0] < part[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum() and text[start] not in "@_":
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] not in "_":
        end -= 1
    return start, end


def stand_in(text: str) -> str:
    """``text`` with a word in brackets in place of each detail: a beginning for the person who clears it."""
    for detail in reversed(point_out(text)):
        text = f"{text[: detail.start]}{STANDS_IN[detail.kind]}{text[detail.end :]}"
    return text
