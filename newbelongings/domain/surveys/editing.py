"""Changing a questionnaire that is still being written. Pure: a list of questions in, a new list out.

Nothing is judged here: ``soundness`` says whether the result may stand.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from django.utils.text import slugify

from .checking import tidy
from .question_faults import LENGTHS, NAME, RESERVED

Question: TypeAlias = Mapping[str, Any]


def tidied(value: Any) -> Any:
    """The same with every text tidied as answers are: no blanks around, nothing that no database can hold."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, Mapping):
        return {key: tidied(inner) for key, inner in value.items()}
    return [tidied(inner) for inner in value] if isinstance(value, list | tuple) else value


def completed(question: Question, others: Sequence[Question]) -> dict[str, Any]:
    """A question with what the person who wrote it need not write: its name, its short name, names of choices."""
    made = dict(question)
    if not made.get("short"):
        made["short"] = _cut(str(made.get("text") or ""), LENGTHS["short"])
    if not made.get("name"):
        made["name"] = name_for(str(made["short"]), {str(other.get("name")) for other in others})
    if "options" in made:
        made["options"] = _named(made["options"])
    return {key: value for key, value in made.items() if value not in ("", [], {}, None, False)}


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 2].rsplit(" ", 1)[0][: most - 2] + " …"


def name_for(words: str, taken: Iterable[str]) -> str:
    """A name made of a few words, that no other question has."""
    stem = re.sub(r"^[^a-z]+|[^a-z0-9]+$", "", re.sub(r"[-_]+", "-", slugify(words))[:30])
    if not NAME.fullmatch(stem) or stem in RESERVED:
        stem = f"question-{stem}".rstrip("-")
    used = set(taken)
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(used) + 3))]
    return next(name for name in names if name not in used)


def _named(options: Any) -> Any:
    """Choices with a name each: the one they had, or one made of their words."""
    if not isinstance(options, list) or not all(isinstance(option, Mapping) for option in options):
        return options
    taken = {str(option["name"]) for option in options if option.get("name")}
    named = []
    for option in options:
        name = option.get("name") or _option_name(str(option.get("text", "")), taken)
        taken.add(name)
        named.append({**option, "name": name})
    return named


def _option_name(words: str, taken: set[str]) -> str:
    stem = slugify(words)[:40].strip("-_") or "choice"
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def replaced(questions: Sequence[Question], name: str, new: Question) -> list[Question]:
    """With one question changed, in its place."""
    return [new if question["name"] == name else question for question in questions]


def removed(questions: Sequence[Question], name: str) -> list[Question]:
    """Without one question."""
    return [question for question in questions if question["name"] != name]


def moved(questions: Sequence[Question], name: str, by: int) -> list[Question]:
    """With one question so many places later (or earlier, where ``by`` is below 0), within the list."""
    left = removed(questions, name)
    at = next(place for place, question in enumerate(questions) if question["name"] == name)
    to = min(max(at + by, 0), len(left))
    return [*left[:to], questions[at], *left[to:]]


def numbered(questions: Sequence[Question], standard: int) -> list[dict[str, Any]]:
    """With a number for each: the standard ones (the first so many) keep theirs, the others count on."""
    kept = [dict(question) for question in questions[:standard]]
    last = max((int(q["number"]) for q in kept if str(q["number"]).isdecimal()), default=standard)
    own = [{**question, "number": str(last + more)} for more, question in enumerate(questions[standard:], 1)]
    return kept + own
