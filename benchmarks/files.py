"""Bringing in ten thousand responses from CSV, and writing out a hundred thousand."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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
        _command("export-responses", "--authority", "901", "--round", "many", "--out", str(first))
        seconds, memory = _command("import-responses", "--authority", "901", "--round", "again", str(first))
        yield Figure("import-10k-seconds", seconds, "s", AT_ONCE, f"CSV of 10,000 rows, whole command, {memory:.0f} MB")
        for _ in range(MANY // AT_ONCE - 1):
            surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(AT_ONCE))
        seconds, memory = _command("export-responses", "--authority", "901", "--round", "many", "--out", str(whole))
        with whole.open(encoding="utf-8-sig") as file:
            rows = sum(1 for _ in file) - 1
        size = whole.stat().st_size / 1e6
    if rows != MANY:
        raise RuntimeError(f"{rows} rows were written and not {MANY}")
    yield Figure("export-100k-seconds", seconds, "s", MANY, f"whole command, file of {size:.0f} MB, 8 answers each")
    yield Figure("export-100k-memory", memory, "MB", MANY, "highest resident memory of the process")


def _command(*words: str) -> tuple[float, float]:
    """How long a command took, and the most memory it held, in MB."""
    started = time.monotonic()
    done = subprocess.Popen([sys.executable, "-m", "newbelongings", *words], env=os.environ, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed")
    return time.monotonic() - started, used.ru_maxrss / 1024
