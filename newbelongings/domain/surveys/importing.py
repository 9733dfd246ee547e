"""From rows of a file to responses of a round, all or nothing, with every refusal named by row and column."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import actions
from .cells import CellRefused, option_in, options_in, week_in, words_in
from .columns import WEEK, Plan, Target
from .given import GivenAnswer, ImportedResponse
from .models import Question
from .refusals import Refusal, Refusals, Row, ragged
from .sheets import QuestionSheet


@dataclass
class Reading(Refusals):
    """What a file would bring in. ``responses`` is empty as soon as anything is refused."""

    responses: list[ImportedResponse] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        """Count one refusal; then nothing is brought in."""
        super().refuse(refusal)
        self.responses.clear()


def read(
    rows: Iterable[Row],
    header: Sequence[str],
    plan: Plan,
    questions: Sequence[QuestionSheet],
    *,
    on: dt.date | None = None,
) -> Reading:
    """Read every row by the plan. Nothing is written; ages are counted ``on`` a day, by default today."""
    reader = _Reader(header, plan, questions, on or today())
    reading = Reading()
    for row in rows:
        reading.rows += 1
        response = reader.response(row, reading)
        if response is None:
            continue
        if not response.answers:
            reading.blank += 1
        elif not reading.refused:
            reading.responses.append(response)
    return reading


def bring_in(scope: Scope, *, round_id: int, reading: Reading) -> int:
    """Write every response of a reading, or none; returns how many. Refused while any row is."""
    scope.require(Permission.RUN_SURVEYS)
    if reading.refused:
        raise Refused("Nothing was brought in, because some rows were refused. Put them right and try again.")
    if not reading.responses:
        raise Refused("This file holds no answers in the columns that were chosen: check the columns.")
    return actions.import_responses(scope, round_id=round_id, responses=_used_up(reading.responses))


def _used_up(responses: list[ImportedResponse]) -> Iterator[ImportedResponse]:
    """Each response in turn, let go of as soon as it is given: a large file is not held twice."""
    responses.reverse()
    while responses:
        yield responses.pop()


class _Reader:
    """The plan made ready: which cells to look at, in the order of the header."""

    def __init__(self, header: Sequence[str], plan: Plan, questions: Sequence[QuestionSheet], on: dt.date) -> None:
        self.header, self.plan, self.on = header, plan, on
        self.sheets = {question.name: question for question in questions}
        self.guarded = _is_own_export(header, plan)
        self.chosen: dict[tuple[Target, str], list[GivenAnswer]] = {}

    def response(self, row: Row, reading: Reading) -> ImportedResponse | None:
        """The response in a row; None where something of it was refused."""
        if row.trouble or len(row.cells) != len(self.header):
            reading.refuse(Refusal(row.number, "", row.trouble or ragged(len(row.cells), len(self.header))))
            return None
        before = reading.refused
        answers: list[GivenAnswer] = []
        week: dt.date | None = None
        for place, target in self.plan.columns.items():
            cell = row.cells[place]
            if not cell.strip():
                continue
            try:
                if place in row.formulas:
                    raise CellRefused("This cell holds a formula: copy the column and paste it back as values.")
                if target.question == WEEK:
                    week = week_in(cell, self.on)
                else:
                    answers += self._answers(target, cell)
            except CellRefused as refused:
                reading.refuse(Refusal(row.number, self.header[place], str(refused)))
        try:
            joined = _with_own_words(answers, self.sheets)
        except CellRefused as refused:
            reading.refuse(Refusal(row.number, "", str(refused)))
        return ImportedResponse(joined, week) if reading.refused == before else None

    def _answers(self, target: Target, cell: str) -> list[GivenAnswer]:
        if self.sheets[target.question].is_open or target.own_words:
            text = words_in(unguarded(cell) if self.guarded else cell, self.on)
            return [GivenAnswer(target.question, "", target.position, text)]
        key = target, cell  # the same few choices come again in every row
        if key not in self.chosen:
            self.chosen[key] = self._choices(target, cell)
        return self.chosen[key]

    def _choices(self, target: Target, cell: str) -> list[GivenAnswer]:
        question = self.sheets[target.question]
        others = self.plan.options.get(target.question, {})
        if question.kind == Question.MANY:
            return [GivenAnswer(target.question, name) for name in options_in(cell, question, others, self.on)]
        return [GivenAnswer(target.question, option_in(cell, question, others, self.on))]


def _with_own_words(answers: list[GivenAnswer], sheets: dict[str, QuestionSheet]) -> list[GivenAnswer]:
    """Join the words of an "other" line to its option; raises ``CellRefused`` where another option was chosen."""
    joined = [answer for answer in answers if answer.option or sheets[answer.question].is_open]
    own_words = [answer for answer in answers if not (answer.option or sheets[answer.question].is_open)]
    for words in own_words:
        question = sheets[words.question]
        other = next(option.name for option in question.options if option.other)
        chosen = [answer for answer in joined if answer.question == words.question]
        if question.kind == Question.ONE and any(answer.option != other for answer in chosen):
            raise CellRefused(f"It has their own words for “{question.short}” beside another choice: keep one of them.")
        joined = [answer for answer in joined if (answer.question, answer.option) != (words.question, other)]
        joined.append(GivenAnswer(words.question, other, 1, words.text))
    return joined


_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")


def _is_own_export(header: Sequence[str], plan: Plan) -> bool:
    """Whether the file is an export of ours: it begins with the week, and every column is native."""
    return header[0] == WEEK and len(plan.columns) == len(header)


def unguarded(cell: str) -> str:
    """A cell of our own export without the apostrophe that keeps a spreadsheet from running it.

    The writer (``adapters.csv_files``) puts one before every text that begins so, and one before each text
    that already begins with apostrophes and then so; so that taking one away gives back every text.
    """
    return cell[1:] if _GUARDED.match(cell) else cell
