"""Writes: bringing in contacts, drawing the sample, and what came of each attempt."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys

from . import queries
from .drawing import draw_sample
from .given import GivenContact
from .models import CHANNELS, Attempt, Contact, ContactList

__all__ = ["bring_in_contacts", "draw_sample", "keep_contacts_for", "record_attempt", "set_do_not_contact"]

LONGEST_KEPT: Final = 365
_FIELDS: Final = tuple(field.name for field in fields(GivenContact) if field.name != "reference")
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What a list changed: people new to the round, people known by their reference, people it no longer names."""

    added: int
    updated: int
    missing: int


@transaction.atomic
def bring_in_contacts(
    scope: Scope,
    *,
    round_id: int,
    people: Sequence[GivenContact],
    source: str = "",
    given: Collection[str] = _FIELDS,
    died: Collection[str] = (),
) -> BroughtIn:
    """Put people on the contact list of a round, all or none; whoever is there already is known by their reference.

    ``given`` names the fields that the source speaks of: of people already there, the others stay as they are.
    Nobody is taken off, and "do not contact" is only ever added: a list may be older than what somebody said.
    ``died`` are references of people who must not be asked any more, if they are on the list.
    """
    scope.require(Permission.RUN_SURVEYS)
    round_ = surveys.round_(scope, round_id)
    _check_people(people)
    contacts, _ = ContactList.objects.select_for_update().get_or_create(round=round_)
    if contacts.forgotten_on is not None:
        raise Refused("The contacts of this survey are deleted already. Bring them in for a newer survey.")
    left_alone = dict(contacts.people.values_list("reference", "do_not_contact"))
    _write(contacts, people, left_alone, [name for name in _FIELDS if name in given])
    contacts.people.filter(reference__in=died).update(do_not_contact=True)
    contacts.source = source.strip()[:200]
    contacts.save(update_fields=["source"])
    named = {person.reference for person in people}
    updated = len(named & left_alone.keys())
    done = BroughtIn(added=len(named) - updated, updated=updated, missing=len(left_alone.keys() - named - set(died)))
    audit.note(scope, "brought_in_contacts", contacts, **asdict(done))
    return done


def _check_people(people: Sequence[GivenContact]) -> None:
    if not people:
        raise Refused("This list names nobody. Choose a list with one person a row.")
    references = [person.reference for person in people]
    if not all(0 < len(reference) <= 40 for reference in references):
        raise Refused("Give each person a reference of 1 to 40 letters.")
    if len(set(references)) < len(references):
        raise Refused("The same reference stands there twice. Keep each person once.")


def _write(
    contacts: ContactList, people: Sequence[GivenContact], left_alone: dict[str, bool], update: list[str]
) -> None:
    rows = []
    for person in people:
        values = asdict(person)
        values["do_not_contact"] = person.do_not_contact or left_alone.get(person.reference, False)
        rows.append(Contact(contacts=contacts, **values))
    new = [row for row in rows if row.reference not in left_alone]
    Contact.objects.bulk_create(new, batch_size=_BATCH)
    known = [row for row in rows if row.reference in left_alone]
    if known and update:
        Contact.objects.bulk_create(
            known,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["contacts", "reference"],
            update_fields=["adviser" if name == "adviser_id" else name for name in update],
        )


@transaction.atomic
def set_do_not_contact(scope: Scope, *, contact_id: int, do_not_contact: bool) -> Contact:
    """Leave somebody alone from now on, or take that back because they said so."""
    scope.require(Permission.RUN_SURVEYS)
    person = queries.contact(scope, contact_id)
    person.do_not_contact = do_not_contact
    person.save(update_fields=["do_not_contact"])
    audit.note(scope, "left_alone" if do_not_contact else "may_be_asked_again", person.contacts)
    return person


@transaction.atomic
def record_attempt(
    scope: Scope, *, contact_id: int, channel: str, outcome: str, made_on: dt.date | None = None
) -> Attempt:
    """Write down one try to reach somebody, by whoever runs the survey or by their own adviser.

    Who did not want to be asked is not asked again, by any channel.
    """
    person = queries.contact(scope, contact_id)
    day = made_on or today()
    if channel not in dict(CHANNELS):
        raise Refused("Choose how you tried.", field="channel")
    if outcome not in dict(Attempt.OUTCOMES):
        raise Refused("Choose what came of it.", field="outcome")
    if not today() - dt.timedelta(days=LONGEST_KEPT) <= day <= today():
        raise Refused("Give a day within the last year, today at the latest.", field="made_on")
    attempt = Attempt.objects.create(contact=person, channel=channel, outcome=outcome, made_on=day)
    if outcome == Attempt.REFUSED:
        person.do_not_contact = True
        person.save(update_fields=["do_not_contact"])
    audit.note(scope, "recorded_attempt", person.contacts, channel=channel, outcome=outcome)
    return attempt


@transaction.atomic
def keep_contacts_for(scope: Scope, *, round_id: int, days: int) -> ContactList:
    """Choose how many days after a round has closed its contacts are kept, 0 to 365."""
    scope.require(Permission.RUN_SURVEYS)
    contacts = queries.contact_list(scope, round_id)
    if contacts is None:
        raise NotFound("This survey has no contact list yet. Bring one in first.")
    if not 0 <= days <= LONGEST_KEPT:
        raise Refused(f"Choose between 0 and {LONGEST_KEPT} days.", field="days")
    contacts.kept_for = days
    contacts.save(update_fields=["kept_for"])
    audit.note(scope, "chose_how_long_contacts_are_kept", contacts, days=days)
    return contacts
