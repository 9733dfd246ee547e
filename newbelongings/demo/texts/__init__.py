"""What imagined care leavers wrote, as data, and how it is read.

Every file is marked as invented. Each text names the question it answers and the ``subjects`` that somebody who
codes it would see in it, the main one first; ``subjects.json`` says which area and theme of the codebook each is.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

QUESTIONS = ("best", "worst", "prepared", "advice", "change-self", "change-councils", "anything-else")


@dataclass(frozen=True, slots=True)
class Text:
    """One thing somebody wrote.

    ``council`` is the one it fits best, or empty for any; ``age`` an age the words give away, or None;
    ``this_year`` marks words about things that began in the running year.
    """

    question: str
    words: str
    subjects: tuple[str, ...]
    council: str
    age: int | None
    this_year: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about: its area, and the name of the theme that holds it. Several subjects may share a theme.

    A theme that the shipped codebook lacks is added, as a council would.
    """

    slug: str
    area: str
    theme: str


@cache
def texts() -> tuple[Text, ...]:
    """All of them, in the order of the questions."""
    return tuple(text for question in QUESTIONS for text in _of(question))


@cache
def subjects() -> dict[str, Subject]:
    """Every subject by its slug."""
    rows = _file("subjects")["subjects"]
    return {slug: Subject(slug, row["area"], row["theme"]) for slug, row in rows.items()}


def of_no_theme() -> list[str]:
    """What some wrote that no theme of the codebook holds, under the worst things."""
    return list(_file("no_theme")["answers"])


def _of(question: str) -> Iterable[Text]:
    for row in _file(question.replace("-", "_"))["answers"]:
        yield Text(
            question=question,
            words=row["words"],
            subjects=tuple(row["subjects"]),
            council=row.get("council", ""),
            age=row.get("age"),
            this_year="since" in row,
        )


def _file(name: str) -> dict:
    return json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))
