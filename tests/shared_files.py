"""Real files that tests run on. They are not part of the project: a test that needs one skips by name without it.

They lie in a folder ``shared`` beside the project, or where NEWBELONGINGS_SHARED says.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("NEWBELONGINGS_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))


def shared_file(name: str) -> Path:
    """The path of one real file, such as ``data/answers/dev.jsonl``; skips the test where it is missing."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs the real file {name}")
    return path
