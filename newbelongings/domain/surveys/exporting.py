"""A round's responses as rows of text, in the shape that ``importing`` reads back.

One row a response, in the order of random ids. No id, no day finer than the week, and nothing that tells
an open link from a personal one leaves the house.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from django.db.models import TextField
from django.db.models.functions import Cast

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .columns import WEEK, targets
from .models import Answer
from .sheets import QuestionSheet

# Sheet, week, question, option, position, words.
_Found: TypeAlias = tuple[str, str, int, int | None, int, str]
Write: TypeAlias = Callable[[Sequence[str], Iterable[Sequence[str]]], int]
_BATCH = 5000


def export_responses(scope: Scope, *, round_id: int, write: Write) -> int:
    """Hand the header and every row to ``write``, row by row; returns how many rows it wrote.

    For those who may read answers only. The audit line is written first, in a statement of its own: a long
    export must not hold back people who are answering meanwhile.
    """
    scope.require(Permission.READ_ANSWERS)
    round_ = queries.round_(scope, round_id)
    audit.note(scope, "exported_responses", round_)
    sheet = _Sheet(queries.instrument_questions(round_.instrument_id))
    return write(sheet.header, sheet.rows(round_.pk))


class _Sheet:
    """Which column each answer goes to, worked out once before a hundred thousand rows."""

    def __init__(self, questions: Sequence[QuestionSheet]) -> None:
        self.header = [WEEK, *(name for name in targets(questions) if name != WEEK)]
        self.options = {option.id: option.text for question in questions for option in question.options}
        places = {target: self.header.index(name) for name, (target, _) in targets(questions).items()}
        ids = {question.name: question.id for question in questions} | {WEEK: 0}
        self.words = {(ids[target.question], target.position): place for target, place in places.items()}
        self.own_words = {ids[target.question]: place for target, place in places.items() if target.own_words}
        self.choices = {ids[target.question]: place for target, place in places.items() if not target.own_words}

    def rows(self, round_id: int) -> Iterator[list[str]]:
        """Each response as cells of text, in one statement."""
        # As text, because making a UUID and a date for each of a million answers takes as long as all the rest.
        found = (
            Answer.objects.filter(response__round_id=round_id)
            .annotate(sheet=Cast("response_id", TextField()), week=Cast("response__week", TextField()))
            .order_by("response_id")
            .values_list("sheet", "week", "question_id", "option_id", "position", "text")
        )
        for _, answers in groupby(found.iterator(chunk_size=_BATCH), key=itemgetter(0)):
            yield self._row(sorted(answers, key=_in_order))

    def _row(self, answers: Sequence[_Found]) -> list[str]:
        row = [""] * len(self.header)
        row[0] = answers[0][1]
        for _, _, question_id, option_id, position, text in answers:
            self._put(row, question_id, option_id, position, text)
        return row

    def _put(self, row: list[str], question_id: int, option_id: int | None, position: int, text: str) -> None:
        if option_id is None:
            row[self.words[question_id, position]] = text
            return
        place = self.choices[question_id]
        row[place] = f"{row[place]}; {self.options[option_id]}" if row[place] else self.options[option_id]
        if text:
            row[self.own_words[question_id]] = text


def _in_order(found: _Found) -> tuple[int, int]:
    return found[2], found[3] or 0
