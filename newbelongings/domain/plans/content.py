"""The whole plan as data, as a version freezes it: plain values only, so that it reads the same in ten years.

It holds no number of people: two versions could be subtracted. It holds no address of anybody either.
"""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, TypeAlias

from django.db.models import Model, QuerySet

from newbelongings.domain.kernel.scope import Scope

from . import queries
from .models import Action, DevelopmentArea, Objective, Plan
from .plan_view import ChosenReason, GroundReason, IssueReason, Reason, reasons_of

Value: TypeAlias = str | int | bool | None | list[int] | list[str]
Line: TypeAlias = dict[str, Value]
Content: TypeAlias = dict[str, list[Line]]

FORMAT: Final = 1
PLAN: Final = ("aim", "lead", "definition", "governance", "sustaining")
OBJECTIVE: Final = ("position", "title", "success", "measure", "baseline", "target", "area")
ACTION: Final = ("objective_id", "development_area_id", "title", "lead", "starts", "ends")


def content_of(scope: Scope, plan: Plan) -> Content:
    """A plan as it stands now: a list of lines for each kind of line, each line with its ``id``, in the order of ids.

    A constant number of SQL statements. Dropped objectives, and what stands under them, are not in it.
    """
    kept = plan.objectives.filter(dropped_on__isnull=True).order_by("pk")
    under = {"objective__plan": plan, "objective__dropped_on__isnull": True}
    waits = _links(
        Action.waits_for.through._default_manager.filter(from_action__objective__plan=plan), "from_action_id"
    )
    milestones = plan.milestones.exclude(objective__dropped_on__isnull=False).order_by("pk")
    facts = plan.key_facts.order_by("pk")
    areas = DevelopmentArea.objects.filter(**under).order_by("pk")
    covered = plan.coverage.exclude(objective__dropped_on__isnull=False).order_by("pk")
    return {
        "plan": [_line(plan, *PLAN) | _year(plan)],
        "key_fact": [_line(row, "words", "source", "as_of") for row in facts],
        "self_assessment": [_line(row, "promise", "well", "better") for row in plan.self_assessments.order_by("pk")],
        "objective": _objectives(scope, plan, kept),
        "development_area": [_line(row, "objective_id", "position", "title") for row in areas],
        "action": [
            _line(row, *ACTION) | {"waits_for": sorted(waits[row.pk])}
            for row in Action.objects.filter(**under).order_by("pk")
        ],
        "milestone": [_line(row, "objective_id", "title", "due") for row in milestones],
        "resource": [
            _line(row, "objective_id", "kind", "words", "pence", "secured") for row in plan.resources.order_by("pk")
        ],
        "coverage": [_line(row, "commitment", "objective_id", "words") for row in covered],
    }


def canonical(content: Content) -> str:
    """The content as canonical JSON: keys in order, no spaces, no escapes; the same content is the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(content: Content) -> str:
    """SHA-256 of the canonical JSON, by which anyone can tell that a version is unchanged."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _year(plan: Plan) -> Line:
    cycle = plan.cycle
    return {"format": FORMAT, "starts": cycle.starts.isoformat(), "ends": cycle.ends.isoformat()}


def _line(row: Model, *fields: str) -> Line:
    values = {name.removesuffix("_id"): _plain(getattr(row, name)) for name in fields}
    return {"id": row.pk} | values


def _plain(value: str | int | dt.date | None) -> Value:
    return value.isoformat() if isinstance(value, dt.date) else value


def _objectives(scope: Scope, plan: Plan, kept: QuerySet[Objective]) -> list[Line]:
    views = {view.id: view for view in queries.priority_views(scope, plan.cycle_id)}
    through = Objective.priorities.through._default_manager.filter(objective__plan=plan)
    answers = _links(through.order_by("priority__rank"), "objective_id", "priority_id")
    lines = []
    for row in kept:
        reasons = reasons_of(views[pk] for pk in answers[row.pk] if pk in views)
        lines.append(_line(row, *OBJECTIVE) | {"asked": _asked(reasons)})
    return lines


def _links(rows: QuerySet[Model], of: str, to: str = "to_action_id") -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for key, value in rows.values_list(of, to):
        found[key].append(value)
    return found


def _asked(reasons: Iterable[Reason]) -> list[str]:
    """Who asked, in words and without numbers."""
    return [_who(reason) for reason in reasons]


def _who(reason: Reason) -> str:
    if isinstance(reason, ChosenReason | GroundReason):
        return reason.phrase
    if isinstance(reason, IssueReason):
        return f"{reason.title}: {reason.phrase}"
    return f"{reason.title}: people in the survey"
