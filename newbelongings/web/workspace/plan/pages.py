"""What the plan's pages show, worked out before any template is drawn."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.plans.models import Vote
from newbelongings.domain.plans.plan_view import (
    ActionView,
    IssueReason,
    MilestoneView,
    ObjectiveView,
    PlanView,
    PriorityView,
    Reason,
    ThemeReason,
)

from .next_step import next_choice, next_step
from .timeline import draw
from .words import beside_tag, sentence, tag_words, wait_words, was_words

RAGS = ("red", "amber", "green", "done", "none")
SUMMARY = {"red": "late, or will be", "amber": "at risk", "green": "on track"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for a line: a phrase, what they asked for, and where it can be read (empty for no link)."""

    phrase: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """An action or a milestone as a row: the thing itself, its tag, the words beside the tag, and below them its old
    dates and what it waits for."""

    thing: ActionView | MilestoneView
    rag: str
    words: str
    beside: str
    notes: tuple[str, ...] = ()

    @property
    def is_stray(self) -> bool:
        """Whether it stands under no objective, so that nothing said leads to it (milestones only)."""
        return self.thing.objective_id is None


@dataclass(frozen=True, slots=True)
class Told:
    """How many finished actions care leavers were told of, and the first that they were not told of."""

    done: int
    told: int
    untold_id: int | None

    @property
    def words(self) -> str:
        if not self.done:
            return "Nothing is finished yet"
        if self.done == self.told:
            return "The finished action" if self.done == 1 else f"All {self.done} finished actions"
        return f"{self.told} of {self.done} finished actions"


@dataclass(frozen=True, slots=True)
class ObjectiveCard:
    """An objective as its card shows it."""

    objective: ObjectiveView
    asked: tuple[Asked, ...]
    told: Told
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PriorityItem:
    """A priority with its reasons, and whether an objective answers it."""

    priority: PriorityView
    asked: tuple[Asked, ...]
    is_answered: bool


def plan_page(scope: Scope, cycle: Cycle, plan: PlanView, told: set[int], today: dt.date) -> dict[str, Any]:
    """The plan: how it stands, the next step, milestones in time, priorities, objectives."""
    return {
        "cycle": cycle,
        "plan": plan,
        "summary": summary(plan.actions),
        "late": sum(action.standing.is_late for action in plan.actions),
        "next_step": next_step(plan) if scope.may(Permission.EDIT_PLAN) else None,
        "timeline": draw(plan.milestones, starts=cycle.starts, ends=cycle.ends, today=today),
        "read_aloud": [(m.title, m.due, sentence(m.standing)) for m in plan.milestones],
        "milestones": [line(milestone) for milestone in plan.milestones],
        "priorities": priority_items(scope, plan.priorities, {priority.id for priority in plan.unanswered}),
        "cards": [_card(scope, objective, told) for objective in plan.objectives],
        **may(scope),
    }


def no_plan_page(scope: Scope, cycle: Cycle, priorities: tuple[PriorityView, ...]) -> dict[str, Any]:
    """Before there is a plan: what was chosen, and what comes first."""
    unanswered = {priority.id for priority in priorities}
    return {"cycle": cycle, "priorities": priority_items(scope, priorities, unanswered), **may(scope)}


def priorities_page(
    scope: Scope, cycle: Cycle, priorities: tuple[PriorityView, ...], votes: list[Vote]
) -> dict[str, Any]:
    """What was chosen, in its order; the votes held; and the one next thing."""
    return {
        "cycle": cycle,
        "priorities": priority_items(scope, priorities, set()),
        "votes": votes,
        "next_step": next_choice(priorities, votes) if scope.may(Permission.EDIT_PLAN) else None,
        **may(scope),
    }


def may(scope: Scope) -> dict[str, bool]:
    """What whoever looks is offered to do."""
    return {
        "may_edit": scope.may(Permission.EDIT_PLAN),
        "may_comment": scope.may(Permission.COMMENT_ON_PLAN),
        "may_update": scope.may(Permission.UPDATE_ACTIONS),
        "may_reply": scope.may(Permission.WRITE_REPLIES),
        "may_read_commitments": scope.may(Permission.READ_COMMITMENTS),
    }


def summary(actions: Iterable[ActionView]) -> list[tuple[str, str]]:
    """Each colour that occurs with its number in words, worst first."""
    counts = Counter(action.standing.rag for action in actions)
    return [(rag, f"{counts[rag]} {SUMMARY.get(rag, '')}".strip()) for rag in RAGS if counts[rag]]


def line(thing: ActionView | MilestoneView) -> Line:
    """One row of a table."""
    stands: Standing = thing.standing
    notes = [*was_words(thing.moved), *wait_words(getattr(thing, "waits_for", ()))]
    return Line(thing, stands.rag, tag_words(stands), beside_tag(stands), tuple(notes))


def priority_items(scope: Scope, priorities: Iterable[PriorityView], unanswered: set[int]) -> tuple[PriorityItem, ...]:
    """Priorities in rank order with their reasons as links."""
    return tuple(
        PriorityItem(priority, asked(scope, priority.reasons), priority.id not in unanswered) for priority in priorities
    )


def asked(scope: Scope, reasons: Iterable[Reason]) -> tuple[Asked, ...]:
    """Reasons as short phrases, linked for whoever may follow the link."""
    return tuple(_asked(scope, reason) for reason in reasons)


def _asked(scope: Scope, reason: Reason) -> Asked:
    if isinstance(reason, ThemeReason):
        url = f"{reverse('themes')}#theme-{reason.theme_id}" if scope.may(Permission.SEE_RESULTS) else ""
        return Asked(reason.phrase, reason.title, url)
    if isinstance(reason, IssueReason):
        may_read = scope.may(Permission.KEEP_FORUM) or scope.may(Permission.READ_THREAD)
        return Asked(reason.phrase, reason.title, reverse("issue", args=[reason.issue_id]) if may_read else "")
    return Asked(reason.phrase, "", "")


def _card(scope: Scope, objective: ObjectiveView, told: set[int]) -> ObjectiveCard:
    done = [action.id for action in objective.actions if action.standing.is_done]
    untold = [action_id for action_id in done if action_id not in told]
    return ObjectiveCard(
        objective,
        asked(scope, objective.reasons),
        Told(len(done), len(done) - len(untold), untold[0] if untold else None),
        tuple(line(action) for action in objective.actions),
    )
