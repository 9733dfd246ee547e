"""Writing an Excel workbook: one sheet an exhibit of a pack, nothing in it a formula or a link."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from .xml_words import fit_for_xml

_LONGEST_CELL = 32_000
_WIDEST = 60
_NOT_IN_A_NAME = re.compile(r"[][:*?/\\]")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, a sentence about it, its header and its rows."""

    name: str
    about: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]


def workbook(sheets: Sequence[Sheet], *, title: str, made: dt.datetime) -> bytes:
    """The sheets as one .xlsx file; the same sheets give the same file."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": fit_for_xml(title), "created": made})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"}),
        }
        for sheet, name in zip(sheets, sheet_names(sheets), strict=True):
            _write(book.add_worksheet(name), sheet, formats)
    return file.getvalue()


def sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """Excel allows 31 characters, not these signs, and no name twice."""
    return [f"{at} {_NOT_IN_A_NAME.sub(' ', sheet.name)}"[:31] for at, sheet in enumerate(sheets, start=1)]


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.write_string(0, 0, sheet.about)
    for column, name in enumerate(sheet.header):
        page.write_string(1, column, name, formats["head"])
        page.set_column(column, column, _width([name, *(row[column] for row in sheet.rows)]))
    for number, row in enumerate(sheet.rows, start=2):
        for column, value in enumerate(row):
            _cell(page, number, column, value, formats)
    page.freeze_panes(2, 1)
    if sheet.rows:
        page.autofilter(1, 0, 1 + len(sheet.rows), len(sheet.header) - 1)


def _cell(page: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), formats["date"])
    elif isinstance(value, int | Decimal):
        page.write_number(row, column, value, formats["text"])
    else:
        page.write_string(row, column, fit_for_xml(str(value))[:_LONGEST_CELL], formats["text"])


def _width(values: Sequence[Any]) -> int:
    longest = max(len("3 September 2026") if isinstance(value, dt.date) else len(str(value)) for value in values)
    return min(_WIDEST, max(8, longest + 2))


def write_sheet(file: IO[bytes], *, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write one sheet of texts, row by row, so that a hundred thousand rows are never held; returns how many rows."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    count = 0
    with xlsxwriter.Workbook(file, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        page = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", name)[:31])
        page.freeze_panes(1, 0)
        for column, heading in enumerate(header):
            page.write_string(0, column, heading, head)
        for row in rows:
            count += 1
            for column, value in enumerate(row):
                page.write_string(count, column, fit_for_xml(value)[:_LONGEST_CELL])
    return count
