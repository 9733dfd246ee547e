"""The plan as rows of a table: one an action or a milestone, with who asked for it and how it stands in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Final, TypeAlias

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.plans.moved import Moved
from newbelongings.domain.plans.plan_view import ActionView, MilestoneView, ObjectiveView, PlanView, Reason, ThemeReason
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.web.parts.knots import RAG_WORDS

from .words import beside_tag, tag_words

NOBODY: Final = "Nobody yet"
HEADER: Final = (
    "Kind",
    "Objective",
    "What success will mean",
    "Area",
    "Who asked for it",
    "Action",
    "Lead",
    "Start",
    "End",
    "Dates before",
    "How it stands",
    "What the calendar says",
    "Latest word",
    "Said on",
)
# A day, or nothing where there is none.
Day: TypeAlias = dt.date | str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One row, in the order of ``HEADER``."""

    kind: str
    objective: str
    success: str
    area: str
    asked: str
    title: str
    lead: str
    starts: Day
    ends: Day
    before: str
    stands: str
    beside: str
    latest: str
    said_on: Day

    @property
    def cells(self) -> tuple[Day, ...]:
        return astuple(self)


def plan_lines(plan: PlanView) -> list[PlanLine]:
    """Every objective with its actions, then every milestone. An objective without an action is a line by itself."""
    found = [line for objective in plan.objectives for line in _of_objective(objective)]
    by_id = {objective.id: objective for objective in plan.objectives}
    return found + [_of_milestone(milestone, by_id.get(milestone.objective_id or 0)) for milestone in plan.milestones]


def asked_words(reasons: Iterable[Reason]) -> str:
    """``34 of 96 people in the survey: Housing; the forum on 5 June 2026: Deposits``."""
    return "; ".join(_reason(reason) for reason in reasons) or NOBODY


def _reason(reason: Reason) -> str:
    about = reason.title if isinstance(reason, ThemeReason) else getattr(reason, "title", "")
    return f"{reason.phrase}: {about}" if about else reason.phrase


def stands_words(thing: ActionView | MilestoneView) -> str:
    """``Red: 43 days late``, ``Green: on track``, ``Done``: a colour is never said alone."""
    stands = thing.standing
    return ": ".join(part for part in (RAG_WORDS[stands.rag], tag_words(stands)) if part)


def before_words(moved: Iterable[Moved]) -> str:
    """What the dates were before they were planned anew, and why."""
    names = {"starts": "start", "ends": "end", "due": "end"}
    return "; ".join(f"{names[one.field]} was {long_date(one.was)} ({one.why})" for one in moved)


def _of_objective(objective: ObjectiveView) -> list[PlanLine]:
    if objective.actions:
        return [
            _line("Action", objective, action, action.lead, action.starts, action.ends) for action in objective.actions
        ]
    return [PlanLine("Objective", *_head(objective), "", "", "", "", "", "", "", "", "")]


def _of_milestone(milestone: MilestoneView, objective: ObjectiveView | None) -> PlanLine:
    return _line("Milestone", objective, milestone, "", "", milestone.due)


def _head(objective: ObjectiveView | None) -> tuple[str, str, str, str]:
    if objective is None:
        return "", "", "", NOBODY
    return objective.title, objective.success, area_name(objective.area), asked_words(objective.reasons)


def _line(
    kind: str, objective: ObjectiveView | None, thing: ActionView | MilestoneView, lead: str, starts: Day, ends: Day
) -> PlanLine:
    latest = thing.latest
    return PlanLine(
        kind,
        *_head(objective),
        thing.title,
        lead,
        starts,
        ends,
        before_words(thing.moved),
        stands_words(thing),
        beside_tag(thing.standing),
        latest.words if latest else "",
        latest.made_on if latest else "",
    )
