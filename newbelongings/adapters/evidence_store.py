"""Evidence on disk: in the data folder under ``files/evidence``, by random names, for the service's own user alone.

Where several machines serve the pages they must share that folder.
"""

import secrets
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

# Long enough for any transaction that is still to name a file.
ORPHAN_SECONDS: Final = 24 * 60 * 60


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / "files" / "evidence"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def keeping(contents: Iterable[bytes]) -> Iterator[list[str]]:
    """Keep these files for what is written inside; gives their stored names. If that fails, none of them stays."""
    kept: list[str] = []
    try:
        for content in contents:
            name = secrets.token_hex(16)
            kept.append(name)
            path = _folder() / name
            path.touch(mode=0o600)
            path.write_bytes(content)
        yield kept
    except BaseException:
        for name in kept:
            (_folder() / name).unlink(missing_ok=True)
        raise


def path_of(stored: str) -> Path:
    """Where a kept file lies."""
    return _folder() / stored


def sweep_orphans(known: Collection[str], *, older_than: int = ORPHAN_SECONDS) -> int:
    """Delete files that nothing names (a crash between a file and its row leaves one); returns how many."""
    count = 0
    for path in _folder().iterdir():
        if path.name not in known and path.stat().st_mtime < time.time() - older_than:
            path.unlink(missing_ok=True)
            count += 1
    return count
