"""What a reply may join, and what it begins with when one comes from a theme, an issue or a thing done."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import queries as plans
from newbelongings.domain.plans.plan_view import ObjectiveView, PlanView, PriorityView
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.themes import queries as themes
from newbelongings.web.workspace.said import ids, issue_choices, quotation_choices, theme_choices, with_joined


@dataclass(frozen=True, slots=True)
class Choices:
    """The checkboxes of the form as (id, words), and the cleared quotations that may stand as what was said."""

    themes: list[tuple[int, str]]
    issues: list[tuple[int, str]]
    actions: list[tuple[int, str]]
    milestones: list[tuple[int, str]]
    quotations: list[tuple[str, str]]


@dataclass
class Beginning:
    """What a new reply starts with."""

    words: dict[str, Any] = field(default_factory=dict)
    themes: set[int] = field(default_factory=set)
    issues: set[int] = field(default_factory=set)
    actions: set[int] = field(default_factory=set)
    milestones: set[int] = field(default_factory=set)

    def initial(self) -> dict[str, Any]:
        """As a form takes it."""
        joins = {name: sorted(getattr(self, name)) for name in ("themes", "issues", "actions", "milestones")}
        return self.words | joins

    def name(self, title: str, area: str) -> None:
        """Give it a title and an area, unless an earlier link did."""
        self.words.setdefault("title", title[:120])
        self.words.setdefault("area", area)

    def answers(self, priority: PriorityView) -> None:
        """Join the reasons of a priority: whoever asked for it is who will be told."""
        self.themes |= {reason.theme_id for reason in priority.themes}
        self.issues |= {reason.issue_id for reason in priority.issues}


def choices(scope: Scope, cycle_id: int, *, quoted_themes: set[int], reply: Reply | None = None) -> Choices:
    """Everything that a reply of this cycle may join; what ``reply`` joins already is always among it."""
    plan = plans.plan(scope, cycle_id)
    return Choices(
        themes=theme_choices(scope, themes.themes(scope, cycle_id), reply.themes.all() if reply else ()),
        issues=issue_choices(scope),
        actions=with_joined(_actions(plan), reply.actions.all() if reply else ()),
        milestones=with_joined(_milestones(plan), reply.milestones.all() if reply else ()),
        quotations=quotation_choices(scope, quoted_themes),
    )


def begin(scope: Scope, cycle_id: int, asked: QueryDict) -> Beginning:
    """What ``?theme=``, ``?issue=``, ``?priority=``, ``?action=`` and ``?milestone=`` lead to.

    Raises ``NotFound`` for an id of another council.
    """
    start = Beginning()
    plan = plans.plan(scope, cycle_id)
    for theme in themes.themes_by_ids(scope, ids(asked, "theme")):
        start.themes |= set(themes.descent(scope).became(theme.pk))
        start.name(theme.name, theme.area)
    for issue in forum.issues_by_ids(scope, ids(asked, "issue")):
        start.issues.add(issue.pk)
        start.name(issue.title, issue.area)
        start.words.setdefault("said", issue.words[:1000])
    _begin_with_priorities(start, scope, cycle_id, ids(asked, "priority"))
    _begin_with_done(start, scope, plan, asked)
    return start


def _begin_with_priorities(start: Beginning, scope: Scope, cycle_id: int, ids: list[int]) -> None:
    if not ids:
        return
    views = {view.id: view for view in plans.priority_views(scope, cycle_id)}
    for priority_id in ids:
        if priority_id not in views:
            raise NotFound("There is no such priority in this year's plan. Choose one from the plan.")
        start.answers(views[priority_id])
        start.name(views[priority_id].title, views[priority_id].area)


def _begin_with_done(start: Beginning, scope: Scope, plan: PlanView | None, asked: QueryDict) -> None:
    objectives = {objective.id: objective for objective in plan.objectives} if plan else {}
    for action in plans.actions_by_ids(scope, ids(asked, "action")):
        start.actions.add(action.pk)
        _begin_with_objective(start, action.title, objectives.get(action.objective_id))
    for milestone in plans.milestones_by_ids(scope, ids(asked, "milestone")):
        start.milestones.add(milestone.pk)
        _begin_with_objective(start, milestone.title, objectives.get(milestone.objective_id or 0))


def _begin_with_objective(start: Beginning, title: str, objective: ObjectiveView | None) -> None:
    start.name(title, objective.area if objective else "")
    start.words.setdefault("state", Reply.DID)
    for priority in objective.priorities if objective else ():
        start.answers(priority)


def _actions(plan: PlanView | None) -> list[tuple[int, str]]:
    return [(a.id, f"{a.title}{_done(a.standing.is_done)}") for a in plan.actions] if plan else []


def _milestones(plan: PlanView | None) -> list[tuple[int, str]]:
    return [(m.id, f"{m.title}{_done(m.standing.is_done)}") for m in plan.milestones] if plan else []


def _done(done: bool) -> str:
    return " (done)" if done else ""
