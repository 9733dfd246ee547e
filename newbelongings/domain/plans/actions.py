"""Choosing what to work on, writing the plan, and saying how it goes. Changing what stands: see edits.py."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max, QuerySet

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes import queries as themes

from . import changes, checks, queries
from .given import GivenFile
from .models import Action, Milestone, Objective, Plan, Priority, Update
from .updating import write_update


@transaction.atomic
def choose_priority(
    scope: Scope,
    *,
    cycle_id: int,
    title: str,
    area: str,
    chosen_by: str = "",
    chosen_on: dt.date | None = None,
    theme_ids: Iterable[int] = (),
    issue_ids: Iterable[int] = (),
) -> Priority:
    """Choose something to work on this year, ranked after those chosen before.

    It needs a reason: a theme, an issue, or at least who chose it (such as ``the forum on 5 June``).
    """
    scope.require(Permission.EDIT_PLAN)
    cycle = locked_cycle(scope, cycle_id)
    theme_ids, issue_ids = set(theme_ids), set(issue_ids)
    _need_reason(theme_ids, issue_ids, chosen_by)
    priority = Priority.objects.create(
        cycle=cycle,
        rank=_next(Priority.objects.filter(cycle=cycle), "rank"),
        title=checks.line(title, field="title", what="the name of the priority", at_most=120),
        area=checks.area(area),
        chosen_by=checks.optional_line(chosen_by, field="chosen_by", what="who chose it", at_most=120),
        chosen_on=checks.not_after_today(chosen_on or today(), field="chosen_on"),
    )
    _cite(scope, priority, theme_ids, issue_ids)
    audit.note(scope, "chose_priority", priority, themes=len(theme_ids), issues=len(issue_ids))
    return priority


@transaction.atomic
def link_priority(
    scope: Scope, *, priority_id: int, theme_ids: Iterable[int] = (), issue_ids: Iterable[int] = ()
) -> Priority:
    """Say which themes and issues a priority answers; what was said before is replaced."""
    scope.require(Permission.EDIT_PLAN)
    priority = queries.priority(scope, priority_id)
    theme_ids, issue_ids = set(theme_ids), set(issue_ids)
    _need_reason(theme_ids, issue_ids, priority.chosen_by)
    _cite(scope, priority, theme_ids, issue_ids)
    audit.note(scope, "linked_priority", priority, themes=len(theme_ids), issues=len(issue_ids))
    return priority


@transaction.atomic
def write_plan(scope: Scope, *, cycle_id: int, aim: str, lead: str, agreed_on: dt.date | None = None) -> Plan:
    """Begin the plan of a year: its aim, and who leads it day to day (Guide section 2.2). One plan a year."""
    scope.require(Permission.EDIT_PLAN)
    cycle = locked_cycle(scope, cycle_id)
    if Plan.objects.filter(cycle=cycle).exists():
        raise Refused("This year has a plan already. Open it and change its aim there.", field="aim")
    plan = Plan.objects.create(
        cycle=cycle,
        aim=checks.text(aim, field="aim", what="the aim"),
        lead=checks.line(lead, field="lead", what="the lead", at_most=120),
        agreed_on=agreed_on and checks.not_after_today(agreed_on, field="agreed_on"),
    )
    audit.note(scope, "wrote_plan", plan)
    return plan


@transaction.atomic
def set_objective(
    scope: Scope, *, plan_id: int, title: str, success: str, area: str, priority_ids: Iterable[int] = ()
) -> Objective:
    """Add an objective with what success will mean, and the priorities it answers."""
    scope.require(Permission.EDIT_PLAN)
    plan = _locked_plan(scope, plan_id)
    objective = Objective.objects.create(
        plan=plan,
        position=_next(Objective.objects.filter(plan=plan), "position"),
        title=checks.line(title, field="title", what="the objective in one line", at_most=160),
        success=checks.text(success, field="success", what="what success will mean"),
        area=checks.area(area),
    )
    _link(scope, objective, priority_ids)
    changes.write(scope, objective, {changes.ADDED: ("", objective.title)})
    audit.note(scope, "set_objective", objective, priorities=objective.priorities.count())
    return objective


@transaction.atomic
def link_objective(scope: Scope, *, objective_id: int, priority_ids: Iterable[int]) -> Objective:
    """Say which priorities an objective answers; what was said before is replaced."""
    scope.require(Permission.EDIT_PLAN)
    objective = queries.objective(scope, objective_id)
    _link(scope, objective, priority_ids)
    audit.note(scope, "linked_objective", objective, priorities=objective.priorities.count())
    return objective


@transaction.atomic
def add_action(
    scope: Scope,
    *,
    objective_id: int,
    title: str,
    lead: str,
    starts: dt.date,
    ends: dt.date,
    owner_id: int | None = None,
    lead_email: str = "",
    copied_from_id: int | None = None,
) -> Action:
    """Add an action. ``lead`` names who is responsible; ``owner_id`` is the account that updates it, if any, and
    ``lead_email`` is where to reach them without one. ``copied_from_id``: the earlier action that it carries on."""
    scope.require(Permission.EDIT_PLAN)
    objective = queries.objective(scope, objective_id)
    checks.span(objective.plan.cycle, starts, ends)
    action = Action.objects.create(
        objective=objective,
        title=checks.line(title, field="title", what="the action in one line", at_most=200),
        lead=checks.line(lead, field="lead", what="who is responsible", at_most=120),
        owner_id=possible_owner(scope, owner_id),
        lead_email=checks.email(lead_email, field="lead_email"),
        copied_from=_earlier(scope, objective, copied_from_id),
        starts=starts,
        ends=ends,
    )
    changes.write(scope, action, {changes.ADDED: ("", action.title)})
    audit.note(scope, "added_action", action, starts=starts.isoformat(), ends=ends.isoformat())
    return action


@transaction.atomic
def add_milestone(
    scope: Scope, *, plan_id: int, title: str, due: dt.date, objective_id: int | None = None
) -> Milestone:
    """Add a milestone: one of the changes that matter most, with the day it is due."""
    scope.require(Permission.EDIT_PLAN)
    plan = queries.plan_row(scope, plan_id)
    milestone = Milestone.objects.create(
        plan=plan,
        objective=objective_of(scope, plan, objective_id),
        title=checks.line(title, field="title", what="the milestone in one line", at_most=160),
        due=checks.within(plan.cycle, due, field="due"),
    )
    changes.write(scope, milestone, {changes.ADDED: ("", milestone.title)})
    audit.note(scope, "added_milestone", milestone, due=due.isoformat())
    return milestone


@transaction.atomic
def add_update(
    scope: Scope,
    *,
    rag: str,
    words: str,
    action_id: int | None = None,
    milestone_id: int | None = None,
    made_on: dt.date | None = None,
    evidence: Sequence[GivenFile] = (),
) -> Update:
    """Say how one action or one milestone stands. It is added to what was said before and never changes.

    Somebody who may only update their own finds no other action, and no milestone.
    """
    return write_update(
        scope,
        _updatable(scope, action_id, milestone_id),
        rag=rag,
        words=words,
        made_by=scope.actor_name,
        made_on=made_on or today(),
        evidence=evidence,
    )


def _updatable(scope: Scope, action_id: int | None, milestone_id: int | None) -> Action | Milestone:
    if (action_id is None) == (milestone_id is None):
        raise Refused("Choose one action or one milestone to update.")
    if scope.may(Permission.UPDATE_ACTIONS):
        if action_id is not None:
            return queries.action(scope, action_id)
        return queries.milestone(scope, milestone_id or 0)
    scope.require(Permission.UPDATE_OWN_ACTIONS)
    action = queries.action(scope, action_id) if action_id is not None else None
    if action is None or action.owner_id != scope.actor_id:
        raise NotFound("This is not one of your actions. Choose one from your list.")
    return action


def locked_cycle(scope: Scope, cycle_id: int) -> Cycle:
    """The year, held until the transaction ends, so that two who choose at once get two ranks."""
    return Cycle.objects.select_for_update().get(pk=queries.cycle(scope, cycle_id).pk)


def _locked_plan(scope: Scope, plan_id: int) -> Plan:
    return Plan.objects.select_for_update().get(pk=queries.plan_row(scope, plan_id).pk)


def _next(among: QuerySet[Priority] | QuerySet[Objective], field: str) -> int:
    return int(among.aggregate(top=Max(field))["top"] or 0) + 1


def _need_reason(theme_ids: set[int], issue_ids: set[int], chosen_by: str) -> None:
    if not (theme_ids or issue_ids or chosen_by.strip()):
        raise Refused("Say why: choose a theme or an issue that it answers, or say who chose it.", field="themes")


def _cite(scope: Scope, priority: Priority, theme_ids: set[int], issue_ids: set[int]) -> None:
    priority.themes.set(themes.themes_by_ids(scope, theme_ids))
    priority.issues.set(forum.issues_by_ids(scope, issue_ids))


def _link(scope: Scope, objective: Objective, priority_ids: Iterable[int]) -> None:
    chosen = queries.priorities_by_ids(scope, priority_ids)
    if any(priority.cycle_id != objective.plan.cycle_id for priority in chosen):
        raise Refused("Choose priorities of the same year as the plan.", field="priorities")
    objective.priorities.set(chosen)


def _earlier(scope: Scope, objective: Objective, action_id: int | None) -> Action | None:
    """The action of an earlier plan of the council that a new one carries on."""
    if action_id is None:
        return None
    earlier = queries.action(scope, action_id)
    if earlier.objective.plan_id == objective.plan_id:
        raise Refused("This action is in this plan already. Change its dates there.", field="objective")
    if Action.objects.filter(copied_from=earlier, objective__plan_id=objective.plan_id).exists():
        raise Refused("This action is carried on in this plan already.", field="objective")
    return earlier


def possible_owner(scope: Scope, owner_id: int | None) -> int | None:
    """The id of somebody at the council who may update an action, or None for nobody."""
    if owner_id is not None and not queries.possible_owners(scope).filter(pk=owner_id).exists():
        raise Refused("Choose somebody of your council who can sign in, or leave this empty.", field="owner")
    return owner_id


def objective_of(scope: Scope, plan: Plan, objective_id: int | None) -> Objective | None:
    """The objective that a milestone of ``plan`` belongs to, or None for none."""
    if objective_id is None:
        return None
    objective = queries.objective(scope, objective_id)
    if objective.plan_id != plan.pk:
        raise Refused("Choose an objective of the same plan.", field="objective")
    return objective
