"""By which way one person is written to: pure functions."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

EMAIL: Final = "email"
TEXT: Final = "text"
LETTER: Final = "letter"
# A letter costs most and takes longest; an email holds more than a text.
ORDER: Final = (EMAIL, TEXT, LETTER)
# In one sentence: "by text".
BY: Final[Mapping[str, str]] = MappingProxyType({EMAIL: "email", TEXT: "text", LETTER: "letter"})
_MOBILE: Final = re.compile(r"(?:07|447|\+447|00447)[0-9]{9}|(?:\+|00)(?!44)[1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody can be reached, as the council's records say, and what they would rather have."""

    email: str = ""
    phone: str = ""
    address: str = ""
    preferred: str = ""


def takes_texts(phone: str) -> bool:
    """Whether a text can be sent to a number: a British mobile, or one abroad. Spaces and dashes do not matter."""
    return _MOBILE.fullmatch(re.sub(r"[\s().-]", "", phone)) is not None


def open_ways(ways: Ways) -> list[str]:
    """Every way somebody can be written to, best first: what they would rather have, then email, text, letter."""
    there = {EMAIL: "@" in ways.email, TEXT: takes_texts(ways.phone), LETTER: len(ways.address.split()) > 1}
    return sorted((way for way in ORDER if there[way]), key=lambda way: (way != ways.preferred, ORDER.index(way)))


def channel_for(ways: Ways, *, offered: Collection[str], out_of_date: Collection[str] = ()) -> str | None:
    """The one way by which somebody gets a message that is sent by those ``offered``; None where there is none.

    A way that is known to be ``out_of_date`` is passed over, so that a reminder finds people whom the email did not.
    """
    return next((way for way in open_ways(ways) if way in offered and way not in out_of_date), None)
