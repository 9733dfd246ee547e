"""An action that goes on in the next year's plan: carried over with its dates a year on, its story kept."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import actions, queries
from newbelongings.domain.plans.models import Action
from newbelongings.web.parts.gate import ScopedRequest, gate

from . import choices
from .forms import NewActionForm
from .saving import saved
from .words import wait_words
from .writing import draw_form


def action_story(scope: Scope, row: Action) -> dict[str, Any]:
    """What holds an action up, where it came from and where it goes on. Not for whoever reads no plan."""
    if not scope.may(Permission.READ_PLAN):
        return {}
    earlier, later = queries.carried(scope, row.pk)
    story = [
        (label, reverse("action", args=[other.pk]), f"{other.title} ({other.objective.plan.cycle})")
        for label, other in (("Carried over from", earlier), ("Goes on in", later))
        if other is not None
    ]
    may_carry = scope.may(Permission.EDIT_PLAN) and later is None
    is_past = row.objective.plan.cycle != authorities.current_cycle(scope)
    return {
        "waits": wait_words(queries.waits_for(scope, row.pk)),
        "story": story,
        "carry_url": reverse("carry_over_action", args=[row.pk]) if may_carry and is_past else "",
    }


@gate(Permission.EDIT_PLAN)
def carry_over_action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Take an action of an earlier plan into this year's."""
    earlier = queries.action(request.scope, action_id)
    plan = queries.plan_of(request.scope, authorities.current_cycle(request.scope).pk)
    offered = choices.objectives(request.scope, plan.pk) if plan else []
    if plan is None or not offered:
        messages.info(request, "Set an objective in this year’s plan first: an action belongs to one.")
        return redirect("write_plan" if plan is None else "set_objective")
    form = NewActionForm(
        request.POST or None,
        objectives=offered,
        owners=queries.possible_owners(request.scope),
        initial={
            "title": earlier.title,
            "lead": earlier.lead,
            "owner": earlier.owner_id,
            "lead_email": earlier.lead_email,
            "starts": a_year_on(earlier.starts, plan.cycle),
            "ends": a_year_on(earlier.ends, plan.cycle),
        },
    )
    carried = {"copied_from_id": earlier.pk}
    if request.method == "POST" and saved(form, request.scope, actions.add_action, **carried):
        messages.success(request, "The action goes on in this year’s plan. What was said of it before stays with it.")
        _, made = queries.carried(request.scope, earlier.pk)
        return redirect("action", made.pk) if made else redirect("plan")
    return draw_form(
        request,
        form,
        title="Carry an action over",
        lead=f"{earlier.title}. Its dates are moved on by a year: check them.",
        button="Carry it over",
    )


def a_year_on(day: dt.date, cycle: Cycle) -> dt.date:
    """The same day a year later (the 28th for a 29 February), within the year of the new plan."""
    try:
        later = day.replace(year=day.year + 1)
    except ValueError:
        later = day.replace(year=day.year + 1, day=28)
    return min(max(later, cycle.starts), cycle.ends)
