"""Choosing priorities, writing the plan, and adding to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import actions, queries
from newbelongings.domain.plans.models import Plan
from newbelongings.domain.themes import queries as themes
from newbelongings.web.parts.gate import ScopedRequest, gate

from . import choices
from .forms import MilestoneForm, NewActionForm, NewObjectiveForm, NewPlanForm, PriorityForm
from .saving import number, numbers, saved


def draw_form(request: HttpRequest, form: Any, *, title: str, button: str, lead: str = "", **more: Any) -> HttpResponse:
    """The one page that every form of the plan is drawn on."""
    context = {"form": form, "title": title, "button": button, "lead": lead, **more}
    return render(request, "workspace/plan/form.html", context)


@gate(Permission.EDIT_PLAN)
def choose_priority(request: ScopedRequest) -> HttpResponse:
    """Choose something to work on, from themes and issues. ``?theme=`` and ``?issue=`` tick theirs."""
    scope, cycle = request.scope, authorities.current_cycle(request.scope)
    form = PriorityForm(
        request.POST or None,
        themes=choices.theme_choices(scope, cycle.pk),
        issues=choices.issue_choices(scope),
        initial=None if request.POST else _priority_from(request, cycle),
    )
    if request.method == "POST" and saved(form, scope, actions.choose_priority, cycle_id=cycle.pk):
        messages.success(request, f"“{form.cleaned_data['title']}” is a priority now. Next: an objective for it.")
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Choose a priority",
        lead="Something to work on this year, and whose words it answers.",
        button="Choose this",
    )


def _priority_from(request: ScopedRequest, cycle: Cycle) -> dict[str, Any]:
    theme_ids, issue_ids = numbers(request, "theme"), numbers(request, "issue")
    named = [*themes.themes_by_ids(request.scope, theme_ids), *forum.issues_by_ids(request.scope, issue_ids)]
    return {
        "themes": sorted(themes.descent(request.scope).all_became(theme_ids)),
        "issues": issue_ids,
        "area": named[0].area if named else "",
        "chosen_on": today(),
    }


@gate(Permission.EDIT_PLAN)
def write_plan(request: ScopedRequest) -> HttpResponse:
    """Begin the plan of this year."""
    cycle = authorities.current_cycle(request.scope)
    if queries.plan_of(request.scope, cycle.pk) is not None:
        return redirect("edit_plan")
    form = NewPlanForm(request.POST or None)
    if request.method == "POST" and saved(form, request.scope, actions.write_plan, cycle_id=cycle.pk):
        messages.success(request, "The plan has begun. Next: an objective for your first priority.")
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Write the plan",
        lead="Its aim and who leads it. About 5 minutes; all of it can be changed later.",
        button="Begin the plan",
    )


@gate(Permission.EDIT_PLAN)
def set_objective(request: ScopedRequest) -> HttpResponse:
    """Add an objective. ``?priority=`` ticks the priority it answers."""
    plan = _current_plan(request)
    if plan is None:
        return _plan_comes_first(request)
    offered = choices.priorities(request.scope, plan.cycle_id)
    chosen = set(numbers(request, "priority"))
    areas = [priority.area for priority in offered if priority.pk in chosen]
    form = NewObjectiveForm(
        request.POST or None,
        priorities=offered,
        initial={"priorities": list(chosen), "area": areas[0] if areas else ""},
    )
    if request.method == "POST" and saved(form, request.scope, actions.set_objective, plan_id=plan.pk):
        messages.success(request, "The objective is in the plan. Next: an action for it.")
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Set an objective",
        lead="What you want to achieve, and how you will know that it worked.",
        button="Set this objective",
    )


@gate(Permission.EDIT_PLAN)
def add_action(request: ScopedRequest) -> HttpResponse:
    """Add an action. ``?objective=`` chooses the objective."""
    plan = _current_plan(request)
    if plan is None:
        return _plan_comes_first(request)
    offered = choices.objectives(request.scope, plan.pk)
    if not offered:
        messages.info(request, "Set an objective first: an action belongs to one.")
        return redirect("set_objective")
    starts = min(max(today(), plan.cycle.starts), plan.cycle.ends)
    form = NewActionForm(
        request.POST or None,
        objectives=offered,
        owners=queries.possible_owners(request.scope),
        initial={"objective": number(request, "objective"), "starts": starts},
    )
    if request.method == "POST" and saved(form, request.scope, actions.add_action):
        messages.success(request, "The action is in the plan.")
        note_a_past_start(request, form)
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Add an action",
        lead="One clear thing to do, by one person, by a day.",
        button="Add this action",
    )


@gate(Permission.EDIT_PLAN)
def add_milestone(request: ScopedRequest) -> HttpResponse:
    """Add a milestone. ``?objective=`` chooses the objective."""
    plan = _current_plan(request)
    if plan is None:
        return _plan_comes_first(request)
    form = MilestoneForm(
        request.POST or None,
        objectives=choices.objectives(request.scope, plan.pk),
        initial={"objective": number(request, "objective")},
    )
    if request.method == "POST" and saved(form, request.scope, actions.add_milestone, plan_id=plan.pk):
        messages.success(request, "The milestone is in the plan.")
        return redirect("plan")
    return draw_form(
        request,
        form,
        title="Add a milestone",
        lead="A change that care leavers will notice. The Guide suggests 10 to 15 in a plan.",
        button="Add this milestone",
    )


def note_a_past_start(request: HttpRequest, form: Any) -> None:
    """A start may be past, which is worth a word."""
    starts = form.cleaned_data.get("starts")
    if starts is not None and starts < today() and starts != form.initial.get("starts"):
        messages.info(request, f"It starts on {long_date(starts)}, which is past.")


def _current_plan(request: ScopedRequest) -> Plan | None:
    return queries.plan_of(request.scope, authorities.current_cycle(request.scope).pk)


def _plan_comes_first(request: ScopedRequest) -> HttpResponse:
    messages.info(request, "Write the plan first: its aim and who leads it.")
    return redirect("write_plan")
