"""A keyed sheet as its screen holds it: numbers for ticks, words for words. Nothing typed is lost. Pure."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.surveys.checking import check_answers
from newbelongings.domain.surveys.given import GivenAnswer
from newbelongings.domain.surveys.keys import Place, differing, keys_of, keys_typed, read_keys, said_at
from newbelongings.domain.surveys.models import Question
from newbelongings.domain.surveys.routing import asked_of, only_if
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.public.survey.paper import field_names, other_field

_THINGS = ("First thing", "Second thing", "Third thing")


class Posted(Protocol):
    """What a form sent."""

    def get(self, key: str, default: str = "") -> str: ...


@dataclass(frozen=True)
class Box:
    """One box of the screen. ``keys`` are the numbers that may be typed, each with its words."""

    name: str
    question: QuestionSheet
    label: str
    value: str
    error: str
    keys: list[tuple[str, str]]
    long: bool
    hint: str = ""


@dataclass(frozen=True)
class Keyed:
    """The questions of a sheet and what was typed for each field."""

    questions: tuple[QuestionSheet, ...]
    typed: dict[str, str]

    @classmethod
    def read(cls, questions: tuple[QuestionSheet, ...], posted: Posted) -> "Keyed":
        names = [name for question in questions for name in field_names(question)]
        return cls(questions, {name: value for name in names if (value := posted.get(name, "").strip())})

    @classmethod
    def of(cls, questions: tuple[QuestionSheet, ...], answers: list[GivenAnswer]) -> "Keyed":
        """What somebody typed who gave these answers."""
        typed: dict[str, str] = {}
        for question in questions:
            if not question.is_open and (keys := keys_typed(question, answers)):
                typed[question.name] = keys
        by_name = {question.name: question for question in questions}
        for answer in answers:
            if answer.text:
                typed[field_of(by_name[answer.question], answer.position)] = answer.text
        return cls(questions, typed)

    def changed(self, values: dict[str, str]) -> "Keyed":
        """The same with some fields replaced; an empty value empties the field."""
        return Keyed(self.questions, {name: v for name, v in {**self.typed, **values}.items() if v})

    @property
    def answers(self) -> list[GivenAnswer]:
        return self._read[0]

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, one sentence for each field; empty when all is well."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[list[GivenAnswer], dict[str, str]]:
        answers: list[GivenAnswer] = []
        errors: dict[str, str] = {}
        for question in self.questions:
            for name, given in self._given(question, errors):
                try:
                    check_answers([given], [question])
                except Refused as refusal:
                    errors.setdefault(name, refusal.sentence)
                answers.append(given)
        return answers, {**self._not_asked(answers), **errors}

    def _given(self, question: QuestionSheet, errors: dict[str, str]) -> list[tuple[str, GivenAnswer]]:
        if question.is_open:
            typed = [(place, name) for place, name in enumerate(field_names(question), 1) if name in self.typed]
            return [(name, GivenAnswer(question.name, position=p, text=self.typed[name])) for p, name in typed]
        try:
            picked = read_keys(question, self.typed.get(question.name, ""))
        except Refused as refusal:
            errors[question.name] = refusal.sentence
            return []
        return self._choices(question, [option.name for option in picked], errors)

    def _choices(
        self, question: QuestionSheet, picked: list[str], errors: dict[str, str]
    ) -> list[tuple[str, GivenAnswer]]:
        field, words = other_field(question), self.typed.get(other_field(question), "")
        with_words = {option.name: key for key, option in keys_of(question).items() if option.other}
        if words and not set(picked) & set(with_words):
            key = next(iter(with_words.values()))
            errors[field] = f"Type {key} above too, the number of the box beside which this is written, or empty it."
        return [
            (field, GivenAnswer(question.name, name, text=words))
            if name in with_words and words
            else (question.name, GivenAnswer(question.name, name))
            for name in picked
        ]

    def _not_asked(self, answers: list[GivenAnswer]) -> dict[str, str]:
        """Questions answered on paper that, by what was ticked before, nobody asked: never dropped in silence."""
        chosen: dict[str, list[str]] = {}
        for answer in answers:
            if answer.option:
                chosen.setdefault(answer.question, []).append(answer.option)
        asked = set(asked_of(self.questions, chosen))
        return {
            next(name for name in field_names(question) if name in self.typed): (
                f"{only_if(question.condition, self.questions)} Check the tick before it, or empty this."
            )
            for question in self.questions
            if question.name not in asked and any(name in self.typed for name in field_names(question))
        }

    def boxes(self, errors: dict[str, str]) -> list[Box]:
        """Every box of the screen in the order of the paper."""
        return [self._box(q, name, errors) for q in self.questions for name in field_names(q)]

    def _box(self, question: QuestionSheet, name: str, errors: dict[str, str]) -> Box:
        closed = name == question.name
        hint = ""
        if closed:
            hint = "One number, or several with spaces between" if question.kind == Question.MANY else "One number"
        return Box(
            name=name,
            question=question,
            label=label_of(question, name),
            value=self.typed.get(name, ""),
            error=errors.get(name, ""),
            keys=_keys(question) if closed else [],
            long=not closed and question.is_open,
            hint=hint,
        )


def _keys(question: QuestionSheet) -> list[tuple[str, str]]:
    if question.kind == Question.SCALE:
        return [(question.options[0].name, f"to {question.options[-1].name}")]
    return [(key, option.text) for key, option in keys_of(question).items()]


def label_of(question: QuestionSheet, name: str) -> str:
    """What stands at a box: the question, or which part of it."""
    if name == other_field(question):
        return f"{question.position}. The words written beside it"
    if question.things > 1:
        return f"{question.position}. {_THINGS[field_names(question).index(name)]}"
    return f"{question.position}. {question.short}"


def field_of(question: QuestionSheet, position: int) -> str:
    """The field in which words at a place are typed (see ``keys.said_at``); 0 is for the ticks."""
    if question.is_open:
        return field_names(question)[position - 1]
    return other_field(question) if position else question.name


@dataclass(frozen=True)
class Difference:
    """One field that two people keyed differently."""

    field: str
    label: str
    first: str
    second: str
    long: bool
    picked: str = ""
    fixed: str = ""
    error: str = ""


def differences(first: Keyed, second: Keyed) -> list[Difference]:
    """Where two keyings of a sheet differ, in the order of the paper."""
    by_name = {question.name: question for question in first.questions}
    places: list[Place] = differing(said_at(first.answers, first.questions), said_at(second.answers, second.questions))
    fields = {field_of(by_name[name], position): by_name[name] for name, position in places}
    return [
        Difference(
            field=name,
            label=label_of(question, name),
            first=_in_words(question, name, first),
            second=_in_words(question, name, second),
            long=question.is_open,
        )
        for question in first.questions
        for name in field_names(question)
        if name in fields
    ]


def _in_words(question: QuestionSheet, name: str, keyed: Keyed) -> str:
    """What somebody keyed, with the words of the numbers."""
    if name != question.name or question.kind == Question.SCALE:
        return keyed.typed.get(name, "")
    picked = keys_typed(question, keyed.answers).split()
    return "; ".join(f"{key}: {option.text}" for key, option in keys_of(question).items() if key in picked)
