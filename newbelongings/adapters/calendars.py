"""Writing a calendar (.ics, RFC 5545): days on which something is due, which block nobody's time, and meetings."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import icalendar

_PLAN: Final = "-//New Belongings//The plan//EN"
_FORUM: Final = "-//New Belongings//The forum//EN"
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


@dataclass(frozen=True, slots=True)
class Gathering:
    """One meeting, with ``key`` and ``version`` as for a ``Due``. It lasts the whole day where no time is set:
    ``starts`` is a day then, otherwise a time in a named time zone."""

    key: str
    starts: dt.date | dt.datetime
    ends: dt.datetime | None
    title: str
    place: str
    words: str
    version: int
    called_off: bool


def calendar(dues: Iterable[Due], *, name: str, made: dt.datetime) -> bytes:
    """The days as one calendar. Addresses of people are left out wherever they were typed."""
    book = _book(_PLAN, name)
    for due in dues:
        book.add_component(_due_event(due, made))
    return bytes(book.to_ical())


def gathering_calendar(gathering: Gathering, *, made: dt.datetime) -> bytes:
    """A meeting as a calendar of its own, with the rules of its time zone. How to join stays as it was typed."""
    book = _book(_FORUM, gathering.title)
    event = _event(gathering.key, gathering.version, gathering.starts, gathering.title, gathering.words, made)
    if gathering.ends is not None:
        event.add("dtend", gathering.ends)
    if gathering.place:
        event.add("location", gathering.place)
    event.add("status", "CANCELLED" if gathering.called_off else "CONFIRMED")
    book.add_component(event)
    book.add_missing_timezones()
    return bytes(book.to_ical())


def _book(maker: str, name: str) -> icalendar.Calendar:
    book = icalendar.Calendar()
    book.add("prodid", maker)
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    return book


def _due_event(due: Due, made: dt.datetime) -> icalendar.Event:
    title, words = _without_addresses(due.title), _without_addresses(due.words)
    event = _event(due.key, due.version, due.day, title, words, made)
    event.add("url", due.url)
    event.add("transp", "TRANSPARENT")
    return event


def _event(
    key: str, version: int, starts: dt.date | dt.datetime, title: str, words: str, made: dt.datetime
) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, key)))
    event.add("dtstamp", made)
    event.add("dtstart", starts)
    event.add("sequence", version)
    event.add("summary", title)
    event.add("description", words)
    return event


def _without_addresses(words: str) -> str:
    return _ADDRESS.sub("(address left out)", words)
