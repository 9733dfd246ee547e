"""Forgetting who was asked: a set time after a round has closed only groups stay, and which of them were reached.

Rows are written anew under new ids and in random order, as in the ballot box: whoever still has the list could
otherwise count down both. See docs/adr/0013.
"""

import datetime as dt
import random
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Invitation

from .characteristics import CHARACTERISTICS
from .models import Attempt, Contact, ContactList
from .outcomes import key_of_mailing

_CHANCE: Final = random.SystemRandom()
_BATCH: Final = 500
_STAY: Final = ("do_not_contact", "chosen", *CHARACTERISTICS)


def forget_on(contacts: ContactList) -> dt.date:
    """The day on which a list is forgotten: ``kept_for`` days after its round's last day, at the earliest the next."""
    return contacts.round.closes + dt.timedelta(days=max(1, contacts.kept_for))


def forget_due_contacts(scope: Scope) -> int:
    """Forget every list that is due, at every council; returns how many people that were."""
    scope.require(Permission.RUN_THE_SERVICE)
    waiting = ContactList.objects.filter(forgotten_on=None, round__closes__lt=today()).select_related("round")
    due = [(found.round.authority_id, found.pk) for found in waiting if forget_on(found) <= today()]
    return sum(_forget(scope.at(authority_id), list_id) for authority_id, list_id in due)


@transaction.atomic
def _forget(scope: Scope, list_id: int) -> int:
    """Forget one list, unless another sweep has done it or somebody has chosen to keep it for longer meanwhile."""
    contacts = ContactList.objects.select_for_update().filter(pk=list_id, forgotten_on=None).first()
    if contacts is None or forget_on(contacts) > today():
        return 0
    for mailing_id in contacts.mailings.values_list("pk", flat=True):
        outbox.forget(scope, beginning=key_of_mailing(mailing_id))
    people = list(contacts.people.all())
    attempts = list(Attempt.objects.filter(contact__contacts=contacts))
    invitations = _invitations_anew(contacts)
    Contact.objects.filter(contacts=contacts).delete()
    people_anew = _people_anew(contacts, people, invitations)
    _attempts_anew(contacts, attempts, people_anew)
    contacts.forgotten_on = today()
    contacts.source = ""
    contacts.save(update_fields=["forgotten_on", "source"])
    audit.note(scope, "forgot_contacts", contacts, people=len(people))
    return len(people)


def _invitations_anew(contacts: ContactList) -> dict[int, Invitation]:
    """Their invitations under new ids, with numbers for labels; by their old ids."""
    old = list(Invitation.objects.filter(contact__contacts=contacts))
    _CHANCE.shuffle(old)
    for start in range(0, len(old), _BATCH):
        Invitation.objects.filter(pk__in=[found.pk for found in old[start : start + _BATCH]]).delete()
    new = [
        Invitation(
            round_id=found.round_id,
            label=str(number),
            token_hash=found.token_hash,
            seed="",
            answered=found.answered,
        )
        for number, found in enumerate(old, 1)
    ]
    Invitation.objects.bulk_create(new, batch_size=_BATCH)
    return {was.pk: now for was, now in zip(old, new, strict=True)}


def _people_anew(
    contacts: ContactList, people: list[Contact], invitations: dict[int, Invitation]
) -> dict[int, Contact]:
    """The people as groups alone, under new ids in random order; by their old ids."""
    _CHANCE.shuffle(people)
    new = [
        Contact(
            contacts=contacts,
            reference=str(number),
            invitation=invitations[person.invitation_id] if person.invitation_id else None,
            **{name: getattr(person, name) for name in _STAY},
        )
        for number, person in enumerate(people, 1)
    ]
    Contact.objects.bulk_create(new, batch_size=_BATCH)
    return {was.pk: now for was, now in zip(people, new, strict=True)}


def _attempts_anew(contacts: ContactList, attempts: list[Attempt], people: dict[int, Contact]) -> None:
    """Of each attempt its channel and outcome; all get one day, that on which the round opened."""
    _CHANCE.shuffle(attempts)
    day = contacts.round.opens
    new = [
        Attempt(contact=people[tried.contact_id], channel=tried.channel, outcome=tried.outcome, made_on=day)
        for tried in attempts
    ]
    Attempt.objects.bulk_create(new, batch_size=_BATCH)
