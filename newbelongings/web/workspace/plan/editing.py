"""Changing what stands in the plan. The second of two people is shown what the first wrote, and loses nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import actions, changes, edits, queries
from newbelongings.domain.themes.queries import descent
from newbelongings.web.parts.gate import ScopedRequest, gate

from . import choices
from .forms import (
    ChangeActionForm,
    ChangeMilestoneForm,
    DropForm,
    ObjectiveForm,
    PlanForm,
    PrioritiesForm,
    ReasonsForm,
)
from .history import told
from .saving import Act, saved
from .writing import draw_form, note_a_past_start


def _edit(request: ScopedRequest, row: Any, form: Any, act: Act, *, title: str, back: Any, **ids: Any) -> HttpResponse:
    """Draw or take one form that changes ``row``; ``form`` was made with ``initial`` from it."""
    given = request.POST.get("version", "")
    drawn_from = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    if request.method == "POST" and saved(form, request.scope, act, version=0, **ids):
        note_a_past_start(request, form)
        messages.success(request, "Saved.")
        return redirect(back)
    now = []
    if form.was_changed:
        row.refresh_from_db()
        now = told(changes.since(row, drawn_from))
    return draw_form(request, form, title=title, button="Save the change", now=now)


def _values(row: Any, *names: str) -> dict[str, Any]:
    """What ``row`` says now, by the names of the form's fields."""
    columns = {"owner": "owner_id", "objective": "objective_id"}
    return {name: getattr(row, columns.get(name, name)) for name in ("version", *names)}


@gate(Permission.EDIT_PLAN)
def edit_plan(request: ScopedRequest) -> HttpResponse:
    """Change the aim or the lead."""
    plan = queries.plan_of(request.scope, authorities.current_cycle(request.scope).pk)
    if plan is None:
        return redirect("write_plan")
    form = PlanForm(request.POST or None, initial=_values(plan, "aim", "lead"))
    return _edit(request, plan, form, edits.edit_plan, title="Change the aim", back="plan", plan_id=plan.pk)


@gate(Permission.EDIT_PLAN)
def edit_objective(request: ScopedRequest, objective_id: int) -> HttpResponse:
    """Change an objective's words."""
    row = queries.objective(request.scope, objective_id)
    form = ObjectiveForm(request.POST or None, initial=_values(row, "title", "success", "area"))
    ids = {"objective_id": row.pk}
    return _edit(request, row, form, edits.edit_objective, title="Change this objective", back="plan", **ids)


@gate(Permission.EDIT_PLAN)
def edit_action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Change an action's words, dates or people."""
    row = queries.action(request.scope, action_id)
    form = ChangeActionForm(
        request.POST or None,
        owners=queries.possible_owners(request.scope),
        others=choices.other_actions(request.scope, row),
        initial=_values(row, "title", "lead", "owner", "lead_email", "starts", "ends")
        | {"waits_for": list(row.waits_for.values_list("pk", flat=True))},
    )
    ids = {"action_id": row.pk}
    return _edit(request, row, form, edits.edit_action, title="Change this action", back="plan", **ids)


@gate(Permission.EDIT_PLAN)
def edit_milestone(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """Change a milestone's words, its day or its objective."""
    row = queries.milestone(request.scope, milestone_id)
    form = ChangeMilestoneForm(
        request.POST or None,
        objectives=choices.objectives(request.scope, row.plan_id),
        initial=_values(row, "title", "due", "objective"),
    )
    ids = {"milestone_id": row.pk}
    return _edit(request, row, form, edits.edit_milestone, title="Change this milestone", back="plan", **ids)


@gate(Permission.EDIT_PLAN)
def link_priority(request: ScopedRequest, priority_id: int) -> HttpResponse:
    """Say which themes and issues a priority answers."""
    row = queries.priority(request.scope, priority_id)
    form = ReasonsForm(
        request.POST or None,
        themes=choices.theme_choices(request.scope, row.cycle_id),
        issues=choices.issue_choices(request.scope),
        initial={
            "themes": sorted(descent(request.scope).all_became(row.themes.values_list("pk", flat=True))),
            "issues": list(row.issues.values_list("pk", flat=True)),
        },
    )
    if request.method == "POST" and saved(form, request.scope, actions.link_priority, priority_id=row.pk):
        messages.success(request, f"Saved. The plan says whose words “{row.title}” answers.")
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Link this priority",
        lead=f"{row.title}. Whose words does it answer?",
        button="Save the link",
    )


@gate(Permission.EDIT_PLAN)
def link_objective(request: ScopedRequest, objective_id: int) -> HttpResponse:
    """Say which priorities an objective answers, and so which care leavers' words."""
    row = queries.objective(request.scope, objective_id)
    form = PrioritiesForm(
        request.POST or None,
        priorities=choices.priorities(request.scope, row.plan.cycle_id),
        initial={"priorities": list(row.priorities.values_list("pk", flat=True))},
    )
    if request.method == "POST" and saved(form, request.scope, actions.link_objective, objective_id=row.pk):
        messages.success(request, "Saved. The plan says who asked for it.")
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Link this objective",
        lead=f"{row.title}. Whose words does it answer?",
        button="Save the link",
        drop=row,
    )


@gate(Permission.EDIT_PLAN)
def drop_objective(request: ScopedRequest, objective_id: int) -> HttpResponse:
    """Take an objective out of the plan, with the reason."""
    row = queries.objective(request.scope, objective_id)
    form = DropForm(request.POST or None)
    if request.method == "POST" and saved(form, request.scope, edits.drop_objective, objective_id=row.pk):
        messages.success(request, f"“{row.title}” is out of the plan. It stays on record with your reason.")
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Drop this objective",
        lead=f"{row.title}. Its actions and milestones leave the plan with it, and stay on record.",
        button="Drop it",
    )
