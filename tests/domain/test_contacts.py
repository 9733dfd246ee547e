"""Bringing in contacts, drawing the sample, recording attempts: who may, what is kept, what is refused."""

import datetime as dt
from collections import Counter

import pytest

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.outreach import actions, queries
from newbelongings.domain.outreach.models import Attempt, Contact, ContactList, Sample
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.codes import hash_of, invitation_token
from newbelongings.domain.surveys.models import Invitation
from tests.contacts import people, person, round_of, round_with_contacts, round_with_sample

pytestmark = pytest.mark.django_db


def chosen(round_):
    return set(Contact.objects.filter(contacts__round=round_, chosen=True).values_list("reference", flat=True))


class TestBringingIn:
    def test_a_second_list_adds_and_updates_by_reference_and_doubles_nobody(self, world):
        round_ = round_with_contacts(world, 5)
        later = [person(1, phone="01632 960001"), person(7)]
        done = actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=later)
        assert (done.added, done.updated, done.missing) == (1, 1, 4)
        assert Contact.objects.count() == 6
        assert Contact.objects.get(reference="LC-001").phone == "01632 960001"

    def test_what_the_new_list_does_not_speak_of_stays(self, world):
        round_ = round_with_contacts(world, 2)
        shorter = [person(1, name="", email="new@example.org")]
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=shorter, given=["email"])
        kept = Contact.objects.get(reference="LC-001")
        assert (kept.name, kept.email) == ("Person 1", "new@example.org")

    def test_a_list_never_takes_back_that_somebody_wants_to_be_left_alone(self, world):
        round_ = round_with_contacts(world, 3)
        first = Contact.objects.get(reference="LC-001")
        actions.set_do_not_contact(world.as_alice, contact_id=first.pk, do_not_contact=True)
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=people(3))
        assert Contact.objects.get(reference="LC-001").do_not_contact

    def test_all_or_nothing(self, world):
        round_ = round_of(world)
        with pytest.raises(Refused, match="twice"):
            actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=[person(1), person(2), person(1)])
        assert not ContactList.objects.exists()

    def test_only_for_ones_own_council_and_only_who_runs_surveys(self, world):
        round_ = round_of(world)
        with pytest.raises(NotFound):
            actions.bring_in_contacts(world.as_charlie, round_id=round_.pk, people=people(2))
        with pytest.raises(NotAllowed):
            actions.bring_in_contacts(world.scope(world.people[Role.ADVISER]), round_id=round_.pk, people=people(2))
        assert actions.bring_in_contacts(world.as_bob, round_id=round_.pk, people=people(2)).added == 2

    def test_the_audit_line_counts_and_names_nobody(self, world):
        round_with_contacts(world, 3)
        line = AuditLine.objects.get(verb="brought_in_contacts")
        assert line.detail == {"added": 3, "updated": 0, "missing": 0}


class TestDrawing:
    def test_everyone_but_those_who_want_to_be_left_alone(self, world):
        round_ = round_of(world)
        listed = [*people(4), person(9, do_not_contact=True)]
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=listed)
        sample = actions.draw_sample(world.as_alice, round_id=round_.pk, method="everyone")
        assert (sample.size, sample.seed) == (4, "")
        assert chosen(round_) == {f"LC-00{number}" for number in range(4)}

    def test_each_chosen_person_has_an_invitation_whose_link_can_be_made_again(self, world):
        round_ = round_with_sample(world, 4)
        for found in Contact.objects.select_related("invitation"):
            assert found.invitation.label == found.reference
            assert hash_of(invitation_token(found.invitation.seed)) == found.invitation.token_hash
        assert Invitation.objects.filter(round=round_).count() == 4

    def test_the_same_seed_draws_the_same_people_again(self, world):
        round_ = round_with_contacts(world, 40)
        first = actions.draw_sample(world.as_alice, round_id=round_.pk, method="random", size=12)
        once = chosen(round_)
        actions.draw_sample(world.as_alice, round_id=round_.pk, method="random", size=20, seed="another")
        actions.draw_sample(world.as_alice, round_id=round_.pk, method="random", size=12, seed=first.seed)
        assert chosen(round_) == once and len(once) == 12
        assert Invitation.objects.filter(round=round_).count() == 12
        assert Sample.objects.count() == 1

    def test_from_each_group_its_share(self, world):
        round_ = round_with_contacts(world, 40)
        sample = actions.draw_sample(
            world.as_alice, round_id=round_.pk, method="stratified", size=20, strata=["sex", "age_band"]
        )
        drawn = Contact.objects.filter(contacts__round=round_, chosen=True)
        assert sample.size == drawn.count() == 20
        taken = Counter(drawn.values_list("sex", "age_band"))
        assert len(taken) == 6 and set(taken.values()) <= {3, 4}
        assert sample.strata == ["sex", "age_band"]

    def test_a_size_that_leaves_a_group_out_is_refused_with_the_least_number(self, world):
        round_ = round_with_contacts(world, 40)
        with pytest.raises(Refused, match="6 groups.*ask 6 or more") as refused:
            actions.draw_sample(
                world.as_alice, round_id=round_.pk, method="stratified", size=4, strata=["sex", "age_band"]
            )
        assert refused.value.field == "size"

    def test_once_somebody_was_asked_the_sample_stays(self, world):
        round_ = round_with_sample(world, 4)
        asked = Contact.objects.first()
        actions.record_attempt(world.as_alice, contact_id=asked.pk, channel="phone", outcome="no_answer")
        with pytest.raises(Refused, match="asked already"):
            actions.draw_sample(world.as_alice, round_id=round_.pk, method="random", size=2)

    def test_a_link_made_by_hand_for_the_same_reference_is_taken_over(self, world):
        round_ = round_with_contacts(world, 3)
        [(by_hand, _)] = surveys.invite(world.as_alice, round_id=round_.pk, labels=["LC-001"])
        actions.draw_sample(world.as_alice, round_id=round_.pk, method="everyone")
        assert Contact.objects.get(reference="LC-001").invitation_id == by_hand.pk
        assert Invitation.objects.filter(round=round_).count() == 3

    def test_charlie_cannot_draw_here(self, world):
        round_ = round_with_contacts(world, 3)
        with pytest.raises(NotFound):
            actions.draw_sample(world.as_charlie, round_id=round_.pk, method="everyone")


