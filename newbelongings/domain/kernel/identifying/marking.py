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

_STANDS_IN: Final = {
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

    Where two overlap, a form of its own goes before a school, that before a place, and that before a name.
    """
    words = words_of(text)
    kept: list[Detail] = []
    for start, end, kind in [*patterns.found(text), *schools(text, words), *places(text, words), *names(text, words)]:
        if end > start and all(end <= other.start or other.end <= start for other in kept):
            kept.append(Detail(start, end, kind))
    return sorted(kept, key=lambda detail: detail.start)


def stand_in(text: str) -> str:
    """``text`` with a word in brackets in place of each detail: a beginning for the person who clears it."""
    for detail in reversed(point_out(text)):
        text = f"{text[: detail.start]}{_STANDS_IN[detail.kind]}{text[detail.end :]}"
    return text
