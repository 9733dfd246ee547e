"""What people chose, weighted to look like all care leavers: always beside the figures as they are, never instead.

Only for those who may read every answer: a weighted figure beside the raw one gives away how many of each group
chose an answer, which no hiding of small numbers can undo (docs/adr/0019).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, PERCENT_BASE, Hidden, Shown, hide_row, show_count
from newbelongings.domain.surveys import counting
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Question, Round
from newbelongings.domain.surveys.sheets import QuestionSheet, instrument_questions

from . import coverage_counts
from .characteristics import CHARACTERISTICS, NOT_KNOWN
from .weighting import Cell, Weights, weigh

_Counts: TypeAlias = Mapping[Cell, int]


@dataclass(frozen=True)
class WeighedLine:
    """One option: how many chose it, in every hundred, and in every hundred once weighted."""

    words: str
    people: Shown
    percent: Shown
    weighted: Shown


@dataclass(frozen=True)
class Weighed:
    """A round's questions with raw and weighted figures. ``choices`` are the characteristics one may weigh by;
    without ``weights`` there is nothing else yet, and ``refusal`` says why if one was tried."""

    round: Round
    choices: list[str]
    by: list[str]
    weights: Weights | None
    questions: list[tuple[QuestionSheet, list[WeighedLine]]]
    refusal: str = ""


def weighed_results(scope: Scope, round_id: int, *, by: Sequence[str]) -> Weighed:
    """The closed questions of a round weighted ``by`` characteristics; what cannot be weighted comes with a refusal."""
    scope.require(Permission.READ_ANSWERS)
    round_ = surveys.round_(scope, round_id)
    known = coverage_counts.people(round_).known
    asked = coverage_counts.asked_about(round_)
    choices = [name for name in asked if name in known]
    chosen = [name for name in choices if name in by]
    if not chosen:
        return Weighed(round_, choices, [], None, [])
    crossed = counting.crossed(round_, [asked[name] for name in chosen])
    groups = [coverage_counts.groups_of(name, asked[name]) for name in chosen]
    population = [_named(coverage_counts.held_together(name, known[name])) for name in chosen]
    labels = [CHARACTERISTICS[name].label for name in chosen]
    try:
        weights = weigh(_in_groups(crossed.responses, groups, complete=True), population, labels=labels)
    except Refused as refusal:
        return Weighed(round_, choices, chosen, None, [], refusal.sentence)
    limit = round_.authority.hide_up_to
    questions = [
        (question, _lines(question, crossed, groups, weights, limit))
        for question in instrument_questions(round_.instrument_id)
        if not question.is_open
    ]
    return Weighed(round_, choices, chosen, weights, questions)


def _named(row: Mapping[str, int]) -> dict[str, int]:
    return {group: count for group, count in row.items() if group != NOT_KNOWN and count}


def _in_groups(counts: counting.Crossing, groups: Sequence[Mapping[int, str]], *, complete: bool) -> Counter[Cell]:
    """Cells of option ids as cells of groups; with ``complete`` only of people who said all of it."""
    found: Counter[Cell] = Counter()
    for options, count in counts.items():
        cell = tuple(row.get(option or 0, NOT_KNOWN) for row, option in zip(groups, options, strict=True))
        if not complete or NOT_KNOWN not in cell:
            found[cell] += count
    return found


def _lines(
    question: QuestionSheet,
    crossed: counting.Crossed,
    groups: Sequence[Mapping[int, str]],
    weights: Weights,
    limit: int,
) -> list[WeighedLine]:
    cells = [_in_groups(crossed.options.get(option.id, {}), groups, complete=False) for option in question.options]
    counts = [row.total() for row in cells]
    several = question.kind == Question.MANY
    answered = _in_groups(crossed.questions.get(question.id, {}), groups, complete=False)
    base = answered.total()
    shown = (
        [show_count(count, base=base, limit=limit) for count in counts] if several else hide_row(counts, limit=limit)
    )
    weighted_base = _weighted(answered, weights)
    return [
        _line(option.text, cell, base, _weighted(row, weights) / weighted_base if weighted_base else 0.0)
        for option, cell, row in zip(question.options, shown, cells, strict=True)
    ]


def _line(words: str, people: Shown, base: int, weighted: float) -> WeighedLine:
    if isinstance(people, Hidden) or base < PERCENT_BASE:
        return WeighedLine(words, people, HIDDEN, HIDDEN)
    return WeighedLine(words, people, round(100 * people / base), round(100 * weighted))


def _weighted(counts: _Counts, weights: Weights) -> float:
    """People who did not say what is weighted by count for one."""
    return sum(weights.of.get(cell, 1.0) * count for cell, count in counts.items())
