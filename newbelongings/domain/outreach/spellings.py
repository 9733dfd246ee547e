"""What one cell of a contact list means, in the many ways councils write it. Pure functions.

A refusal never repeats the cell: it may hold a name. Of a date of birth only the age band comes out.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from newbelongings.domain.kernel.reaching import email_of, phone_of
from newbelongings.domain.surveys.age_bands import ages_in
from newbelongings.domain.surveys.cells import CellRefused, text_in
from newbelongings.domain.surveys.personal_columns import age_on, date_in

from .characteristics import NO, NOT_KNOWN, YES, age_band_of
from .given import FORMATS, STANDARD

# Excel counts days from here, with its 29 February 1900 that never was.
_EXCEL_BEGINS: Final = dt.date(1899, 12, 30)
_SERIAL: Final = re.compile(r"[2-5]\d{4}(\.0+)?")
_AGE: Final = re.compile(r"(\d{1,2})(\.\d+)?( ?(years|yrs|y)( old)?)?")
_YOUNGEST, _OLDEST = 12, 45
_LETTERED: Final = re.compile(r"^[a-z]\)\s*")
_UNKNOWN: Final = frozenset(
    [
        "",
        "-",
        "?",
        "n/k",
        "nk",
        "n/a",
        "na",
        "not known",
        "unknown",
        "not stated",
        "not recorded",
        "not stated/recorded",
    ]
    + ["not stated or recorded", "information not yet obtained", "null", "none recorded"]
)
_YES: Final = frozenset(["yes", "y", "true", "t", "1", "x", "✓", "✔", "yes - disabled"])
_NO: Final = frozenset(["no", "n", "false", "f", "0", "none", "no disability"])
_SEXES: Final = {
    "male": "male", "m": "male", "man": "male", "boy": "male", "1": "male",
    "female": "female", "f": "female", "woman": "female", "girl": "female", "2": "female",
    "neither": "another-way", "non-binary": "another-way", "nonbinary": "another-way", "other": "another-way",
    "another way": "another-way", "indeterminate": "another-way", "x": "another-way", "9": NOT_KNOWN, "0": NOT_KNOWN,
}  # fmt: skip
_STAGES: Final = {"former": "former-relevant", "frc": "former-relevant", "fr": "former-relevant", "r": "relevant"} | {
    "relevant": "relevant", "eligible": "eligible", "e": "eligible", "qualifying": "qualifying", "q": "qualifying",
}  # fmt: skip
_NO_STAGE: Final = re.compile(r"no (current )?eligib|not eligible")
_FORMATS: Final = {
    "normal": STANDARD, "ordinary": STANDARD, "as it is": STANDARD, "online": STANDARD,
    "easyread": "easy_read", "easier read": "easy_read",
    "large print": "large_text", "large": "large_text", "large font": "large_text",
    "post": "paper", "letter": "paper", "printed": "paper", "on paper": "paper",
    "audio": "read_aloud", "aloud": "read_aloud", "spoken": "read_aloud",
    "phone": "telephone", "by phone": "telephone", "call": "telephone", "by telephone": "telephone",
    "with an interpreter": "interpreter", "interpreter needed": "interpreter",
}  # fmt: skip
_CUSTODY: Final = re.compile(r"^x\d?\b|custod|prison|\byoi\b")
_NO_RESIDENCE: Final = re.compile(r"r\d?\b|residence (is )?not known")


def _key(cell: str) -> str:
    """A cell as it is looked up: small letters, single blanks, without the ``a)`` before a coded value."""
    words = re.sub(r"\s+", " ", text_in(cell)).strip(" .").lower()
    return _LETTERED.sub("", words)


def line_in(cell: str, most: int) -> str:
    """One line of text in any script; raises ``CellRefused`` where it is longer than ``most`` characters."""
    text = " ".join(text_in(cell).split())
    if len(text) > most:
        raise CellRefused(f"This cell has {len(text):,} characters and the limit is {most}: shorten it.")
    return text


def lines_in(cell: str, most: int) -> str:
    """An address, line by line; raises ``CellRefused`` where it is longer than ``most`` characters."""
    text = "\n".join(line.strip() for line in text_in(cell).split("\n") if line.strip())
    if len(text) > most:
        raise CellRefused(f"This cell has {len(text):,} characters and the limit is {most}: shorten it.")
    return text


def email_in(cell: str) -> str:
    """An email address as it is written to; raises ``CellRefused`` for what is none, or is more than one."""
    text = text_in(cell).removeprefix("mailto:")
    if _key(text) in _UNKNOWN:
        return ""
    found = email_of(text)
    if found is None:
        raise CellRefused("This is no email address: write one, such as name@example.org, or leave it empty.")
    return found


def phone_in(cell: str) -> str:
    """A telephone number with a blank after its first five digits; raises ``CellRefused`` for what is none."""
    text = text_in(cell)
    if _key(text) in _UNKNOWN:
        return ""
    found = phone_of(text)
    if found is None:
        raise CellRefused("This is no telephone number: write one number with its zero, or leave it empty.")
    return found


def yes_no_in(cell: str) -> str:
    """``yes``, ``no`` or not known; raises ``CellRefused`` for anything else."""
    key = _key(cell)
    if key in _UNKNOWN:
        return NOT_KNOWN
    if key in _YES or key.startswith("yes"):
        return YES
    if key in _NO or key.startswith("no "):
        return NO
    raise CellRefused("This is neither yes nor no: write one of the two, or leave it empty.")


def sex_in(cell: str) -> str:
    """The group of sex that a cell means; raises ``CellRefused`` for anything else."""
    return _one_of(cell, _SEXES, "Write male, female or another way, or leave it empty.")


def stage_in(cell: str) -> str:
    """The stage of leaving care, as the law names it; raises ``CellRefused`` for anything else."""
    key = _key(cell)
    if _NO_STAGE.match(key):
        return NOT_KNOWN
    first = key.partition(" ")[0]
    return _one_of(
        first if first in _STAGES else key,
        _STAGES,
        "Write eligible, relevant, former relevant or qualifying, or leave it empty.",
    )


def format_in(cell: str) -> str:
    """How somebody would like to be asked; raises ``CellRefused`` for anything else."""
    key = _key(cell).replace("_", " ").replace("-", " ")
    names = {name.replace("_", " "): name for name in FORMATS} | {words.lower(): n for n, words in FORMATS.items()}
    return _one_of(key, names | _FORMATS, f"Write one of: {', '.join(FORMATS.values())}. Or leave it empty.")


def _one_of(cell: str, names: Mapping[str, str], advice: str) -> str:
    key = _key(cell)
    if key in _UNKNOWN:
        return NOT_KNOWN
    if key not in names:
        raise CellRefused(f"This is not understood. {advice}")
    return names[key]


def birth_in(cell: str, on: dt.date) -> dt.date | None:
    """A date of birth, day before month, by name of month, year first, or as Excel counts; None where not known.

    It is for the age band and for finding one person twice, while a file is read, and is never kept.
    """
    text = text_in(cell)
    if _key(text) in _UNKNOWN:
        return None
    if _SERIAL.fullmatch(text):
        born: dt.date | None = _EXCEL_BEGINS + dt.timedelta(days=int(float(text)))
    else:
        born = date_in(text)
    if born is None:
        raise CellRefused("This is no date: write the day as 2006-03-31 or 31/03/2006, or leave it empty.")
    if not (born < on and _YOUNGEST <= age_on(born, on) <= _OLDEST):
        raise CellRefused(f"Somebody born then is not {_YOUNGEST} to {_OLDEST} years old: check the date.")
    return born


def age_in(cell: str) -> str:
    """The age band of an age in years (part of a year left out) or of a band that lies within one of ours."""
    key = _key(cell)
    if key in _UNKNOWN:
        return NOT_KNOWN
    if match := _AGE.fullmatch(key):
        age = int(match.group(1))
        if not _YOUNGEST <= age <= _OLDEST:
            raise CellRefused(f"This age is not between {_YOUNGEST} and {_OLDEST}: check it.")
        return age_band_of(age)
    ages = ages_in(key.replace("_", " ")) or ages_in(key.replace("-", " "))
    if not ages or age_band_of(ages[0]) != age_band_of(ages[-1]):
        raise CellRefused("This is no age: write it in years, such as 19, or leave it empty.")
    return age_band_of(ages[0])


def custody_in(accommodation: str) -> str:
    """Whether somebody is in custody, by the code of their accommodation (X) or its words; R is not known."""
    words = text_in(accommodation).lower()
    if words in _UNKNOWN or _NO_RESIDENCE.match(words):
        return NOT_KNOWN
    return YES if _CUSTODY.search(words) else NO


def in_touch_in(cell: str) -> str:
    """``died``, ``refused`` or nothing of either, by the code for being in touch (as in SSDA903 and Annex A)."""
    key = _key(cell)
    if key.startswith(("died", "deceased")):
        return "died"
    return "refused" if key.startswith("refu") else ""
