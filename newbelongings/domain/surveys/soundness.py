"""Whether a questionnaire holds together. Pure: a spec in, every fault out, each as one sentence.

A spec has the form of the files in ``data/``. It may come from a file that somebody else wrote, so nothing is
taken for granted: whatever stands in it, this returns and does not raise.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .models import Question
from .question_faults import LENGTHS, is_list, text_fault, wrong_with
from .routing_faults import condition_faults

MOST_QUESTIONS: Final = 60
MOST_LOCAL: Final = 2
# What makes answers to two questions comparable; and what of a standard question stays as it is.
ASKED: Final = ("name", "kind", "text", "options", "ends", "condition")
WORDING: Final = (*ASKED, "hint", "ideas", "area")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as one sentence that says what to do. ``place`` counts from 1; 0 is the whole questionnaire.

    ``question`` is the question's name (empty where it has none), ``field`` what to put right there.
    """

    sentence: str
    place: int = 0
    question: str = ""
    field: str = ""

    def __str__(self) -> str:
        return f"Question {self.place}: {self.sentence}" if self.place else self.sentence


def faults(spec: Any, *, base: Mapping[str, Any] | None = None) -> list[Fault]:
    """Everything that is wrong with a spec, in the order of its questions; empty where it may be used.

    ``base`` is the spec of the standard questionnaire that this one adds to: its questions must stand first, word
    for word, and at most two may follow.
    """
    if not isinstance(spec, Mapping):
        return [Fault("This is no questionnaire: it should have a title and a list of questions.")]
    found = list(_whole(spec))
    questions = spec.get("questions")
    if not is_list(questions):
        return [*found, Fault("Give the questionnaire a list of questions.", field="questions")]
    if not questions:
        return [*found, Fault("Add at least one question.", field="questions")]
    if len(questions) > MOST_QUESTIONS:
        words = f"A survey of {len(questions):,} questions is too long to finish: keep {MOST_QUESTIONS} or fewer."
        return [*found, Fault(words, field="questions")]
    within = [*_each(questions), *_doubled(questions), *(_standard(questions, base["questions"]) if base else ())]
    return found + sorted(within, key=lambda fault: fault.place)


def _whole(spec: Mapping[str, Any]) -> Iterator[Fault]:
    for field in ("title", "source"):
        text = spec.get(field, "")
        if words := text_fault(text, LENGTHS[field], field):
            yield Fault(words, field=field)
        elif field == "title" and not text.strip():
            yield Fault("Give the questionnaire a title.", field=field)


def _each(questions: Sequence[Any]) -> Iterator[Fault]:
    for place, question in enumerate(questions, 1):
        if not isinstance(question, Mapping):
            yield Fault("This is no question: give it a kind and its words.", place)
            continue
        for field, words in wrong_with(question):
            yield Fault(words, place, _called(question), field)
    for place, words in condition_faults(questions):
        yield Fault(words, place, _called(questions[place - 1]), "condition")


def _called(question: Any) -> str:
    name = question.get("name") if isinstance(question, Mapping) else None
    return name if isinstance(name, str) else ""


def _doubled(questions: Sequence[Any]) -> Iterator[Fault]:
    """Names and numbers that two questions share, also as columns of a file (``best_1``, ``stage_other``)."""
    columns: dict[str, list[int]] = defaultdict(list)
    numbers: dict[str, list[int]] = defaultdict(list)
    for place, question in enumerate(questions, 1):
        for column in _columns(question):
            columns[column].append(place)
        number = question.get("number") if isinstance(question, Mapping) else None
        if isinstance(number, str) and number.strip():
            numbers[number.strip()].append(place)
    for column, places in columns.items():
        for place in places[1:]:
            words = f"Its name clashes with that of question {places[0]} (“{column[:50]}”): give each its own."
            yield Fault(words, place, _called(questions[place - 1]), "name")
    for places in numbers.values():
        for place in places[1:]:
            words = f"It has the same number as question {places[0]}: number each differently."
            yield Fault(words, place, _called(questions[place - 1]), "number")


def _columns(question: Any) -> list[str]:
    name = _called(question)
    if not name:
        return []
    if question.get("kind") == Question.THREE_THINGS:
        return [name, *(f"{name}_{thing}" for thing in (1, 2, 3))]
    options = question.get("options", ())
    has_other = is_list(options) and any(isinstance(o, Mapping) and o.get("other") for o in options)
    return [name, f"{name}_other"] if has_other else [name]


def _standard(questions: Sequence[Any], standard: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Whether the standard questions stand first and unchanged, and how many follow."""
    for place, question in enumerate(standard, 1):
        here = questions[place - 1] if place <= len(questions) else None
        if not isinstance(here, Mapping) or wording(here) != wording(question):
            words = "This is a standard question. It stays as it is and where it is, so that councils can be compared."
            yield Fault(words, place, str(question["name"]))
    local = len(questions) - len(standard)
    if local > MOST_LOCAL:
        words = f"At most {MOST_LOCAL} questions of your own may follow the standard ones. There are {local}."
        yield Fault(words, len(standard) + MOST_LOCAL + 1, _called(questions[len(standard) + MOST_LOCAL]))


def wording(question: Mapping[str, Any], keys: Sequence[str] = WORDING) -> dict[str, Any]:
    """What makes a question the same question, written one way."""
    made = {key: _plain(question.get(key)) for key in keys if key != "options"}
    options: Any = question.get("options")
    made["options"] = [
        (o.get("name"), o.get("text"), bool(o.get("other")))
        for o in (options if is_list(options) else ())
        if isinstance(o, Mapping)
    ]
    return made


def _plain(value: Any) -> Any:
    return list(value) or "" if is_list(value) else value or ""
