"""Whom somebody may help to answer: so that it counts once, whether they are helped or use their own link."""

from django.db.models import QuerySet

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.codes import invitation_token

from . import queries
from .models import Contact


def people_to_help(scope: Scope, *, round_id: int) -> QuerySet[Contact]:
    """Those of the round's sample who have a link and whom this person may see: an adviser's own, or anyone."""
    scope.require(Permission.HELP_ANSWER)
    return queries.people_to_ask(scope, round_id).filter(invitation__seed__gt="").prefetch_related(None)


def token_of_person(scope: Scope, *, round_id: int, contact_id: int) -> str:
    """The token of this person's invitation, so that their helped answer uses it up.

    ``Refused`` where it has been used: they have answered, alone or with somebody's help.
    """
    found = people_to_help(scope, round_id=round_id).filter(pk=contact_id).first()
    if found is None or found.invitation is None:
        raise NotFound("There is nobody of this reference on your list who can still be asked. Choose again.")
    if found.invitation.answered:
        raise Refused("This person’s link has been used: their answers have arrived.", field="contact")
    return invitation_token(found.invitation.seed)
