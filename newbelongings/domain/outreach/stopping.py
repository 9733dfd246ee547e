"""Stop on request: by the link in every message, without an account, before or after answering.

The link holds the token of the invitation: whoever has the message has both. No audit line is written, since its time
would stand near that of an answer.
"""

from dataclasses import dataclass

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys

from .models import Contact


@dataclass(frozen=True, slots=True)
class Stopped:
    """Whether somebody has asked for no more messages, and which council writes to them. It says no name."""

    stopped: bool
    authority: Authority


def standing(scope: Scope, token: str) -> Stopped:
    """How it stands for whoever has this link."""
    scope.require(Permission.ANSWER_SURVEYS)
    person = _person(scope, token)
    return Stopped(person.do_not_contact, person.contacts.round.authority)


def stop(scope: Scope, *, token: str) -> None:
    """No more messages about this survey. What waits to be sent is taken back when its turn comes."""
    _set(scope, token, do_not_contact=True)


def ask_again(scope: Scope, *, token: str) -> None:
    """Take that back."""
    _set(scope, token, do_not_contact=False)


def _set(scope: Scope, token: str, *, do_not_contact: bool) -> None:
    scope.require(Permission.ANSWER_SURVEYS)
    Contact.objects.filter(pk=_person(scope, token).pk).update(do_not_contact=do_not_contact)


def _person(scope: Scope, token: str) -> Contact:
    invitation = surveys.invitation_by_token(scope, token)
    found = Contact.objects.select_related("contacts__round__authority").filter(
        invitation_id=invitation.pk, contacts__forgotten_on=None
    )
    person = found.first()
    if person is None:
        raise NotFound("We have no way of writing to you any more, so there is nothing to stop.")
    return person
