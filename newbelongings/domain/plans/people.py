"""Who is written to about the plan: whoever leads an action, and those who lead the council's plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.permissions import ROLES, Permission

from .models import Action


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to write to, by name."""

    email: str
    name: str


def readers(actions: Iterable[Action]) -> dict[int, Reader]:
    """For each action that somebody can be reached about, who that is; one statement.

    Its owner, as long as they belong to the council and may update it; else the address that was given for its lead.
    ``actions`` bring their ``owner`` and their council along.
    """
    rows = list(actions)
    updaters = [*_roles(Permission.UPDATE_ACTIONS), *_roles(Permission.UPDATE_OWN_ACTIONS)]
    here = set(
        Membership.objects.filter(
            person_id__in={row.owner_id for row in rows}, person__is_active=True, role__in=updaters
        ).values_list("person_id", "authority_id")
    )
    found = {}
    for row in rows:
        if row.owner is not None and (row.owner_id, row.objective.plan.cycle.authority_id) in here:
            found[row.pk] = Reader(row.owner.email, row.owner.name)
        elif row.lead_email:
            found[row.pk] = Reader(row.lead_email, row.lead)
    return found


def leads(authority_id: int) -> list[Reader]:
    """Those who run the year for a council, and so its plan."""
    here = Membership.objects.filter(
        authority_id=authority_id, role__in=_roles(Permission.MANAGE_PEOPLE), person__is_active=True
    )
    return [Reader(one.person.email, one.person.name) for one in here.select_related("person").order_by("pk")]


def _roles(permission: Permission) -> list[str]:
    return [role.value for role, card in ROLES.items() if permission in card.permissions]
