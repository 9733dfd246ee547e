"""Raw counts of a round's responses, for queries of this room and of those above it. Nothing here hides a number:
what leaves a query has been through ``kernel.suppression``."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from newbelongings.domain.kernel.dates import today

from .age_bands import is_about_age
from .mixtures import FEWEST_AT_CLOSE
from .models import Answer, Question, Response, Round, SealedResponse
from .sheets import QuestionSheet, instrument_questions


def people(round_: Round) -> QuerySet[Response]:
    """The responses that are one person's each. What a group agreed on is nobody's, and never counted as people."""
    return Response.objects.filter(round=round_).exclude(way=Response.GROUP_AGREED)


def by_way_and_week(round_: Round) -> dict[tuple[dt.date, str], int]:
    """How many responses came in each week in each way, with what groups agreed on; one statement."""
    found = Response.objects.filter(round=round_).values_list("week", "way").annotate(count=Count("pk")).order_by()
    return {(week, way): count for week, way, count in found}


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round's people chose: by option's id, and by question's id how many chose anything in it at all."""

    options: Mapping[int, int]
    people: Mapping[int, int]

    def of(self, question: QuestionSheet) -> list[int]:
        """How many chose each option of a question, in its order."""
        return [self.options.get(option.id, 0) for option in question.options]


def tally(round_: Round) -> Tally:
    """Every question of choices at once; two statements."""
    chosen = Answer.objects.filter(response__round=round_, option__isnull=False)
    chosen = chosen.exclude(response__way=Response.GROUP_AGREED).order_by()
    options = dict(chosen.values_list("option_id").annotate(count=Count("pk")))
    people: Counter[int] = Counter()
    several = []
    for question in instrument_questions(round_.instrument_id):
        if question.kind == Question.MANY:
            several.append(question.id)
        else:
            people[question.id] = sum(options.get(option.id, 0) for option in question.options)
    if several:
        found = chosen.filter(question_id__in=several).values_list("question_id")
        people.update(dict(found.annotate(count=Count("response_id", distinct=True))))
    return Tally(options, people)


def still_growing(round_: Round) -> bool:
    """Whether more responses may come out of the round's box: then two days' numbers could be subtracted."""
    return round_.closes >= today() or SealedResponse.objects.filter(round=round_).count() >= FEWEST_AT_CLOSE


def question_about(characteristic: str, questions: tuple[QuestionSheet, ...]) -> QuestionSheet | None:
    """The question in which people say their own age, sex or stage, where the questionnaire has one."""
    if characteristic == "age_band":
        return next((q for q in questions if not q.is_open and is_about_age([o.text for o in q.options])), None)
    return next((q for q in questions if q.name == characteristic and q.kind == Question.ONE), None)
