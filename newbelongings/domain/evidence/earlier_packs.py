"""What earlier packs of a year have shown, read back from their content. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from newbelongings.domain.kernel.suppression import HIDDEN, Shown

from .between_packs import Published, PublishedRow


def shown_counts(contents: Iterable[dict[str, Any]]) -> dict[str, list[Published]]:
    """For each survey and each theme, by reference: the counts that packs have shown, oldest first."""
    found: dict[str, list[Published]] = {}
    for made, line in _lines(contents, "asked", "themes"):
        cells = line["cells"]
        base = _shown(cells.get("of")) if line["ref"].startswith("T") else HIDDEN
        found.setdefault(line["ref"], []).append(Published(_shown(cells["people"]), base, _day(cells, made)))
    return found


def shown_rows(contents: Iterable[dict[str, Any]]) -> dict[str, list[PublishedRow]]:
    """For each question of a survey (``S-1.4``): its whole rows as packs have shown them, oldest first."""
    found: dict[str, list[PublishedRow]] = {}
    for content in contents:
        rows: dict[str, list[dict[str, Any]]] = {}
        for _, line in _lines([content], "answered"):
            rows.setdefault(line["ref"].rpartition(".")[0], []).append(line["cells"])
        for question, cells in rows.items():
            people = tuple(_shown(cell["people"]) for cell in cells)
            row = PublishedRow(people, _shown(cells[0].get("of")), _day(cells[0], content["made"]["on"]))
            found.setdefault(question, []).append(row)
    return found


def _lines(contents: Iterable[dict[str, Any]], *keys: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for content in contents:
        for exhibit in content["exhibits"]:
            if exhibit["key"] in keys:
                yield from ((content["made"]["on"], line) for line in exhibit["lines"])


def _shown(value: Any) -> Shown:
    return value if isinstance(value, int) else HIDDEN


def _day(cells: dict[str, Any], made: str) -> dt.date:
    return dt.date.fromisoformat(cells.get("on") or made)
