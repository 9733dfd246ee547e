"""What is handed to an action from outside."""

from dataclasses import dataclass
from typing import Final

MOST_FILES: Final = 5


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that proves an update. It was looked at and lies in the service's own folder under ``stored``.

    ``name`` is what it was called, ``kind`` its media type, ``size`` in bytes, ``sha256`` in hex.
    """

    name: str
    kind: str
    size: int
    sha256: str
    stored: str
