"""Comparing two rounds of one council: the questions that both asked word for word, with small numbers hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.intervals import shared_confidence
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import counting, queries
from .comparing import Line, Side, can_be_compared, line, sentence, shown_pairs
from .models import Question, Round
from .sheets import QuestionSheet, instrument_questions


@dataclass(frozen=True)
class Compared:
    """One question of both rounds. ``now_base`` and ``then_base`` may be small: show them through ``lines`` only."""

    question: QuestionSheet
    sentence: str
    lines: list[Line]


@dataclass(frozen=True)
class Comparison:
    """Two rounds side by side. ``waits`` says that one of them still grows, so that nothing is shown to this scope."""

    round: Round
    other: Round
    questions: list[Compared]
    waits: bool


def rounds_to_compare(scope: Scope, round_id: int) -> list[Round]:
    """The council's other rounds that share a question of choices with this one, latest first."""
    scope.require(Permission.SEE_RESULTS)
    found = queries.round_(scope, round_id)
    origins = {question.origin for question in _closed(found)}
    others = queries.rounds(scope).exclude(pk=found.pk)
    return [other for other in others if origins & {question.origin for question in _closed(other)}]


def compare_rounds(scope: Scope, round_id: int, other_id: int) -> Comparison:
    """Every question of choices that both rounds asked with the same words; two statements a round for the counts."""
    scope.require(Permission.SEE_RESULTS)
    found, other = queries.round_(scope, round_id), queries.round_(scope, other_id)
    if found.pk == other.pk:
        raise Refused("Choose another survey to compare this one with.")
    if not scope.may(Permission.READ_ANSWERS) and any(counting.still_growing(one) for one in (found, other)):
        return Comparison(found, other, [], waits=True)
    earlier = {question.origin: question for question in _closed(other)}
    pairs = [(question, earlier[question.origin]) for question in _closed(found) if question.origin in earlier]
    limit = found.authority.hide_up_to
    tallies = counting.tally(found), counting.tally(other)
    sides = [_sides(question, same, tallies) for question, same in pairs]
    shown = [
        shown_pairs(now, then, several=question.kind == Question.MANY, limit=limit)
        for (question, _), (_, now, then) in zip(pairs, sides, strict=True)
    ]
    confidence = shared_confidence(
        sum(
            can_be_compared(pair, now, then)
            for (_, now, then), cells in zip(sides, shown, strict=True)
            for pair in cells
        )
    )
    questions = []
    for (question, _), (words, now, then), cells in zip(pairs, sides, shown, strict=True):
        lines = [line(text, pair, now, then, confidence=confidence) for text, pair in zip(words, cells, strict=True)]
        questions.append(Compared(question, sentence(lines, other=other.title), lines))
    return Comparison(found, other, questions, waits=False)


def _closed(round_: Round) -> list[QuestionSheet]:
    return [question for question in instrument_questions(round_.instrument_id) if not question.is_open]


def _sides(
    question: QuestionSheet, same: QuestionSheet, tallies: tuple[counting.Tally, counting.Tally]
) -> tuple[list[str], Side, Side]:
    """The words of the options that both have, and each round's counts of them."""
    common = [option for option in question.options if same.option(option.name)]
    sides = [
        Side([_count(tally.options, sheet, option.name) for option in common], tally.people.get(sheet.id, 0))
        for tally, sheet in zip(tallies, (question, same), strict=True)
    ]
    return [option.text for option in common], sides[0], sides[1]


def _count(options: Mapping[int, int], sheet: QuestionSheet, name: str) -> int:
    option = sheet.option(name)
    return options.get(option.id, 0) if option else 0
