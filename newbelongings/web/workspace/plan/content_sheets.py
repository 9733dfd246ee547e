"""What the plan says beside its lines, as sheets: its definition, what it needs and saves, and what it covers."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from newbelongings.adapters.spreadsheet import Sheet
from newbelongings.domain.plans.content_queries import CommitmentView, PlanContent


def content_sheets(content: PlanContent) -> list[Sheet]:
    """Three sheets, each there also where nothing was written yet."""
    return [
        Sheet(
            "Definition",
            "What the plan is about, how it is led, and what stays after it.",
            ("Part", "Words", "Source", "As of"),
            list(_definition(content)),
        ),
        Sheet(
            "Resources",
            "What the plan needs, and what it is expected to save.",
            ("Kind", "What", "Pounds", "Agreed", "For the objective"),
            [
                [
                    row.get_kind_display(),
                    row.words,
                    "" if row.pence is None else Decimal(row.pence) / 100,
                    "Yes" if row.secured else "Not yet",
                    row.objective.title if row.objective else "",
                ]
                for row in content.resources
            ],
        ),
        Sheet(
            "Coverage",
            "The commitments of section 2.2 of the Guide, each with the objectives that meet it, or why none does.",
            ("Commitment", "Met by", "Or why not"),
            [[one.commitment.name, _met_by(one), one.because] for one in content.commitments],
        ),
    ]


def _definition(content: PlanContent) -> Iterator[list[Any]]:
    plan = content.plan
    yield ["What this is about", plan.definition, "", ""]
    for fact in content.facts:
        yield ["Key fact", fact.words, fact.source, fact.as_of or ""]
    for view in content.promises:
        if view.is_written:
            yield [f"{view.promise.name}: what we do well", view.well, "", ""]
            yield [f"{view.promise.name}: what we could do better", view.better, "", ""]
    yield ["Governance", plan.governance, "", ""]
    yield ["What stays afterwards", plan.sustaining, "", ""]


def _met_by(one: CommitmentView) -> str:
    if one.objectives:
        return "; ".join(one.objectives)
    return "Nothing yet" if one.is_gap else ""
