"""Forgetting who was asked: when, and that nothing that leads to a person is left in any table."""

import datetime as dt

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.outreach import actions, queries, standing
from newbelongings.domain.outreach.forgetting import forget_due_contacts
from newbelongings.domain.outreach.models import Attempt, Contact, ContactList
from newbelongings.domain.outreach.sending import send_due_mailings
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.models import Invitation, Round
from tests.contacts import people, person, round_with_sample
from tests.outreach_world import ADDRESSES, ask

pytestmark = pytest.mark.django_db


def later(round_, days):
    """The day that many days after the round's last one."""
    closes = Round.objects.get(pk=round_.pk).closes
    return time_machine.travel(dt.datetime.combine(closes + dt.timedelta(days=days), dt.time(12)), tick=False)


def everything():
    """Every value of every row of every table that may hold something of those who are asked."""
    models = [Contact, ContactList, Attempt, Invitation, OutboxMessage, apps.get_model("kernel", "AuditLine")]
    models += [apps.get_model("outreach", name) for name in ("Sample", "Mailing")]
    return "\n".join(str(row) for model in models for row in model.objects.values())


def test_on_the_day_that_the_page_names_and_not_before(world):
    round_ = round_with_sample(world, 8)
    day = standing.list_standing(world.as_alice, round_.pk).forget_on
    assert day == round_.closes + dt.timedelta(days=90)
    with later(round_, 89):
        assert forget_due_contacts(world.as_system()) == 0
    with later(round_, 90):
        assert today() == day
        assert forget_due_contacts(world.as_system()) == 8
        assert forget_due_contacts(world.as_system()) == 0
    assert ContactList.objects.get().forgotten_on == day


@pytest.mark.parametrize(("kept_for", "first_day"), [(0, 1), (1, 1), (14, 14), (365, 365)])
def test_the_lead_chooses_how_long(world, kept_for, first_day):
    round_ = round_with_sample(world, 3)
    actions.keep_contacts_for(world.as_alice, round_id=round_.pk, days=kept_for)
    with later(round_, first_day - 1):
        assert forget_due_contacts(world.as_system()) == 0
    with later(round_, first_day):
        assert forget_due_contacts(world.as_system()) == 3


@pytest.mark.parametrize("days", [-1, 366])
def test_longer_than_a_year_is_refused(world, days):
    round_ = round_with_sample(world, 1)
    with pytest.raises(Refused, match="between 0 and 365"):
        actions.keep_contacts_for(world.as_alice, round_id=round_.pk, days=days)
    with pytest.raises(NotFound):
        actions.keep_contacts_for(world.as_charlie, round_id=round_.pk, days=5)


def test_a_survey_that_is_given_longer_keeps_its_contacts_longer(world):
    round_ = round_with_sample(world, 2)
    surveys.extend_round(world.as_alice, round_id=round_.pk, closes=round_.closes + dt.timedelta(days=30))
    with later(round_, 60):
        assert forget_due_contacts(world.as_system()) == 0


def test_nothing_that_leads_to_a_person_is_left(world):
    asked = ask(world)
    asked.plan()
    send_due_mailings(world.as_system(), addresses=ADDRESSES, channels=("email", "text"))
    for reference in ("LC-1", "LC-3"):
        one = asked.person(reference)
        actions.record_attempt(world.as_alice, contact_id=one.pk, channel="phone", outcome="out_of_date")
    asked.has_answered("LC-2")
    old_people = set(Contact.objects.values_list("pk", flat=True))
    old_invitations = set(Invitation.objects.values_list("pk", flat=True))
    assert OutboxMessage.objects.filter(to__gt="").exists() and "07700 900 101" in everything()
    with later(asked.round, 90):
        forget_due_contacts(world.as_system())
    left = everything()
    for known in ("LC-", "Ash", "Bel Ito", "example.org", "07700", "High St"):
        assert known not in left, known
    assert not OutboxMessage.objects.filter(key__startswith="mailing-").exists()
    assert not old_people & set(Contact.objects.values_list("pk", flat=True))
    assert not old_invitations & set(Invitation.objects.values_list("pk", flat=True))


def test_groups_and_what_became_of_each_channel_stay(world):
    round_ = round_with_sample(world, 30)
    asked = list(Contact.objects.order_by("pk"))
    for number, one in enumerate(asked):
        outcome = "out_of_date" if number < 12 else "reached"
        actions.record_attempt(world.as_alice, contact_id=one.pk, channel="phone", outcome=outcome)
    Invitation.objects.filter(contact__sex="male").update(answered=True)
    before = standing.contact_data(world.as_alice, round_.pk), standing.groups(world.as_alice, round_.pk)
    with later(round_, 90):
        forget_due_contacts(world.as_system())
        after = standing.contact_data(world.as_alice, round_.pk), standing.groups(world.as_alice, round_.pk)
    assert after == before
    assert set(Contact.objects.filter(invitation__answered=True).values_list("sex", flat=True)) == {"male"}
    assert Contact.objects.filter(invitation__answered=True).count() == 15
    assert set(Attempt.objects.values_list("made_on", "message_key")) == {(round_.opens, "")}


def test_afterwards_nobody_is_found_and_no_list_comes_in(world):
    round_ = round_with_sample(world, 4)
    with later(round_, 90):
        forget_due_contacts(world.as_system())
        assert not queries.people_to_ask(world.as_alice, round_.pk).exists()
        with pytest.raises(NotFound):
            queries.contact(world.as_alice, Contact.objects.first().pk)
        for action in (
            lambda: actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=people(2)),
            lambda: actions.draw_sample(world.as_alice, round_id=round_.pk, method="everyone"),
        ):
            with pytest.raises(Refused, match="deleted already"):
                action()


def test_the_order_of_the_list_is_not_the_order_that_stays(world):
    round_ = round_with_sample(world, 1)
    listed = [person(n, area=f"Place {n:02}") for n in range(40)]
    actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=listed)
    with later(round_, 90):
        forget_due_contacts(world.as_system())
    places = list(Contact.objects.order_by("pk").values_list("area", flat=True))
    assert places != sorted(places)


def test_the_sweep_does_it(world, capsys):
    round_ = round_with_sample(world, 3)
    with later(round_, 90):
        call_command("run_jobs")
    assert "contacts forgotten: 3" in capsys.readouterr().out
