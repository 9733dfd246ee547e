"""The plan in files: taking it along."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import queries
from newbelongings.web.parts.gate import ScopedRequest, gate

from .plan_files import TYPES, PlanFile
from .years import chosen_cycle

NO_PLAN = "There is no plan for this year yet. Begin it, then take it along."


@gate(Permission.READ_PLAN)
@never_cache
def export_plan(request: ScopedRequest) -> HttpResponse:
    """What the plan can be saved as, and with ``?as=`` the file itself."""
    scope = request.scope
    cycle = chosen_cycle(request, list(authorities.cycles(scope)))
    plan = queries.plan(scope, cycle.pk)
    if plan is None:
        raise NotFound(NO_PLAN)
    kind = request.GET.get("as", "")
    if kind not in TYPES:
        return render(
            request,
            "workspace/plan/export_plan.html",
            {"cycle": cycle, "plan": plan, "may_edit": scope.may(Permission.EDIT_PLAN)},
        )
    file = PlanFile.of(scope, cycle, plan, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(file.draw(kind), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="plan-year-{cycle.number}.{kind}"'
    return response
