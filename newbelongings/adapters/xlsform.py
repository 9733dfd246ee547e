"""A door for questionnaires in XLSForm: workbooks become sheets of rows, and back; pyxform says whether they are sound.

It knows no questionnaire, only sheets of rows (dicts by column name).
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
import xlsxwriter

from .rows import Unreadable

MAX_BYTES: Final = 5 * 1024 * 1024
_MOST_ROWS: Final = 5000


def read_sheets(path: Path) -> dict[str, list[dict[str, str]]]:
    """The sheets of an XLSForm by name. ``Unreadable`` where it is none, or where pyxform finds it unsound."""
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("This workbook is larger than 5 MB, too large for a questionnaire: take pictures out of it.")
    content = path.read_bytes()
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unreadable("This is no Excel workbook: save the form as XLSX and choose it again.") from error
    sheets = {sheet.title.strip().lower(): _rows(sheet) for sheet in book.worksheets}
    book.close()
    if "survey" not in sheets:
        raise Unreadable("This workbook has no sheet called “survey”, so it is no XLSForm: choose another file.")
    _check(content)
    return sheets


def _rows(sheet: Any) -> list[dict[str, str]]:
    rows = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS)
    header = [_text(cell).lower() for cell in next(rows, ())]
    found = [{name: _text(cell) for name, cell in zip(header, row, strict=False) if name} for row in rows]
    return [row for row in found if any(row.values())]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def write_sheets(sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """A workbook of these sheets; raises ``Unreadable`` where pyxform would not read it."""
    made = io.BytesIO()
    # What somebody wrote stays text, also where it begins like a formula.
    book = xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        header = list(dict.fromkeys(key for row in rows for key in row))
        for place, heading in enumerate(header):
            sheet.write_string(0, place, heading)
        for number, row in enumerate(rows, 1):
            for place, heading in enumerate(header):
                if row.get(heading):
                    sheet.write_string(number, place, row[heading])
    book.close()
    _check(made.getvalue())
    return made.getvalue()


def _check(workbook: bytes) -> None:
    # Imported here: it takes half a second, and most processes never need it.
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        convert(xlsform=io.BytesIO(workbook), file_type=".xlsx", validate=False)
    except PyXFormError as error:
        raise Unreadable(f"This XLSForm is not sound: {' '.join(str(error).split())[:300]}") from error
