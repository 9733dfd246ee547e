"""Writing responses so that nothing about their rows says in which order they came."""

import datetime as dt
import secrets
from array import array
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from os import urandom
from typing import Final

from .checking import CheckedAnswer
from .models import Answer, Response, Round
from .rows import Value, insert
from .tallies import add_to_counts

_BATCH: Final = 2000
_PREFIXES: Final = 1 << 32
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
    ids = list(_random_ids(len(mixed)))
    insert(
        Response,
        ("id", "round_id", "week", "way", "interpreter"),
        (
            (response_id, round_.pk, ballot.week.isoformat(), ballot.way, ballot.interpreter)
            for response_id, ballot in zip(ids, mixed, strict=True)
        ),
    )
    insert(Answer, ("id", "response_id", "question_id", "option_id", "position", "text"), _answer_rows(ids, mixed))
    persons = (ballot for ballot in mixed if ballot.way != Response.GROUP_AGREED)
    add_to_counts(round_, (ballot.answers for ballot in persons))
    return len(mixed)


def _answer_rows(ids: Sequence[str], mixed: Sequence[Ballot]) -> Iterator[Sequence[Value]]:
    """Every answer, shuffled by its number among all: a million pairs would take more memory than the answers."""
    starts = [0, *accumulate(len(ballot.answers) for ballot in mixed)]
    order = array("Q", range(starts[-1]))
    CHANCE.shuffle(order)
    for answer_id, number in zip(_random_ids(len(order)), order, strict=True):
        place = bisect(starts, number) - 1
        answer = mixed[place].answers[number - starts[place]]
        yield answer_id, ids[place], answer.question_id, answer.option_id, answer.position, answer.text


def _random_ids(count: int) -> Iterator[str]:
    """Fresh random ids, smallest first: they tell as little, and the index of a large table only grows at its end.

    Drawn in batches, each from its own part of all there are, so that a million need not be held to be sorted.
    """
    batches = -(-count // _BATCH)
    for batch in range(batches):
        first, end = (place * _PREFIXES // batches for place in (batch, batch + 1))
        size = min(_BATCH, count - batch * _BATCH)
        yield from sorted(_random_id(first, end - first) for _ in range(size))


def _random_id(first: int, span: int) -> str:
    """128 random bits in hexadecimal, the foremost 32 of them from ``first`` on within ``span``."""
    drawn = urandom(16)
    return f"{first + (int.from_bytes(drawn[:4]) * span >> 32):08x}{drawn[4:].hex()}"
