"""What a page of a helped answer shows, worked out before a template sees it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.public.survey.asking import asked
from newbelongings.web.public.survey.drawing import draw
from newbelongings.web.public.survey.pages import Row, error_links, row, shut_words
from newbelongings.web.public.survey.paper import Paper

from .walking import stops


@dataclass
class Page:
    """One page in somebody's hands; ``hidden`` is what it carries."""

    at: str
    hidden: list[tuple[str, str]]
    question: QuestionSheet | None = None
    drawn: SafeString = SafeString()
    number: int = 0
    count: int = 0
    answered: bool = False
    rows: list[Row] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)

    @property
    def errors(self) -> bool:
        return bool(self.links)


def question_page(
    paper: Paper,
    part: Collection[str],
    name: str,
    hidden: list[tuple[str, str]],
    errors: dict[str, str],
    *,
    blank: bool = False,
) -> Page:
    """One question, counted among those of its part; ``blank`` leaves out what was answered before."""
    asked_here = stops(paper, part)
    sheet = next(question for question in paper.questions if question.name == name)
    shown = paper.without(sheet) if blank and not errors else paper
    one = asked(sheet, shown, errors)
    return Page(
        at=name,
        hidden=hidden,
        question=sheet,
        drawn=draw(one, alone=True, easy=False),
        number=1 + sum(question.position < sheet.position for question in asked_here),
        count=max(len(asked_here), 1),
        answered=blank and bool(paper.given(sheet)),
        links=error_links([one]),
    )


def check_page(paper: Paper, part: Collection[str], hidden: list[tuple[str, str]], refusal: str = "") -> Page:
    """What will be sent of one part; ``refusal`` is why sending it did not work."""
    asked_here = stops(paper, part)
    errors = paper.errors(asked_here)
    rows = [row(sheet, paper, errors) for sheet in asked_here]
    links = [{"target": f"row-{r.name}", "words": f"{r.title}: {words}"} for r in rows for words in r.errors]
    if refusal and not links:
        links = [{"target": "", "words": refusal}]
    unasked = [sheet.short for sheet in paper.unasked() if sheet.name in part]
    return Page(at="check", hidden=hidden, rows=rows, links=links, unasked=unasked)


def open_rounds(scope: Scope) -> list[dict[str, Any]]:
    """The surveys that somebody can be helped with today."""
    found = list(surveys.rounds_taking_answers(scope))
    return [
        {
            "round": round_,
            "questions": len(surveys.instrument_questions(round_.instrument_id)),
            "kind": "" if round_ == found[0] else "govuk-button--secondary",
        }
        for round_ in found
    ]


def is_open(round_: Round) -> bool:
    """Whether it takes answers today."""
    return shut_words(round_, today()) is None
