"""What the page about roles shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.role_queries import RoleLine, RoleView
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import vocabulary

from .words import pounds


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, and its pay in words (empty where nothing was said of it)."""

    role: RoleView
    pay: str


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The ten roles. ``filled`` is in how many there is somebody; ``next`` the first of which nothing was said."""

    rows: tuple[RoleRow, ...]
    filled: int
    next: RoleRow | None
    source: str
    may_keep: bool
    may_pay: bool


def roles_page(scope: Scope, cycle: Cycle) -> RolesPage:
    """The roles of one year."""
    rows = tuple(RoleRow(view, pay_words(view.latest)) for view in queries.roles(scope, cycle.pk))
    return RolesPage(
        rows=rows,
        filled=filled(row.role for row in rows),
        next=next((row for row in rows if row.role.latest is None), None),
        source=vocabulary("roles").source,
        may_keep=scope.may(Permission.KEEP_COMMITMENTS),
        may_pay=scope.may(Permission.KEEP_PAYMENTS),
    )


def filled(roles: Iterable[RoleView]) -> int:
    """In how many roles there is somebody; a hidden number is not zero."""
    return sum(role.latest is not None and role.latest.people != 0 for role in roles)


def said_last(line: RoleLine | None) -> dict[str, Any]:
    """What a new report begins with: the numbers and words of the last one, to be changed where they changed."""
    if line is None:
        return {}
    rate = None if line.rate_pence is None else Decimal(line.rate_pence) / 100
    return {
        "people": line.people,
        "hours": line.hours,
        "rate": rate,
        "training": line.training,
        "changed": line.changed,
    }


def pay_words(line: RoleLine | None) -> str:
    """``Paid a wage or fee, £12.60 an hour``."""
    if line is None:
        return ""
    return line.paid if line.rate_pence is None else f"{line.paid}, {pounds(line.rate_pence)} an hour"
