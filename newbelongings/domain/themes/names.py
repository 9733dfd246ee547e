"""Pointing at words that could tell who somebody is: a pure function for a person who decides.

It never calls a text anonymous. Names in small letters get through ("dean came round"), which is why a person
reads every sentence before it is quoted.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Flag:
    """``text[start:end]`` could be a ``kind``: name, phone, email, postcode, date or number."""

    start: int
    end: int
    kind: str


_PATTERNS: Final = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    ("phone", re.compile(r"(?<!\w)(?:\+44|0)\d(?:[ -]?\d){8,9}(?!\w)")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    ("date", re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b")),
    ("number", re.compile(r"(?<!\w)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)")),
)
# A capital that does not begin a sentence, or a word after "called", "named" or a title, may be a name.
_CAPITAL: Final = re.compile(r"(?<=[a-z,;:)’'\"] )[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)*")
_INTRODUCED: Final = re.compile(
    r"\b(?:called|named|name is|name's|names|Mr|Mrs|Ms|Miss|Dr|Cllr)\.? ([A-Za-z][\w’'-]+)", re.IGNORECASE
)
_NOT_NAMES: Final = frozenset(
    # fmt: off
    [
        "i",
        "i'm",
        "i’m",
        "im",
        "i've",
        "i’ve",
        "i'd",
        "i’d",
        "i'll",
        "i’ll",
        "pa",
        "pas",
        "ok",
        "uk",
        "nhs",
        "camhs",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "english",
        "maths",
        "gcse",
        "gcses",
        "covid",
        "universal",
        "credit",
        "council",
        "university",
        "facebook",
        "instagram",
        "tiktok",
        "whatsapp",
        "the",
        "a",
        "an",
        "my",
        "it",
        "and",
        "but",
        "because",
        "when",
        "if",
        "who",
        "what",
        "she",
        "he",
        "they",
        "we",
        "you",
    ]
    # fmt: on
)


def point_out(text: str) -> list[Flag]:
    """What in ``text`` could tell who somebody is, in its order, without overlaps."""
    found = [Flag(*match.span(), kind) for kind, pattern in _PATTERNS for match in pattern.finditer(text)]
    found += [Flag(*match.span(), "name") for match in _CAPITAL.finditer(text) if _may_be_name(match[0])]
    found += [Flag(*match.span(1), "name") for match in _INTRODUCED.finditer(text) if _may_be_name(match[1])]
    kept: list[Flag] = []
    for flag in sorted(found, key=lambda flag: (flag.start, -flag.end)):
        if not kept or flag.start >= kept[-1].end:
            kept.append(flag)
    return kept


def _may_be_name(words: str) -> bool:
    return any(word.lower() not in _NOT_NAMES for word in words.split())
