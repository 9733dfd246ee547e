"""Bringing a plan in from a spreadsheet: all of it or nothing. What is there already stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import actions, queries
from .comments import comment_on_plan
from .models import Action, Milestone, Objective, Plan
from .plan_rows import PlanReading, PlanRow, Span

UNSAID: Final = "Not said in the spreadsheet that this came from."
UNTOLD: Final = "As it stood in the spreadsheet."
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """How many were made, and how many rows were there already."""

    objectives: int
    actions: int
    milestones: int
    there: int


def span_of(plan: Plan) -> Span:
    """The year in which the dates of a plan lie."""
    return Span(plan.cycle.starts, plan.cycle.ends)


def there_already(scope: Scope, *, plan_id: int, reading: PlanReading) -> list[PlanRow]:
    """Those rows that stand in the plan by their words: they would be left as they are."""
    scope.require(Permission.EDIT_PLAN)
    plan = queries.plan_row(scope, plan_id)
    kept = Action.objects.filter(objective__plan=plan, objective__dropped_on__isnull=True)
    titles = {(objective, title.lower()) for objective, title in kept.values_list("objective__title", "title")}
    marks = {title.lower() for title in Milestone.objects.filter(plan=plan).values_list("title", flat=True)}
    return [
        row
        for row in reading.found
        if (row.title.lower() in marks if row.is_milestone else (row.objective, row.title.lower()) in titles)
    ]


@transaction.atomic
def bring_in_plan(scope: Scope, *, plan_id: int, reading: PlanReading, areas: Mapping[str, str]) -> BroughtIn:
    """Add every row of a reading to a plan. ``areas`` gives an area to each objective for which the file has none.

    An objective that is made answers no priority yet, so that it stands as asked for by nobody until it is linked. An
    owner is found only by the exact address of an account; otherwise the lead stays in words.
    """
    scope.require(Permission.EDIT_PLAN)
    plan = queries.plan_row(scope, plan_id)
    _check(reading)
    there = there_already(scope, plan_id=plan_id, reading=reading)
    new = [row for row in reading.found if row not in there]
    before = Objective.objects.filter(plan=plan, dropped_on__isnull=True)
    objectives = dict(before.values_list("title", "pk"))
    made = [title for title in reading.areas if title not in objectives]
    if not new and not made:
        raise Refused("Every line of this file is in the plan already.")
    for title in made:
        area = reading.areas[title] or areas.get(title, "")
        if not area:
            raise Refused(f"Choose an area for the objective “{title}”.")
        success = reading.success.get(title) or UNSAID
        objectives[title] = actions.set_objective(scope, plan_id=plan_id, title=title, success=success, area=area).pk
    owners = {email.lower(): pk for email, pk in queries.possible_owners(scope).values_list("email", "pk")}
    rows = {row.title.lower(): _add(scope, plan, row, objectives, owners) for row in new}
    _wait(plan, new, rows)
    marks = sum(row.is_milestone for row in new)
    audit.note(scope, "brought_in_plan", plan, objectives=len(made), actions=len(new) - marks, milestones=marks)
    return BroughtIn(len(made), len(new) - marks, marks, len(there))


def _check(reading: PlanReading) -> None:
    if reading.refused:
        raise Refused("Nothing was brought in, because some rows were refused. Put them right and try again.")
    if not reading.found and not reading.areas:
        raise Refused("This file has no action in the columns that were chosen: check the columns.")
    if len(reading.found) > MOST:
        raise Refused(f"This file has more than {MOST} actions: keep those of this plan.")


def _add(
    scope: Scope, plan: Plan, row: PlanRow, objectives: Mapping[str, int], owners: Mapping[str, int]
) -> Action | Milestone:
    thing: Action | Milestone
    action_id: int | None
    milestone_id: int | None
    if row.is_milestone:
        objective_id = objectives.get(row.objective)
        thing = actions.add_milestone(scope, plan_id=plan.pk, title=row.title, due=row.ends, objective_id=objective_id)
        action_id, milestone_id = None, thing.pk
    else:
        owner = owners.get(row.email.lower()) if row.email else None
        thing = actions.add_action(
            scope,
            objective_id=objectives[row.objective],
            title=row.title,
            lead=row.lead,
            starts=row.starts,
            ends=row.ends,
            owner_id=owner,
            lead_email="" if owner else row.email,
        )
        action_id, milestone_id = thing.pk, None
    if row.rag:
        actions.add_update(
            scope, rag=row.rag, words=row.notes or UNTOLD, action_id=action_id, milestone_id=milestone_id
        )
    elif row.notes:
        kind = "milestone" if row.is_milestone else "action"
        comment_on_plan(scope, plan_id=plan.pk, thing=kind, thing_id=thing.pk, words=row.notes)
    return thing


def _wait(plan: Plan, new: list[PlanRow], made: Mapping[str, Action | Milestone]) -> None:
    """What waits for what, also for what was there already. The reading has refused every circle among its rows."""
    known = {row.title.lower(): row for row in Action.objects.filter(objective__plan=plan)}
    for row in new:
        thing = made[row.title.lower()]
        if row.waits and isinstance(thing, Action):
            thing.waits_for.set([known[title.lower()] for title in row.waits if title.lower() in known])
