"""Changing what stands in the plan, so that two people who change one thing never overwrite each other unseen.

Every change names the ``version`` it was made from. Where somebody else was faster, ``ChangedMeanwhile``
says who and when, nothing is written, and saving again from the new version replaces theirs.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import changes, checks, queries
from .actions import objective_of, possible_owner
from .models import Action, DevelopmentArea, Editable, Milestone, Objective, Plan
from .order import waiting_rows
from .updating import revoke_links

Row = TypeVar("Row", Plan, Objective, DevelopmentArea, Action, Milestone)


class ChangedMeanwhile(Refused):
    """Somebody else changed this since the form was drawn. ``version`` is the one that stands now."""

    def __init__(self, row: Editable) -> None:
        at = timezone.localtime(row.changed_at)
        when = f"at {at:%H:%M}" if at.date() == today() else f"on {long_date(at.date())}"
        super().__init__(
            f"{row.changed_by or 'Somebody'} changed this {when}. What it says now is shown below, and what you "
            "typed is still here: save again to replace it."
        )
        self.version = row.version


@transaction.atomic
def edit_plan(scope: Scope, *, plan_id: int, version: int, aim: str, lead: str) -> Plan:
    """Change the aim or the lead. That the board agreed it is written down with a version (``versions``)."""
    scope.require(Permission.EDIT_PLAN)
    return change(
        scope,
        queries.plan_row(scope, plan_id),
        version,
        aim=checks.text(aim, field="aim", what="the aim"),
        lead=checks.line(lead, field="lead", what="the lead", at_most=120),
    )


@transaction.atomic
def edit_objective(scope: Scope, *, objective_id: int, version: int, title: str, success: str, area: str) -> Objective:
    """Change an objective's words or its area."""
    scope.require(Permission.EDIT_PLAN)
    return change(
        scope,
        queries.objective(scope, objective_id),
        version,
        title=checks.line(title, field="title", what="the objective in one line", at_most=160),
        success=checks.text(success, field="success", what="what success will mean"),
        area=checks.area(area),
    )


@transaction.atomic
def edit_action(
    scope: Scope,
    *,
    action_id: int,
    version: int,
    title: str,
    lead: str,
    starts: dt.date,
    ends: dt.date,
    owner_id: int | None = None,
    lead_email: str | None = None,
    waits_for_ids: Iterable[int] | None = None,
    why: str = "",
) -> Action:
    """Change an action's words, dates or people. Its updates stay as they are.

    ``lead_email`` and ``waits_for_ids`` stay as they are where they are not given. Of an agreed plan, ``why`` is asked
    for when a date moves.
    """
    scope.require(Permission.EDIT_PLAN)
    action = queries.action(scope, action_id)
    checks.span(action.objective.plan.cycle, starts, ends)
    email = action.lead_email if lead_email is None else checks.email(lead_email, field="lead_email")
    waits_for = None if waits_for_ids is None else waiting_rows(action, waits_for_ids)
    return change(
        scope,
        action,
        version,
        why=_reason(action.objective.plan, (action.starts, action.ends), (starts, ends), why),
        waits_for=waits_for,
        title=checks.line(title, field="title", what="the action in one line", at_most=200),
        lead=checks.line(lead, field="lead", what="who is responsible", at_most=120),
        owner_id=possible_owner(scope, owner_id),
        lead_email=email,
        starts=starts,
        ends=ends,
    )


@transaction.atomic
def edit_milestone(
    scope: Scope,
    *,
    milestone_id: int,
    version: int,
    title: str,
    due: dt.date,
    objective_id: int | None = None,
    why: str = "",
) -> Milestone:
    """Change a milestone's words, its day, or the objective it belongs to. ``why`` as with an action."""
    scope.require(Permission.EDIT_PLAN)
    milestone = queries.milestone(scope, milestone_id)
    objective = objective_of(scope, milestone.plan, objective_id)
    return change(
        scope,
        milestone,
        version,
        why=_reason(milestone.plan, (milestone.due,), (due,), why),
        title=checks.line(title, field="title", what="the milestone in one line", at_most=160),
        due=checks.within(milestone.plan.cycle, due, field="due"),
        objective_id=objective and objective.pk,
    )


@transaction.atomic
def drop_objective(scope: Scope, *, objective_id: int, because: str) -> Objective:
    """Take an objective, with its actions and milestones, out of the plan. All of it stays on record."""
    scope.require(Permission.EDIT_PLAN)
    objective = queries.objective(scope, objective_id)
    objective.dropped_because = checks.line(because, field="because", what="why it is dropped", at_most=200)
    objective.dropped_on = today()
    objective.save(update_fields=["dropped_on", "dropped_because"])
    changes.write(scope, objective, {changes.DROPPED: ("", objective.dropped_on)}, why=objective.dropped_because)
    revoke_links(*objective.actions.all())
    audit.note(scope, "dropped_objective", objective)
    return objective


def _reason(plan: Plan, before: Iterable[dt.date], after: Iterable[dt.date], why: str) -> str:
    """Why a line is planned anew. Before a plan is agreed, a date may move without a word."""
    reason = checks.optional_line(why, field="why", what="why the dates move", at_most=200)
    if plan.agreed_on and not reason and list(before) != list(after):
        raise Refused(
            f"Say why the dates move: this plan was agreed on {long_date(plan.agreed_on)}, and the old dates stay "
            "beside the new ones.",
            field="why",
        )
    return reason


def change(
    scope: Scope, row: Row, version: int, *, why: str = "", waits_for: list[Action] | None = None, **values: Any
) -> Row:
    """Write ``values`` if ``version`` still stands. One statement compares and writes, so nobody slips between."""
    kind = type(row)
    before = _as_named(row, values)
    written = kind._default_manager.filter(pk=row.pk, version=version).update(
        version=F("version") + 1, changed_by=scope.actor_name, changed_at=timezone.now(), **values
    )
    row.refresh_from_db()
    if not written:
        raise ChangedMeanwhile(row)
    after = _as_named(row, values)
    if isinstance(row, Action) and waits_for is not None:
        before["waits_for"] = list(row.waits_for.all())
        row.waits_for.set(waits_for)
        after["waits_for"] = list(row.waits_for.all())
    changed = {name: (value, after[name]) for name, value in before.items() if value != after[name]}
    changes.write(scope, row, changed, version=row.version, why=why)
    audit.note(scope, f"edited_{kind._meta.model_name}", row, changed=sorted(changed))
    return row


def _as_named(row: Editable, values: Iterable[str]) -> dict[str, object]:
    """What these columns hold, a row in place of its id."""
    names = [name.removesuffix("_id") for name in values]
    return {name: getattr(row, name) for name in names}
