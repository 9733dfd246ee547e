"""Writing responses so that nothing about their rows says in which order they came."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from .checking import CheckedAnswer
from .models import Answer, Response, Round
from .rows import insert

CHANCE: Final = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's checked answers, the Monday of their week, and what is kept of the way they were given."""

    week: dt.date
    answers: Sequence[CheckedAnswer]
    way: str
    interpreter: bool | None = None


def write_mixed(round_: Round, ballots: Sequence[Ballot]) -> int:
    """Write ``ballots`` as responses with fresh random ids, in random order; returns how many.

    The answers are shuffled among one another too, so that no run of rows is one person's sheet.
    Call it inside the transaction of the action.
    """
    mixed = list(ballots)
    CHANCE.shuffle(mixed)
    responses = list(zip(_random_ids(len(mixed)), mixed, strict=True))
    answers = [(response_id, answer) for response_id, ballot in responses for answer in ballot.answers]
    CHANCE.shuffle(answers)
    insert(
        Response,
        ("id", "round_id", "week", "way", "interpreter"),
        (
            (response_id, round_.pk, ballot.week.isoformat(), ballot.way, ballot.interpreter)
            for response_id, ballot in responses
        ),
    )
    insert(
        Answer,
        ("id", "response_id", "question_id", "option_id", "position", "text"),
        (
            (answer_id, response_id, answer.question_id, answer.option_id, answer.position, answer.text)
            for answer_id, (response_id, answer) in zip(_random_ids(len(answers)), answers, strict=True)
        ),
    )
    return len(mixed)


def _random_ids(count: int) -> list[str]:
    """Fresh random ids, smallest first: they tell as little, and the index of a large table only grows at its end."""
    return sorted(uuid4().hex for _ in range(count))
