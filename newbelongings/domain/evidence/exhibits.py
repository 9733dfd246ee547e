"""What an exhibit and a line of a pack look like; exhibits_heard and exhibits_done make them. Pure.

An exhibit is ``{key, title, about, empty, layout, columns, lines}``. A column is ``{key, name, kind}`` with the
kind text, number, date, area, state or refs; ``blank``, if it has one, is what an empty cell says. A line is
``{ref, area, cells, chain}``; pack_content adds the chain.
"""

import datetime as dt
from typing import Any, TypeAlias

from newbelongings.domain.kernel.suppression import Hidden, Shown

from .pack_facts import Facts

Exhibit: TypeAlias = dict[str, Any]
Line: TypeAlias = dict[str, Any]


def exhibit(key: str, title: str, about: str, empty: str, columns: str, lines: list[Line], **more: str) -> Exhibit:
    """Put an exhibit together; columns that no line fills are left out.

    ``columns`` is written ``key kind Name of it; key kind Name of it | what an empty cell says; ...``.
    """
    wanted = [_column(each) for each in columns.split(";")]
    filled = {key for line in lines for key, value in line["cells"].items() if value not in ("", None, [])}
    filled |= {"area"} if any(line["area"] for line in lines) else set()
    return {
        "key": key,
        "title": title,
        "about": about,
        "empty": empty,
        "layout": more.get("layout", "table"),
        "columns": [column for column in wanted if column["key"] in filled or "blank" in column],
        "lines": lines,
    }


def _column(written: str) -> dict[str, str]:
    key, kind, rest = written.strip().split(" ", 2)
    name, _, blank = rest.partition(" | ")
    return {"key": key, "kind": kind, "name": name} | ({"blank": blank} if blank else {})


def line(ref: str, area: str, **cells: Any) -> Line:
    """One line, its dates as ``2026-12-03`` and its hidden numbers as the word."""
    return {"ref": ref, "area": area, "cells": {key: _plain(value) for key, value in cells.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Hidden) else value


def areas(facts: Facts, lines: list[Line]) -> Exhibit:
    """Everything above, by the ten areas and the themes of inspection."""
    grouped: dict[str, list[str]] = {}
    for each in lines:
        if each["area"] and each["ref"][0] in "TIPOR":
            grouped.setdefault(each["area"], []).append(each["ref"])
    rows = [
        line(
            f"G-{area.code[1:]}",
            area.code,
            area_name=area.name,
            inspection=", ".join(area.inspection),
            lines=grouped.get(area.code, []),
        )
        for area in facts.areas
    ]
    columns = "area_name text Area; inspection text Theme of inspection; lines refs Lines | nothing in this pack"
    about = (
        "The ten areas of the gold standard in the Guide of 2016, each with the themes of inspection it speaks to. "
        "Which area speaks to which theme is our own proposal: no inspectorate has approved it."
    )
    return exhibit("areas", "By area", about, "", columns, rows)


def summary(facts: Facts) -> list[dict[str, Any]]:
    """The thread in six numbers."""
    thread = facts.thread
    told: list[tuple[str, Shown, str]] = [
        ("Themes", len(facts.themes), "found in what people wrote"),
        ("Issues", len(facts.issues), "raised by the forum"),
        ("Promised", thread.actions + thread.milestones, "actions and milestones"),
        ("Done", thread.done, "of those"),
        ("Told back", thread.told, "replies on the public page"),
        ("Broken", thread.broken, "places in the thread"),
    ]
    return [{"name": name, "count": count, "what": what} for name, count, what in told]
