"""The history of the plan: each change as a sentence, and the page of all of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import changes, queries
from newbelongings.domain.plans.models import Change
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.web.parts.gate import ScopedRequest, gate

from .years import chosen_cycle

FIELDS = {
    "title": "Words",
    "aim": "Aim",
    "lead": "Who is responsible",
    "owner": "Who updates it here",
    "lead_email": "Email",
    "starts": "Start",
    "ends": "End",
    "due": "Due",
    "agreed_on": "Agreed by the board",
    "success": "It worked if",
    "area": "Area",
    "objective": "Objective",
    "waits_for": "Must wait for",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One change as it is read: which line, what of it, what it was and is, and by whom, when and why."""

    line: str
    field: str
    before: str
    after: str
    by: str
    day: str
    why: str


def told(found: Iterable[Change], titles: dict[tuple[str, int], str] | None = None) -> list[Told]:
    """Changes as they are read, in the same order. ``titles`` names the lines where they are of many."""
    return [
        Told(
            (titles or {}).get((change.thing, change.thing_id), ""),
            _field(change),
            _value(change.field, change.before),
            _value(change.field, change.after),
            change.by_name,
            long_date(timezone.localdate(change.changed_at)),
            change.why,
        )
        for change in found
    ]


def _field(change: Change) -> str:
    if change.field in (changes.ADDED, changes.DROPPED):
        return "Added to the plan" if change.field == changes.ADDED else "Dropped from the plan"
    return FIELDS.get(change.field, change.field.replace("_", " ").capitalize())


def _value(field: str, text: str) -> str:
    if field == "area":
        return area_name(text) or text
    try:
        return long_date(dt.date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


@gate(Permission.READ_PLAN)
def plan_history(request: ScopedRequest) -> HttpResponse:
    """Every change of the plan of this year, or of the year named by ``?year=``, the newest first."""
    cycle = chosen_cycle(request, list(authorities.cycles(request.scope)))
    plan = queries.plan_of(request.scope, cycle.pk)
    found = told(changes.history(request.scope, plan.pk), changes.titles(plan)) if plan else []
    return render(request, "workspace/plan/history.html", {"cycle": cycle, "changes": found})
