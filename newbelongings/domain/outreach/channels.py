"""By which way one person is written to: pure functions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from newbelongings.domain.kernel.reaching import takes_texts

EMAIL: Final = "email"
TEXT: Final = "text"
LETTER: Final = "letter"
# A letter costs most and takes longest; an email holds more than a text.
ORDER: Final = (EMAIL, TEXT, LETTER)
# In one sentence: "by text".
BY: Final[Mapping[str, str]] = MappingProxyType({EMAIL: "email", TEXT: "text", LETTER: "letter"})


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody can be reached, as the council's records say, and what they would rather have."""

    email: str = ""
    phone: str = ""
    address: str = ""
    preferred: str = ""


def open_ways(ways: Ways) -> list[str]:
    """Every way somebody can be written to, best first: what they would rather have, then email, text, letter."""
    there = {EMAIL: "@" in ways.email, TEXT: takes_texts(ways.phone), LETTER: len(ways.address.split()) > 1}
    return sorted((way for way in ORDER if there[way]), key=lambda way: (way != ways.preferred, ORDER.index(way)))


def channel_for(ways: Ways, *, offered: Collection[str], out_of_date: Collection[str] = ()) -> str | None:
    """The one way by which somebody gets a message that is sent by those ``offered``; None where there is none.

    A way that is known to be ``out_of_date`` is passed over, so that a reminder finds people whom the email did not.
    """
    return next((way for way in open_ways(ways) if way in offered and way not in out_of_date), None)
