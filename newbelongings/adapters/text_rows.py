"""Rows of text files: CSV (comma, semicolon or tab) and JSON lines, in the encodings that people send."""

import codecs
import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .rows import MAX_COLUMNS, Row, Table, Unreadable, checked_header, counted

_ASSUMED_WINDOWS = "The file is not UTF-8, so its letters were read as Windows-1252: check that £, é and ’ look right."
_NOT_CLOSED = "The quotation marks of this row do not match up. Check them, and double each one inside an answer."


def open_text(path: Path) -> Table:
    """The table in a text file: JSON lines where it begins with a brace, else CSV."""
    encoding, note = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        start = file.read(4096).lstrip()
    if start.startswith("["):
        raise Unreadable("This is one JSON list: save it as JSON lines, one answer a line, each in braces.")
    if start.startswith("{"):
        return _json_lines(path, encoding, note)
    return _csv(path, encoding, note)


def _encoding(path: Path) -> tuple[str, str]:
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _sure(path, "utf-16"), ""
    if _decodes(path, "utf-8"):
        return "utf-8-sig", ""
    return _sure(path, "cp1252"), _ASSUMED_WINDOWS


def _sure(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise Unreadable("The letters of this file cannot be read: save it as CSV (UTF-8), and choose it again.")
    return encoding


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _csv(path: Path, encoding: str, note: str) -> Table:
    delimiter = _delimiter(path, encoding)

    def records() -> Iterator[Row]:
        with path.open(encoding=encoding, newline="") as file:
            yield from _records(csv.reader(file, delimiter=delimiter, strict=True))

    header = next(records(), None)
    if header is None:
        raise Unreadable("This file is empty: choose the file that holds the answers.")
    if header.trouble:
        raise Unreadable(f"Row {header.number}: {header.trouble}")
    names = checked_header(header.cells)
    width = len(names)

    def rows() -> Iterator[Row]:
        found = records()
        next(found)
        return counted(_as_wide(row, width) for row in found)

    return Table("csv", names, rows, note)


def _records(reader: Iterator[list[str]]) -> Iterator[Row]:
    """Each record that is not blank, with its number; one that cannot be read carries its trouble."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(number, [], trouble=_NOT_CLOSED)
        else:
            if any(cell.strip() for cell in cells):
                yield Row(number, cells)


def _as_wide(row: Row, width: int) -> Row:
    """A spreadsheet's row of blanks behind the last named column is cut off; words there stay, to be refused."""
    cells = row.cells
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return row._replace(cells=cells[:width])
    return row


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        first = next((line for line in file if line.strip()), "")
    unquoted = "".join(first.split('"')[::2])
    return max(",;\t", key=lambda mark: (unquoted.count(mark), mark == ","))


def _json_lines(path: Path, encoding: str, note: str) -> Table:
    names = checked_header(list(_keys(path, encoding)))

    def rows() -> Iterator[Row]:
        return counted(_json_row(number, thing, names) for number, thing in _objects(path, encoding))

    return Table("jsonl", names, rows, note)


def _keys(path: Path, encoding: str) -> dict[str, None]:
    """Every key of the file in the order of its first appearance."""
    keys: dict[str, None] = {}
    for _, thing in _objects(path, encoding):
        if isinstance(thing, dict):
            keys.update(dict.fromkeys(thing))
        if len(keys) > MAX_COLUMNS:
            break
    return keys


def _objects(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    """Line number and what stands there: an object, or None where it cannot be read."""
    with path.open(encoding=encoding, newline="\n") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _json_row(number: int, thing: Any, names: Iterable[str]) -> Row:
    if not isinstance(thing, dict):
        return Row(number, [], trouble="This line is not one JSON object in braces. Check its quotation marks.")
    stripped = {key.strip(): value for key, value in thing.items()}
    return Row(number, [_as_text(stripped.get(name)) for name in names])


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
