"""What a cycle's rounds asked: open questions by their short names, and what people said of themselves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import counting
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Question, Round
from newbelongings.domain.surveys.sheets import QuestionSheet

_OF_ONE_CHOICE = (Question.ONE, Question.YES_NO, Question.AGE_BAND)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one or several rounds of a cycle asked it: by its name, with its id in each instrument."""

    name: str
    short: str
    sheets: tuple[QuestionSheet, ...]

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(sheet.id for sheet in self.sheets)


def rounds_of(scope: Scope, cycle_id: int) -> list[Round]:
    """The rounds of one of the council's cycles, latest first."""
    return list(surveys.rounds(scope).filter(cycle_id=cycle_id))


def waits(scope: Scope, rounds: Iterable[Round]) -> bool:
    """Whether numbers wait for this scope: two days' numbers of a growing round could be subtracted."""
    return not scope.may(Permission.READ_ANSWERS) and any(counting.still_growing(round_) for round_ in rounds)


def open_questions(rounds: Iterable[Round]) -> list[Asked]:
    """What these rounds asked in people's own words, in the order of the latest round."""
    return _asked(rounds, lambda sheet: sheet.is_open)


def about_themselves(rounds: Iterable[Round]) -> list[Asked]:
    """What people said of themselves in one choice each, such as their age: questions that are under no area."""
    return _asked(rounds, lambda sheet: sheet.kind in _OF_ONE_CHOICE and not sheet.area)


def _asked(rounds: Iterable[Round], wanted: Callable[[QuestionSheet], bool]) -> list[Asked]:
    found: dict[str, dict[int, QuestionSheet]] = {}
    for round_ in rounds:
        for sheet in filter(wanted, surveys.instrument_questions(round_.instrument_id)):
            found.setdefault(sheet.name, {})[sheet.id] = sheet
    return [Asked(name, next(iter(sheets.values())).short, tuple(sheets.values())) for name, sheets in found.items()]
