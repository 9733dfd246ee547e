"""An instrument as every page and import reads it: plain values, fetched once per process.

A version of an instrument never changes, so what was read once stays true.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from newbelongings.domain.kernel.errors import NotFound

from .models import Option, Question


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """One choice; ``other`` asks for words beside it."""

    id: int
    name: str
    text: str
    other: bool


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """One question with its options in order. ``number`` is the one in the source, ``position`` the place here.

    ``condition`` says when it is asked (``routing``), ``ends`` what 0 and 10 of a scale mean. ``origin`` is the id
    of the standard question that this one is, or its own.
    """

    id: int
    name: str
    number: str
    position: int
    kind: str
    text: str
    short: str
    hint: str
    ideas: tuple[str, ...]
    note: str
    area: str
    options: tuple[OptionSheet, ...]
    condition: Mapping[str, Any] = field(default_factory=dict, hash=False)
    ends: tuple[str, ...] = ()
    private: bool = False
    easy: str = ""
    picture: str = ""
    origin: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is answered in the person's own words."""
        return self.kind in Question.OPEN

    @property
    def things(self) -> int:
        """How many separate answers in words it takes: three, one, or none."""
        return {Question.THREE_THINGS: 3, Question.LONG_TEXT: 1}.get(self.kind, 0)

    def option(self, name: str) -> OptionSheet | None:
        """The option of that name, if there is one."""
        return next((option for option in self.options if option.name == name), None)


@lru_cache(maxsize=256)
def instrument_questions(instrument_id: int) -> tuple[QuestionSheet, ...]:
    """The questions of an instrument in their order; ``NotFound`` for an instrument that is not there."""
    found = Question.objects.filter(instrument_id=instrument_id).prefetch_related("options")
    questions = tuple(_sheet(question) for question in found)
    if not questions:
        raise NotFound("There is no such questionnaire. Choose one from the list.")
    return questions


def _sheet(question: Question) -> QuestionSheet:
    return QuestionSheet(
        id=question.pk,
        name=question.name,
        number=question.number,
        position=question.position,
        kind=question.kind,
        text=question.text,
        short=question.short,
        hint=question.hint,
        ideas=tuple(question.ideas),
        note=question.note,
        area=question.area,
        options=tuple(_option(option) for option in question.options.all()),
        condition=question.condition,
        ends=tuple(question.ends),
        private=question.private,
        easy=question.easy,
        picture=question.picture,
        origin=question.origin_id or question.pk,
    )


def _option(option: Option) -> OptionSheet:
    return OptionSheet(option.pk, option.name, option.text, option.other)
