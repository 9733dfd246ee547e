"""A survey half filled in. It lives in the page alone: each POST brings all of it, and none of it is kept.

Fields are named after their question: ``stage`` is what was picked, ``stage__other`` the words beside
"Other", ``worst__1`` to ``worst__3`` the three things.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.surveys.checking import check_answers
from newbelongings.domain.surveys.given import GivenAnswer
from newbelongings.domain.surveys.routing import asked_of, may_be_asked, opened_by
from newbelongings.domain.surveys.sheets import QuestionSheet


class Posted(Protocol):
    """What a form sent."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Paper:
    """The questions and what was typed, by field name. Nothing is judged until ``errors`` is asked."""

    questions: tuple[QuestionSheet, ...]
    typed: dict[str, list[str]]

    @classmethod
    def read(cls, questions: tuple[QuestionSheet, ...], posted: Posted) -> "Paper":
        """Take from a form what belongs to these questions, and nothing else."""
        names = [name for question in questions for name in field_names(question)]
        return cls(questions, {name: values for name in names if any(values := posted.getlist(name))})

    @classmethod
    def of(cls, questions: tuple[QuestionSheet, ...], answers: Iterable[GivenAnswer]) -> "Paper":
        """The paper on which these answers stand."""
        typed: dict[str, list[str]] = {}
        by_name = {question.name: question for question in questions}
        for given in answers:
            question = by_name[given.question]
            if question.is_open:
                typed[field_names(question)[given.position - 1]] = [given.text]
                continue
            typed.setdefault(question.name, []).append(given.option)
            if given.text:
                typed[other_field(question)] = [given.text]
        return cls(questions, typed)

    def values(self, name: str) -> list[str]:
        return self.typed.get(name, [])

    def words(self, name: str) -> str:
        return self.values(name)[0] if self.values(name) else ""

    def without(self, question: QuestionSheet) -> "Paper":
        """The same with one question left blank."""
        names = field_names(question)
        return Paper(self.questions, {name: values for name, values in self.typed.items() if name not in names})

    def carried(self, shown: Iterable[QuestionSheet] = ()) -> list[tuple[str, str]]:
        """The hidden fields that a page needs: all that was typed but what the page itself shows."""
        here = {name for question in shown for name in field_names(question)}
        return [(name, value) for name, values in self.typed.items() if name not in here for value in values]

    def answers(self) -> list[GivenAnswer]:
        """Everything that was asked, as the domain takes it."""
        return [given for question in self.asked for _, given in self.given(question)]

    @cached_property
    def asked(self) -> list[QuestionSheet]:
        """The questions that somebody who picked this is asked."""
        return self._called(asked_of(self.questions, self._picked)) if self._routed else list(self.questions)

    def after(self, position: int) -> QuestionSheet | None:
        """The next question that is asked after a place; None after the last."""
        return next((question for question in self.asked if question.position > position), None)

    def before(self, position: int) -> QuestionSheet | None:
        """The last question that is asked before a place; None before the first."""
        return next((question for question in reversed(self.asked) if question.position < position), None)

    def may_be_asked(self, position: int) -> int:
        """How many questions there are at most for somebody who is at this place and has not yet answered it."""
        return len(may_be_asked(self.questions, self._picked, position - 1)) if self._routed else len(self.questions)

    def opened(self, changed: QuestionSheet) -> QuestionSheet | None:
        """The first later question without an answer that a change of this one may have opened."""
        found = self._called(opened_by(self.questions, changed.name, self._picked)) if self._routed else []
        return next((question for question in found if not self.given(question)), None)

    def unasked(self) -> list[QuestionSheet]:
        """Questions that something was said to, and which by the other answers are not asked."""
        return [question for question in self.questions if question not in self.asked and self.given(question)]

    @cached_property
    def _routed(self) -> bool:
        return any(question.condition for question in self.questions)

    @cached_property
    def _picked(self) -> dict[str, list[str]]:
        return {
            question.name: [given.option for _, given in self.given(question)]
            for question in self.questions
            if not question.is_open
        }

    def _called(self, names: list[str]) -> list[QuestionSheet]:
        wanted = set(names)
        return [question for question in self.questions if question.name in wanted]

    def given(self, question: QuestionSheet) -> list[tuple[str, GivenAnswer]]:
        """What was said to one question, each with the name of the field it was typed in."""
        if question.is_open:
            names = enumerate(field_names(question), 1)
            typed = [(name, GivenAnswer(question.name, position=n, text=self.words(name))) for n, name in names]
            return [(name, given) for name, given in typed if given.text.strip()]
        return list(self._choices(question))

    def _choices(self, question: QuestionSheet) -> Iterable[tuple[str, GivenAnswer]]:
        other = other_field(question)
        words = self.words(other)
        for value in self.values(question.name):
            option = question.option(value)
            said = words if option and option.other else ""
            yield other if said else question.name, GivenAnswer(question.name, value, text=said)
        if words.strip() and not self.values(question.name):
            ticked = next(option.name for option in question.options if option.other)
            yield other, GivenAnswer(question.name, ticked, text=words)

    def errors(self, questions: Iterable[QuestionSheet]) -> dict[str, str]:
        """What is wrong, one sentence for each field; empty when all is well."""
        found = {}
        for question in questions:
            for name, given in self.given(question):
                try:
                    check_answers([given], [question])
                except Refused as refusal:
                    found[name] = refusal.sentence
        return found


def other_field(question: QuestionSheet) -> str:
    return f"{question.name}__other"


def field_names(question: QuestionSheet) -> list[str]:
    """The names of a question's fields, in the order of the page."""
    if question.is_open:
        return [f"{question.name}__{n}" for n in range(1, question.things + 1)]
    if any(option.other for option in question.options):
        return [question.name, other_field(question)]
    return [question.name]
