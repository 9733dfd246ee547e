"""Raw counts of a round's responses, for queries of this room and of those above it. Nothing here hides a number:
what leaves a query has been through ``kernel.suppression``."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Count, OuterRef, QuerySet, Subquery

from newbelongings.domain.kernel.dates import today

from .age_bands import is_about_age
from .mixtures import FEWEST_AT_CLOSE
from .models import Answer, AnswerCount, Question, Response, Round, SealedResponse
from .sheets import QuestionSheet
from .tallies import ANY_OPTION


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
    """Every question of choices at once; one statement, whose size is that of the questionnaire."""
    rows = AnswerCount.objects.filter(round=round_).values_list("question_id", "option", "people")
    options, persons = {}, {}
    for question_id, option_id, count in rows:
        if option_id == ANY_OPTION:
            persons[question_id] = count
        else:
            options[option_id] = count
    return Tally(options, persons)


def still_growing(round_: Round) -> bool:
    """Whether more responses may come out of the round's box: then two days' numbers could be subtracted."""
    return round_.closes >= today() or SealedResponse.objects.filter(round=round_).count() >= FEWEST_AT_CLOSE


def question_about(characteristic: str, questions: tuple[QuestionSheet, ...]) -> QuestionSheet | None:
    """The question in which people say their own age, sex or stage, where the questionnaire has one."""
    if characteristic == "age_band":
        return next((q for q in questions if not q.is_open and is_about_age([o.text for o in q.options])), None)
    return next((q for q in questions if q.name == characteristic and q.kind == Question.ONE), None)


Crossing: TypeAlias = Mapping[tuple[int | None, ...], int]


@dataclass(frozen=True, slots=True)
class Crossed:
    """What a round's people chose, by what they said of themselves: each cell is a row of option ids, None where
    a person did not say. ``responses`` counts people, ``options`` and ``questions`` go by their ids."""

    responses: Crossing
    options: Mapping[int, Crossing]
    questions: Mapping[int, Crossing]


def crossed(round_: Round, by: Sequence[QuestionSheet]) -> Crossed:
    """Every question of choices against some others; three statements, for a page that is asked for."""
    names = [f"own{place}" for place in range(len(by))]

    def own(response: str) -> dict[str, Subquery]:
        said = Answer.objects.filter(response=OuterRef(response), option__isnull=False)
        return {
            name: Subquery(said.filter(question_id=question.id).values("option_id")[:1])
            for name, question in zip(names, by, strict=True)
        }

    responses = people(round_).annotate(**own("pk")).values_list(*names).annotate(count=Count("pk")).order_by()
    chosen = Answer.objects.filter(response__round=round_, option__isnull=False)
    chosen = chosen.exclude(response__way=Response.GROUP_AGREED).annotate(**own("response")).order_by()
    options: dict[int, dict[tuple[int | None, ...], int]] = defaultdict(dict)
    for option_id, *cell, count in chosen.values_list("option_id", *names).annotate(count=Count("pk")):
        options[option_id][tuple(cell)] = count
    questions: dict[int, dict[tuple[int | None, ...], int]] = defaultdict(dict)
    found = chosen.values_list("question_id", *names).annotate(count=Count("response_id", distinct=True))
    for question_id, *cell, count in found:
        questions[question_id][tuple(cell)] = count
    return Crossed({tuple(cell): count for *cell, count in responses}, options, questions)
