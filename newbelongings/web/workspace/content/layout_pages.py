"""What the two layouts show: one plan, arranged in two ways."""

from dataclasses import dataclass
from typing import Any

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans.content_queries import PlanContent
from newbelongings.domain.plans.plan_view import ActionView, ObjectiveView, PlanView
from newbelongings.web.workspace.plan.pages import Asked, Line, asked, line, priority_items

from .pages import resources_page


@dataclass(frozen=True, slots=True)
class AreaBlock:
    """Something that must change, with the actions that change it; no title for those under none."""

    title: str
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveBlock:
    """An objective with who asked for it, and its actions area by area."""

    objective: ObjectiveView
    asked: tuple[Asked, ...]
    areas: tuple[AreaBlock, ...]


def brief_page(scope: Scope, cycle: Cycle, plan: PlanView, content: PlanContent) -> dict[str, Any]:
    """Appendix C, example 1."""
    return _common(scope, cycle, plan, content) | {
        "facts": content.facts,
        "promises": [view for view in content.promises if view.is_written],
        "milestones": [line(milestone) for milestone in plan.milestones],
        "gaps": content.gaps,
        **resources_page(content),
    }


def delivery_page(scope: Scope, cycle: Cycle, plan: PlanView, content: PlanContent) -> dict[str, Any]:
    """Appendix C, example 2."""
    return _common(scope, cycle, plan, content)


def _common(scope: Scope, cycle: Cycle, plan: PlanView, content: PlanContent) -> dict[str, Any]:
    return {
        "cycle": cycle,
        "plan": plan,
        "content": content,
        "priorities": priority_items(scope, plan.priorities, {priority.id for priority in plan.unanswered}),
        "blocks": [_block(scope, objective, content) for objective in plan.objectives],
        "may_edit": scope.may(Permission.EDIT_PLAN),
    }


def _block(scope: Scope, objective: ObjectiveView, content: PlanContent) -> ObjectiveBlock:
    areas = content.areas.get(objective.id, ())
    known = {area.id for area in areas}
    blocks = [AreaBlock(area.title, _rows(objective, {area.id})) for area in areas]
    rest = tuple(line(action) for action in objective.actions if action.development_area_id not in known)
    if rest:
        blocks.append(AreaBlock("", rest))
    return ObjectiveBlock(objective, asked(scope, objective.reasons), tuple(blocks))


def _rows(objective: ObjectiveView, areas: set[int]) -> tuple[Line, ...]:
    here: list[ActionView] = [action for action in objective.actions if action.development_area_id in areas]
    return tuple(line(action) for action in here)
