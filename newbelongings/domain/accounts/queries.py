"""Questions about people: who is asking, and who else is there."""

from django.db.models import QuerySet
from django.utils import timezone

from newbelongings.domain.kernel.errors import NotAllowed
from newbelongings.domain.kernel.permissions import Permission, Role
from newbelongings.domain.kernel.scope import Scope

from .models import Membership, Person, StaffInvitation


def scope_of(person: Person, membership_id: int | None = None) -> Scope:
    """The scope of a signed-in person, for the membership they chose or else their first.

    Raises ``NotAllowed`` for somebody who belongs to no council any more.
    """
    memberships = list(Membership.objects.filter(person=person).order_by("id"))
    if not memberships:
        raise NotAllowed("You do not belong to a council here any more. Ask your programme lead.")
    chosen = next((m for m in memberships if m.pk == membership_id), memberships[0])
    return Scope(Role(chosen.role), chosen.authority_id, person.pk, person.name)


def scope_at(membership_id: int) -> Scope:
    """The scope of somebody who is not signed in at the moment, by a membership that a signed token names.

    Raises ``NotAllowed`` once they were removed from the council; brought back, they have another membership.
    """
    found = Membership.objects.select_related("person").filter(pk=membership_id, person__is_active=True).first()
    if found is None:
        raise NotAllowed("You do not belong to a council here any more. Ask your programme lead.")
    return Scope(Role(found.role), found.authority_id, found.person_id, found.person.name)


def membership_of(scope: Scope) -> Membership:
    """What the person who asks is to the scope's council."""
    mine = Membership.objects.filter(authority_id=scope.authority)
    found = mine.filter(person_id=scope.actor_id).first() if scope.actor_id is not None else None
    if found is None:
        raise NotAllowed("You do not belong to a council here any more. Ask your programme lead.")
    return found


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Every council (or programme) that a person belongs to."""
    return Membership.objects.filter(person=person).select_related("authority", "programme").order_by("id")


def people(scope: Scope) -> QuerySet[Membership]:
    """Who belongs to the scope's council, and as what."""
    scope.require(Permission.MANAGE_PEOPLE)
    return Membership.objects.filter(authority_id=scope.authority).select_related("person").order_by("person__name")


def open_invitations(scope: Scope) -> QuerySet[StaffInvitation]:
    """Who was invited to the scope's council and has not come in yet; an invitation that has run out is not here."""
    scope.require(Permission.MANAGE_PEOPLE)
    return StaffInvitation.objects.filter(
        authority_id=scope.authority, accepted_at__isnull=True, expires_at__gt=timezone.now()
    ).order_by("name")


def forum_members(scope: Scope) -> QuerySet[Person]:
    """Who may sign in as a member of the council's forum: for those who keep its members."""
    scope.require(Permission.KEEP_MEMBERS)
    there = Person.objects.filter(memberships__authority_id=scope.authority, memberships__role=Role.FORUM_MEMBER)
    return there.filter(is_active=True).order_by("name")


def people_of_role(scope: Scope, role: Role) -> QuerySet[Person]:
    """Everybody of a role at the scope's council who can sign in; for messages that the service sends."""
    scope.require(Permission.RUN_THE_SERVICE)
    there = Person.objects.filter(memberships__authority_id=scope.authority, memberships__role=role, is_active=True)
    return there.distinct().order_by("pk")
