"""Writing what a plan says beside its objectives and actions (Guide section 2.2, Appendix C).

What two people may write at once carries a version and goes the way of edits.py; lists are added to and taken from.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import vocabulary

from . import changes, checks, content_queries, queries
from .actions import objective_of
from .edits import ChangedMeanwhile, change
from .models import Coverage, DevelopmentArea, KeyFact, Objective, Plan, Resource, SelfAssessment

PARTS: Final = {
    "definition": "what this is about",
    "governance": "who watches over it",
    "sustaining": "what stays afterwards",
}
PENCE_AT_MOST: Final = 10**13


@transaction.atomic
def write_part(scope: Scope, *, plan_id: int, version: int, part: str, words: str) -> Plan:
    """Write the definition, the governance, or how change is sustained; empty words take it back."""
    scope.require(Permission.EDIT_PLAN)
    if part not in PARTS:
        raise NotFound("A plan has no such part. Choose one from the list.")
    values: dict[str, Any] = {part: checks.optional_text(words, field="words", what=PARTS[part])}
    return change(scope, queries.plan_row(scope, plan_id), version, **values)


@transaction.atomic
def measure_objective(
    scope: Scope, *, objective_id: int, version: int, measure: str, baseline: str = "", target: str = ""
) -> Objective:
    """Say by which number an objective is measured, where it stands now, and where it should be."""
    scope.require(Permission.EDIT_PLAN)
    if (baseline.strip() or target.strip()) and not measure.strip():
        raise Refused("Say what is measured, then where it stands.", field="measure")
    return change(
        scope,
        queries.objective(scope, objective_id),
        version,
        measure=checks.optional_line(measure, field="measure", what="what is measured", at_most=160),
        baseline=checks.optional_line(baseline, field="baseline", what="where it stands now", at_most=60),
        target=checks.optional_line(target, field="target", what="where it should be", at_most=60),
    )


@transaction.atomic
def add_development_area(scope: Scope, *, objective_id: int, title: str) -> DevelopmentArea:
    """Add something that must change for an objective to be met; actions are put under it afterwards."""
    scope.require(Permission.EDIT_PLAN)
    objective = queries.objective(scope, objective_id)
    last = objective.development_areas.aggregate(last=Max("position"))["last"] or 0
    area = DevelopmentArea.objects.create(
        objective=objective,
        position=last + 1,
        title=checks.line(title, field="title", what="what must change", at_most=200),
    )
    changes.write(scope, area, {changes.ADDED: ("", area.title)})
    audit.note(scope, "added_development_area", area)
    return area


@transaction.atomic
def edit_development_area(scope: Scope, *, area_id: int, version: int, title: str) -> DevelopmentArea:
    """Change the words of what must change."""
    scope.require(Permission.EDIT_PLAN)
    words = checks.line(title, field="title", what="what must change", at_most=200)
    return change(scope, content_queries.development_area(scope, area_id), version, title=words)


@transaction.atomic
def remove_development_area(scope: Scope, *, area_id: int) -> Objective:
    """Take it out; its actions stay under the objective."""
    scope.require(Permission.EDIT_PLAN)
    area = content_queries.development_area(scope, area_id)
    changes.write(scope, area, {changes.DROPPED: (area.title, "")}, version=area.version)
    audit.note(scope, "removed_development_area", area)
    area.delete()
    return area.objective


@transaction.atomic
def arrange_actions(scope: Scope, *, objective_id: int, places: Mapping[int, int | None]) -> Objective:
    """Put actions of an objective under its development areas: the area's id by the action's, or None for none."""
    scope.require(Permission.EDIT_PLAN)
    objective = queries.objective(scope, objective_id)
    here = {area.pk for area in objective.development_areas.all()}
    if {place for place in places.values() if place is not None} - here:
        raise Refused("Choose something that must change for this objective.")
    for action in objective.actions.filter(pk__in=places):
        if action.development_area_id != places[action.pk]:
            change(scope, action, action.version, development_area_id=places[action.pk])
    return objective


@transaction.atomic
def assess_promise(scope: Scope, *, plan_id: int, promise: str, version: int, well: str, better: str) -> SelfAssessment:
    """What the council does well and could do better on one promise of the Charter. Version 0 is of nothing yet."""
    scope.require(Permission.EDIT_PLAN)
    plan = queries.plan_row(scope, plan_id)
    _known("charter", promise, "There is no such promise in the Charter. Choose one from the list.")
    row, is_new = SelfAssessment.objects.get_or_create(plan=plan, promise=promise)
    before = (row.well, row.better)
    values = {
        "well": checks.optional_text(well, field="well", what="what you do well"),
        "better": checks.optional_text(better, field="better", what="what you could do better"),
    }
    expected = row.version if is_new else version
    written = SelfAssessment.objects.filter(pk=row.pk, version=expected).update(
        version=F("version") + 1, changed_by=scope.actor_name, changed_at=timezone.now(), **values
    )
    row.refresh_from_db()
    if not written:
        raise ChangedMeanwhile(row)
    pairs = {f"{name}_{promise}": (was, values[name]) for name, was in zip(values, before, strict=True)}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    changes.write(scope, plan, changed, version=plan.version)
    audit.note(scope, "assessed_promise", row, promise=promise)
    return row


@transaction.atomic
def add_key_fact(scope: Scope, *, plan_id: int, words: str, source: str, as_of: dt.date | None = None) -> KeyFact:
    """Add a fact about care leavers here, with where it is from and the day it is of."""
    scope.require(Permission.EDIT_PLAN)
    fact = KeyFact.objects.create(
        plan=queries.plan_row(scope, plan_id),
        words=checks.line(words, field="words", what="the fact in one line", at_most=200),
        source=checks.line(source, field="source", what="where it is from", at_most=200),
        as_of=as_of and checks.not_after_today(as_of, field="as_of"),
    )
    audit.note(scope, "added_key_fact", fact)
    return fact


@transaction.atomic
def remove_key_fact(scope: Scope, *, plan_id: int, fact_id: int) -> None:
    """Take a fact out."""
    _remove(scope, "removed_key_fact", queries.plan_row(scope, plan_id).key_facts.filter(pk=fact_id).first())


@transaction.atomic
def add_resource(
    scope: Scope,
    *,
    plan_id: int,
    kind: str,
    words: str,
    pence: int | None = None,
    objective_id: int | None = None,
    secured: bool = False,
) -> Resource:
    """Add staff, money or something else that the plan needs, or a saving that is expected. ``pence`` where money."""
    scope.require(Permission.EDIT_PLAN)
    plan = queries.plan_row(scope, plan_id)
    if kind not in Resource.Kind.values:
        raise Refused("Choose what it is: staff, money, a saving or something else.", field="kind")
    if pence is not None and not 0 <= pence < PENCE_AT_MOST:
        raise Refused("Give an amount of pounds of 0 or more.", field="pounds")
    resource = Resource.objects.create(
        plan=plan,
        objective=objective_of(scope, plan, objective_id),
        kind=kind,
        words=checks.line(words, field="words", what="what it is for", at_most=200),
        pence=pence,
        secured=secured,
    )
    audit.note(scope, "added_resource", resource, resource=kind)
    return resource


@transaction.atomic
def secure_resource(scope: Scope, *, plan_id: int, resource_id: int, secured: bool) -> Resource:
    """Say that it is agreed and there, or that it is not."""
    scope.require(Permission.EDIT_PLAN)
    row = queries.plan_row(scope, plan_id).resources.filter(pk=resource_id).first()
    if row is None:
        raise NotFound("This was taken away already.")
    row.secured = secured
    row.save(update_fields=["secured"])
    audit.note(scope, "secured_resource", row, secured=secured)
    return row


@transaction.atomic
def remove_resource(scope: Scope, *, plan_id: int, resource_id: int) -> None:
    """Take it out."""
    _remove(scope, "removed_resource", queries.plan_row(scope, plan_id).resources.filter(pk=resource_id).first())


@transaction.atomic
def cover_commitment(
    scope: Scope, *, plan_id: int, commitment: str, objective_ids: Iterable[int] = (), words: str = ""
) -> None:
    """Say which objectives meet a commitment of section 2.2, or why none does; what was said before is replaced."""
    scope.require(Permission.EDIT_PLAN)
    plan = queries.plan_row(scope, plan_id)
    _known("plan_commitments", commitment, "There is no such commitment. Choose one from the list.")
    because = checks.optional_line(words, field="words", what="why the plan does not meet it", at_most=200)
    objectives = [objective_of(scope, plan, pk) for pk in dict.fromkeys(objective_ids)]
    if objectives and because:
        raise Refused("Choose objectives that meet it, or say why none does. Not both.", field="words")
    if not objectives and not because:
        raise Refused("Choose an objective that meets it, or say why none does.", field="objectives")
    Coverage.objects.filter(plan=plan, commitment=commitment).delete()
    rows = [Coverage(plan=plan, commitment=commitment, objective=row) for row in objectives]
    Coverage.objects.bulk_create(rows or [Coverage(plan=plan, commitment=commitment, words=because)])
    audit.note(scope, "covered_commitment", plan, commitment=commitment, objectives=len(objectives))


def _known(name: str, code: str, sentence: str) -> None:
    if code not in {entry.code for entry in vocabulary(name).entries}:
        raise NotFound(sentence)


def _remove(scope: Scope, verb: str, row: KeyFact | Resource | None) -> None:
    scope.require(Permission.EDIT_PLAN)
    if row is None:
        raise NotFound("This was taken away already.")
    audit.note(scope, verb, row)
    row.delete()
