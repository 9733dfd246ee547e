"""A real database under attack: a file for SQLite, else PostgreSQL; emptied after each test, never rolled back."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Round
from tests.world import World, build_world


class RealDatabase:
    """The database under attack; ``connect`` gives another thread its own connection to it."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def connect(self) -> None:
        if self.path is not None:
            fresh = connections.create_connection("default")
            fresh.settings_dict = {**fresh.settings_dict, "NAME": str(self.path)}
            connections["default"] = fresh

    def bytes_on_disk(self) -> bytes:
        assert self.path is not None
        files = [self.path, self.path.with_name(f"{self.path.name}-wal")]
        return b"".join(file.read_bytes() for file in files if file.exists())


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[RealDatabase]:
    with django_db_blocker.unblock():
        usual = connections["default"]
        path = tmp_path_factory.mktemp("box") / "box.sqlite3" if usual.vendor == "sqlite" else None
        real = RealDatabase(path)
        real.connect()
        if path is not None:
            call_command("migrate", run_syncdb=True, verbosity=0)
        yield real
        if path is not None:
            connection.close()
            connections["default"] = usual


@pytest.fixture
def world(database, transactional_db) -> World:
    """In place of the shared fixture: the same world, in the real database; emptied afterwards, never rolled back."""
    return build_world()


@pytest.fixture
def new_round(world) -> Callable[[], Round]:
    instrument = actions.install_shipped_instruments(system_scope())[0]

    def open_one() -> Round:
        return actions.open_round(
            world.as_alice,
            cycle_id=world.cycle.pk,
            instrument_id=instrument.pk,
            slug=f"round-{secrets.token_hex(6)}",
            title="Spring survey",
            opens=today() - dt.timedelta(days=20),
            closes=today() + dt.timedelta(days=20),
        )

    return open_one
