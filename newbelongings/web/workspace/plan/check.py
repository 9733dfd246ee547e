"""The plan check on its page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import queries
from newbelongings.domain.plans.checking import Finding, Rule, findings
from newbelongings.web.parts.gate import ScopedRequest, gate

from .years import chosen_cycle


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with the page on which it is mended; empty for what has none."""

    finding: Finding
    url: str


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule with all that it found."""

    rule: Rule
    found: tuple[Found, ...]


@gate(Permission.READ_PLAN)
def check_plan(request: ScopedRequest) -> HttpResponse:
    """What the check finds in the plan of this year, or of the year named by ``?year=``."""
    scope = request.scope
    cycle = chosen_cycle(request, list(authorities.cycles(scope)))
    plan = queries.plan_of(scope, cycle.pk)
    if plan is None:
        return redirect(f"{reverse('plan')}?year={cycle.pk}")
    found = findings(scope, plan.pk)
    may_edit = scope.may(Permission.EDIT_PLAN)
    cards = _cards(found, may_edit)
    context = {
        "cycle": cycle,
        "grave": [card for card in cards if card.rule.grave],
        "others": [card for card in cards if not card.rule.grave],
        "count": len(found),
        "first": next((one for card in cards for one in card.found if one.url), None) if may_edit else None,
    }
    return render(request, "workspace/plan/check.html", context)


def _cards(found: tuple[Finding, ...], may_edit: bool) -> list[RuleCard]:
    """The grave ones first; within these in the order of the rules."""
    ordered = sorted(found, key=lambda finding: not finding.rule.grave)
    by_rule: dict[Rule, list[Found]] = {}
    for finding in ordered:
        by_rule.setdefault(finding.rule, []).append(Found(finding, line_url(finding, may_edit)))
    return [RuleCard(rule, tuple(rows)) for rule, rows in by_rule.items()]


def line_url(finding: Finding, may_edit: bool) -> str:
    """Where the line is changed, or read by whoever may not change it."""
    if finding.thing in ("action", "milestone"):
        return reverse(f"edit_{finding.thing}" if may_edit else finding.thing, args=[finding.thing_id])
    if not may_edit:
        return ""
    if finding.thing == "objective":
        return reverse("edit_objective", args=[finding.thing_id])
    if finding.thing == "priority":
        return f"{reverse('set_objective')}?priority={finding.thing_id}"
    return reverse("edit_plan")
