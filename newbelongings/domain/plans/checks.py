"""What a plan's words and dates must be like. Each refusal names its field and says what to do."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.standards.vocabularies import area_name

TEXT_AT_MOST = 2000


def line(words: str, *, field: str, what: str, at_most: int) -> str:
    """One line of words, with its spaces tidied; ``what`` names it in the refusal."""
    return _fitting(" ".join(words.split()), field, what, at_most)


def optional_line(words: str, *, field: str, what: str, at_most: int) -> str:
    """The same for words that may be left out."""
    return line(words, field=field, what=what, at_most=at_most) if words.strip() else ""


def text(words: str, *, field: str, what: str) -> str:
    """A few sentences."""
    return _fitting(words.strip(), field, what, TEXT_AT_MOST)


def optional_text(words: str, *, field: str, what: str) -> str:
    """The same for sentences that may be left out."""
    return text(words, field=field, what=what) if words.strip() else ""


def _fitting(words: str, field: str, what: str, at_most: int) -> str:
    if not words:
        raise Refused(f"Give {what}.", field=field)
    if len(words) > at_most:
        raise Refused(f"Shorten {what} to {at_most:,} letters: it has {len(words):,} now.", field=field)
    return words


def email(address: str, *, field: str) -> str:
    """An address to write to, or nothing."""
    tidy = address.strip()
    try:
        if tidy:
            validate_email(tidy)
    except ValidationError:
        raise Refused("Check this address: it should look like name@council.gov.uk.", field=field) from None
    return tidy


def area(code: str) -> str:
    """One of the ten areas."""
    if not area_name(code):
        raise Refused("Choose one of the ten areas.", field="area")
    return code


def not_after_today(day: dt.date, *, field: str) -> dt.date:
    """A day on which something was said or chosen."""
    if day > today():
        raise Refused("Give today or an earlier day: this one is still to come.", field=field)
    return day


def within(cycle: Cycle, day: dt.date, *, field: str) -> dt.date:
    """A day of the plan's own year."""
    if not cycle.starts <= day <= cycle.ends:
        raise Refused(
            f"This plan runs from {long_date(cycle.starts)} to {long_date(cycle.ends)}. Choose a day in it.",
            field=field,
        )
    return day


def span(cycle: Cycle, starts: dt.date, ends: dt.date) -> tuple[dt.date, dt.date]:
    """The start and end of an action: in order, and in the plan's year."""
    if ends < starts:
        raise Refused(f"Give an end on or after the start, {long_date(starts)}.", field="ends")
    return within(cycle, starts, field="starts"), within(cycle, ends, field="ends")
