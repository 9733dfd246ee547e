"""Writing CSV that a spreadsheet opens without running it, and that is there whole or not at all."""

import csv
import os
import re
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, TextIO

_RUNS: Final = re.compile(r"'*[=+\-@\t\r]")
_MARKS: Final = frozenset("'=+-@\t\r")


def guarded(cell: str) -> str:
    """A cell with an apostrophe before it where a spreadsheet would run it as a formula.

    A text that already begins with apostrophes and such a sign gets one more, so that a reader who takes
    one away has every text back as it was.
    """
    return f"'{cell}" if cell[:1] in _MARKS and _RUNS.match(cell) else cell


def write_rows(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write header and rows to an open file, guarded; returns how many rows."""
    writer = csv.writer(file)
    writer.writerow([guarded(cell) for cell in header])
    count = 0
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
        count += 1
    return count


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a CSV file (UTF-8 with its mark, so that Excel reads the letters); returns how many rows.

    It is written under another name beside ``path`` and takes its name when it is whole on the disk:
    whoever sees ``path`` sees all of it. If anything fails, nothing is left behind.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("x", encoding="utf-8-sig", newline="") as file:
            draft.chmod(0o600)
            count = write_rows(file, header, rows)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count
