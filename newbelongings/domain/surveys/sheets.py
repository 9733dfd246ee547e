"""An instrument as every page and import reads it: plain values, fetched once per process.

A version of an instrument never changes once a round uses it, so what was read then stays true.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from newbelongings.domain.kernel.errors import NotFound

from .models import Option, Question, Round

_MOST_KEPT: Final = 256
_KEPT: dict[int, tuple["QuestionSheet", ...]] = {}


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


def instrument_questions(instrument_id: int) -> tuple[QuestionSheet, ...]:
    """The questions of an instrument in their order; ``NotFound`` for an instrument that is not there, or is empty.

    Kept once a round uses the instrument, for from then on nothing changes it. One that is still being written is
    read anew each time: another process may have changed it.
    """
    kept = _KEPT.get(instrument_id)
    if kept is not None:
        return kept
    # Asked before the questions are read: what is read after it was frozen is final.
    frozen = Round.objects.filter(instrument_id=instrument_id).exists()
    questions = read_questions(instrument_id)
    if not questions:
        raise NotFound("There is no such questionnaire. Choose one from the list.")
    if frozen:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[instrument_id] = questions
    return questions


def read_questions(instrument_id: int) -> tuple[QuestionSheet, ...]:
    """The questions as they stand now, from the database; none where nothing is written yet."""
    found = Question.objects.filter(instrument_id=instrument_id).prefetch_related("options")
    return tuple(_sheet(question) for question in found)


def forget_questions() -> None:
    """Read every instrument anew: an id may have been used by an installation that was rolled back."""
    _KEPT.clear()


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
