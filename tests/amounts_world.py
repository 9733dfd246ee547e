"""Rounds whose answers are coded by a plan: who said what on which theme, under which question, how, at which age."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope, system_scope
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Answer, Round
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.models import Reading
from tests.answering import days_ago


@dataclass(frozen=True)
class Crowd:
    """So many people of one age who each wrote about one theme (or none) under each of some questions."""

    people: int
    theme: str = ""
    questions: tuple[str, ...] = ("best",)
    manner: str = ""
    age: str = "18-20"


def round_of(
    scope: Scope,
    cycle: Cycle,
    crowds: Sequence[Crowd],
    *,
    slug: str = "spring",
    closes: dt.date | None = None,
    area: str = "A6",
) -> Round:
    """A round of the 2015 questions, with every answer read; the themes that are not there yet are made."""
    instrument = next(i for i in surveys.install_shipped_instruments(system_scope()) if i.slug.endswith("2015"))
    round_ = surveys.open_round(
        scope,
        cycle_id=cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title=f"{slug.title()} survey",
        opens=days_ago(90),
        closes=closes or days_ago(30),
    )
    said = [
        ImportedResponse(
            [GivenAnswer("age", option=crowd.age)]
            + [GivenAnswer(name, text=f"{place} {crowd.theme} {crowd.manner}") for name in crowd.questions]
        )
        for place, crowd in enumerate(crowds)
        for _ in range(crowd.people)
    ]
    surveys.import_responses(scope, round_id=round_.pk, responses=said)
    _code(scope, cycle, round_, crowds, area)
    return round_


def council_of(code: str, crowds: Sequence[Crowd], *, closes: dt.date | None = None) -> Authority:
    """Another council, invented, where such a round was held this year."""
    system = system_scope()
    council = authorities.add_authority(
        system, code=code, name=f"Council {code}", region="Invented region", imagined=True
    )
    scope, starts = system.at(council.pk), today() - dt.timedelta(days=200)
    cycle = authorities.start_cycle(scope, starts=starts, ends=starts + dt.timedelta(days=364))
    round_of(scope, cycle, crowds, closes=closes)
    return council


def _code(scope: Scope, cycle: Cycle, round_: Round, crowds: Sequence[Crowd], area: str) -> None:
    lines = {theme.name: theme.pk for theme in queries.themes(scope, cycle.pk)}
    for name in dict.fromkeys(crowd.theme for crowd in crowds if crowd.theme and crowd.theme not in lines):
        lines[name] = themes.add_theme(scope, cycle_id=cycle.pk, area=area, name=name).pk
    answers: list[Answer] = list(survey_queries.open_answers(scope, round_id=round_.pk))
    crowd_of = {answer.pk: crowds[int(answer.text.split()[0])] for answer in answers}
    themes.code_answers(
        scope, codings={pk: [lines[crowd.theme]] if crowd.theme else [] for pk, crowd in crowd_of.items()}
    )
    for manner in {crowd.manner for crowd in crowds if crowd.manner}:
        of_it = [pk for pk, crowd in crowd_of.items() if crowd.manner == manner]
        Reading.objects.filter(answer_id__in=of_it).update(sentiment=manner)
