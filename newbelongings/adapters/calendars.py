"""Writing a calendar (.ics, RFC 5545): days on which something is due, as whole-day events that block nobody's time."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import icalendar

_MAKER: Final = "-//New Belongings//The plan//EN"
_ADDRESS: Final = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+")


@dataclass(frozen=True, slots=True)
class Due:
    """One day. ``key`` names the thing for ever, so that a calendar that has it moves it; ``version`` counts up."""

    key: str
    day: dt.date
    title: str
    words: str
    url: str
    version: int


def calendar(dues: Iterable[Due], *, name: str, made: dt.datetime) -> bytes:
    """The days as one calendar. Addresses of people are left out wherever they were typed."""
    book = icalendar.Calendar()
    book.add("prodid", _MAKER)
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    for due in dues:
        book.add_component(_event(due, made))
    return bytes(book.to_ical())


def _event(due: Due, made: dt.datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, due.key)))
    event.add("dtstamp", made)
    event.add("dtstart", due.day)
    event.add("sequence", due.version)
    event.add("summary", _without_addresses(due.title))
    event.add("description", _without_addresses(due.words))
    event.add("url", due.url)
    event.add("transp", "TRANSPARENT")
    return event


def _without_addresses(words: str) -> str:
    return _ADDRESS.sub("(address left out)", words)
