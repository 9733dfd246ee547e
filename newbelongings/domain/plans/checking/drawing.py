"""Drawing the picture that the check looks at, in a constant number of SQL statements."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.rows_in_rows import first_row
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden
from newbelongings.domain.plans import queries
from newbelongings.domain.plans.models import Action, Milestone, Objective, Plan, Priority, Rag, Update
from newbelongings.domain.standards.vocabularies import vocabulary
from newbelongings.domain.themes import queries as themes

from .picture import CheckedAction, CheckedMilestone, CheckedObjective, CheckedPlan, CheckedPriority


def draw(scope: Scope, plan_id: int) -> CheckedPlan:
    """One plan of the council as the check sees it."""
    plan = queries.plan_row(scope, plan_id)
    actions = _actions(scope, plan)
    objectives = tuple(_objective(row, actions[row.pk]) for row in _objectives(plan))
    asked = {objective.id: objective.asked for objective in objectives}
    return CheckedPlan(
        id=plan.pk,
        starts=plan.cycle.starts,
        ends=plan.cycle.ends,
        definition=plan.definition,
        governance=plan.governance,
        sustaining=plan.sustaining,
        has_resources=plan.resources.exists(),
        has_key_facts=plan.key_facts.exists(),
        objectives=objectives,
        milestones=tuple(_milestone(row, asked, actions) for row in _milestones(plan)),
        priorities=_priorities(plan),
        high_areas=_high_areas(scope, plan.cycle_id),
        uncovered=_uncovered(plan),
    )


def _objectives(plan: Plan) -> QuerySet[Any]:
    of_objective = Priority.objects.filter(objectives=OuterRef("pk"))
    return plan.objectives.filter(dropped_on=None).annotate(
        by_theme=Exists(of_objective.filter(themes__isnull=False)),
        by_issue=Exists(of_objective.filter(issues__isnull=False)),
    )


def _objective(row: Any, actions: list[CheckedAction]) -> CheckedObjective:
    return CheckedObjective(
        row.pk,
        row.title,
        row.area,
        row.success,
        row.measure,
        row.target,
        row.by_theme or row.by_issue,
        tuple(actions),
    )


def _actions(scope: Scope, plan: Plan) -> dict[int | None, list[CheckedAction]]:
    """By objective. Milestones of no objective have none."""
    still_here = Membership.objects.filter(authority_id=scope.authority, person_id=OuterRef("owner_id"))
    newest = Update.objects.filter(action=OuterRef("pk"))
    rows = (
        Action.objects.filter(objective__plan=plan, objective__dropped_on=None)
        .select_related("owner")
        .annotate(
            owner_here=Exists(still_here), newest=first_row(newest, rag="rag"), waits_until=Max("waits_for__ends")
        )
    )
    found: dict[int | None, list[CheckedAction]] = defaultdict(list)
    for row in rows:
        found[row.objective_id].append(_action(row))
    return found


def _action(row: Any) -> CheckedAction:
    owned = row.owner is not None
    gone = owned and not (row.owner.is_active and row.owner_here)
    return CheckedAction(
        row.pk,
        row.title,
        row.lead,
        row.starts,
        row.ends,
        done=bool(row.newest) and row.newest["rag"] == Rag.DONE,
        reachable=owned or bool(row.lead_email),
        gone=gone,
        waits_until=row.waits_until,
    )


def _milestones(plan: Plan) -> QuerySet[Milestone]:
    return plan.milestones.exclude(objective__dropped_on__isnull=False)


def _milestone(
    row: Milestone, asked: dict[int, bool], actions: dict[int | None, list[CheckedAction]]
) -> CheckedMilestone:
    under = row.objective_id
    return CheckedMilestone(
        row.pk, row.title, row.due, under is not None and asked.get(under, False), tuple(actions.get(under, ()))
    )


def _priorities(plan: Plan) -> tuple[CheckedPriority, ...]:
    answering = Objective.objects.filter(priorities=OuterRef("pk"), plan=plan, dropped_on=None)
    rows = Priority.objects.filter(cycle_id=plan.cycle_id).annotate(answered=Exists(answering))
    return tuple(CheckedPriority(row.pk, row.rank, row.title, row.area, row.answered) for row in rows)


def _high_areas(scope: Scope, cycle_id: int) -> tuple[str, ...]:
    """The areas of the themes that most people spoke of; only what may be shown counts."""
    if not scope.may(Permission.SEE_RESULTS):
        return ()
    shown = [row for row in themes.theme_table(scope, cycle_id=cycle_id).rows if not isinstance(row.people, Hidden)]
    return tuple(dict.fromkeys(row.area for row in shown if row.people))


def _uncovered(plan: Plan) -> tuple[str, ...]:
    covered = set(plan.coverage.values_list("commitment", flat=True))
    return tuple(entry.plain for entry in vocabulary("plan_commitments").entries if entry.code not in covered)
