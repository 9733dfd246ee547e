"""Questions about who is to be asked. Small numbers are hidden here; an adviser finds their own young people only."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import ROLES, Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys

from .models import Attempt, Contact, ContactList, Mailing
from .reading import same

_GONE = "This person is not on your list. Go back to the people to ask."


def contact_list(scope: Scope, round_id: int) -> ContactList | None:
    """The contact list of a round of the scope's council, with its round; None where nobody has brought one in."""
    scope.require(Permission.RUN_SURVEYS)
    round_ = surveys.round_(scope, round_id)
    return ContactList.objects.filter(round=round_).select_related("round__authority", "sample").first()


def contacts_to_reach(scope: Scope, *, round_id: int) -> QuerySet[Contact]:
    """Who of the sample may still be asked, with their invitation: for sending, never for a page.

    Not those who asked to be left alone, and not those who have answered: a page with this list would say who did.
    """
    scope.require(Permission.RUN_SURVEYS)
    round_ = surveys.round_(scope, round_id)
    return _asked().filter(contacts__round=round_, invitation__answered=False)


def people_to_ask(scope: Scope, round_id: int) -> QuerySet[Contact]:
    """Who is to be rung or visited, as the scope may see them, with the attempts so far.

    Whoever runs the survey sees everybody of the sample, whether they have answered or not. A personal adviser sees
    only their own young people, and no longer those who have answered, so that nobody is pestered.
    """
    return _seen_by(scope, _asked().filter(contacts__round_id=round_id)).prefetch_related(_attempts_to_show())


def _attempts_to_show() -> "Prefetch[str]":
    """Every attempt but reminders: who got none on the day of a reminder has answered before it."""
    return Prefetch("attempts", Attempt.objects.exclude(mailing__kind=Mailing.REMINDER))


def left_alone(scope: Scope, round_id: int) -> QuerySet[Contact]:
    """Who of a round's list wants to be left alone, for whoever runs the survey."""
    return _listed(scope, round_id).filter(do_not_contact=True, contacts__forgotten_on=None)


def contact(scope: Scope, contact_id: int) -> Contact:
    """One person of a list, if the scope may see them."""
    people = Contact.objects.filter(pk=contact_id).select_related("contacts__round")
    people = people.prefetch_related(_attempts_to_show())
    found = _seen_by(scope, people).first()
    if found is None:
        raise NotFound(_GONE)
    return found


def advisers(scope: Scope) -> dict[str, int]:
    """People of the council who may help somebody answer, by email and by name, both in small letters.

    A name that two of them share leads to neither.
    """
    scope.require(Permission.RUN_SURVEYS)
    roles = [role for role, card in ROLES.items() if Permission.HELP_ANSWER in card.permissions]
    members = Membership.objects.filter(authority_id=scope.authority, role__in=roles).select_related("person")
    people = [membership.person for membership in members]
    names = Counter(person.name.casefold() for person in people)
    return {person.name.casefold(): person.pk for person in people if names[person.name.casefold()] == 1} | {
        person.email: person.pk for person in people
    }


def owners_of_contacts(scope: Scope, round_id: int) -> dict[str, set[str]]:
    """Each email and telephone number on a round's list (as ``reading.same`` writes it) with whose it is."""
    owners: dict[str, set[str]] = {}
    for reference, email, phone in _listed(scope, round_id).values_list("reference", "email", "phone"):
        for value in filter(None, (same(email), same(phone))):
            owners.setdefault(value, set()).add(reference)
    return owners


def not_named(scope: Scope, round_id: int, references: Collection[str]) -> list[str]:
    """Who is on a round's list and not among these references, by reference."""
    there = _listed(scope, round_id).values_list("reference", flat=True)
    return sorted(set(there) - set(references))


def _listed(scope: Scope, round_id: int) -> QuerySet[Contact]:
    scope.require(Permission.RUN_SURVEYS)
    return Contact.objects.filter(contacts__round=surveys.round_(scope, round_id))


def _asked() -> QuerySet[Contact]:
    return Contact.objects.filter(chosen=True, do_not_contact=False).select_related("invitation")


def _seen_by(scope: Scope, people: QuerySet[Contact]) -> QuerySet[Contact]:
    """Those of the council's people that the scope may see: all of them, or an adviser's own."""
    found = people.filter(contacts__round__authority_id=scope.authority, contacts__forgotten_on=None)
    if scope.may(Permission.RUN_SURVEYS):
        return found
    scope.require(Permission.HELP_ANSWER)
    return found.filter(adviser_id=scope.actor_id, chosen=True, do_not_contact=False, invitation__answered=False)
