"""What the page of a difference shows: each change in words, worked out before any template is drawn."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.plans.difference import DATES, Difference, FieldChange, LineChange, Piece

from .content_page import code_name, field_name
from .words import days

CODES = ("area", "commitment", "promise")


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field before and after. ``pieces`` where words changed within a sentence; ``moved`` for a date."""

    name: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()
    moved: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line that was added, dropped or changed."""

    name: str
    title: str
    fields: tuple[ShownField, ...]


def difference_page(found: Difference) -> dict[str, Any]:
    """Added, dropped and changed lines, and how many stayed as they were."""
    return {
        "words": found.words,
        "is_empty": found.is_empty,
        "added": _lines(found.added),
        "dropped": _lines(found.dropped),
        "changed": _lines(found.changed),
        "unchanged": _lines(found.unchanged),
    }


def _lines(found: Iterable[LineChange]) -> list[ShownLine]:
    return [ShownLine(line.name, code_name(line.title), tuple(map(_field, line.fields))) for line in found]


def _field(change: FieldChange) -> ShownField:
    before, after = _as_read(change, change.before), _as_read(change, change.after)
    if change.is_date:
        return ShownField(field_name(change.field), before, after, moved=_moved(change.days))
    pieces = change.pieces if before == change.before and after == change.after else ()
    kept = sum(len(piece.words.split()) for piece in pieces if piece.mark == "same")
    return ShownField(field_name(change.field), before, after, pieces if kept > 1 else ())


def _as_read(change: FieldChange, value: str) -> str:
    if change.field in DATES and value:
        return long_date(dt.date.fromisoformat(value))
    return code_name(value) if change.field in CODES else value


def _moved(by: int) -> str:
    return f"{days(by)} later" if by > 0 else f"{days(-by)} sooner"
