"""A round's responses as rows of text, in the shape that ``importing`` reads back.

One row a response, in the order of random ids. No id, no day finer than the week, and nothing that tells
an open link from a personal one leaves the house.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .columns import WEEK, Target, targets
from .models import Answer
from .sheets import QuestionSheet

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
        names = [WEEK, *(name for name in targets(questions) if name != WEEK)]
        self.header = names
        self.places = {target: names.index(name) for name, (target, _) in targets(questions).items()}
        self.questions = {question.id: question for question in questions}
        self.options = {option.id: option.text for question in questions for option in question.options}

    def rows(self, round_id: int) -> Iterator[list[str]]:
        """Each response as cells of text, in one statement."""
        found = (
            Answer.objects.filter(response__round_id=round_id)
            .order_by("response_id", "question_id", "position", "option_id")
            .values_list("response_id", "response__week", "question_id", "option_id", "position", "text")
        )
        for _, answers in groupby(found.iterator(chunk_size=_BATCH), key=itemgetter(0)):
            row = [""] * len(self.header)
            for _, week, question_id, option_id, position, text in answers:
                row[0] = week.isoformat()
                self._put(row, question_id, option_id, position, text)
            yield row

    def _put(self, row: list[str], question_id: int, option_id: int | None, position: int, text: str) -> None:
        name = self.questions[question_id].name
        if option_id is None:
            row[self.places[Target(name, position)]] = text
            return
        place = self.places[Target(name)]
        row[place] = f"{row[place]}; {self.options[option_id]}" if row[place] else self.options[option_id]
        if text:
            row[self.places[Target(name, own_words=True)]] = text
