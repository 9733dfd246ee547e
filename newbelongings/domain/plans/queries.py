"""Questions about priorities and the plan. What belongs to another council is not found."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Coalesce

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import ROLES, Permission
from newbelongings.domain.kernel.scope import Scope

from . import composing
from .models import Action, Milestone, Objective, Plan, Priority, Update
from .plan_view import ActionView, HeldUp, PlanView, PriorityView, Reason, reasons_of

Found = TypeVar("Found", bound=Model)
GONE = "This {} is not in your council's plan. Go back to the plan and choose it there."


def cycle(scope: Scope, cycle_id: int) -> Cycle:
    """One year of the scope's own council."""
    return _one(authorities.cycles(scope), cycle_id, "year")


def priorities(scope: Scope, cycle_id: int) -> QuerySet[Priority]:
    """What was chosen for a year, in rank order."""
    scope.require(Permission.READ_PLAN)
    return Priority.objects.filter(cycle_id=cycle_id, cycle__authority_id=scope.authority)


def priority_views(scope: Scope, cycle_id: int) -> tuple[PriorityView, ...]:
    """The priorities of a year with their reasons; a constant number of SQL statements."""
    return composing.compose_priorities(scope, cycle_id, priorities(scope, cycle_id))


def priorities_by_ids(scope: Scope, ids: Iterable[int]) -> list[Priority]:
    """These priorities; raises ``NotFound`` if any of them is not the council's."""
    scope.require(Permission.READ_PLAN)
    return _all(Priority.objects.filter(cycle__authority_id=scope.authority), ids, "priority")


def priority(scope: Scope, priority_id: int) -> Priority:
    """One priority of the council."""
    scope.require(Permission.READ_PLAN)
    return _one(Priority.objects.filter(cycle__authority_id=scope.authority), priority_id, "priority")


def plan(scope: Scope, cycle_id: int, *, on: dt.date | None = None) -> PlanView | None:
    """The plan of a year as it stands ``on`` a day (default today); None where none is written yet.

    The number of SQL statements is constant: it grows neither with actions nor with updates.
    """
    found = plan_of(scope, cycle_id)
    if found is None:
        cycle(scope, cycle_id)
        return None
    return composing.compose_plan(found, priority_views(scope, cycle_id), on or today())


def own_actions(scope: Scope, *, on: dt.date | None = None) -> tuple[ActionView, ...]:
    """The actions that whoever asks may update as their own, the soonest first, without those done."""
    if not scope.may(Permission.UPDATE_ACTIONS):
        scope.require(Permission.UPDATE_OWN_ACTIONS)
    mine = _actions(scope).filter(owner_id=scope.actor_id) if scope.actor_id else Action.objects.none()
    views = composing.compose_actions(mine.filter(objective__dropped_on__isnull=True), on or today())
    return tuple(view for view in views if not view.standing.is_done)


def plan_of(scope: Scope, cycle_id: int) -> Plan | None:
    """The row of a year's plan, to add to it; None where none is written yet."""
    scope.require(Permission.READ_PLAN)
    here = Plan.objects.filter(cycle_id=cycle_id, cycle__authority_id=scope.authority)
    return here.select_related("cycle").first()


def plan_row(scope: Scope, plan_id: int) -> Plan:
    """One plan of the council."""
    scope.require(Permission.READ_PLAN)
    return _one(Plan.objects.filter(cycle__authority_id=scope.authority).select_related("cycle"), plan_id, "plan")


def objective(scope: Scope, objective_id: int) -> Objective:
    """One objective that has not been dropped."""
    scope.require(Permission.READ_PLAN)
    here = Objective.objects.filter(plan__cycle__authority_id=scope.authority, dropped_on__isnull=True)
    return _one(here.select_related("plan__cycle"), objective_id, "objective")


def reasons(scope: Scope, objective_id: int) -> tuple[Reason, ...]:
    """Who asked for an objective, dropped or not, and so for its actions and milestones."""
    scope.require(Permission.READ_PLAN)
    here = Objective.objects.filter(plan__cycle__authority_id=scope.authority).select_related("plan")
    row = _one(here, objective_id, "objective")
    answered = set(row.priorities.values_list("pk", flat=True))
    return reasons_of(view for view in priority_views(scope, row.plan.cycle_id) if view.id in answered)


def action(scope: Scope, action_id: int) -> Action:
    """One action: any for whoever reads the plan, and for an action owner only their own."""
    return _one(_visible_actions(scope), action_id, "action")


