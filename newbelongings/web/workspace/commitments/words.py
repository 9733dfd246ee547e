"""Small phrases that several of these pages use."""

import datetime as dt
from dataclasses import dataclass

from newbelongings.domain.commitments.protocol_queries import ProtocolView
from newbelongings.domain.commitments.reviewing import Due
from newbelongings.domain.kernel.dates import long_date


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: red, amber, green or done with its words, or (``rag`` empty) the words alone."""

    rag: str
    words: str


def days(number: int) -> str:
    """``1 day``, ``12 days``."""
    return f"{number:,} day{'s' if number != 1 else ''}"


def months(number: int) -> str:
    """``every month``, ``every 6 months``."""
    return "every month" if number == 1 else f"every {number} months"


def review_tag(view: ProtocolView) -> Tag:
    """When a protocol is looked at again, as its tag says it."""
    if view.ended_on is not None:
        return Tag("", f"Ended on {long_date(view.ended_on)}")
    if view.due is Due.LATE:
        return Tag("red", f"review {days(-view.days)} late")
    if view.due is Due.SOON:
        return Tag("amber", "review due today" if view.days == 0 else f"review due in {days(view.days)}")
    return Tag("green", f"review by {long_date(view.next_review)}")


def pounds(pence: int) -> str:
    """``£1,204.50``, with a minus where it is below zero."""
    whole, rest = divmod(abs(pence), 100)
    # The word joiner keeps the minus on the line of its number.
    minus = "−\u2060" if pence < 0 else ""
    return f"{minus}£{whole:,}.{rest:02}"


def from_until(starts: dt.date, until: dt.date | None) -> str:
    """``From 1 May 2026 to 3 June 2026``, or without an end."""
    return f"From {long_date(starts)}" + (f" to {long_date(until)}" if until else "")
