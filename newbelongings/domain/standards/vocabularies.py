"""Reading the vocabularies. They are files in the package, not a table: see docs/adr/0003."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Standard:
    """One entry of a vocabulary: its code, its name in the source, and (for care leavers) in plain words."""

    vocabulary: str
    code: str
    name: str
    plain: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A list of standards with its version, the day from which it holds, and where it comes from."""

    name: str
    title: str
    version: str
    valid_from: dt.date
    source: str
    entries: tuple[Standard, ...]
    precision: str = "day"
    """How exactly the source dates it: ``day``, ``month`` or ``year``; ``valid_from`` is the first day of that."""


def _read(name: str) -> Any:
    return json.loads(files(__package__).joinpath("data", f"{name}.json").read_text("utf-8"))


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name; raises ``FileNotFoundError`` for one that does not exist."""
    data = _read(name)
    entries = tuple(
        Standard(name, entry["code"], entry["name"], entry.get("plain", entry["name"])) for entry in data["entries"]
    )
    return Vocabulary(
        name,
        data["title"],
        data["version"],
        dt.date.fromisoformat(data["valid_from"]),
        data["source"],
        entries,
        data.get("precision", "day"),
    )


def areas() -> tuple[Standard, ...]:
    """The ten areas in their order, ``A1`` to ``A10`` (Guide section 4.1)."""
    return vocabulary("areas").entries


@cache
def area_name(code: str) -> str:
    """The plain name of an area, as pages show it; empty for no area."""
    return next((area.plain for area in areas() if area.code == code), "")


def crosswalk(area_code: str) -> dict[str, tuple[str, ...]]:
    """What an area speaks to in each other vocabulary: its name to codes. Our own proposal, made to group evidence.

    A vocabulary may have no code for an area. Raises ``KeyError`` for an area that does not exist.
    """
    return {name: tuple(codes) for name, codes in _read("crosswalk")["areas"][area_code].items()}
