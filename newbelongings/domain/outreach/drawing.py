"""Drawing the sample of a round: who of its contact list is asked, each with an invitation."""

import secrets
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.models import Invitation

from . import sampling
from .characteristics import CHARACTERISTICS
from .models import Attempt, Contact, ContactList, Mailing, Sample

_BATCH: Final = 500


@transaction.atomic
def draw_sample(
    scope: Scope,
    *,
    round_id: int,
    method: str,
    size: int | None = None,
    strata: Sequence[str] = (),
    seed: str = "",
) -> Sample:
    """Choose who of the round's list is asked, and make an invitation for each; an earlier draw is undone.

    Those who asked to be left alone are never chosen. ``strata`` names characteristics to divide the list by.
    Without a ``seed`` one is made up; ``Sample`` keeps it. Refused once anybody has been asked.
    """
    scope.require(Permission.RUN_SURVEYS)
    contacts = _list(scope, round_id)
    people = list(contacts.people.filter(do_not_contact=False))
    _check(method, size, strata, people)
    seed = "" if method == Sample.EVERYONE else seed.strip() or secrets.token_hex(4)
    references = _drawn(people, method, size or 0, strata, seed)
    chosen = set(references)
    _undo(contacts, keep=chosen)
    _choose(scope, round_id, [person for person in people if person.reference in chosen])
    sample, _ = Sample.objects.update_or_create(
        contacts=contacts,
        defaults={
            "method": method,
            "seed": seed,
            "size": len(references),
            "strata": list(strata) if method == Sample.STRATIFIED else [],
            "drawn_on": today(),
        },
    )
    audit.note(scope, "drew_sample", sample, method=method, seed=seed, size=len(references), strata=sample.strata)
    return sample


def _list(scope: Scope, round_id: int) -> ContactList:
    """The round's list, held against a second draw; refused where it is too late to draw."""
    found = ContactList.objects.select_for_update().filter(round_id=round_id, round__authority_id=scope.authority)
    contacts = found.first()
    if contacts is None:
        raise NotFound("This survey has no contact list yet. Bring one in first.")
    if contacts.forgotten_on is not None:
        raise Refused("The contacts of this survey are deleted already. Bring them in for a newer survey.")
    if was_anybody_asked(contacts):
        raise Refused("People have been asked already, so the sample stays as it is.")
    return contacts


def was_anybody_asked(contacts: ContactList) -> bool:
    """Whether an invitation went out, by whatever way: from then on the sample stays as it is."""
    return (
        Attempt.objects.filter(contact__contacts=contacts).exists()
        or Mailing.objects.filter(contacts=contacts, sent_on__isnull=False).exists()
        or Contact.objects.filter(contacts=contacts, invitation__answered=True).exists()
    )


def _check(method: str, size: int | None, strata: Sequence[str], people: Sequence[Contact]) -> None:
    if method not in dict(Sample.METHODS):
        raise Refused("Choose who is asked.", field="method")
    if not people:
        raise Refused("Nobody on this list may be asked. Bring in a list of people first.", field="method")
    if method != Sample.EVERYONE and not (size and 0 < size <= len(people)):
        raise Refused(f"Choose how many to ask, from 1 to {len(people):,}.", field="size")
    if method == Sample.STRATIFIED and (not strata or not set(strata) <= CHARACTERISTICS.keys()):
        raise Refused("Choose at least one thing to divide the list by.", field="strata")


def _drawn(people: Sequence[Contact], method: str, size: int, strata: Sequence[str], seed: str) -> list[str]:
    if method == Sample.EVERYONE:
        return sorted(person.reference for person in people)
    if method == Sample.RANDOM:
        return sampling.random_sample((person.reference for person in people), size=size, seed=seed)
    groups = {person.reference: tuple(getattr(person, name) for name in strata) for person in people}
    needed = len(set(groups.values()))
    if size < needed:
        raise Refused(
            f"There are {needed:,} groups and each gives somebody: ask {needed:,} or more, or divide by less.",
            field="size",
        )
    return sampling.stratified_sample(groups, size=size, seed=seed)


def _undo(contacts: ContactList, *, keep: set[str]) -> None:
    """Take back the choice of those who are not drawn again, with their unused invitations."""
    found = contacts.people.filter(chosen=True).values_list("pk", "reference", "invitation_id")
    dropped = [(pk, invitation_id) for pk, reference, invitation_id in found if reference not in keep]
    for start in range(0, len(dropped), _BATCH):
        batch = dropped[start : start + _BATCH]
        Contact.objects.filter(pk__in=[pk for pk, _ in batch]).update(chosen=False, invitation=None)
        Invitation.objects.filter(pk__in=[invitation_id for _, invitation_id in batch], answered=False).delete()


def _choose(scope: Scope, round_id: int, people: Sequence[Contact]) -> None:
    """Mark them as chosen, each with one invitation: a link made by hand for the same reference is taken over."""
    by_hand = Invitation.objects.filter(round_id=round_id, contact__isnull=True).exclude(seed="")
    there = {invitation.label: invitation for invitation in by_hand}
    without = [person for person in people if person.invitation_id is None]
    new = [person for person in without if person.reference not in there]
    if new:
        made = surveys.invite(scope, round_id=round_id, labels=[person.reference for person in new])
        there |= {invitation.label: invitation for invitation, _ in made}
    for person in people:
        person.chosen = True
        person.invitation_id = person.invitation_id or there[person.reference].pk
        person.pk = None  # known by the reference, so that one statement writes many: see below
    Contact.objects.bulk_create(
        people,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["contacts", "reference"],
        update_fields=["chosen", "invitation"],
    )
