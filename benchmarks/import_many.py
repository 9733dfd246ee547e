"""Bringing in a hundred thousand responses from CSV: the whole command, its time and the most memory it holds."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import council
from benchmarks.figures import Figure
from benchmarks.files import command, write_responses

MANY = 100_000


def measure() -> Iterator[Figure]:
    council.found()
    with tempfile.TemporaryDirectory(prefix="nb-bench-import-") as folder:
        file = Path(folder) / "many.csv"
        write_responses(file, MANY)
        spent = command("import-responses", "--authority", "901", "--round", "many", str(file))
        size = file.stat().st_size / 1e6
    note = f"whole command, CSV of {size:.0f} MB, 8 answers each, PostgreSQL"
    yield Figure("import-100k-seconds", spent.seconds, "s", MANY, f"{note}; {spent.cpu:.0f} s of processor time")
    yield Figure("import-100k-memory", spent.megabytes, "MB", MANY, "highest resident memory of the process")
