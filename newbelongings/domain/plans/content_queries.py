"""What a plan says beside its objectives and actions, in a constant number of SQL statements."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import Standard, vocabulary

from . import queries
from .models import DevelopmentArea, KeyFact, Plan, Resource, SelfAssessment


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise of the Charter, with what the council says of itself. ``version`` is 0 where it says nothing yet."""

    promise: Standard
    well: str
    better: str
    version: int
    changed_by: str = ""
    changed_at: dt.datetime | None = None

    @property
    def is_written(self) -> bool:
        return bool(self.well or self.better)


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """One commitment of section 2.2: the objectives that meet it, or why none does. Neither is a gap."""

    commitment: Standard
    objectives: tuple[str, ...]
    because: str

    @property
    def is_gap(self) -> bool:
        return not (self.objectives or self.because)


@dataclass(frozen=True, slots=True)
class AreaView:
    """Something that must change for an objective."""

    id: int
    objective_id: int
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The whole of it. ``areas`` are by the objective's id, in their order."""

    plan: Plan
    facts: tuple[KeyFact, ...]
    promises: tuple[PromiseView, ...]
    resources: tuple[Resource, ...]
    commitments: tuple[CommitmentView, ...]
    areas: dict[int, tuple[AreaView, ...]]

    @property
    def gaps(self) -> tuple[CommitmentView, ...]:
        """Commitments that no objective meets, with no reason why."""
        return tuple(one for one in self.commitments if one.is_gap)

    @property
    def needed_pence(self) -> int:
        """All money that the plan needs."""
        return sum(row.pence or 0 for row in self.resources if row.kind != Resource.Kind.SAVING)

    @property
    def saved_pence(self) -> int:
        """All savings that are expected."""
        return sum(row.pence or 0 for row in self.resources if row.kind == Resource.Kind.SAVING)


def content(scope: Scope, plan_id: int) -> PlanContent:
    """All of a plan's content: six statements, however much is written."""
    plan = queries.plan_row(scope, plan_id)
    return PlanContent(
        plan=plan,
        facts=tuple(plan.key_facts.all()),
        promises=_promises(plan),
        resources=tuple(plan.resources.select_related("objective")),
        commitments=_commitments(plan),
        areas=_areas(plan),
    )


def development_area(scope: Scope, area_id: int) -> DevelopmentArea:
    """One thing that must change, of an objective that stands."""
    scope.require(Permission.READ_PLAN)
    here = DevelopmentArea.objects.filter(
        objective__plan__cycle__authority_id=scope.authority, objective__dropped_on__isnull=True
    )
    found = here.select_related("objective").filter(pk=area_id).first()
    if found is None:
        raise NotFound(queries.GONE.format("part"))
    return found


def areas_of(scope: Scope, objective_id: int) -> list[DevelopmentArea]:
    """What must change for one objective, in order."""
    return list(queries.objective(scope, objective_id).development_areas.all())


def promise(scope: Scope, plan_id: int, code: str) -> PromiseView:
    """One promise of the Charter as a plan speaks of it."""
    for view in _promises(queries.plan_row(scope, plan_id)):
        if view.promise.code == code:
            return view
    raise NotFound("There is no such promise in the Charter. Choose one from the list.")


def commitment(scope: Scope, plan_id: int, code: str) -> tuple[CommitmentView, list[int]]:
    """One commitment as a plan meets it, with the ids of the objectives that do."""
    plan = queries.plan_row(scope, plan_id)
    for view in _commitments(plan):
        if view.commitment.code == code:
            met = plan.coverage.filter(commitment=code, objective__dropped_on__isnull=True)
            return view, [pk for pk in met.values_list("objective_id", flat=True) if pk is not None]
    raise NotFound("There is no such commitment. Choose one from the list.")


def _promises(plan: Plan) -> tuple[PromiseView, ...]:
    written: dict[str, SelfAssessment] = {row.promise: row for row in plan.self_assessments.all()}
    return tuple(_promise(entry, written.get(entry.code)) for entry in vocabulary("charter").entries)


def _promise(entry: Standard, row: SelfAssessment | None) -> PromiseView:
    if row is None:
        return PromiseView(entry, "", "", 0)
    return PromiseView(entry, row.well, row.better, row.version, row.changed_by, row.changed_at)


def _commitments(plan: Plan) -> tuple[CommitmentView, ...]:
    titles: dict[str, list[str]] = defaultdict(list)
    because: dict[str, str] = {}
    for row in plan.coverage.select_related("objective").order_by("objective__position"):
        if row.objective is None:
            because[row.commitment] = row.words
        elif row.objective.dropped_on is None:
            titles[row.commitment].append(row.objective.title)
    return tuple(
        CommitmentView(entry, tuple(titles[entry.code]), because.get(entry.code, ""))
        for entry in vocabulary("plan_commitments").entries
    )


def _areas(plan: Plan) -> dict[int, tuple[AreaView, ...]]:
    found: dict[int, list[AreaView]] = defaultdict(list)
    for row in DevelopmentArea.objects.filter(objective__plan=plan):
        found[row.objective_id].append(AreaView(row.pk, row.objective_id, row.title, row.version))
    return {pk: tuple(areas) for pk, areas in found.items()}
