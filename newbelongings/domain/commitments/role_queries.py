"""Questions about care leavers' roles. Numbers are exact for those who keep them, and nowhere else."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, Shown, show_count
from newbelongings.domain.standards.vocabularies import Standard, vocabulary

from .models import RoleReport


@dataclass(frozen=True, slots=True)
class RoleLine:
    """How a role stands, as somebody may see it. ``rate_pence`` is None where there is none or it is not shown."""

    people: Shown
    hours: Shown
    paid: str
    rate_pence: int | None
    training: str
    changed: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class RoleView:
    """One of the ten roles in a year: the latest report (None: none yet) and those before it, newest first."""

    standard: Standard
    latest: RoleLine | None
    earlier: tuple[RoleLine, ...]


def roles(scope: Scope, cycle_id: int) -> tuple[RoleView, ...]:
    """The ten roles with their history. Exact for those who keep them; for others as ``roles_summary``."""
    if not scope.may(Permission.KEEP_COMMITMENTS):
        return roles_summary(scope, cycle_id)
    return _views(scope, cycle_id, _exact)


def roles_summary(scope: Scope, cycle_id: int) -> tuple[RoleView, ...]:
    """The ten roles with small numbers hidden whoever asks, for the board page, packs and whatever leaves the council.

    Where the people are hidden so are their hours and their rate, and what they were trained in or changed is told
    without a number. No sum over the roles is given: one person may have several. History is left out, since two
    reports could be subtracted.
    """
    scope.require(Permission.READ_COMMITMENTS)
    limit = authorities.own_authority(scope).hide_up_to
    views = _views(scope, cycle_id, lambda row: _hidden(row, limit))
    return tuple(RoleView(view.standard, view.latest, ()) for view in views)


def _views(scope: Scope, cycle_id: int, show: Callable[[RoleReport], RoleLine]) -> tuple[RoleView, ...]:
    rows = list(RoleReport.objects.filter(cycle=authorities.cycle(scope, cycle_id)))
    views = []
    for standard in vocabulary("roles").entries:
        lines = [show(row) for row in reversed(rows) if row.role == standard.code]
        views.append(RoleView(standard, lines[0] if lines else None, tuple(lines[1:])))
    return tuple(views)


def _exact(row: RoleReport) -> RoleLine:
    return _line(row, row.people, row.hours, row.rate_pence)


def _hidden(row: RoleReport, limit: int) -> RoleLine:
    people = show_count(row.people, limit=limit)
    if isinstance(people, Hidden):
        return _line(row, HIDDEN, HIDDEN, None)
    return _line(row, people, row.hours, row.rate_pence)


def _line(row: RoleReport, people: Shown, hours: Shown, rate_pence: int | None) -> RoleLine:
    return RoleLine(people, hours, row.get_paid_display(), rate_pence, row.training, row.changed, row.on)
