"""What one cell of a file says: an answer, nothing, or why it is refused. Pure functions.

A refusal never repeats the cell: it may hold a name.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from newbelongings.domain.kernel.dates import week_of

from .age_bands import band_of, is_about_age
from .given import LONGEST
from .personal_columns import age_on, date_in, is_birth_date, is_contact
from .sheets import QuestionSheet

_HALF: Final = re.compile(r"[\ud800-\udfff]")
_FIRST_WEEK: Final = dt.date(2013, 1, 1)  # the first survey of the programme was in 2013


class CellRefused(Exception):
    """Why a cell is not taken in, as one sentence that says what to do."""


def text_in(cell: str) -> str:
    """A cell's words with one kind of line end and no blanks around; raises ``CellRefused``."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\x00" in text:
        raise CellRefused("This cell holds a null character, which no keyboard makes: type the answer again.")
    if _HALF.search(text):
        raise CellRefused("This cell holds half a character, such as a broken emoji: type the answer again.")
    if len(text) > LONGEST:
        raise CellRefused(f"This answer has {len(text):,} characters and the limit is {LONGEST:,}: shorten it.")
    return text


def words_in(cell: str, on: dt.date) -> str:
    """The person's own words; raises ``CellRefused`` for what is only a date of birth or a way to reach somebody."""
    text = text_in(cell)
    if is_birth_date(text, on):
        raise CellRefused("This looks like a date of birth, which is never kept with an answer: take it out.")
    if is_contact(text):
        raise CellRefused("This is an email address or telephone number, never kept with an answer: take it out.")
    return text


def week_in(cell: str, on: dt.date) -> dt.date:
    """The Monday of the week in which the response was given; raises ``CellRefused``."""
    day = date_in(cell)
    if day is None or not _FIRST_WEEK <= day <= on:
        raise CellRefused("This is no date up to today: write the day as 2026-03-02, or leave the cell empty.")
    return week_of(day)


def option_in(cell: str, question: QuestionSheet, others: Mapping[str, str], on: dt.date) -> str:
    """The name of the option that a cell means; raises ``CellRefused``.

    Known by its name, its words, the mapping's words for it, or (for a question of age bands) an age or a
    date of birth, of which only the band is kept.
    """
    key = _key(text_in(cell))
    for option in question.options:
        if key in (_key(option.name), _key(option.text)):
            return option.name
    if key in others:
        return others[key]
    words = {option.name: option.text for option in question.options}
    age = _age(key, on) if is_about_age(list(words.values())) else None
    if age is not None and (band := band_of(age, words)):
        return band
    raise CellRefused(f"This is none of the choices: use {_listed(list(words.values()))}.")


def options_in(cell: str, question: QuestionSheet, others: Mapping[str, str], on: dt.date) -> list[str]:
    """The names of every option in a cell that may hold several, parted by semicolons or lines."""
    parts = [part for part in re.split(r"[;\n|]", text_in(cell)) if part.strip()]
    return list(dict.fromkeys(option_in(part, question, others, on) for part in parts))


def _key(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("’", "'").replace("–", "-")).strip(" .").lower()


def _age(key: str, on: dt.date) -> int | None:
    if key.isascii() and key.isdigit() and len(key) == 2:
        return int(key)
    born = date_in(key)
    return age_on(born, on) if born is not None and born < on else None


def _listed(words: list[str]) -> str:
    shown = [f"“{word}”" for word in words]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
