"""Writing responses so that nothing about their rows says in which order they came."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .checking import CheckedAnswer
from .models import Answer, Response, Round

_BATCH: Final = 1000
CHANCE: Final = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's checked answers and the Monday of their week."""

    week: dt.date
    answers: Sequence[CheckedAnswer]


def write_mixed(round_: Round, ballots: Sequence[Ballot], *, way: str) -> int:
    """Write ``ballots`` as responses with fresh random ids, in random order; returns how many.

    The answers are shuffled among one another too, so that no run of rows is one person's sheet.
    Call it inside the transaction of the action.
    """
    mixed = list(ballots)
    CHANCE.shuffle(mixed)
    pairs = [(Response(round=round_, week=ballot.week, way=way), ballot) for ballot in mixed]
    answers = [
        Answer(
            response=response,
            question_id=answer.question_id,
            option_id=answer.option_id,
            position=answer.position,
            text=answer.text,
        )
        for response, ballot in pairs
        for answer in ballot.answers
    ]
    CHANCE.shuffle(answers)
    Response.objects.bulk_create([response for response, _ in pairs], batch_size=_BATCH)
    Answer.objects.bulk_create(answers, batch_size=_BATCH)
    return len(mixed)
