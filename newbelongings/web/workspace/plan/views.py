"""Reading the plan: the whole of it, and one action or milestone with everything that was said about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import queries
from newbelongings.domain.plans.plan_view import Reason
from newbelongings.domain.replies import queries as replies
from newbelongings.web.parts.gate import ScopedRequest, gate

from .carrying import action_story
from .pages import no_plan_page, plan_page
from .thing_page import action_facts, milestone_facts, thing_page
from .years import chosen_cycle


@gate(Permission.READ_PLAN)
def plan(request: ScopedRequest) -> HttpResponse:
    """The plan of this year, or of the year named by ``?year=``."""
    scope = request.scope
    years = list(authorities.cycles(scope))
    cycle = chosen_cycle(request, years)
    found = queries.plan(scope, cycle.pk)
    if found is None:
        context = no_plan_page(scope, cycle, queries.priority_views(scope, cycle.pk))
        return render(request, "workspace/plan/no_plan.html", context | {"years": years})
    told = set(replies.published_replies(scope, scope.authority).values_list("actions", flat=True))
    context = plan_page(scope, cycle, found, told, today())
    return render(request, "workspace/plan/plan.html", context | {"years": years})


@gate(Permission.READ_PLAN, Permission.UPDATE_OWN_ACTIONS)
def action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """One action, with who asked for it and every update, the newest first."""
    row = queries.action(request.scope, action_id)
    updates = queries.updates(request.scope, action_id=row.pk)
    reasons = _reasons(request.scope, row.objective_id)
    context = thing_page(request.scope, action_facts(row), list(updates), reasons, today())
    return _draw(request, context | action_story(request.scope, row))


@gate(Permission.READ_PLAN)
def milestone(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """One milestone, with who asked for it and every update, the newest first."""
    row = queries.milestone(request.scope, milestone_id)
    updates = queries.updates(request.scope, milestone_id=row.pk)
    reasons = _reasons(request.scope, row.objective_id)
    return _draw(request, thing_page(request.scope, milestone_facts(row), list(updates), reasons, today()))


def _reasons(scope: Scope, objective_id: int | None) -> tuple[Reason, ...]:
    """Who asked; nothing for a milestone of no objective, nor for an owner, who reads no plan."""
    if objective_id is None or not scope.may(Permission.READ_PLAN):
        return ()
    return queries.reasons(scope, objective_id)


def _draw(request: ScopedRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "workspace/plan/thing.html", context)
