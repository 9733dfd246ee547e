"""A door for files of rows: CSV, XLSX, ODS and JSON lines become one kind of table, with nothing guessed in silence.

A file is known by its first bytes, never by its name. Cells stay the text that stood there.
"""

from pathlib import Path

from . import merged_rows, spreadsheet_rows, text_rows
from .rows import Fits, Row, Table, Unreadable

__all__ = ["Row", "Table", "Unreadable", "open_table"]

MAX_BYTES = 60 * 1024 * 1024
_PICTURES_AND_SUCH = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old or locked Excel file",
    b"Rar!": "a packed file",
    b"\x1f\x8b": "a packed file",
    b"SQLite format": "a database",
}


def open_table(path: Path, *, max_bytes: int = MAX_BYTES, fits: Fits | None = None, merged: bool = False) -> Table:
    """The table in a file; raises ``Unreadable`` where there is none.

    The header is read and checked at once, the rows only when they are asked for. Of a workbook it is the first sheet,
    or the first that has a row which ``fits`` as its header. With ``merged``, a cell that was drawn over several rows
    stands in each of them; such a workbook is held whole, so it is for small ones.
    """
    start = _first_bytes(path, max_bytes)
    if merged_rows.OPEN_DOCUMENT in start:
        return merged_rows.open_opendocument(path, fits)
    if start.startswith(b"PK") and merged:
        return merged_rows.open_merged(path, fits)
    if start.startswith(b"PK"):
        return spreadsheet_rows.open_spreadsheet(path, fits)
    for mark, what in _PICTURES_AND_SUCH.items():
        if start.startswith(mark):
            raise Unreadable(f"This is {what}, not a table: save the answers as CSV, XLSX or JSON lines.")
    return text_rows.open_text(path)


def _first_bytes(path: Path, max_bytes: int) -> bytes:
    if not path.is_file():
        raise Unreadable(f"There is no file {path.name}: check its name and folder.")
    size = path.stat().st_size
    if size > max_bytes:
        raise Unreadable(
            f"This file is {_megabytes(size)} MB and the limit is {_megabytes(max_bytes)} MB: split it into parts."
        )
    with path.open("rb") as file:
        start = file.read(128)
    if not start.strip():
        raise Unreadable("This file is empty: choose the file that holds the answers.")
    return start


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
