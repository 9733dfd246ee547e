"""All councils of a programme side by side: counts only, small ones hidden, nothing that anyone said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission, Role
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count
from newbelongings.domain.plans.models import Action, Milestone, Rag, Update
from newbelongings.domain.surveys.models import Response
from newbelongings.domain.themes.models import Coding

from .breaks import told_replies


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council in its present year. ``answered`` is people and hidden where small; the rest counts things.

    ``year`` is None, and every count zero, for a council that has not started.
    """

    name: str
    imagined: bool
    year: int | None
    answered: Shown
    themes: int
    promises: int
    done: int
    late: int
    told: int


def councils(scope: Scope) -> list[CouncilRow]:
    """The councils of the scope's programmes by name. The number of statements does not grow with them."""
    scope.require(Permission.OVERSEE)
    authorities = list(_authorities(scope))
    cycles = _present_cycles(authorities)
    tally = _Tally([cycle.pk for cycle in cycles.values()])
    return [tally.row(authority, cycles.get(authority.pk)) for authority in authorities]


def _authorities(scope: Scope) -> QuerySet[Authority]:
    if scope.role is Role.SYSTEM:
        return Authority.objects.all()
    mine = {"programmes__memberships__person_id": scope.actor_id, "programmes__memberships__role": Role.PROGRAMME}
    return Authority.objects.filter(**mine).distinct()


def _present_cycles(authorities: list[Authority]) -> dict[int, Cycle]:
    """Each council's cycle that runs today, or else its latest that has begun, or else its first."""
    found: dict[int, Cycle] = {}
    for cycle in Cycle.objects.filter(authority__in=authorities).order_by("starts"):
        if cycle.authority_id not in found or cycle.starts <= today():
            found[cycle.authority_id] = cycle
    return found


class _Tally:
    """Counts of each cycle, by one statement a kind."""

    def __init__(self, cycle_ids: list[int]) -> None:
        of_people = Response.objects.filter(round__cycle__in=cycle_ids).exclude(way=Response.GROUP_AGREED)
        self.answered = _by_cycle(of_people, "round__cycle")
        self.themes = _by_cycle(Coding.objects.filter(theme__cycle__in=cycle_ids), "theme__cycle", "theme")
        self.told = _by_cycle(told_replies(cycle__in=cycle_ids), "cycle")
        self.promises: dict[int, list[tuple[str | None, bool]]] = {}
        for cycle_id, rag, overdue in _promises(cycle_ids):
            self.promises.setdefault(cycle_id, []).append((rag, overdue))

    def row(self, authority: Authority, cycle: Cycle | None) -> CouncilRow:
        key = cycle.pk if cycle else 0
        promises = self.promises.get(key, [])
        return CouncilRow(
            name=authority.name,
            imagined=authority.imagined,
            year=cycle.number if cycle else None,
            answered=show_count(self.answered.get(key, 0), limit=authority.hide_up_to),
            themes=self.themes.get(key, 0),
            promises=len(promises),
            done=sum(rag == Rag.DONE for rag, _ in promises),
            late=sum(overdue and rag != Rag.DONE for rag, overdue in promises),
            told=self.told.get(key, 0),
        )


def _by_cycle(rows: QuerySet[Any], cycle: str, counted: str = "pk") -> dict[int, int]:
    found = rows.order_by().values_list(cycle).annotate(n=Count(counted, distinct=counted != "pk"))
    return dict(found)


def _promises(cycle_ids: list[int]) -> Iterable[tuple[int, str | None, bool]]:
    day = today()
    for model, cycle, due, link in (
        (Action, "objective__plan__cycle", "ends", "action"),
        (Milestone, "plan__cycle", "due", "milestone"),
    ):
        latest = Update.objects.filter(**{link: OuterRef("pk")}).order_by("-made_on", "-id").values("rag")[:1]
        rows = model._default_manager.filter(**{f"{cycle}__in": cycle_ids}).order_by()
        rows = rows.exclude(objective__dropped_on__isnull=False)
        for cycle_id, rag, end in rows.values_list(F(cycle), Subquery(latest), F(due)):
            yield cycle_id, rag, end < day
