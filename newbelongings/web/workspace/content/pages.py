"""What the pages of a plan's content show."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newbelongings.domain.plans.content_queries import PlanContent
from newbelongings.domain.plans.models import Resource
from newbelongings.domain.plans.plan_view import PlanView

from .forms import PART_LABELS


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the plan as a line: how far it is, and where it is written."""

    name: str
    url: str
    state: str
    is_done: bool
    minutes: int = 5


def parts_page(plan: PlanView, content: PlanContent) -> dict[str, Any]:
    """Every part in the order of the Guide, and the first that is missing."""
    parts = list(_parts(plan, content))
    return {"parts": parts, "next": next((part for part in parts if not part.is_done), None)}


def _parts(plan: PlanView, content: PlanContent) -> Iterator[Part]:
    yield Part("Aim and lead", reverse("edit_plan"), f"Led by {plan.lead}", True)
    yield _text_part("definition", content)
    facts = len(content.facts)
    yield Part("Key facts", reverse("key_facts"), _number(facts, "fact"), facts > 0)
    written = sum(view.is_written for view in content.promises)
    of = len(content.promises)
    yield Part(
        "Self-assessment against the Charter",
        reverse("self_assessment"),
        f"{written} of {of} promises",
        written == of,
        20,
    )
    chosen = len(plan.priorities)
    yield Part("Priorities", reverse("priorities"), _number(chosen, "priority", "priorities"), chosen > 0, 10)
    yield Part(
        "Objectives and actions", reverse("plan"), _number(len(plan.objectives), "objective"), bool(plan.objectives)
    )
    for objective in plan.objectives:
        url = reverse("measure_objective", args=[objective.id])
        measured = (
            f"{objective.measure}: {objective.baseline or '?'} to {objective.target or '?'}"
            if objective.measure
            else "No measure"
        )
        yield Part(f"Measure of “{objective.title}”", url, measured, bool(objective.measure))
        areas = len(content.areas.get(objective.id, ()))
        url = reverse("development_areas", args=[objective.id])
        yield Part(f"What must change for “{objective.title}”", url, _number(areas, "thing"), areas > 0)
    marks = len(plan.milestones)
    yield Part("Milestones", reverse("add_milestone"), f"{marks} of 10 to 15", marks >= 10, 2)
    yield Part(
        "Resources and savings",
        reverse("plan_resources"),
        _number(len(content.resources), "line"),
        bool(content.resources),
    )
    yield _text_part("governance", content)
    yield _text_part("sustaining", content)
    gaps = len(content.gaps)
    yield Part(
        "Twelve commitments", reverse("plan_coverage"), f"{_number(gaps, 'gap')}" if gaps else "No gap", not gaps, 10
    )


def _text_part(part: str, content: PlanContent) -> Part:
    written = bool(getattr(content.plan, part))
    return Part(
        PART_LABELS[part][0], reverse("write_part", args=[part]), "Written" if written else "Not written", written
    )


def _number(number: int, one: str, many: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number or 'No'} {many or one + 's'}"


@dataclass(frozen=True, slots=True)
class Line:
    """One resource as a line: its amount in pounds where it is money."""

    resource: Resource
    pounds: str


def resources_page(content: PlanContent) -> dict[str, Any]:
    """What the plan needs and saves, with sums."""
    lines = [Line(row, pounds(row.pence)) for row in content.resources]
    saving = Resource.Kind.SAVING
    return {
        "needed": [line for line in lines if line.resource.kind != saving],
        "saved": [line for line in lines if line.resource.kind == saving],
        "needed_sum": pounds(content.needed_pence),
        "saved_sum": pounds(content.saved_pence),
    }


def pounds(pence: int | None) -> str:
    """``£42,000`` or ``£42,000.50``; empty where there is no amount."""
    if pence is None:
        return ""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"
