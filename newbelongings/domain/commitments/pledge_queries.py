"""Questions about pledges: the council's own, and what anyone may read of the one that stands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Prefetch, QuerySet

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.standing import Standing, standing
from newbelongings.domain.standards.vocabularies import Standard, areas

from .models import Pledge, PledgePromise, PledgeSignature, PledgeUpdate
from .pledge_gaps import gaps


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise and how it stands; ``updates`` are newest first. ``theme_names`` and ``issue_titles`` are where
    care leavers said it, and are empty on the public page."""

    id: int
    area: str
    said: str
    promise: str
    stands_behind: str
    due: dt.date
    standing: Standing
    updates: tuple[PledgeUpdate, ...]
    theme_names: tuple[str, ...] = ()
    issue_titles: tuple[str, ...] = ()

    @property
    def latest(self) -> PledgeUpdate | None:
        return self.updates[0] if self.updates else None


@dataclass(frozen=True, slots=True)
class AreaPromises:
    """The promises of one area, in the order in which they were put."""

    area: Standard
    promises: tuple[PromiseView, ...]


@dataclass(frozen=True, slots=True)
class PledgeView:
    """A pledge with its promises by area and its signatures. ``checked_with`` is the name of the forum that read it
    first, or nothing; ``lacks`` says what keeps a draft from being published."""

    id: int
    title: str
    opening: str
    written_on: dt.date
    published_on: dt.date | None
    ended_on: dt.date | None
    ended_because: str
    checked_with: str
    groups: tuple[AreaPromises, ...]
    signatures: tuple[PledgeSignature, ...]
    lacks: tuple[str, ...] = ()

    @property
    def promises(self) -> tuple[PromiseView, ...]:
        return tuple(promise for group in self.groups for promise in group.promises)

    @property
    def late(self) -> tuple[PromiseView, ...]:
        """Those past their day and not done, the latest first."""
        late = [one for one in self.promises if one.standing.is_late]
        return tuple(sorted(late, key=lambda one: (-one.standing.late_days, one.id)))

    @property
    def stands(self) -> bool:
        """Whether it is published and has not ended."""
        return self.published_on is not None and self.ended_on is None


def pledges(scope: Scope) -> QuerySet[Pledge]:
    """All pledges of the council, the newest first."""
    scope.require(Permission.READ_COMMITMENTS)
    return Pledge.objects.filter(authority_id=scope.authority)


def pledge(scope: Scope, pledge_id: int, *, on: dt.date | None = None) -> PledgeView:
    """One pledge of the council, draft or not, with where each promise was said; in six statements."""
    found = _with_promises(pledges(scope), "themes", "issues").filter(pk=pledge_id).first()
    if found is None:
        raise NotFound("There is no such pledge at your council. Choose one from the list.")
    return _view(found, on or today(), joins=True)


def promise(scope: Scope, promise_id: int) -> PledgePromise:
    """One promise of one of the council's pledges, with its pledge."""
    scope.require(Permission.READ_COMMITMENTS)
    of_council = PledgePromise.objects.filter(pledge__authority_id=scope.authority).select_related("pledge")
    found: PledgePromise | None = of_council.filter(pk=promise_id).first()
    if found is None:
        raise NotFound("There is no such promise in your pledge. Choose one from the pledge’s page.")
    return found


def standing_pledge(scope: Scope, *, on: dt.date | None = None) -> PledgeView | None:
    """The council's pledge that is published and has not ended, with where each promise was said."""
    standing = pledges(scope).filter(published_on__isnull=False, ended_on=None)
    found = _with_promises(standing, "themes", "issues").first()
    return _view(found, on or today(), joins=True) if found else None


def late_promises(scope: Scope, *, on: dt.date | None = None) -> tuple[PromiseView, ...]:
    """Promises of the pledge that stands which are past their day and not done, the latest first."""
    found = standing_pledge(scope, on=on)
    return found.late if found else ()


def published_pledges(scope: Scope, authority_id: int | OuterRef) -> QuerySet[Pledge]:
    """Every pledge that a council has published, also those that ended; anyone may know of them."""
    return Pledge.objects.filter(authority_id=authority_id, published_on__isnull=False)


def public_pledge(scope: Scope, authority_id: int, *, on: dt.date | None = None) -> PledgeView | None:
    """What anyone may read: the pledge that stands, or else the one that ended last; in four statements."""
    found = (
        _with_promises(published_pledges(scope, authority_id))
        .order_by(F("ended_on").desc(nulls_first=True), "-pk")
        .first()
    )
    return _view(found, on or today(), joins=False) if found else None


def _with_promises(of: QuerySet[Pledge], *joins: str) -> QuerySet[Pledge]:
    promises = PledgePromise.objects.prefetch_related("updates", *joins)
    return of.select_related("checked_with").prefetch_related(Prefetch("promises", promises), "signatures")


def _view(row: Pledge, day: dt.date, *, joins: bool) -> PledgeView:
    promises = list(row.promises.all())
    begins = row.published_on or day
    return PledgeView(
        id=row.pk,
        title=row.title,
        opening=row.opening,
        written_on=row.written_on,
        published_on=row.published_on,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        checked_with=row.checked_with.name if row.checked_with else "",
        groups=_groups([_promise(each, begins, day, joins=joins) for each in promises]),
        signatures=tuple(row.signatures.all()),
        lacks=gaps(promises, day) if joins and row.published_on is None else (),
    )


def _groups(promises: Iterable[PromiseView]) -> tuple[AreaPromises, ...]:
    promises = list(promises)
    groups = (AreaPromises(area, tuple(one for one in promises if one.area == area.code)) for area in areas())
    return tuple(group for group in groups if group.promises)


def _promise(row: PledgePromise, begins: dt.date, day: dt.date, *, joins: bool) -> PromiseView:
    updates = tuple(row.updates.all())
    rag, said_on = (updates[0].rag, updates[0].made_on) if updates else (None, None)
    return PromiseView(
        id=row.pk,
        area=row.area,
        said=row.said,
        promise=row.promise,
        stands_behind=row.stands_behind,
        due=row.due,
        standing=standing(begins, row.due, rag, day, said_on),
        updates=updates,
        theme_names=tuple(theme.name for theme in row.themes.all()) if joins else (),
        issue_titles=tuple(issue.title for issue in row.issues.all()) if joins else (),
    )
