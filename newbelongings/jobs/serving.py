"""Serving one data folder: web workers and the process that does what is due, begun and ended together."""

import contextlib
import hashlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys.actions import install_shipped_instruments

ADDRESS = "127.0.0.1"
SWEEP_SECONDS = 20


def serve(*, port: int, workers: int) -> None:
    """Serve until told to stop (Ctrl-C, or SIGTERM). Raises ``CommandError`` where it cannot begin."""
    refuse_an_old_database()
    refuse_a_taken_port(port)
    lay_out_static_files()
    # A new version of the service may bring a questionnaire, or easier words for one.
    install_shipped_instruments(system_scope())
    connection.close()
    with _doing_what_is_due():
        Granian(
            "newbelongings.config.wsgi:application",
            address=ADDRESS,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            # One request at a time in each worker: Granian holds slow phones outside (docs/adr/0001).
            blocking_threads=1,
            respawn_failed_workers=True,
            # An address and a time in a log would tell who answered when.
            log_access=False,
            log_level=LogLevels.warning,
        ).serve()


def refuse_an_old_database() -> None:
    """Pages must not meet tables they do not know."""
    lies_in_a_file = connection.vendor == "sqlite"
    if lies_in_a_file and not Path(connection.settings_dict["NAME"]).exists():
        raise CommandError(
            f"There is no database in {settings.DATA_DIR}: check --data, or make one with `newbelongings migrate`."
        )
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(f"The database in {settings.DATA_DIR} is not up to date: run `newbelongings migrate` first.")


def refuse_a_taken_port(port: int) -> None:
    """Say so in one sentence, before anything is begun."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError) as error:
            raise CommandError(f"Port {port} is not free: stop what runs there, or give another --port.") from error


def lay_out_static_files() -> None:
    """Collect and compress style sheet, typeface and drawings, unless they lie there as they are now."""
    root = Path(settings.STATIC_ROOT)
    mark, now = root / ".made-from", _fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now)


def _fingerprint() -> str:
    files = sorted(
        (path, Path(storage.path(path)).stat())
        for finder in get_finders()
        for path, storage in finder.list(ignore_patterns=None)
    )
    if "site.css" not in [path for path, _ in files]:
        raise CommandError("The style sheet has not been built: run `make frontend` first.")
    facts = [f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in files]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


@contextlib.contextmanager
def _doing_what_is_due() -> Iterator[None]:
    jobs = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "newbelongings", "run-jobs", "--every", str(SWEEP_SECONDS)], start_new_session=True
    )
    try:
        yield
    finally:
        jobs.terminate()
        try:
            jobs.wait(timeout=10)
        except subprocess.TimeoutExpired:
            jobs.kill()  # every sweep may be killed at any moment (docs/adr/0005)
            jobs.wait()
