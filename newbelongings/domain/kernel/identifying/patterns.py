"""Details that have a form of their own: numbers, dates, addresses, names on a network. Pure."""

import re
from collections.abc import Iterator
from typing import Final

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?\d{1,2}(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:(?:19|20)\d{2}|['’]?\d{2})"
_STREET: Final = (
    r"(?:road|rd|street|st|avenue|ave|lane|close|drive|crescent|terrace|gardens|grove|way|court|place|hill|row|walk|rise"
    r"|bank|fold|edge|mews|view|square|green|park|yard|house|point|towers|approach|parade|mount|wharf|quay|croft|garth"
    r"|vale|broadway|gate|fields?|meadows?|brow|common|dene|cottages|buildings|mansions)"
)
_NOT_A_HOUSE: Final = (
    r"(?!(?:weeks?|days?|hours?|mins?|minutes?|months?|years?|times|people|quid|miles?"
    r"|of|or|and|to|at|in|on|from|for|by|with)\b)"
)
_PATTERNS: Final = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _FORMS)


def found(text: str) -> Iterator[tuple[int, int, str]]:
    """(from, to, kind) of each, the longest first and among these the surest kinds."""
    yield from sorted(_found(text), key=lambda span: span[0] - span[1])


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("d" if "d" in pattern.groupindex else 0)
            yield start, end, kind
