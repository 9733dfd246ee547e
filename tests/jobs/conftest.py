"""For tests of whole processes: a council's database on the disk, as `newbelongings migrate` makes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    command = [sys.executable, "-m", "newbelongings", "migrate", "--data", str(folder)]
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PYTEST_CURRENT_TEST")
    }
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return folder / "newbelongings.sqlite3"


@pytest.fixture
def migrated(_migrated: Path, tmp_path: Path) -> Path:
    """The test's own folder with such a database in it."""
    shutil.copy(_migrated, tmp_path)
    return tmp_path
