"""What was sent to those who lead actions, and a button to send one now."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import notices, queries, reminding, sent
from newbelongings.domain.plans.letters import Addresses
from newbelongings.domain.plans.models import Notice, Plan
from newbelongings.domain.plans.people import Reader, readers
from newbelongings.domain.plans.plan_view import ActionView
from newbelongings.web.parts.gate import ScopedRequest, gate

from .pages import Line, line

REASONS = {"late": "late", "stale": "no word for long", "soon": "ends soon", "asked": "asked for", "": "listed"}
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ToRemind:
    """An action that is not done, whom it would be sent to, and when they were last written to about it."""

    line: Line
    reader: Reader | None
    last: Notice | None


@gate(Permission.EDIT_PLAN)
def action_reminders(request: ScopedRequest) -> HttpResponse:
    """Who is reminded of what: each open action, and every email that went."""
    plan = queries.plan_of(request.scope, authorities.current_cycle(request.scope).pk)
    if plan is None:
        messages.info(request, "Write the plan first: its aim and who leads it.")
        return redirect("write_plan")
    return render(request, "workspace/plan/reminders.html", reminders_page(request.scope, plan))


def reminders_page(scope: Scope, plan: Plan) -> dict[str, Any]:
    """Open actions with whom they are sent to, and what was sent, email by email."""
    found = list(sent.notices(scope, plan.pk))
    last = {notice.action_id: notice for notice in reversed(found)}
    view = queries.plan(scope, plan.cycle_id)
    open_ones = [action for action in view.actions if not action.standing.is_done] if view else []
    reached = readers(queries.actions_of(scope, plan.pk))
    emails: dict[str, list[Notice]] = defaultdict(list)
    for notice in found:
        emails[notice.message_key].append(notice)
    return {
        "actions": [ToRemind(line(one), reached.get(one.id), last.get(one.id)) for one in _urgent_first(open_ones)],
        "emails": [(of[0], _about(of)) for of in list(emails.values())[:MOST_SHOWN]],
        "quiet_days": reminding.QUIET_DAYS,
    }


def _urgent_first(found: list[ActionView]) -> list[ActionView]:
    return sorted(found, key=lambda one: (-one.standing.late_days, -one.standing.stale_days, one.ends))


def _about(of: list[Notice]) -> str:
    if of[0].action is None:
        return "The plan in numbers"
    return "; ".join(f"{notice.action.title} ({REASONS[notice.reason]})" for notice in of if notice.action)


@gate(Permission.EDIT_PLAN)
@require_POST
def send_reminder(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Write to whoever leads one action, now."""
    try:
        went = notices.send_reminder(request.scope, action_id=action_id, addresses=plan_addresses())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"An email to {went.to_name} is on its way.")
    return redirect("action_reminders")


def plan_addresses() -> Addresses:
    """Where emails about the plan lead."""
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    link = reverse("update_by_link", args=["TOKEN"]).replace("TOKEN", "{token}")
    return Addresses(link=f"{public}{link}", plan=f"{public}{reverse('plan')}")
