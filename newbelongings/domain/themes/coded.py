"""Every open answer of a round with what people said it is about, one by one, however many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from newbelongings.domain.surveys.models import Answer, Question

from .models import Coding

_BATCH = 5000


class About(NamedTuple):
    """That an answer, or its ``text[start:end]``, is about a theme; both are 0 for the whole answer."""

    theme_id: int
    start: int
    end: int
    coder_id: int | None


@dataclass(frozen=True, slots=True)
class CodedAnswer:
    """One answer. ``reader_id`` is who read it last; None where nobody has."""

    id: UUID
    question_id: int
    text: str
    sentiment: str
    reader_id: int | None
    about: tuple[About, ...]


def coded_answers(round_id: int) -> Iterator[CodedAnswer]:
    """By question and, within one, in the order of their random ids; two statements, read side by side."""
    answers = Answer.objects.filter(
        response__round_id=round_id, option=None, question__kind__in=Question.OPEN
    ).order_by("question__position", "pk")
    codings = Coding.objects.filter(answer__response__round_id=round_id).order_by(
        "answer__question__position", "answer_id", "start", "theme__name"
    )
    rows = codings.values_list("answer_id", "theme_id", "start", "end", "coder_id").iterator(_BATCH)
    groups = ((answer, [About(*row[1:]) for row in found]) for answer, found in groupby(rows, key=itemgetter(0)))
    next_id, about = next(groups, (None, []))
    values = answers.values_list("pk", "question_id", "text", "reading__sentiment", "reading__reader_id")
    for pk, question_id, text, sentiment, reader_id in values.iterator(_BATCH):
        if pk == next_id:
            yield CodedAnswer(pk, question_id, text, sentiment or "", reader_id, tuple(about))
            next_id, about = next(groups, (None, []))
        else:
            yield CodedAnswer(pk, question_id, text, sentiment or "", reader_id, ())
