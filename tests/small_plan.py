"""A small plan with something of every kind of line, for tests of versions and comments."""

import datetime as dt
from dataclasses import dataclass

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.plans import actions
from newbelongings.domain.plans.models import Action, DevelopmentArea, Milestone, Objective, Plan
from tests.world import World

DAY = dt.timedelta(days=1)


@dataclass
class SmallPlan:
    plan: Plan
    objective: Objective
    development_area: DevelopmentArea
    action: Action
    milestone: Milestone


def write_small_plan(world: World) -> SmallPlan:
    """A plan of one objective, written by Alice."""
    scope = world.as_alice
    plan = actions.write_plan(scope, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice")
    chosen = actions.choose_priority(
        scope, cycle_id=world.cycle.pk, title="Dry homes", area="A6", chosen_by="the forum"
    )
    objective = actions.set_objective(
        scope,
        plan_id=plan.pk,
        title="Every first home is dry",
        success="No repair takes more than 14 days.",
        area="A6",
        priority_ids=[chosen.pk],
    )
    area = DevelopmentArea.objects.create(objective=objective, position=1, title="Repairs")
    action = actions.add_action(
        scope,
        objective_id=objective.pk,
        title="Agree 14 days with all landlords",
        lead="Tom, housing",
        starts=today() - 30 * DAY,
        ends=today() + 30 * DAY,
    )
    milestone = actions.add_milestone(
        scope, plan_id=plan.pk, title="Landlords agree", due=today() + 20 * DAY, objective_id=objective.pk
    )
    return SmallPlan(plan, objective, area, action, milestone)
