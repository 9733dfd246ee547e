"""Bringing people in: a council invites, the person chooses a password, and only then can they sign in."""

import datetime as dt
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newbelongings.domain.authorities.models import Programme
from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission, Role
from newbelongings.domain.kernel.scope import Scope, system_scope
from newbelongings.domain.kernel.tokens import token_hash

from .models import Membership, Person, StaffInvitation

INVITATION_DAYS = 14


@transaction.atomic
def invite_person(scope: Scope, *, email: str, name: str, role: Role, address: str) -> tuple[StaffInvitation, str]:
    """Invite somebody to the scope's council; returns the invitation and its link, which is given back this once.

    ``address`` is the page that takes the token, with ``{token}`` in it.
    """
    scope.require(Permission.MANAGE_PEOPLE)
    email = email.strip().lower()
    if role in (Role.PROGRAMME, Role.PUBLIC, Role.SYSTEM):
        raise Refused("Choose a role at your council.", field="role")
    if Membership.objects.filter(authority_id=scope.authority, person__email=email).exists():
        raise Refused("This person is already here. Look for them in the list.", field="email")
    token = secrets.token_urlsafe(24)
    link = address.format(token=token)
    invitation = StaffInvitation.objects.create(
        authority_id=scope.authority,
        email=email,
        name=name.strip(),
        role=role,
        token_hash=token_hash(token),
        invited_by_id=scope.actor_id,
        expires_at=timezone.now() + dt.timedelta(days=INVITATION_DAYS),
    )
    outbox.post(
        scope,
        key=f"staff-invitation-{invitation.pk}",
        channel="email",
        to=email,
        subject="Your invitation to New Belongings",
        body=f"Choose a password here, within {INVITATION_DAYS} days: {link}",
    )
    audit.note(scope, "invited_person", invitation, role=role.value)
    return invitation, link


def open_invitation(token: str) -> StaffInvitation:
    """The invitation behind a token; raises ``NotFound`` once it was used or has run out."""
    found = StaffInvitation.objects.filter(
        token_hash=token_hash(token), accepted_at__isnull=True, expires_at__gt=timezone.now()
    ).first()
    if found is None:
        raise NotFound("This invitation has been used or has run out. Ask your programme lead for a new one.")
    return found


@transaction.atomic
def accept_invitation(token: str, *, password: str) -> Person:
    """Make the account (or give an existing one its new council) and use the invitation up."""
    invitation = StaffInvitation.objects.select_for_update().get(pk=open_invitation(token).pk)
    if invitation.accepted_at is not None:
        raise NotFound("This invitation has been used. Sign in with the password you chose.")
    person = Person.objects.filter(email=invitation.email).first()
    if person is None:
        try:
            validate_password(password, Person(email=invitation.email, name=invitation.name))
        except ValidationError as error:
            raise Refused(" ".join(error.messages), field="password") from None
        person = Person.objects.create_user(invitation.email, invitation.name, password)
    elif not person.check_password(password):
        raise Refused("You already have an account: give the password you use for it.", field="password")
    Membership.objects.get_or_create(
        person=person, authority_id=invitation.authority_id, defaults={"role": invitation.role}
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    audit.note(Scope(Role(invitation.role), invitation.authority_id, person.pk, person.name), "joined", invitation)
    return person


@transaction.atomic
def remove_person(scope: Scope, *, membership_id: int) -> None:
    """End somebody's membership of the scope's council. What they did stays, under their name."""
    scope.require(Permission.MANAGE_PEOPLE)
    membership = Membership.objects.filter(pk=membership_id, authority_id=scope.authority).first()
    if membership is None:
        raise NotFound("This person is not in your list any more.")
    if membership.person_id == scope.actor_id:
        raise Refused("You cannot remove yourself. Ask another lead to do it.")
    audit.note(scope, "removed_person", membership, role=membership.role)
    membership.delete()


@transaction.atomic
def add_person(
    scope: Scope, *, email: str, name: str, role: Role, password: str, programme: Programme | None = None
) -> Person:
    """Add somebody with a password, without an invitation: for the demonstration and the first lead of a council."""
    scope.require(Permission.RUN_THE_SERVICE)
    person = Person.objects.filter(email=email.lower()).first() or Person.objects.create_user(email, name, password)
    Membership.objects.create(
        person=person, authority_id=None if programme else scope.authority, programme=programme, role=role
    )
    audit.note(system_scope(scope.authority_id), "added_person", person, role=role.value)
    return person
