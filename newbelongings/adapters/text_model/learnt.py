"""The heads above a model that did not come with the package: learnt on this machine once, kept in the data folder."""

import hashlib
import os
import tempfile
from pathlib import Path
from zipfile import BadZipFile

from .heads import Heads, read_heads, save
from .sense import Reader
from .train import Progress, points, train
from .training import examples, fingerprint


def heads_for(reader: Reader, model: str, place: Path, progress: Progress) -> Heads:
    """Read the heads learnt for a model, or learn them: minutes, told to ``progress`` as texts read of how many.

    ``model`` is the fingerprint of its numbers. What another training text taught is left and learnt anew.
    """
    name = hashlib.sha256(f"{model} {fingerprint()}".encode()).hexdigest()[:16]
    path = place / f"heads-{name}.npz"
    try:
        return read_heads(str(path))
    except (OSError, EOFError, KeyError, ValueError, BadZipFile):
        heads = _learn(reader, progress)
        _keep(heads, path)
        return heads


def _learn(reader: Reader, progress: Progress) -> Heads:
    texts = examples()
    return train(texts, points(texts, reader, progress))


def _keep(heads: Heads, path: Path) -> None:
    """Whole or not at all: two workers may learn the same at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(suffix=".npz", dir=path.parent)
    os.close(handle)
    save(heads, draft)
    Path(draft).replace(path)
