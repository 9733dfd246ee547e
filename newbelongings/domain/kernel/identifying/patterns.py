"""Details that have a form of their own: numbers, dates, addresses, names on a network. Pure."""

import re
from collections.abc import Iterator
from typing import Final

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY: Final = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY: Final = rf"(?:{_WEEKDAY},? (?:the )?)?\d{{1,2}}(?:st|nd|rd|th)?"
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
_STAYS: Final = r"(?:live[sd]?|living|stay(?:ed|ing|s)?|moved)"
_FILED: Final = r"(?:number|num|no|ref|reference|id|badge|case|file|claim|account)"
_WITHIN_HOUSE: Final = r"(?:flat|room|apartment|apt|unit|block|plot|door|ward)"
_NETWORK: Final = r"(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|twitter|facebook|fb|steam|psn|xbox|whatsapp)"

# Earlier kinds go before later ones where two overlap.
_FORMS: Final = (
    ("email", r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    ("address", r"(?:https?://|www\.)\S+"),
    ("handle", r"(?<!\w)@\w[\w.]{2,}"),
    ("handle", r"\b\w+#\d{3,5}\b"),
    ("handle", rf"\b{_NETWORK}(?: (?:name|handle|account|user(?:name)?))?(?: is|:|=)? ?(?P<d>\w*[_.\d]\w[\w.]*)"),
    ("handle", rf"(?<!\w)(?P<d>[\w.]*(?:[a-z][_.]?\d|[_.]\w)[\w.]*) on {_NETWORK}\b"),
    ("handle", r"(?<!\w)[a-z0-9.]*_\w[\w.]*"),
    ("handle", r"(?<![\w@.])[a-z]{3,}(?:\.\w+)+\d\b"),
    ("postcode", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    ("postcode", r"\b(?:postcode|post code)(?: is| was)? (?P<d>[A-Z]{1,2}\d[A-Z\d]?)\b"),
    ("postcode", r"\b(?:in|to|near|from) (?P<d>[A-Z]{1,2}\d{1,2}[A-Z]?)\b(?! ?levels?)"),
    ("number", r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    ("number", r"\b[A-Z]{2}\d{2} [A-Z]{3}\b"),
    ("number", r"\b[A-Z](?:\d{4}[A-Z]{2}|\d{5,})\b"),
    ("number", r"\b[A-Z]{1,4}[/-]\d{3,}(?:[/-]\w+)?\b"),
    ("date", rf"\b{_DAY}(?: of)? {_MONTH}\b(?:,? {_YEAR}\b)?"),
    ("date", rf"\b{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)\b(?:,? {_YEAR}\b)?"),
    ("date", rf"\b{_MONTH},? (?:19|20)\d{{2}}\b"),
    ("date", rf"\b{_WEEKDAY},? (?:the )?\d{{1,2}}(?:st|nd|rd|th)\b"),
    ("date", r"\bon (?P<d>the \d{1,2}(?:st|nd|rd|th))\b"),
    ("date", r"\b\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:19|20)?\d{2}\b"),
    ("date", r"\b(?:19|20)\d{2}-\d{2}-\d{2}\b"),
    ("date", r"\b(?:born|dob|birth(?:day)?|b\.)(?: (?:in|on|is|was|year))*:? ?(?P<d>(?:19|20)\d{2})\b"),
    ("phone", r"(?<![\w.])(?:\+ ?44 ?(?:\(0\) ?)?|\(?0)\d(?:[ .-]?\)?[ .-]?\d){6,9}(?!\w)"),
    ("address", rf"\b(?:{_WITHIN_HOUSE} )?\d{{1,4}}[a-d]?,? {_NOT_A_HOUSE}(?:[a-z’']+ ){{1,3}}{_STREET}\b"),
    ("address", rf"\b{_WITHIN_HOUSE} (?:no\.? |number )?\d{{1,4}} ?[a-d]?\b"),
    ("number", r"(?<![\w£.,])\d(?:[ -]?\d){4,}(?!\w|[.,]\d)"),
    (
        "address",
        rf"\b{_STAYS}(?: \w+)? (?:at|to) (?:number |no\.? )?(?P<d>\d{{1,4}}[a-d]?)\b",
    ),
    (
        "number",
        rf"\b{_FILED}\b\.?(?: (?:number|no|ref|id))?(?: is| was|:)? ?#?(?P<d>[A-Z]{{0,4}}[-/ ]?\d[\d/-]{{2,}}[A-Z]?)\b",
    ),
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
