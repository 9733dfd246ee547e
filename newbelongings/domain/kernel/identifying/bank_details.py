"""Numbers that belong to a bank: sort codes, account numbers, cards, IBANs. Pure, and rather strict.

Six digits on their own may be a sort code and eight an account number, so a reference made of nothing else is taken
for one. Letters before them (``PO12345678``, ``PO-12345678``) make them a reference, unless they say that it is an
account.
"""

import re
import unicodedata
from typing import Final

_SAYS_ACCOUNT: Final = r"(?:a/?c|acc(?:t|ount)?|sort(?:code)?|sc|iban|card|bank)"
_ALONE: Final = r"(?<![a-z0-9])(?<![a-z][./-])"
_FORMS: Final = (
    ("a sort code", r"(?<![a-z0-9])\d{2}([ ./-])\d{2}\1\d{2}(?![a-z0-9])"),
    ("a sort code", rf"{_ALONE}\d{{6}}(?![a-z0-9])"),
    ("an IBAN", r"(?<![a-z0-9])[a-z]{2}\d{2} ?(?:[a-z0-9]{4} ?){3,7}[a-z0-9]{0,3}(?![a-z0-9])"),
    ("a card number", r"(?<!\d)\d(?:[ ./-]?\d){11,18}(?!\d)"),
    ("an account number", rf"{_ALONE}\d(?:[ -]?\d){{7}}(?![a-z0-9])"),
    ("an account number", rf"(?<![a-z]){_SAYS_ACCOUNT}[ .:#/-]*(?:n(?:o|umber|r)?[ .:#]*)?\d(?:[ -]?\d){{5,}}"),
)
_PATTERNS: Final = tuple((what, re.compile(form, re.IGNORECASE)) for what, form in _FORMS)
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212_"), "-")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def bank_details(text: str) -> str:
    """What ``text`` seems to hold, such as ``a sort code``; empty where nothing looks like it.

    Digits of other scripts, long dashes, unseen signs and wide spaces hide nothing.
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    plain = re.sub(r"\s+", " ", "".join(_digit(letter) for letter in plain))
    return next((what for what, pattern in _PATTERNS if pattern.search(plain)), "")


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
