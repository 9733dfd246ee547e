"""Rows of small workbooks held whole: OpenDocument sheets, and Excel sheets in which cells are drawn over several rows.

A cell that spans rows stands in each of them, in its first column.
"""

import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
from defusedxml.ElementTree import iterparse

from .rows import MAX_COLUMNS, Fits, Row, Table, Unreadable, checked_header, counted
from .spreadsheet_rows import as_text, check_package, is_formula

OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
MOST_UNPACKED: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 20_000
_TITLE_ROWS: Final = 12
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DAMAGED: Final = "This workbook is damaged: open it in your spreadsheet and save it again."


def open_merged(path: Path, fits: Fits | None) -> Table:
    """The table of an Excel workbook; raises ``Unreadable``."""
    check_package(path, "xl/workbook.xml", MOST_UNPACKED)
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, keep_links=False)
            sheets = [(page.title, _excel_rows(page)) for page in book.worksheets]
    except Exception as error:
        raise Unreadable(_DAMAGED) from error
    return _table("xlsx", sheets, fits)


def _excel_rows(page: Any) -> list[Row]:
    above: dict[tuple[int, int], Any] = {}
    for area in page.merged_cells.ranges:
        first = page.cell(area.min_row, area.min_col)
        for row in range(area.min_row + 1, min(area.max_row, page.max_row) + 1):
            above[row, area.min_col] = first
    found = []
    for number, cells in enumerate(page.iter_rows(max_col=min(page.max_column, MAX_COLUMNS + 1)), 1):
        meant = [above.get((number, place), cell) for place, cell in enumerate(cells, 1)]
        formulas = frozenset(place for place, cell in enumerate(meant) if is_formula(cell))
        found.append(Row(number, [as_text(cell.value) for cell in meant], formulas))
        if number > MOST_ROWS:
            break
    return found


def open_opendocument(path: Path, fits: Fits | None) -> Table:
    """The table of an OpenDocument spreadsheet; raises ``Unreadable``."""
    check_package(path, "content.xml", MOST_UNPACKED)
    try:
        with zipfile.ZipFile(path) as package, package.open("content.xml") as file:
            sheets = [
                (table.get(f"{_TABLE}name", ""), list(_open_rows(table)))
                for _, table in iterparse(file)
                if table.tag == f"{_TABLE}table"
            ]
    except Exception as error:
        raise Unreadable(_DAMAGED) from error
    return _table("ods", sheets, fits)


def _open_rows(table: Any) -> Iterator[Row]:
    """Rows with their repetitions, which at the end of a sheet may be a million and say nothing."""
    number, spans = 0, dict[int, tuple[int, str]]()
    for row in table.iter(f"{_TABLE}table-row"):
        times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        texts, formulas = _open_cells(row, spans)
        if not any(text.strip() for text in texts):
            number += times
            continue
        for _ in range(min(times, MOST_ROWS)):
            number += 1
            yield Row(number, list(texts), formulas)
            if number > MOST_ROWS:
                return


def _open_cells(row: Any, spans: dict[int, tuple[int, str]]) -> tuple[list[str], frozenset[int]]:
    """The texts of a row. ``spans``: for each column how many rows a cell from above still covers, and its text."""
    texts: list[str] = []
    formulas = set()
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        words = _open_text(cell)
        for _ in range(min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), MAX_COLUMNS + 1 - len(texts))):
            place = len(texts)
            left, carried = spans.pop(place, (0, ""))
            texts.append(words or (carried if left else ""))
            if left > 1:
                spans[place] = (left - 1, carried)
            if (rows := int(cell.get(f"{_TABLE}number-rows-spanned", "1"))) > 1:
                spans[place] = (rows - 1, words)
            if cell.get(f"{_TABLE}formula"):
                formulas.add(place)
    return texts, frozenset(formulas)


def _open_text(cell: Any) -> str:
    """A day in ISO form, or else the words that are shown."""
    day = cell.get(f"{_OFFICE}date-value")
    if day:
        return str(day).removesuffix("T00:00:00")
    return "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))


def _table(kind: str, sheets: Sequence[tuple[str, list[Row]]], fits: Fits | None) -> Table:
    """The first sheet, or from the first row that ``fits`` as a header on, without what is blank."""
    if not sheets:
        raise Unreadable("This workbook has no sheet of cells: save it as one sheet.")
    title, rows = next(
        ((title, rows[at:]) for title, rows in sheets for at, row in enumerate(rows[:_TITLE_ROWS]) if _fits(fits, row)),
        sheets[0],
    )
    said = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not said:
        raise Unreadable("The first sheet of this workbook is empty: put the rows there.")
    names = checked_header(said[0].cells)
    wide = [row._replace(cells=_as_wide(row.cells, len(names))) for row in said[1:]]
    note = f"Only the sheet “{title}” was read." if len(sheets) > 1 else ""
    return Table(kind, names, lambda: counted(iter(wide)), note)


def _fits(fits: Fits | None, row: Row) -> bool:
    return fits is not None and fits([cell.strip() for cell in row.cells])


def _as_wide(cells: Iterable[str], width: int) -> list[str]:
    """As many cells as the header has; words behind the last named column stay, to be refused."""
    found = list(cells)
    while len(found) > width and not found[-1].strip():
        found.pop()
    return found + [""] * (width - len(found))
