"""The plan part by part: what is written, what is missing, and the one next thing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import content_queries, queries, writing
from newbelongings.domain.plans.models import Plan
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan.saving import saved
from newbelongings.web.workspace.plan.writing import draw_form

from .forms import PART_LABELS, PartForm
from .pages import parts_page
from .saying import says_now

BACK_WORDS = "The plan part by part"


def this_years_plan(request: ScopedRequest) -> Plan | None:
    """The plan of this year; None where none is begun, which is then said."""
    plan = queries.plan_of(request.scope, authorities.current_cycle(request.scope).pk)
    if plan is None:
        messages.info(request, "Write the plan first: its aim and who leads it.")
    return plan


@gate(Permission.EDIT_PLAN)
def plan_parts(request: ScopedRequest) -> HttpResponse:
    """Every part of the plan, with how far it is."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    view = queries.plan(request.scope, plan.cycle_id)
    context = parts_page(view, content_queries.content(request.scope, plan.pk)) if view else {}
    return render(request, "workspace/content/parts.html", context | {"cycle": plan.cycle})


@gate(Permission.EDIT_PLAN)
def write_part(request: ScopedRequest, part: str) -> HttpResponse:
    """Write the definition, the governance, or how change is sustained."""
    if part not in PART_LABELS:
        raise NotFound("A plan has no such part. Choose one from the list.")
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    form = PartForm(request.POST or None, part=part, initial={"version": plan.version, "words": getattr(plan, part)})
    given = {"plan_id": plan.pk, "part": part, "version": 0}
    if request.method == "POST" and saved(form, request.scope, writing.write_part, **given):
        messages.success(request, "Saved.")
        return redirect("plan_parts")
    now = []
    if form.was_changed:
        plan.refresh_from_db()
        now = says_now(form, {"words": getattr(plan, part)})
    return draw_form(
        request,
        form,
        title=PART_LABELS[part][0],
        button="Save",
        says=now,
        back=reverse("plan_parts"),
        back_words=BACK_WORDS,
    )
