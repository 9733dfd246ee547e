"""Bringing in an existing action plan: choose the file, say what its columns are, look, bring in all or nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import bringing_in, queries
from newbelongings.domain.plans.models import Plan
from newbelongings.domain.plans.plan_rows import PlanReading
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.parts.kept_files import KeptFiles
from newbelongings.web.parts.mapped_files import ColumnsForm, read_by

from .import_file import ObjectiveAreasForm, PlanSheet, PlanUploadForm, open_plan_table, shift_of


def _files(scope: Scope, plan: Plan) -> KeptFiles:
    return KeptFiles(f"{scope.actor_id}-{plan.pk}-plan", opens=open_plan_table)


@gate(Permission.EDIT_PLAN)
def import_plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Choose the file."""
    plan = queries.plan_row(request.scope, plan_id)
    form = PlanUploadForm(request.POST, request.FILES) if request.method == "POST" else PlanUploadForm()
    if form.is_bound and form.is_valid() and (upload := _files(request.scope, plan).keep(form)):
        return redirect("map_plan", plan.pk, upload)
    return render(request, "workspace/plan/import_plan.html", {"form": form, "plan": plan})


@gate(Permission.EDIT_PLAN)
@never_cache
def map_plan(request: ScopedRequest, plan_id: int, upload: str) -> HttpResponse:
    """Say which column is what."""
    found = _open(request.scope, plan_id, upload)
    return _ask_for_columns(request, found, found.form(chosen=request.GET), upload)


@gate(Permission.EDIT_PLAN)
@never_cache
def bring_in_plan(request: ScopedRequest, plan_id: int, upload: str) -> HttpResponse:
    """Look at what would be brought in; the button brings in every row, or none."""
    scope, given = request.scope, request.POST or request.GET
    found = _open(scope, plan_id, upload)
    form = found.form(given)
    reading = _reading(found, form, shift_of(given))
    if reading is None:
        return _ask_for_columns(request, found, form, upload)
    areas = ObjectiveAreasForm(request.POST or None, _without_area(scope, found.plan, reading))
    if request.method == "POST" and areas.is_valid():
        try:
            with _files(scope, found.plan).taken(upload):
                made = bringing_in.bring_in_plan(scope, plan_id=plan_id, reading=reading, areas=areas.chosen())
        except Refused as refusal:
            areas.refuse(refusal)
        else:
            messages.success(
                request,
                f"Brought in: objectives {made.objectives}, actions {made.actions}, milestones {made.milestones}. "
                "Next, link each objective to the priority it answers.",
            )
            return redirect(f"{reverse('plan')}?year={found.plan.cycle_id}")
    page = _check_page(scope, found, form, reading, areas) | {"upload": upload, "shift": shift_of(given)}
    return render(request, "workspace/plan/check_import.html", page)


def _without_area(scope: Scope, plan: Plan, reading: PlanReading) -> list[str]:
    """The objectives that would be made and for which nothing says an area."""
    there = set(plan.objectives.filter(dropped_on__isnull=True).values_list("title", flat=True))
    return [title for title, area in reading.areas.items() if not area and title not in there]


def _check_page(
    scope: Scope, found: PlanSheet, form: ColumnsForm, reading: PlanReading, areas: ObjectiveAreasForm
) -> dict[str, Any]:
    there = bringing_in.there_already(scope, plan_id=found.plan.pk, reading=reading)
    return {
        "plan": found.plan,
        "form": form,
        "reading": reading,
        "areas": areas,
        "new": [row for row in reading.found if row not in there],
        "there": len(there),
        "left_out": found.left_out(form),
        "choices": "&".join(f"{one['name']}={one['value']}" for one in form.hidden_choices()),
        "years_off": reading.years_off(bringing_in.span_of(found.plan)),
    }


def _open(scope: Scope, plan_id: int, upload: str) -> PlanSheet:
    plan = queries.plan_row(scope, plan_id)
    return PlanSheet(plan, _files(scope, plan).path(upload))


def _reading(found: PlanSheet, form: ColumnsForm, shift: int) -> PlanReading | None:
    return read_by(form, lambda: found.reading(form, shift))


def _ask_for_columns(request: HttpRequest, found: PlanSheet, form: ColumnsForm, upload: str) -> HttpResponse:
    page = {"plan": found.plan, "table": found.table, "columns": found.columns(form), "form": form, "upload": upload}
    return render(request, "workspace/plan/map_plan.html", page)
