"""A file of coded answers: JSON lines, each with a ``text`` and the ``areas`` that a reader gave it, main one first.

A line may have a ``sentiment`` as well.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from newbelongings.domain.kernel.errors import Refused

AREAS = frozenset(f"A{number}" for number in range(1, 11))
SENTIMENTS = ("positive", "negative", "mixed", "advice")


@dataclass(frozen=True, slots=True)
class CodedAnswer:
    """What somebody wrote, its areas, main one first, and how it speaks, empty where no reader said."""

    text: str
    areas: tuple[str, ...]
    sentiment: str = ""


def read_coded_answers(path: Path) -> list[CodedAnswer]:
    """Every answer of the file; ``Refused`` with the line where one cannot be read."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise Refused(f"There is no file {path} that can be read. Check its name.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path.name} is not text in UTF-8. Save it as UTF-8 and try again.") from error
    answers = [_answer(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not answers:
        raise Refused(f"{path.name} holds no answers. Give a file with one JSON object a line.")
    return answers


def _answer(path: Path, number: int, line: str) -> CodedAnswer:
    here = f"{path.name}, line {number}"
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{here}: this is not JSON. Write one object a line, with text and areas.") from error
    text = found.get("text") if isinstance(found, dict) else None
    areas = found.get("areas") if isinstance(found, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise Refused(f'{here}: there is no text. Write one object a line, such as {{"text": "…", "areas": ["A6"]}}.')
    if not isinstance(areas, list) or not areas or not all(isinstance(area, str) and area in AREAS for area in areas):
        raise Refused(f"{here}: give a list of areas from A1 to A10, main one first.")
    sentiment = found.get("sentiment") or ""
    if sentiment and sentiment not in SENTIMENTS:
        raise Refused(f"{here}: give one of these as sentiment, or none: {', '.join(SENTIMENTS)}.")
    return CodedAnswer(text, tuple(dict.fromkeys(areas)), sentiment)
