"""What the plan needs, and what it is expected to save."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import content_queries, writing
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan import choices
from newbelongings.web.workspace.plan.saving import saved
from newbelongings.web.workspace.plan.writing import draw_form

from .forms import ResourceForm
from .pages import resources_page
from .parts import this_years_plan


@gate(Permission.EDIT_PLAN)
def plan_resources(request: ScopedRequest) -> HttpResponse:
    """Staff, money, other things and savings, with their sums."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    found = content_queries.content(request.scope, plan.pk)
    return render(request, "workspace/content/resources.html", resources_page(found))


@gate(Permission.EDIT_PLAN)
def add_resource(request: ScopedRequest) -> HttpResponse:
    """Add something that the plan needs, or a saving."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    form = ResourceForm(request.POST or None, objectives=choices.objectives(request.scope, plan.pk))
    if request.method == "POST" and saved(form, request.scope, writing.add_resource, plan_id=plan.pk):
        messages.success(request, "It is in the plan.")
        return redirect("plan_resources")
    return draw_form(
        request,
        form,
        title="Add a resource or a saving",
        button="Add it",
        back=reverse("plan_resources"),
        back_words="Resources and savings",
    )


@gate(Permission.EDIT_PLAN)
@require_POST
def secure_resource(request: ScopedRequest, resource_id: int) -> HttpResponse:
    """Say that it is there, or that it is not."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    secured = request.POST.get("go") == "secured"
    writing.secure_resource(request.scope, plan_id=plan.pk, resource_id=resource_id, secured=secured)
    return redirect("plan_resources")


@gate(Permission.EDIT_PLAN)
@require_POST
def remove_resource(request: ScopedRequest, resource_id: int) -> HttpResponse:
    """Take it out."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    writing.remove_resource(request.scope, plan_id=plan.pk, resource_id=resource_id)
    messages.success(request, "It is taken out.")
    return redirect("plan_resources")
