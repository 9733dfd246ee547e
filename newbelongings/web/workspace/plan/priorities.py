"""Priorities: what was chosen, in its order, with its reasons; and choosing from what was most said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import queries, ranking, said, vote_queries
from newbelongings.web.parts.gate import ScopedRequest, gate

from .pages import priorities_page
from .priority_forms import GroundForm, MostSaidForm
from .saving import saved
from .writing import draw_form


@gate(Permission.READ_PLAN)
def priorities(request: ScopedRequest) -> HttpResponse:
    """What this year works on, in rank order."""
    scope = request.scope
    cycle = authorities.current_cycle(scope)
    held = list(vote_queries.votes(scope, cycle.pk)) if scope.may(Permission.EDIT_PLAN) else []
    context = priorities_page(scope, cycle, queries.priority_views(scope, cycle.pk), held)
    return render(request, "workspace/plan/ranked.html", context)


@gate(Permission.EDIT_PLAN)
@require_POST
def move_priority(request: ScopedRequest, priority_id: int) -> HttpResponse:
    """One place up, or one place down."""
    row = ranking.move_priority(request.scope, priority_id=priority_id, up=request.POST.get("go") == "up")
    messages.success(request, f"“{row.title}” is number {row.rank} now.")
    return redirect(f"{reverse('priorities')}#priority-{row.pk}")


@gate(Permission.EDIT_PLAN)
def choose_most_said(request: ScopedRequest) -> HttpResponse:
    """Choose several from what was most said, without typing it again."""
    scope, cycle = request.scope, authorities.current_cycle(request.scope)
    offered = [one for one in said.most_said(scope, cycle.pk) if not one.is_chosen]
    if not offered:
        messages.info(request, "Everything that was said is a priority already, or nothing was read yet.")
        return redirect("priorities")
    form = MostSaidForm(request.POST or None, offered=offered, initial={"chosen_on": today()})
    if request.method == "POST" and saved(form, scope, ranking.choose_several, cycle_id=cycle.pk):
        messages.success(request, "These are priorities now. Put them in order, most important first.")
        return redirect("priorities")
    return draw_form(
        request,
        form,
        title="Choose from what was said",
        lead="Themes by how many people spoke of them, then what the forum raised. Three to six are enough.",
        button="Make these priorities",
        back=reverse("priorities"),
        back_words="Priorities",
    )


@gate(Permission.EDIT_PLAN)
def ground_priority(request: ScopedRequest, priority_id: int) -> HttpResponse:
    """Add a rating or a number as a reason, with where it stands."""
    row = queries.priority(request.scope, priority_id)
    form = GroundForm(request.POST or None)
    if request.method == "POST" and saved(form, request.scope, ranking.ground_priority, priority_id=row.pk):
        messages.success(request, "The reason is added.")
        return redirect(f"{reverse('priorities')}#priority-{row.pk}")
    return draw_form(
        request,
        form,
        title="Add a rating or a number",
        lead=f"{row.title}. What else says that it matters?",
        button="Add this reason",
        back=reverse("priorities"),
        back_words="Priorities",
    )


@gate(Permission.EDIT_PLAN)
@require_POST
def remove_ground(request: ScopedRequest, priority_id: int, ground_id: int) -> HttpResponse:
    """Take a rating or a number back."""
    row = ranking.remove_ground(request.scope, priority_id=priority_id, ground_id=ground_id)
    messages.success(request, "The reason is taken away.")
    return redirect(f"{reverse('priorities')}#priority-{row.pk}")