def actions_of(scope: Scope, plan_id: int) -> QuerySet[Action]:
    """The actions of a plan that stand, with their owners, the soonest first."""
    here = _actions(scope).filter(objective__plan=plan_row(scope, plan_id), objective__dropped_on__isnull=True)
    return here.select_related("owner", "objective__plan__cycle")


def waits_for(scope: Scope, action_id: int, *, on: dt.date | None = None) -> tuple[HeldUp, ...]:
    """What must be done before an action and is not yet."""
    scope.require(Permission.READ_PLAN)
    before = _actions(scope).filter(holds_up=action_id, objective__dropped_on__isnull=True)
    views = composing.compose_actions(before, on or today())
    return tuple(HeldUp(v.id, v.title, v.standing.late_days) for v in views if not v.standing.is_done)


def carried(scope: Scope, action_id: int) -> tuple[Action | None, Action | None]:
    """The action of an earlier plan that this one carries on, and that of a later plan in which it goes on."""
    row = action(scope, action_id)
    earlier = _actions(scope).filter(pk=row.copied_from_id).first() if row.copied_from_id else None
    return earlier, _actions(scope).filter(copied_from=row).order_by("pk").first()


def milestone(scope: Scope, milestone_id: int) -> Milestone:
    """One milestone."""
    scope.require(Permission.READ_PLAN)
    return _one(_milestones(scope), milestone_id, "milestone")


def actions_by_ids(scope: Scope, ids: Iterable[int]) -> list[Action]:
    """These actions; raises ``NotFound`` if any of them is not the council's."""
    scope.require(Permission.READ_PLAN)
    return _all(_actions(scope), ids, "action")


def milestones_by_ids(scope: Scope, ids: Iterable[int]) -> list[Milestone]:
    """These milestones; raises ``NotFound`` if any of them is not the council's."""
    scope.require(Permission.READ_PLAN)
    return _all(_milestones(scope), ids, "milestone")


def updates(scope: Scope, *, action_id: int | None = None, milestone_id: int | None = None) -> QuerySet[Update]:
    """Everything that was said about one action or one milestone, newest first, with the files that show it."""
    said = Update.objects.prefetch_related("evidence")
    if action_id is not None:
        return said.filter(action=action(scope, action_id))
    return said.filter(milestone=milestone(scope, milestone_id or 0))


def all_updates(scope: Scope, plan_id: int) -> Iterable[tuple[dt.date, str, str, str, str]]:
    """Everything that was said in a plan, the newest first: the day, about what, the colour, the words, by whom."""
    found = plan_row(scope, plan_id)
    here = Q(action__objective__plan=found, action__objective__dropped_on__isnull=True)
    rows = Update.objects.filter(here | Q(milestone__plan=found)).exclude(
        milestone__objective__dropped_on__isnull=False
    )
    title = Coalesce("action__title", "milestone__title")
    return rows.values_list("made_on", title, "rag", "words", "made_by").iterator()


def possible_owners(scope: Scope) -> QuerySet[Person]:
    """People of the council whose role lets them update an action."""
    scope.require(Permission.EDIT_PLAN)
    wanted = {Permission.UPDATE_ACTIONS, Permission.UPDATE_OWN_ACTIONS}
    roles = [role.value for role, card in ROLES.items() if card.permissions & wanted]
    here = Person.objects.filter(memberships__authority_id=scope.authority, memberships__role__in=roles)
    return here.filter(is_active=True).order_by("name")


def _actions(scope: Scope) -> QuerySet[Action]:
    here = Action.objects.filter(objective__plan__cycle__authority_id=scope.authority)
    return here.select_related("objective__plan__cycle")


def _visible_actions(scope: Scope) -> QuerySet[Action]:
    if scope.may(Permission.READ_PLAN):
        return _actions(scope)
    scope.require(Permission.UPDATE_OWN_ACTIONS)
    return _actions(scope).filter(owner_id=scope.actor_id)


def _milestones(scope: Scope) -> QuerySet[Milestone]:
    here = Milestone.objects.filter(plan__cycle__authority_id=scope.authority)
    return here.select_related("plan__cycle", "objective")


def _one(among: QuerySet[Found], pk: int, what: str) -> Found:
    found = among.filter(pk=pk).first()
    if found is None:
        raise NotFound(GONE.format(what))
    return found


def _all(among: QuerySet[Found], ids: Iterable[int], what: str) -> list[Found]:
    wanted = set(ids)
    found = list(among.filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise NotFound(GONE.format(what))
    return found
