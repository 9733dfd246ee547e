"""Everything that guards the project, in one run: `make test`.

Goes on after a failure, so that one run tells of all of them. What this machine cannot run is named at the
end; where the environment says ``CI`` that is a failure too. The last line is the sum of all tests.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.chromium import find_chromium
from tools.postgres import NoPostgres, temporary_postgresql

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
PYTEST = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", "--tb=short"]

PLAIN_CHECKS = [
    ("form (ruff format)", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."]),
    ("lint (ruff check)", [PYTHON, "-m", "ruff", "check", "--quiet", "."]),
    ("templates (djlint)", [PYTHON, "-m", "djlint", "newbelongings/web/templates", "--lint", "--quiet"]),
    ("types (mypy)", [PYTHON, "-m", "mypy", "--no-error-summary"]),
    ("arrows between packages (import-linter)", ["lint-imports", "--no-cache"]),
    ("migrations fit the models", [PYTHON, "-m", "newbelongings", "makemigrations", "--check", "--dry-run"]),
]


@dataclass
class Run:
    """What has come of the run so far."""

    failed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    tests_passed: int = 0
    tests_failed: int = 0

    def read(self, report: Path) -> None:
        """Add up one run of pytest from its JUnit report."""
        for case in ET.parse(report).iter("testcase"):  # noqa: S314  written by our own pytest a moment ago
            name = f"{case.get('classname')}::{case.get('name')}"
            skip = case.find("skipped")
            if skip is not None:
                self.skipped[name] = skip.get("message", "")
            elif case.find("failure") is not None or case.find("error") is not None:
                self.tests_failed += 1
            else:
                self.tests_passed += 1
                self.passed.add(name)

    def never_ran(self) -> dict[str, str]:
        """Tests that were skipped and passed in no other part of the run, with the reason."""
        return {name: why for name, why in self.skipped.items() if name not in self.passed}


def _timed(run: Run, heading: str, work: Callable[[], bool]) -> None:
    print(f"\n== {heading}", flush=True)
    started = time.monotonic()
    good = work()
    if not good:
        run.failed.append(heading)
    print(f"-- {'ok' if good else 'FAILED'}, {time.monotonic() - started:.1f} s", flush=True)


def _plain(command: list[str], environment: dict[str, str]) -> bool:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


def _pytest(run: Run, folder: Path, environment: dict[str, str], *arguments: str) -> bool:
    report = folder / "report.xml"
    command = [*PYTEST, f"--junitxml={report}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603
    if report.exists():
        run.read(report)
        report.unlink()
    return done.returncode == 0


def _on_postgresql(run: Run, folder: Path, environment: dict[str, str]) -> None:
    try:
        with temporary_postgresql() as url:
            environment = {**environment, "DATABASE_URL": url}
            # The adapters know no database, and pages touch no table but through the domain (tests/repository holds
            # them to it); what they do was seen a moment ago.
            left_out = (
                "tests/adapters",
                "tests/browser",
                "tests/repository",
                "tests/web",
                "tests/jobs/test_serving.py",
            )
            arguments = ("tests", "--migrations", *(f"--ignore={name}" for name in left_out))
            _timed(run, "tests on PostgreSQL", lambda: _pytest(run, folder, environment, *arguments))
    except NoPostgres as error:
        run.missing.append(f"tests on PostgreSQL ({error})")


def _in_chromium(run: Run, folder: Path, environment: dict[str, str]) -> None:
    if find_chromium() is None:
        run.missing.append("browser tests (no Chromium: apt-get install chromium, or set CHROMIUM to its path)")
        return
    _timed(run, "tests in Chromium", lambda: _pytest(run, folder, environment, "tests/browser"))


def _close(run: Run, seconds: float) -> int:
    print("\n== summary")
    run.missing += sorted({f"{why} (skipped)" for why in run.never_ran().values()})
    for name in run.missing:
        print(f"NOT RUN on this machine: {name}")
    for name in run.failed:
        print(f"FAILED: {name}")
    print(f"{seconds:.0f} s in all")
    bad = bool(run.failed) or (IN_CI and bool(run.missing)) or run.tests_passed == 0
    if IN_CI and run.missing:
        print("In CI nothing may be left out.")
    print(f"{run.tests_passed} passed, {run.tests_failed} failed, {len(run.never_ran())} skipped", flush=True)
    return 1 if bad else 0


def main() -> int:
    started = time.monotonic()
    run = Run()
    with tempfile.TemporaryDirectory(prefix="nb-check-") as name:
        folder = Path(name)
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment["NEWBELONGINGS_DATA"] = str(folder / "data")
        environment["PATH"] = f"{Path(PYTHON).parent}{os.pathsep}{environment['PATH']}"
        for heading, command in PLAIN_CHECKS:
            _timed(run, heading, lambda command=command: _plain(command, environment))
        arguments = ("tests", "--ignore=tests/browser", "-m", "not postgresql")
        _timed(run, "tests on SQLite", lambda: _pytest(run, folder, environment, *arguments))
        _on_postgresql(run, folder, environment)
        _in_chromium(run, folder, environment)
    return _close(run, time.monotonic() - started)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(130)
