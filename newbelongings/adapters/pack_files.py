"""The three files of a pack, drawn from its frozen content: pack.pdf, pack.xlsx and pack.json.

``content`` is the dictionary that ``docs/adr/0010`` describes; nothing else is asked, so a file drawn
years later says what the pack said on its day.
"""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from .pdf import pack_pdf
from .spreadsheet import Sheet, workbook

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def draw(kind: str, content: dict[str, Any], sha256: str) -> bytes:
    """One file of a pack; ``kind`` is pdf, xlsx or json."""
    drawers: dict[str, Callable[[dict[str, Any], str], bytes]] = {"pdf": pack_pdf, "xlsx": _xlsx, "json": _json}
    return drawers[kind](content, sha256)


def _json(content: dict[str, Any], sha256: str) -> bytes:
    words = {
        "how_to_check": "sha256 is of content, written as UTF-8 JSON with sorted keys, no spaces, and no escapes "
        "beyond those JSON needs.",
        "sha256": sha256,
        "content": content,
    }
    return (json.dumps(words, indent=2, ensure_ascii=False) + "\n").encode()


def _xlsx(content: dict[str, Any], sha256: str) -> bytes:
    made = dt.datetime.fromisoformat(content["made"]["on"])
    sheets = [_front(content, sha256), *(_sheet(content, exhibit) for exhibit in content["exhibits"])]
    return workbook(sheets, title=f"Evidence pack: {_council(content)}", made=made)


def _council(content: dict[str, Any]) -> str:
    name: str = content["council"]["name"]
    return f"{name} (invented)" if content["council"]["invented"] else name


def _front(content: dict[str, Any], sha256: str) -> Sheet:
    year = content["year"]
    rows: list[list[Any]] = [
        ["Council", _council(content)],
        ["Year", f"Year {year['number']}, {year['starts']} to {year['ends']}"],
        ["Made on", dt.date.fromisoformat(content["made"]["on"])],
        ["Made by", content["made"]["by"]],
        ["Hidden", f"Numbers of people from 1 to {content['hidden_up_to']}, and those that would give one away"],
        ["SHA-256", sha256],
        *([f"{each['name']} ({each['what']})", each["count"]] for each in content["summary"]),
        *([f"References with {letter}", what] for letter, what in content["legend"].items()),
    ]
    return Sheet("About", "What care leavers said, and what became of it", ["What", "Value"], rows)


def _sheet(content: dict[str, Any], exhibit: dict[str, Any]) -> Sheet:
    columns = exhibit["columns"]
    header = ["Line", *(column["name"] for column in columns), "Stands on"]
    rows = [
        [line["ref"], *(_value(content, column, line) for column in columns), ", ".join(line["chain"])]
        for line in exhibit["lines"]
    ]
    return Sheet(exhibit["title"], exhibit["about"] if rows else exhibit["empty"], header, rows)


def _value(content: dict[str, Any], column: dict[str, str], line: dict[str, Any]) -> Any:
    if column["kind"] == "area":
        return content["areas"].get(line["area"], "")
    value = line["cells"].get(column["key"])
    if value in (None, "", []):
        return column.get("blank", "")
    if column["kind"] == "date":
        return dt.date.fromisoformat(value)
    return ", ".join(value) if isinstance(value, list) else value
