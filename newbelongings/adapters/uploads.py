"""Files that a person has sent and not yet used: kept for a day at most, each for that person only.

They lie in the data folder under ``files/imports`` and may hold personal data, so only the service's own
user may read them. Where several machines serve the pages they must share that folder.
"""

import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

KEEP_SECONDS: Final = 24 * 60 * 60
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")


class UploadGone(Exception):
    """The file was used already, is over a day old, or never was this person's."""


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / "files" / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(token: str, owner: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise UploadGone
    return _folder() / f"{owner}-{token}"


def keep_upload(chunks: Iterable[bytes], *, owner: str) -> str:
    """Keep a file for ``owner`` (such as ``7-12``: person and round); returns the token that finds it again."""
    sweep_uploads()
    token = secrets.token_hex(16)
    path = _path(token, owner)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        file.writelines(chunks)
    return token


def kept_upload(token: str, *, owner: str) -> Path:
    """Where the file lies; raises ``UploadGone``."""
    path = _path(token, owner)
    if not path.is_file():
        raise UploadGone
    return path


def drop_upload(token: str, *, owner: str) -> None:
    """Delete the file, if it is there."""
    _path(token, owner).unlink(missing_ok=True)


@contextmanager
def taken_upload(token: str, *, owner: str) -> Iterator[Path]:
    """Use a file up: nobody else can take it meanwhile, and it is deleted afterwards.

    It comes back if the work fails, so that a button pressed twice does the work once, and a refusal loses nothing.
    """
    path = _path(token, owner)
    taken = path.with_name(f"{path.name}.taken")
    try:
        path.rename(taken)
    except FileNotFoundError as gone:
        raise UploadGone from gone
    try:
        yield taken
    except BaseException:
        taken.rename(path)
        raise
    taken.unlink()


def sweep_uploads(*, older_than: int = KEEP_SECONDS) -> int:
    """Delete what was kept longer than ``older_than`` seconds; returns how many files."""
    count = 0
    for path in _folder().iterdir():
        if path.stat().st_mtime < time.time() - older_than:
            path.unlink(missing_ok=True)
            count += 1
    return count
