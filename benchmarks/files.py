"""Bringing in ten thousand responses from CSV, and writing out a hundred thousand."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import council
from benchmarks.figures import Figure
from newbelongings.domain.surveys import actions as surveys

MANY = 100_000
AT_ONCE = 10_000


def measure() -> Iterator[Figure]:
    scope, cycle = council.found()
    round_ = council.ask(scope, cycle, "many")
    with tempfile.TemporaryDirectory(prefix="nb-bench-files-") as folder:
        first, whole = Path(folder) / "first.csv", Path(folder) / "whole.csv"
        surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(AT_ONCE))
        command("export-responses", "--authority", "901", "--round", "many", "--out", str(first))
        spent = command("import-responses", "--authority", "901", "--round", "again", str(first))
        note = f"CSV of 10,000 rows, whole command, {spent.megabytes:.0f} MB"
        yield Figure("import-10k-seconds", spent.seconds, "s", AT_ONCE, note)
        for _ in range(MANY // AT_ONCE - 1):
            surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(AT_ONCE))
        spent = command("export-responses", "--authority", "901", "--round", "many", "--out", str(whole))
        with whole.open(encoding="utf-8-sig") as file:
            rows = sum(1 for _ in file) - 1
        size = whole.stat().st_size / 1e6
    if rows != MANY:
        raise RuntimeError(f"{rows} rows were written and not {MANY}")
    yield Figure(
        "export-100k-seconds", spent.seconds, "s", MANY, f"whole command, file of {size:.0f} MB, 8 answers each"
    )
    yield Figure("export-100k-memory", spent.megabytes, "MB", MANY, "highest resident memory of the process")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds by the clock and of the processor, and the most memory it held."""

    seconds: float
    cpu: float
    megabytes: float


def command(*words: str) -> Spent:
    """Run one of the service's commands in a process of its own."""
    started = time.monotonic()
    done = subprocess.Popen([sys.executable, "-m", "newbelongings", *words], env=os.environ, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed")
    return Spent(time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def write_responses(path: Path, count: int) -> None:
    """A CSV as a council would bring it: one row a person, native column names."""
    three = {"best", "worst", "prepared", "change-self", "change-councils"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for response in council.responses(count):
            row = {
                f"{a.question}_1" if a.question in three else a.question: a.option or a.text for a in response.answers
            }
            if writer is None:
                writer = csv.DictWriter(file, list(row))
                writer.writeheader()
            writer.writerow(row)
