"""The content of a pack from its facts: header, exhibits, and each line's chain. Pure, and hashed.

``content`` gives the same bytes for the same facts on any machine and any database: keys are sorted, and
there are no fractions.
"""

import hashlib
import json
from typing import Any

from . import exhibits, exhibits_done, exhibits_heard
from .exhibits import Exhibit
from .pack_facts import Facts, Header
from .references import LEGEND, chain, reference, references

FORMAT = "new-belongings-pack/1"


def content(facts: Facts) -> dict[str, Any]:
    """Everything that pack.json holds and from which the PDF and the spreadsheet are drawn."""
    cites = citations(facts)
    came_of = _came_of(cites)
    found = [
        exhibits_heard.asked(facts),
        exhibits_heard.answered(facts),
        exhibits_heard.themes(facts, came_of),
        exhibits_heard.quotations(facts),
        exhibits_heard.issues(facts, came_of),
        exhibits_done.priorities(facts),
        exhibits_done.plan(facts),
        exhibits_done.replies(facts),
        exhibits_done.broken(facts),
    ]
    found.append(exhibits.areas(facts, [line for each in found for line in each["lines"]]))
    _add_chains(found, cites)
    return {
        "format": FORMAT,
        **_header(facts.header),
        "summary": exhibits.summary(facts),
        "legend": LEGEND,
        "areas": {area.code: area.plain for area in facts.areas},
        "exhibits": found,
    }


def _header(header: Header) -> dict[str, Any]:
    return {
        "council": {
            "name": header.council,
            "code": header.code,
            "region": header.region,
            "invented": header.invented,
        },
        "year": {"number": header.year, "starts": header.starts.isoformat(), "ends": header.ends.isoformat()},
        "made": {"on": header.made_on.isoformat(), "by": header.made_by},
        "hidden_up_to": header.limit,
    }


def citations(facts: Facts) -> dict[str, list[str]]:
    """What each thing cites directly, by reference: the foreign keys of the thread, and nothing else."""
    cites: dict[str, list[str]] = {}
    for theme in facts.themes:
        cites[reference("theme", theme.id)] = references("round", theme.round_ids)
    for quotation in facts.quotations:
        cites[reference("quotation", quotation.id)] = [reference("theme", quotation.theme_id)]
    for priority in facts.priorities:
        cites[reference("priority", priority.id)] = references(
            "theme", (each.theme_id for each in priority.themes)
        ) + references("issue", (each.issue_id for each in priority.issues))
    _cite_plan(facts, cites)
    for reply in facts.replies:
        cites[reference("reply", reply.id)] = [
            *references("action", reply.action_ids),
            *references("milestone", reply.milestone_ids),
            *references("theme", reply.theme_ids),
            *references("issue", reply.issue_ids),
        ]
    return cites


def _cite_plan(facts: Facts, cites: dict[str, list[str]]) -> None:
    if facts.plan is None:
        return
    for objective in facts.plan.objectives:
        own = reference("objective", objective.id)
        cites[own] = references("priority", (each.id for each in objective.priorities))
        cites |= {reference("action", each.id): [own] for each in objective.actions}
    for milestone in facts.plan.milestones:
        if milestone.objective_id is not None:
            cites[reference("milestone", milestone.id)] = [reference("objective", milestone.objective_id)]


def _came_of(cites: dict[str, list[str]]) -> dict[str, list[str]]:
    """For each theme and issue, the priorities and replies that cite it."""
    came: dict[str, list[str]] = {}
    for ref, cited in cites.items():
        if ref[0] in "PR":
            for each in cited:
                came.setdefault(each, []).append(ref)
    return came


def _add_chains(found: list[Exhibit], cites: dict[str, list[str]]) -> None:
    """Give each line its chain. A reference leads to a line of the same pack, or is left out."""
    lines = [line for each in found for line in each["lines"]]
    known = {line["ref"] for line in lines}
    for line in lines:
        line["chain"] = [ref for ref in chain(line["ref"], cites) or line["cells"].get("thing", []) if ref in known]
        for key, value in line["cells"].items():
            if isinstance(value, list):
                line["cells"][key] = [ref for ref in value if ref in known]


def canonical(content: dict[str, Any]) -> bytes:
    """The bytes that are hashed: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()
