"""What every reader of a file of rows shares: the row, the table, and what makes a header."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_HEADING = 300
# Whether the cells of a row are the header that somebody looks for among the sheets of a workbook.
Fits: TypeAlias = Callable[[Sequence[str]], bool]


class Unreadable(Exception):
    """A file that is not a table; ``str(error)`` is one sentence that says what to do."""


class Row(NamedTuple):
    """One row: its number as a spreadsheet counts (the header is row 1), or its line in JSON lines.

    ``formulas`` are the places of cells that hold a spreadsheet formula. ``trouble`` is one sentence
    where the row itself could not be read.
    """

    number: int
    cells: list[str]
    formulas: frozenset[int] = frozenset()
    trouble: str = ""


@dataclass(frozen=True)
class Table:
    """A header and its rows. ``rows()`` reads the file anew each time, row by row.

    ``kind`` is csv, xlsx or jsonl. ``note`` says in a sentence what was assumed, if anything was.
    """

    kind: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    note: str = ""


def checked_header(cells: list[str]) -> tuple[str, ...]:
    """The names of the columns; raises ``Unreadable`` where they cannot be names."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable("The first row should hold the names of the columns, and it is empty: add them.")
    if len(names) > MAX_COLUMNS:
        raise Unreadable(f"This file has more than {MAX_COLUMNS} columns: leave out those that hold no answers.")
    for name in names:
        _check_heading(name)
    names = [name or f"column {place} (no name)" for place, name in enumerate(names, 1)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Unreadable(f"Two columns are called “{twice}”: give each its own name.")
    return tuple(names)


def _check_heading(name: str) -> None:
    if any(ord(letter) < 32 and letter not in "\t\r\n" for letter in name):
        raise Unreadable("This file is not text that can be read: save the answers as CSV (UTF-8) or XLSX.")
    if len(name) > MAX_HEADING:
        raise Unreadable("The first row should hold the names of the columns, and one is far too long: check it.")


def counted(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, up to the limit."""
    for seen, row in enumerate(rows):
        if seen >= MAX_ROWS:
            raise Unreadable(f"This file has more than {MAX_ROWS:,} rows: split it into parts.")
        yield row
