"""What was changed in a plan, field by field: written with each change, read as its history."""

import datetime as dt
from collections.abc import Mapping

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .models import Action, Change, DevelopmentArea, Milestone, Objective, Plan

Line = Plan | Objective | DevelopmentArea | Action | Milestone
NAMES = {
    Plan: "plan",
    Objective: "objective",
    DevelopmentArea: "development_area",
    Action: "action",
    Milestone: "milestone",
}
ADDED, DROPPED = "added", "dropped"


def write(
    scope: Scope, row: Line, fields: Mapping[str, tuple[object, object]], *, version: int = 1, why: str = ""
) -> None:
    """Keep what was changed, within the caller's transaction: for each field what it was and what it is now."""
    Change.objects.bulk_create(
        Change(
            plan_id=_plan_id(row),
            thing=NAMES[type(row)],
            thing_id=row.pk,
            version=version,
            field=field,
            before=as_text(before),
            after=as_text(after),
            why=why,
            changed_by_id=scope.actor_id,
            by_name=scope.actor_name[:120],
        )
        for field, (before, after) in fields.items()
    )


def as_text(value: object) -> str:
    """A value as it is kept: dates in ISO form, rows by their name, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(as_text(each) for each in value)
    return str(value)


def history(scope: Scope, plan_id: int) -> list[Change]:
    """Every change of a plan of the council, the newest first."""
    scope.require(Permission.READ_PLAN)
    return list(Change.objects.filter(plan=queries.plan_row(scope, plan_id)).order_by("-changed_at", "-pk"))


def since(row: Line, version: int) -> list[Change]:
    """What was changed of a line since the version that somebody's form was drawn from, the oldest first."""
    return list(Change.objects.filter(thing=NAMES[type(row)], thing_id=row.pk, version__gt=version))


def history_of(row: Line) -> list[Change]:
    """Every change of one line, the newest first. Whoever may read the line may read these."""
    return list(Change.objects.filter(thing=NAMES[type(row)], thing_id=row.pk).order_by("-changed_at", "-pk"))


def _plan_id(row: Line) -> int:
    if isinstance(row, Plan):
        return row.pk
    if isinstance(row, Action | DevelopmentArea):
        return row.objective.plan_id
    return row.plan_id


def titles(plan: Plan) -> dict[tuple[str, int], str]:
    """What each line of a plan is called, dropped or not, by its kind and id."""
    rows = {
        "objective": Objective.objects.filter(plan=plan).values_list("pk", "title"),
        "development_area": DevelopmentArea.objects.filter(objective__plan=plan).values_list("pk", "title"),
        "action": Action.objects.filter(objective__plan=plan).values_list("pk", "title"),
        "milestone": Milestone.objects.filter(plan=plan).values_list("pk", "title"),
    }
    found = {(name, pk): title for name, pairs in rows.items() for pk, title in pairs}
    return found | {("plan", plan.pk): "The plan itself"}
