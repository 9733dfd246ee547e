"""Reading the plan: the whole of it, and one action or milestone with everything that was said about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import queries
from newbelongings.domain.replies import queries as replies
from newbelongings.web.parts.gate import ScopedRequest, gate

from .pages import no_plan_page, plan_page, thing_page
from .saving import number


@gate(Permission.READ_PLAN)
def plan(request: ScopedRequest) -> HttpResponse:
    """The plan of this year, or of the year named by ``?year=``."""
    scope = request.scope
    years = list(authorities.cycles(scope))
    cycle = _cycle(request, years)
    found = queries.plan(scope, cycle.pk)
    if found is None:
        context = no_plan_page(scope, cycle, queries.priority_views(scope, cycle.pk))
        return render(request, "workspace/plan/no_plan.html", context | {"years": years})
    told = set(replies.published_replies(scope, scope.authority).values_list("actions", flat=True))
    context = plan_page(scope, cycle, found, told, today())
    return render(request, "workspace/plan/plan.html", context | {"years": years})


def _cycle(request: ScopedRequest, years: list[Cycle]) -> Cycle:
    wanted = number(request, "year")
    if wanted is not None:
        return queries.cycle(request.scope, wanted)
    begun = [cycle for cycle in years if cycle.starts <= today()]
    return begun[-1] if begun else authorities.current_cycle(request.scope)


@gate(Permission.READ_PLAN, Permission.UPDATE_OWN_ACTIONS)
def action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """One action, with every update, the newest first."""
    row = queries.action(request.scope, action_id)
    facts = [
        ("Objective", row.objective.title),
        ("Who", row.lead),
        ("Starts", row.starts),
        ("By", row.ends),
    ]
    span = (row.starts, row.ends)
    return _thing(request, row, facts, span, "action", queries.updates(request.scope, action_id=row.pk))


@gate(Permission.READ_PLAN)
def milestone(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """One milestone, with every update, the newest first."""
    row = queries.milestone(request.scope, milestone_id)
    facts = [("Objective", row.objective.title if row.objective else "The plan as a whole"), ("By", row.due)]
    span = (row.due, row.due)
    return _thing(request, row, facts, span, "milestone", queries.updates(request.scope, milestone_id=row.pk))


def _thing(request: ScopedRequest, row: Any, facts: Any, span: Any, kind: str, updates: Any) -> HttpResponse:
    context = thing_page(request.scope, row, facts, span, kind, list(updates), today())
    return render(request, "workspace/plan/thing.html", context)
