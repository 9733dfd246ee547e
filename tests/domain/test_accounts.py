"""Bringing people in and letting them go. Alice leads Ravensmere with Bob; Charlie leads the next council."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from newbelongings.domain.accounts import actions, queries
from newbelongings.domain.accounts.models import Membership, Person, StaffInvitation
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from tests.world import PASSWORD

NEW_PASSWORD = "harbour violin thistle"


def _invite(scope, email="dana@example.org", role=Role.OWNER):
    """The token of a new invitation."""
    return actions.invite_person(scope, email=email, name="Dana", role=role, address="{token}")[1]


def test_dana_is_invited_chooses_a_password_and_is_what_alice_said(world):
    person = actions.accept_invitation(_invite(world.as_alice), password=NEW_PASSWORD)
    scope = queries.scope_of(person)
    assert (scope.role, scope.authority_id, scope.actor_name) == (Role.OWNER, world.ravensmere.pk, "Dana")
    assert person.check_password(NEW_PASSWORD)


def test_the_message_carries_the_link_and_the_database_only_its_hash(world):
    token = _invite(world.as_alice)
    assert token in OutboxMessage.objects.get(to="dana@example.org").body
    assert token not in str(StaffInvitation.objects.values_list().get())


def test_an_invitation_works_once(world):
    token = _invite(world.as_alice)
    actions.accept_invitation(token, password=NEW_PASSWORD)
    with pytest.raises(NotFound, match="used or has run out"):
        actions.accept_invitation(token, password="another good password")
    assert Person.objects.get(email="dana@example.org").check_password(NEW_PASSWORD)


def test_an_invitation_runs_out(world):
    token = _invite(world.as_alice)
    later = timezone.now() + dt.timedelta(days=actions.INVITATION_DAYS, minutes=1)
    with time_machine.travel(later), pytest.raises(NotFound):
        actions.accept_invitation(token, password=NEW_PASSWORD)
    assert not Person.objects.filter(email="dana@example.org").exists()


@pytest.mark.parametrize("password", ["short", "password1234", "dana@example.org", ""])
def test_a_weak_password_is_refused_and_the_invitation_kept(world, password):
    token = _invite(world.as_alice)
    with pytest.raises(Refused) as refusal:
        actions.accept_invitation(token, password=password)
    assert refusal.value.field == "password"
    assert not Person.objects.filter(email="dana@example.org").exists()
    assert actions.open_invitation(token).email == "dana@example.org"


def test_a_colleague_from_the_next_council_keeps_one_account(world):
    token = _invite(world.as_alice, email="Charlie@Example.org")
    with pytest.raises(Refused, match="already have an account"):
        actions.accept_invitation(token, password=NEW_PASSWORD)
    person = actions.accept_invitation(token, password=PASSWORD)
    assert person == world.charlie
    here, there = sorted(m.authority.name for m in queries.memberships_of(person))
    assert (here, there) == ("Aldersea", "Ravensmere")


def test_whoever_belongs_is_not_invited_again(world):
    with pytest.raises(Refused) as refusal:
        _invite(world.as_alice, email="BOB@example.org")
    assert refusal.value.field == "email"


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.PUBLIC, Role.SYSTEM])
def test_a_council_cannot_give_away_what_is_not_its_own(world, role):
    with pytest.raises(Refused):
        _invite(world.as_alice, role=role)


def test_bob_may_neither_invite_nor_see_nor_remove(world):
    membership = Membership.objects.get(person=world.people[Role.OWNER])
    for attempt in (
        lambda: _invite(world.as_bob),
        lambda: queries.people(world.as_bob),
        lambda: actions.remove_person(world.as_bob, membership_id=membership.pk),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_charlie_sees_only_his_own_people_and_removes_none_of_alices(world):
    assert [m.person for m in queries.people(world.as_charlie)] == [world.charlie]
    bobs = Membership.objects.get(person=world.bob)
    with pytest.raises(NotFound):
        actions.remove_person(world.as_charlie, membership_id=bobs.pk)
    assert queries.scope_of(world.bob).authority_id == world.ravensmere.pk


def test_bob_removed_can_no_longer_act(world):
    actions.remove_person(world.as_alice, membership_id=Membership.objects.get(person=world.bob).pk)
    with pytest.raises(NotAllowed, match="do not belong"):
        queries.scope_of(world.bob)


def test_alice_cannot_lock_herself_out(world):
    with pytest.raises(Refused, match="Ask another lead"):
        actions.remove_person(world.as_alice, membership_id=Membership.objects.get(person=world.alice).pk)


def test_the_chosen_council_counts_only_while_one_belongs_to_it(world):
    token = _invite(world.as_alice, email="charlie@example.org")
    actions.accept_invitation(token, password=PASSWORD)
    second = Membership.objects.get(person=world.charlie, authority=world.ravensmere)
    assert queries.scope_of(world.charlie, second.pk).authority_id == world.ravensmere.pk
    actions.remove_person(world.as_alice, membership_id=second.pk)
    assert queries.scope_of(world.charlie, second.pk).authority_id == world.aldersea.pk


def test_somebody_elses_membership_is_not_taken_on(world):
    bobs = Membership.objects.get(person=world.bob)
    assert queries.scope_of(world.charlie, bobs.pk).authority_id == world.aldersea.pk


def test_only_the_service_adds_people_without_an_invitation(world):
    with pytest.raises(NotAllowed):
        actions.add_person(world.as_alice, email="e@example.org", name="E", role=Role.LEAD, password=NEW_PASSWORD)
