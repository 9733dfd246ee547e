"""The training text: what somebody might write, what it is about and how it speaks. Written by us for this purpose."""

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

AREAS = tuple(f"A{number}" for number in range(1, 11))
FEELINGS = ("positive", "negative", "mixed", "advice")
_LINE = re.compile(rf"(A\d+(?: A\d+)*) \| (?:({'|'.join(FEELINGS)}) \| )?(\S.*)")


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its areas, the main one first, and how it speaks (one of ``FEELINGS``) where that was noted."""

    text: str
    areas: tuple[str, ...]
    feeling: str = ""


def examples() -> list[Example]:
    """Every line of every file of the training text; raises ``ValueError`` naming a line that does not fit."""
    return [_example(file.name, line) for file in _files() for line in file.read_text("utf-8").splitlines() if line]


def fingerprint() -> str:
    """Sixteen letters that change when any letter of the training text does."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> list[Traversable]:
    folder = files(__package__).joinpath("data", "training")
    return sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)


def _example(name: str, line: str) -> Example:
    match = _LINE.fullmatch(line)
    areas = tuple(match[1].split()) if match else ()
    if match is None or not set(areas) <= set(AREAS) or len(set(areas)) < len(areas):
        raise ValueError(f"{name}: write the areas, a bar and the text, not {line!r}")
    return Example(match[3], areas, match[2] or "")
