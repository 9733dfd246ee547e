"""Key facts about care leavers here: drawn from what the service holds, or typed with their source."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import known_facts, writing
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan.saving import saved
from newbelongings.web.workspace.plan.writing import draw_form

from .forms import FactForm
from .parts import this_years_plan


@gate(Permission.EDIT_PLAN)
def key_facts(request: ScopedRequest) -> HttpResponse:
    """The facts in the plan, and those that could be taken into it."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    facts = list(plan.key_facts.all())
    there = {fact.words for fact in facts}
    offered = [fact for fact in known_facts.known_facts(request.scope, plan.cycle_id) if fact.words not in there]
    return render(request, "workspace/content/facts.html", {"facts": facts, "offered": offered})


@gate(Permission.EDIT_PLAN)
def add_key_fact(request: ScopedRequest) -> HttpResponse:
    """Type a fact, with where it is from."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    form = FactForm(request.POST or None)
    if request.method == "POST" and saved(form, request.scope, writing.add_key_fact, plan_id=plan.pk):
        messages.success(request, "The fact is in the plan.")
        return redirect("key_facts")
    return draw_form(
        request,
        form,
        title="Add a fact",
        lead="Something about care leavers here that the plan rests on. Fewer than 6 people? Leave it out.",
        button="Add this fact",
        back=reverse("key_facts"),
        back_words="Key facts",
    )


@gate(Permission.EDIT_PLAN)
@require_POST
def draw_key_fact(request: ScopedRequest) -> HttpResponse:
    """Take one of the figures that the service holds."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    known_facts.draw_key_fact(request.scope, plan_id=plan.pk, key=request.POST.get("key", ""))
    messages.success(request, "The fact is in the plan.")
    return redirect("key_facts")


@gate(Permission.EDIT_PLAN)
@require_POST
def remove_key_fact(request: ScopedRequest, fact_id: int) -> HttpResponse:
    """Take a fact out."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    writing.remove_key_fact(request.scope, plan_id=plan.pk, fact_id=fact_id)
    messages.success(request, "The fact is taken out.")
    return redirect("key_facts")
