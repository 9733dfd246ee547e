"""How an objective is measured, what must change for it, and which actions change that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import content_queries, queries, writing
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan.saving import saved
from newbelongings.web.workspace.plan.writing import draw_form

from .forms import AreaForm, ArrangeForm, MeasureForm
from .parts import BACK_WORDS
from .saying import says_now

MEASURED = ("measure", "baseline", "target")


@gate(Permission.EDIT_PLAN)
def measure_objective(request: ScopedRequest, objective_id: int) -> HttpResponse:
    """By which number an objective is measured."""
    row = queries.objective(request.scope, objective_id)
    initial = {"version": row.version, **{name: getattr(row, name) for name in MEASURED}}
    form = MeasureForm(request.POST or None, initial=initial)
    given = {"objective_id": row.pk, "version": 0}
    if request.method == "POST" and saved(form, request.scope, writing.measure_objective, **given):
        messages.success(request, "Saved.")
        return redirect("plan_parts")
    now = []
    if form.was_changed:
        row.refresh_from_db()
        now = says_now(form, {name: getattr(row, name) for name in MEASURED})
    return draw_form(
        request,
        form,
        title="How it is measured",
        lead=f"{row.title}. It worked if: {row.success}",
        button="Save",
        says=now,
        back=reverse("plan_parts"),
        back_words=BACK_WORDS,
    )


@gate(Permission.EDIT_PLAN)
def development_areas(request: ScopedRequest, objective_id: int) -> HttpResponse:
    """What must change for an objective, and which action changes which."""
    row = queries.objective(request.scope, objective_id)
    areas = [
        content_queries.AreaView(area.pk, row.pk, area.title, area.version)
        for area in content_queries.areas_of(request.scope, row.pk)
    ]
    form = ArrangeForm(request.POST or None, actions=row.actions.all(), areas=areas)
    if request.method == "POST" and saved(form, request.scope, writing.arrange_actions, objective_id=row.pk):
        messages.success(request, "Saved. Both layouts of the plan show it.")
        return redirect("development_areas", row.pk)
    context = {"objective": row, "areas": areas, "form": form}
    return render(request, "workspace/content/areas.html", context)


@gate(Permission.EDIT_PLAN)
def add_development_area(request: ScopedRequest, objective_id: int) -> HttpResponse:
    """Add something that must change."""
    row = queries.objective(request.scope, objective_id)
    form = AreaForm(request.POST or None)
    if request.method == "POST" and saved(form, request.scope, writing.add_development_area, objective_id=row.pk):
        messages.success(request, "Added. Put the actions that change it under it.")
        return redirect("development_areas", row.pk)
    back = reverse("development_areas", args=[row.pk])
    title = "Add what must change"
    return draw_form(
        request, form, title=title, lead=row.title, button="Add it", back=back, back_words="What must change"
    )


@gate(Permission.EDIT_PLAN)
def edit_development_area(request: ScopedRequest, area_id: int) -> HttpResponse:
    """Change the words of what must change."""
    row = content_queries.development_area(request.scope, area_id)
    form = AreaForm(request.POST or None, initial={"version": row.version, "title": row.title})
    given = {"area_id": row.pk, "version": 0}
    if request.method == "POST" and saved(form, request.scope, writing.edit_development_area, **given):
        messages.success(request, "Saved.")
        return redirect("development_areas", row.objective_id)
    now = []
    if form.was_changed:
        row.refresh_from_db()
        now = says_now(form, {"title": row.title})
    back = reverse("development_areas", args=[row.objective_id])
    title = "Change what must change"
    return draw_form(request, form, title=title, button="Save", says=now, back=back, back_words="What must change")


@gate(Permission.EDIT_PLAN)
@require_POST
def remove_development_area(request: ScopedRequest, area_id: int) -> HttpResponse:
    """Take it out; its actions stay."""
    objective = writing.remove_development_area(request.scope, area_id=area_id)
    messages.success(request, "Taken out. Its actions stay under the objective.")
    return redirect("development_areas", objective.pk)
