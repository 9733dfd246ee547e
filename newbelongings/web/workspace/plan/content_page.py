"""A plan's content as its pages show it: the whole of a version, and the words of its values."""

import datetime as dt
from functools import cache
from typing import Any

from newbelongings.domain.plans.content import Content, Line, Value
from newbelongings.domain.plans.difference import shown
from newbelongings.domain.standards.vocabularies import area_name, vocabulary

from .review_forms import line_code

FIELDS = {
    "aim": "Aim",
    "lead": "Who leads it",
    "definition": "What the project is",
    "governance": "Governance",
    "sustaining": "What happens after the period",
    "words": "Words",
    "source": "Where it is from",
    "as_of": "As it was on",
    "well": "What we do well",
    "better": "What we could do better",
    "position": "Place in the plan",
    "title": "Title",
    "success": "It worked if",
    "measure": "Measure",
    "baseline": "Where it starts",
    "target": "Target",
    "area": "Area",
    "asked": "Who asked for it",
    "objective": "Objective",
    "development_area": "Area for development",
    "starts": "Starts",
    "ends": "Done by",
    "due": "Done by",
    "waits_for": "Waits for",
    "kind": "Kind",
    "pence": "Amount",
    "secured": "Secured",
    "promise": "Promise of the Charter",
    "commitment": "Commitment",
}


def field_name(field: str) -> str:
    """What a field is called on a page; one that a later format adds, by its own name."""
    return FIELDS.get(field, field.replace("_", " ").capitalize())


@cache
def code_name(code: str) -> str:
    """The words of a code of an area, a promise or a commitment; anything else as it is."""
    entries = [entry for name in ("plan_commitments", "charter") for entry in vocabulary(name).entries]
    return area_name(code) or next((entry.plain or entry.name for entry in entries if entry.code == code), code)


def content_page(content: Content, *, comment_url: str = "") -> dict[str, Any]:
    """The whole plan as it was. ``comment_url``: where a line is commented on; empty offers no comment."""
    plan = content["plan"][0]
    objectives = sorted(content["objective"], key=lambda line: _number(line["position"]))
    return {
        "aim": plan["aim"],
        "parts": [(field_name(name), plan[name]) for name in ("lead", "definition", "governance", "sustaining")],
        "objectives": [_objective(content, line) for line in objectives],
        "milestones": [_dated(content, "milestone", line) for line in _by_day(content["milestone"], "due")],
        "key_facts": [line | {"as_of": _day(line["as_of"])} for line in content["key_fact"]],
        "resources": [line | {"amount": shown("pence", line["pence"], content)} for line in content["resource"]],
        "coverage": [_covered(content, line) for line in content["coverage"]],
        "self_assessments": [line | {"name": code_name(str(line["promise"]))} for line in content["self_assessment"]],
        "comment_url": comment_url,
        "plan_code": line_code("plan", _number(plan["id"])),
    }


def _objective(content: Content, line: Line) -> dict[str, Any]:
    actions = [row for row in _by_day(content["action"], "ends") if row["objective"] == line["id"]]
    areas = [row for row in content["development_area"] if row["objective"] == line["id"]]
    groups = [
        (area, [row for row in actions if row["development_area"] == area["id"]])
        for area in sorted(areas, key=lambda area: _number(area["position"]))
    ]
    without = [row for row in actions if row["development_area"] is None]
    return {
        "line": line,
        "code": line_code("objective", _number(line["id"])),
        "area": area_name(str(line["area"])),
        "groups": [
            (area["title"] if area else "", [_dated(content, "action", row) for row in rows])
            for area, rows in [*([({}, without)] if without else []), *groups]
        ],
    }


def _dated(content: Content, thing: str, line: Line) -> dict[str, Any]:
    dates = {name: _day(line[name]) for name in ("starts", "ends", "due") if name in line}
    named = {name: shown(name, line[name], content) for name in ("objective", "waits_for") if name in line}
    return line | dates | named | {"code": line_code(thing, _number(line["id"]))}


def _covered(content: Content, line: Line) -> dict[str, Any]:
    by = shown("objective", line["objective"], content)
    return {"name": code_name(str(line["commitment"])), "by": by, "words": line["words"]}


def _by_day(lines: list[Line], field: str) -> list[Line]:
    return sorted(lines, key=lambda line: str(line[field]))


def _day(value: Value) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _number(value: Value) -> int:
    return int(str(value))
