"""Both of Appendix C's layouts, as views of one plan: the project brief, and the delivery template."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import content_queries, queries
from newbelongings.domain.plans.content_queries import PlanContent
from newbelongings.domain.plans.plan_view import PlanView
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan.views import chosen_cycle

from .layout_files import DOCX, brief_document, delivery_document
from .layout_pages import brief_page, delivery_page

Page = Callable[[Scope, Cycle, PlanView, PlanContent], dict[str, Any]]
Document = Callable[[Authority, dict[str, Any]], bytes]


@gate(Permission.READ_PLAN)
def plan_brief(request: ScopedRequest) -> HttpResponse:
    """The project brief: definition, self-assessment, what we want to achieve, areas for development, governance."""
    return _layout(request, brief_page, brief_document, "brief")


@gate(Permission.READ_PLAN)
def plan_delivery(request: ScopedRequest) -> HttpResponse:
    """The delivery template: aim and priorities, then each objective with its areas for action and their actions."""
    return _layout(request, delivery_page, delivery_document, "delivery")


def _layout(request: ScopedRequest, page: Page, document: Document, name: str) -> HttpResponse:
    """The page, or with ``?as=docx`` the same as a Word document."""
    scope = request.scope
    cycle = chosen_cycle(request, list(authorities.cycles(scope)))
    plan = queries.plan(scope, cycle.pk)
    if plan is None:
        return redirect("plan")
    shown = page(scope, cycle, plan, content_queries.content(scope, plan.id))
    if request.GET.get("as") != "docx":
        return render(request, f"workspace/content/{name}.html", shown)
    file = document(authorities.own_authority(scope), shown)
    response = HttpResponse(file, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}-year-{cycle.number}.docx"'
    return response
