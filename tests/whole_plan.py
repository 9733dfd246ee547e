"""A plan with words that no file may stumble over: formulas, signs of XML, long lines, an address, a moved date."""

import datetime as dt
from dataclasses import dataclass

from newbelongings.adapters import uploads
from newbelongings.domain.accounts.models import Person
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.plans import actions, edits
from newbelongings.domain.plans.models import Action, Milestone, Objective, Plan
from tests.world import World

DAY = dt.timedelta(days=1)
FORMULA = '=HYPERLINK("http://example.org","Free") & <b>more</b>; and, so on'
LATEST = "Two of three landlords agreed,\nthe third is away"


@dataclass
class WholePlan:
    plan: Plan
    objective: Objective
    late: Action
    done: Action
    milestone: Milestone


def whole_plan(world: World) -> WholePlan:
    """Ravensmere's: an objective that the forum asked for, a late action whose end was moved, one done, a milestone."""
    scope = world.as_alice
    issue = forum.raise_issue(scope, title="Damp", words="My flat is damp.", area="A6")
    priority = actions.choose_priority(
        scope, cycle_id=world.cycle.pk, title="Dry homes", area="A6", chosen_by="the forum", issue_ids=[issue.pk]
    )
    plan = actions.write_plan(scope, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Head of service")
    objective = actions.set_objective(
        scope,
        plan_id=plan.pk,
        title="Every first home is dry",
        success="No repair takes more than 14 days.",
        area="A6",
        priority_ids=[priority.pk],
    )
    late = _action(world, objective, FORMULA, "Tom, housing, tom@council.example", today() - 9 * DAY)
    edits.edit_action(
        scope,
        action_id=late.pk,
        version=late.version,
        title=late.title,
        lead=late.lead,
        starts=late.starts,
        ends=today() - 3 * DAY,
        why="The landlords met later",
    )
    actions.add_update(scope, rag="amber", words="Letters went out", action_id=late.pk, made_on=today() - 8 * DAY)
    actions.add_update(scope, rag="amber", words=LATEST, action_id=late.pk, made_on=today() - 5 * DAY)
    done = _action(world, objective, "Ask every tenant", "Ana, participation", today() + 20 * DAY)
    actions.add_update(scope, rag="done", words="All were asked", action_id=done.pk)
    milestone = actions.add_milestone(
        scope, plan_id=plan.pk, title="All landlords agreed", due=today() + DAY, objective_id=objective.pk
    )
    return WholePlan(plan, objective, late, done, milestone)


def _action(world: World, objective: Objective, title: str, lead: str, ends: dt.date) -> Action:
    return actions.add_action(
        world.as_alice, objective_id=objective.pk, title=title, lead=lead, starts=world.cycle.starts, ends=ends
    )


def plan_upload(person: Person, plan_id: int) -> str:
    """A plan in a file that this person has chosen and not brought in yet."""
    rows = f"Objective,Action,Lead,End\nRooms are dry,Ask every landlord,Tom,{(today() + 20 * DAY).isoformat()}\n"
    return uploads.keep_upload([rows.encode()], owner=f"{person.pk}-{plan_id}-plan")