class TestAttempts:
    def test_an_adviser_finds_and_rings_only_their_own_who_have_not_answered(self, world):
        adviser = world.people[Role.ADVISER]
        round_ = round_of(world)
        listed = [person(1, adviser_id=adviser.pk), person(2, adviser_id=adviser.pk), person(3)]
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=listed)
        actions.draw_sample(world.as_alice, round_id=round_.pk, method="everyone")
        Invitation.objects.filter(label="LC-002").update(answered=True)
        theirs = world.scope(adviser)
        assert [found.reference for found in queries.people_to_ask(theirs, round_.pk)] == ["LC-001"]
        mine, other = Contact.objects.get(reference="LC-001"), Contact.objects.get(reference="LC-003")
        actions.record_attempt(theirs, contact_id=mine.pk, channel="visit", outcome="reached")
        with pytest.raises(NotFound):
            actions.record_attempt(theirs, contact_id=other.pk, channel="visit", outcome="reached")
        with pytest.raises(NotFound):
            actions.record_attempt(world.as_charlie, contact_id=mine.pk, channel="visit", outcome="reached")

    def test_whoever_runs_the_survey_cannot_tell_from_the_list_who_has_answered(self, world):
        round_ = round_with_sample(world, 6)
        before = [found.reference for found in queries.people_to_ask(world.as_alice, round_.pk)]
        Invitation.objects.filter(label="LC-002").update(answered=True)
        assert [found.reference for found in queries.people_to_ask(world.as_alice, round_.pk)] == before

    def test_who_does_not_want_to_is_not_asked_again(self, world):
        round_ = round_with_sample(world, 3)
        asked = Contact.objects.get(reference="LC-001")
        actions.record_attempt(world.as_alice, contact_id=asked.pk, channel="phone", outcome="refused")
        left = {found.reference for found in queries.contacts_to_reach(world.as_alice, round_id=round_.pk)}
        assert left == {"LC-000", "LC-002"}

    def test_a_day_in_the_future_is_refused(self, world):
        round_with_sample(world, 1)
        asked = Contact.objects.get()
        with pytest.raises(Refused, match="today at the latest"):
            actions.record_attempt(
                world.as_alice,
                contact_id=asked.pk,
                channel="phone",
                outcome="reached",
                made_on=today() + dt.timedelta(days=1),
            )
        assert not Attempt.objects.exists()

    def test_only_the_service_and_those_who_run_surveys_get_the_list_for_sending(self, world):
        round_ = round_with_sample(world, 3)
        Invitation.objects.filter(label="LC-002").update(answered=True)
        assert queries.contacts_to_reach(world.as_system(), round_id=round_.pk).count() == 2
        with pytest.raises(NotAllowed):
            queries.contacts_to_reach(world.scope(world.people[Role.ADVISER]), round_id=round_.pk)
        with pytest.raises(NotFound):
            queries.contacts_to_reach(world.as_charlie, round_id=round_.pk)
