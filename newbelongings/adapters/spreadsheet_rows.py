"""Rows of an Excel workbook, read without loading it whole, and without trusting its size."""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from .rows import MAX_COLUMNS, Fits, Row, Table, Unreadable, checked_header, counted

# 100,000 rows of a long questionnaire unpack to about 150 MB, their shared words to about 30 MB.
MAX_UNPACKED = 300 * 1024 * 1024
MAX_WORDS = 80 * 1024 * 1024
MAX_PARTS = 2000
_TITLE_ROWS = 12
# How far behind the last named column words are looked for, to be refused.
_BEYOND = 20


def open_spreadsheet(path: Path, fits: Fits | None = None) -> Table:
    """The first sheet of a workbook; raises ``Unreadable`` for a damaged, empty or dangerous one.

    Where a row near the top of any sheet ``fits`` as a header, the table begins there instead, without what is above.
    """
    check_package(path, "xl/workbook.xml")
    with _book(path) as book:
        titles = [sheet.title for sheet in book.worksheets]
        if not titles:
            raise Unreadable("This workbook has no sheet of cells: save the answers as one sheet.")
        sheet, above = _begins(book, fits) if fits else (0, 0)
        first = next(_rows_of(book.worksheets[sheet], above), None)
    if first is None:
        raise Unreadable("The first sheet of this workbook is empty: put the answers there.")
    names = checked_header(first.cells)

    def rows() -> Iterator[Row]:
        found = _records(path, sheet, above, len(names) + _BEYOND)
        next(found)
        return counted(_as_wide(row, len(names)) for row in found)

    which = "the first sheet" if sheet == 0 else "the sheet"
    note = f"Only {which}, “{titles[sheet]}”, was read." if len(titles) > 1 else ""
    return Table("xlsx", names, rows, note)


def _begins(book: Any, fits: Fits) -> tuple[int, int]:
    """The sheet whose header fits, and how many rows stand above it; the first sheet from its top where none does."""
    for sheet, page in enumerate(book.worksheets):
        for row in islice(_rows_of(page, 0), _TITLE_ROWS):
            if fits([cell.strip() for cell in row.cells]):
                return sheet, row.number - 1
    return 0, 0


def check_package(path: Path, workbook: str, most: int = MAX_UNPACKED) -> None:
    """Refuse what is packed but has no ``workbook``, and what unpacks to more than ``most`` bytes."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            unsafe = any(_declares_entities(package, part) for part in parts if part.filename.endswith(".xml"))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("This file is damaged or locked: open it in your spreadsheet and save it again.") from error
    if not any(part.filename == workbook for part in parts):
        raise Unreadable("This is a packed file, but not an Excel workbook: save the answers as XLSX or CSV.")
    words = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    too_large = sum(part.file_size for part in parts) > most or words > MAX_WORDS or len(parts) > MAX_PARTS
    if too_large or unsafe:
        raise Unreadable("This workbook unpacks to far more than it should: save the answers as CSV instead.")


def _declares_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with package.open(part) as file:
        return b"<!DOCTYPE" in file.read(1024)


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    """The workbook, closed afterwards. What openpyxl cannot read is a damaged file to us, whatever it raised."""
    try:
        with path.open("rb") as file:  # by its name alone, openpyxl would refuse what does not end in .xlsx
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it speaks of styles, which nobody asked about
                book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            yield book
    except (Unreadable, GeneratorExit):
        raise
    except Exception as error:
        raise Unreadable("This workbook is damaged: open it in your spreadsheet and save it again.") from error


def _records(path: Path, sheet: int, above: int, columns: int) -> Iterator[Row]:
    """The rows of one sheet of a file, as ``_rows_of`` gives them. To open a workbook is to read all of its words."""
    with _book(path) as book:
        yield from _rows_of(book.worksheets[sheet], above, columns)


def _rows_of(page: Any, above: int, columns: int = MAX_COLUMNS + 1) -> Iterator[Row]:
    """The rows of a sheet that are not blank, without the ``above`` first ones; numbered as the sheet counts.

    Each costs its ``columns``, whether anything stands in them or not.
    """
    page.reset_dimensions()  # the size that a file claims for its sheet is often wrong
    rows = page.iter_rows(min_row=above + 1, max_col=columns)
    for number, cells in enumerate(rows, above + 1):
        texts = [as_text(cell.value) for cell in cells]
        if any(text.strip() for text in texts):
            yield Row(number, texts, frozenset(place for place, cell in enumerate(cells) if is_formula(cell)))


def is_formula(cell: Any) -> bool:
    """Whether a cell of openpyxl holds a formula."""
    return bool(cell.value is not None and cell.data_type == "f")


def as_text(value: Any) -> str:
    """The value of a cell as the text that stood there; a day in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _as_wide(row: Row, width: int) -> Row:
    """As many cells as the header has; words behind the last named column stay, to be refused."""
    cells = row.cells
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return row._replace(cells=cells + [""] * (width - len(cells)))
