"""What is wrong with the conditions of a questionnaire. Pure, and nothing is taken for granted: see ``soundness``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .kinds import OWN_OPTIONS, options_of_kind
from .models import Question
from .question_faults import is_list
from .routing import ANY_OF, NONE_OF


def condition_faults(questions: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The place of each question whose condition cannot be, counted from 1, and a sentence."""
    waits = {_called(q): _waits_for(q) for q in questions if isinstance(q, Mapping) and q.get("condition")}
    for place, question in enumerate(questions, 1):
        if not isinstance(question, Mapping):
            continue
        condition = question.get("condition", {})
        if condition == {}:
            continue
        if words := _shape(condition) or _loop(_called(question), waits) or _on(condition, questions, place):
            yield place, words


def _called(question: Mapping[str, Any]) -> str:
    name = question.get("name")
    return name if isinstance(name, str) else ""


def _waits_for(question: Mapping[str, Any]) -> str:
    condition = question["condition"]
    on = condition.get("question") if isinstance(condition, Mapping) else None
    return on if isinstance(on, str) else ""


def _shape(condition: Any) -> str:
    right = isinstance(condition, Mapping) and set(condition) in ({"question", ANY_OF}, {"question", NONE_OF})
    if right and isinstance(condition["question"], str):
        options = condition.get(ANY_OF, condition.get(NONE_OF))
        if is_list(options) and options and all(isinstance(option, str) for option in options):
            return ""
    return "Say of which earlier question it depends on, and on which of its choices."


def _loop(name: str, waits: Mapping[str, str]) -> str:
    """A question that is asked only after itself."""
    seen, at = [name], waits.get(name, "")
    while at and at not in seen:
        seen.append(at)
        at = waits.get(at, "")
    if at != name:
        return ""
    if len(seen) == 1:
        return "It depends on its own answer: choose an earlier question."
    return "It goes round in a loop: it depends on a question that depends on it. Let one of them be asked always."


def _on(condition: Mapping[str, Any], questions: Sequence[Any], place: int) -> str:
    """Why the question that a condition names will not do; empty where it will."""
    on = condition["question"]
    there = [(n, q) for n, q in enumerate(questions, 1) if isinstance(q, Mapping) and q.get("name") == on]
    if not there:
        return f"It depends on a question called “{on[:40]}”, which is not there. Choose another, or ask it always."
    number, question = there[0]
    if number >= place:
        return f"It depends on question {number}, which comes later: move it behind that, or choose an earlier one."
    if question.get("kind") in Question.OPEN:
        return f"It depends on question {number}, which is answered in words: choose one with choices."
    wanted = condition.get(ANY_OF, condition.get(NONE_OF))
    if missing := [option for option in wanted if option not in option_names(question)]:
        return f"It depends on a choice that question {number} does not offer (“{missing[0][:50]}”). Choose again."
    return ""


def option_names(question: Mapping[str, Any]) -> list[Any]:
    """The names of the choices of a question in a spec, also of those that its kind brings."""
    kind, options = question.get("kind"), question.get("options", ())
    if kind in OWN_OPTIONS:
        return [o.get("name") for o in options if isinstance(o, Mapping)] if is_list(options) else []
    return [option["name"] for option in options_of_kind(kind)] if isinstance(kind, str) else []
