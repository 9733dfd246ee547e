"""Going through questions one a page, whoever holds the device. Pure: what was pressed gives where to go."""

from collections.abc import Collection
from dataclasses import dataclass, field

from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.public.survey.paper import Paper

START, END = "start", "end"


@dataclass(frozen=True)
class Step:
    """Where a pressed button leads: the name of a question, ``START`` or ``END``; with ``errors`` it stays."""

    paper: Paper
    to: str
    errors: dict[str, str] = field(default_factory=dict)


def private_names(questions: tuple[QuestionSheet, ...]) -> set[str]:
    """The private questions, and those that are asked by what was said to one."""
    names: set[str] = set()
    for question in questions:
        if question.private or question.condition and question.condition["question"] in names:
            names.add(question.name)
    return names


def stops(paper: Paper, part: Collection[str]) -> list[QuestionSheet]:
    """The questions of this part that are asked of whoever said what the paper holds."""
    return [question for question in paper.asked if question.name in part]


def first(paper: Paper, part: Collection[str]) -> str:
    """The first question of a part; ``END`` where none is asked."""
    return next((question.name for question in stops(paper, part)), END)


def last(paper: Paper, part: Collection[str]) -> str:
    """The last question of a part; ``START`` where none is asked."""
    return next((question.name for question in reversed(stops(paper, part))), START)


def step(paper: Paper, part: Collection[str], *, at: str, pressed: str, changing: bool = False) -> Step:
    """From the question called ``at``: on, back, past it, or to what a changed answer opens."""
    here = next((question for question in paper.questions if question.name == at and question.name in part), None)
    if here is None:
        return Step(paper, first(paper, part))
    if pressed == "skip":
        paper = paper.without(here)
    if pressed == "next" and (errors := paper.errors([here])):
        return Step(paper, at, errors)
    if changing:
        opened = paper.opened(here) if pressed != "back" else None
        return Step(paper, opened.name if opened and opened.name in part else END)
    if pressed == "back":
        before = [question.name for question in stops(paper, part) if question.position < here.position]
        return Step(paper, before[-1] if before else START)
    after = [question.name for question in stops(paper, part) if question.position > here.position]
    return Step(paper, after[0] if after else END)
