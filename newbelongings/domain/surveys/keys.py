"""Answers by number: what each option is called on paper, and what somebody typed from it. Pure."""

import re
from collections.abc import Mapping
from typing import Final

from newbelongings.domain.kernel.errors import Refused

from .given import GivenAnswer
from .models import Question
from .sheets import OptionSheet, QuestionSheet

_BETWEEN_NUMBERS: Final = re.compile(r"[\s,;.+&/]+")


def key_of(question: QuestionSheet, option: OptionSheet) -> str:
    """The number that stands before an option on paper: a step of a scale is its own, the others count from 1."""
    if question.kind == Question.SCALE:
        return option.name
    return str(question.options.index(option) + 1)


def keys_of(question: QuestionSheet) -> dict[str, OptionSheet]:
    """The options of a question by the numbers that stand before them."""
    return {key_of(question, option): option for option in question.options}


def read_keys(question: QuestionSheet, typed: str) -> list[OptionSheet]:
    """The options that "1 3" stands for, in the question's order; ``Refused`` where a number is not among them."""
    by_key = keys_of(question)
    numbers = [part.lstrip("0") or "0" for part in _BETWEEN_NUMBERS.split(typed.strip()) if part]
    unknown = next((number for number in numbers if number not in by_key), None)
    if unknown is not None:
        first, *_, last = by_key
        raise Refused(f"Type a number from {first} to {last}, as it stands on the sheet.", field=question.name)
    if question.kind != Question.MANY and len(set(numbers)) > 1:
        raise Refused(
            "Only one can be ticked here. Leave it empty if two are ticked on the sheet.", field=question.name
        )
    return [option for key, option in by_key.items() if key in numbers]


def keys_typed(question: QuestionSheet, answers: list[GivenAnswer]) -> str:
    """What somebody would type for these answers: the inverse of ``read_keys``."""
    chosen = {answer.option for answer in answers if answer.question == question.name}
    return " ".join(key for key, option in keys_of(question).items() if option.name in chosen)


Place = tuple[str, int]


def said_at(answers: list[GivenAnswer], questions: tuple[QuestionSheet, ...]) -> dict[Place, str]:
    """What stands at each place of a sheet, in plain words, for comparing two keyings of it.

    A place is a question's name with the number of the thing (0 for the ticks, so that "Other" has its words apart).
    Spaces and the two kinds of quotation mark make no difference.
    """
    by_name = {question.name: question for question in questions}
    found: dict[Place, str] = {}
    for question in questions:
        if not question.is_open and (typed := keys_typed(question, answers)):
            found[question.name, 0] = typed
    for answer in answers:
        if answer.text.strip() and answer.question in by_name:
            found[answer.question, answer.position] = _even(answer.text)
    return found


def differing(first: Mapping[Place, str], second: Mapping[Place, str]) -> list[Place]:
    """The places at which two keyings of one sheet differ, in order of the first, then the second."""
    places = dict.fromkeys([*first, *second])
    return [place for place in places if first.get(place, "") != second.get(place, "")]


def _even(text: str) -> str:
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(curly, straight)
    return " ".join(text.split())
