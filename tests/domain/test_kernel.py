"""What every room stands on: who asks, what is written down, what is sent."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.models import StaffInvitation
from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import long_date, week_of
from newbelongings.domain.kernel.errors import NotAllowed, Refused
from newbelongings.domain.kernel.models import AuditLine, OutboxMessage
from newbelongings.domain.kernel.permissions import ROLES, Permission, Role
from newbelongings.domain.kernel.scope import Scope, public_scope, system_scope

RAW = {Permission.READ_ANSWERS, Permission.CODE_ANSWERS}
SIGNED_IN = [role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM)]


def test_every_role_is_on_a_card_with_a_sentence():
    assert set(ROLES) == set(Role)
    for card in ROLES.values():
        assert card.name and card.sentence.endswith(".")


def test_single_answers_are_for_those_who_code_them_and_nobody_else():
    assert {role for role in SIGNED_IN if ROLES[role].permissions & RAW} == {Role.LEAD, Role.COLLEAGUE}


def test_nobody_who_signs_in_runs_the_service_or_answers_surveys():
    kept_back = {Permission.RUN_THE_SERVICE, Permission.ANSWER_SURVEYS}
    assert not any(ROLES[role].permissions & kept_back for role in SIGNED_IN)
    assert public_scope().may(Permission.ANSWER_SURVEYS)


@given(st.sampled_from(SIGNED_IN), st.integers(1, 9))
def test_nobody_but_the_service_steps_across_to_another_council(role, other):
    with pytest.raises(NotAllowed):
        Scope(role, 1).at(other)
    assert system_scope(1).at(other).authority == other


def test_a_scope_without_a_council_cannot_act_for_one():
    with pytest.raises(NotAllowed):
        _ = Scope(Role.PROGRAMME).authority


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
def test_a_week_begins_on_its_monday_and_holds_the_day(day):
    monday = week_of(day)
    assert monday.weekday() == 0
    assert dt.timedelta(0) <= day - monday < dt.timedelta(days=7)
    assert week_of(monday) == monday


def test_a_date_is_written_out():
    assert long_date(dt.date(2026, 12, 3)) == "3 December 2026"


class TestAudit:
    def test_what_alice_did_is_written_down_with_her_name_and_role(self, world):
        accounts.invite_person(
            world.as_alice, email="dana@example.org", name="Dana", role=Role.COLLEAGUE, address="/{token}"
        )
        line = AuditLine.objects.get(verb="invited_person")
        assert (line.actor_name, line.role, line.authority_id) == ("Alice", "lead", world.ravensmere.pk)
        assert line.subject_id == str(StaffInvitation.objects.get().pk)
        assert "dana" not in str(line.detail).lower()

    def test_an_action_undone_leaves_neither_its_record_nor_its_line(self, world):
        before = AuditLine.objects.count()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            authorities.start_cycle(world.as_alice, starts=dt.date(2031, 1, 1), ends=dt.date(2031, 12, 31))
            raise ZeroDivisionError
        assert AuditLine.objects.count() == before

    def test_what_was_refused_is_not_written_down(self, world):
        before = AuditLine.objects.count()
        with pytest.raises(Refused):
            accounts.invite_person(
                world.as_alice, email="bob@example.org", name="Bob", role=Role.COLLEAGUE, address="/{token}"
            )
        with pytest.raises(NotAllowed):
            accounts.invite_person(
                world.as_bob, email="dana@example.org", name="Dana", role=Role.COLLEAGUE, address="/{token}"
            )
        assert AuditLine.objects.count() == before
        assert not OutboxMessage.objects.exists()


class TestOutbox:
    def _post(self, world, key="reply-1-to-7", words="Hello"):
        return outbox.post(
            world.as_alice, key=key, channel="email", to="dana@example.org", subject="A reply", body=words
        )

    def test_the_same_occasion_is_posted_once(self, world):
        first = self._post(world)
        second = self._post(world, words="Hello again")
        assert first.pk == second.pk
        assert OutboxMessage.objects.get().body == "Hello"

    def test_a_message_is_taken_by_one_sender_only(self, world):
        self._post(world)
        system = world.as_system()
        assert outbox.claim_next(system) is not None
        assert outbox.claim_next(system) is None

    def test_a_sender_who_died_loses_nothing(self, world):
        self._post(world)
        system = world.as_system()
        with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
            taken = outbox.claim_next(system)
            clock.shift(dt.timedelta(minutes=3))
            again = outbox.claim_next(system)
        assert taken.pk == again.pk

    def test_what_was_sent_is_not_sent_again_and_its_words_are_gone(self, world):
        message = self._post(world, words="https://example.org/join/secret/")
        system = world.as_system()
        with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
            outbox.mark_sent(system, message_id=outbox.claim_next(system).pk)
            clock.shift(dt.timedelta(days=1))
            assert outbox.claim_next(system) is None
        message.refresh_from_db()
        assert message.sent_at is not None
        assert message.body == ""

    def test_a_message_that_never_goes_is_given_up_and_kept(self, world):
        self._post(world)
        system = world.as_system()
        tries = 0
        with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
            while outbox.claim_next(system):
                tries += 1
                clock.shift(dt.timedelta(days=1))
        assert tries == outbox.MOST_TRIES
        assert OutboxMessage.objects.get().sent_at is None

    def test_a_sender_that_is_gone_for_a_day_and_a_half_loses_nothing(self, world):
        self._post(world)
        system = world.as_system()
        with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
            for _ in range(36 * 60):
                outbox.claim_next(system)
                clock.shift(dt.timedelta(minutes=1))
            tries = OutboxMessage.objects.get().tries
            clock.shift(outbox.LONGEST_WAIT)
            assert outbox.claim_next(system) is not None
        assert tries < 45

    def test_a_message_to_a_care_leaver_that_never_goes_is_emptied(self, world):
        self._post_to_kit(world)
        system = world.as_system()
        with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
            while outbox.claim_next(system):
                clock.shift(dt.timedelta(hours=1))
            assert outbox.give_up_next(system).key == "mailing-1-to-2"
            assert outbox.give_up_next(system) is None
        given_up = OutboxMessage.objects.get()
        assert (given_up.receipt, given_up.to, given_up.body, given_up.fields) == ("failed", "", "", {})

    def _post_to_kit(self, world):
        outbox.post_many(
            world.as_alice,
            [
                OutboxMessage(
                    key="mailing-1-to-2",
                    channel="text",
                    to="07700 900 118",
                    body="Hi Kit https://example.org/i/abc/",
                    template="invitation",
                    fields={"name": "Kit"},
                )
            ],
        )

    def test_what_was_sent_to_a_care_leaver_keeps_neither_name_nor_number(self, world):
        self._post_to_kit(world)
        system = world.as_system()
        message = outbox.claim_next(system)
        outbox.mark_sent(system, message_id=message.pk, provider_id="abc")
        message.refresh_from_db()
        assert (message.to, message.body, message.fields) == ("", "", {})
        assert (message.provider_id, message.authority_id) == ("abc", world.ravensmere.pk)

    def test_a_crowd_of_invitations_does_not_stand_before_a_message_to_staff(self, world):
        self._post_to_kit(world)
        staff = self._post(world)
        system = world.as_system()
        assert outbox.claim_next(system, to_care_leavers=False).pk == staff.pk
        assert outbox.claim_next(system, to_care_leavers=False) is None
        assert outbox.claim_next(system, to_care_leavers=True).key == "mailing-1-to-2"

    def test_what_was_taken_back_is_never_sent(self, world):
        self._post_to_kit(world)
        assert outbox.withdraw(world.as_charlie, ["mailing-1-to-2"]) == set()
        assert outbox.withdraw(world.as_alice, ["mailing-1-to-2", "mailing-1-to-3"]) == {"mailing-1-to-2"}
        assert outbox.claim_next(world.as_system()) is None
        assert OutboxMessage.objects.get().to == ""

    def test_receipts_are_asked_for_less_and_less_and_for_three_days(self, world):
        self._post_to_kit(world)
        system = world.as_system()
        with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
            outbox.mark_sent(system, message_id=outbox.claim_next(system).pk, provider_id="abc")
            assert outbox.claim_receipt(system) is None
            asked = []
            for minute in range(5 * 24 * 60):
                clock.shift(dt.timedelta(minutes=1))
                if outbox.claim_receipt(system):
                    asked.append(minute)
        assert asked[0] < 6
        assert 10 < len(asked) < 30
        assert 2 * 24 * 60 < asked[-1] < 3 * 24 * 60

    def test_one_receipt_is_kept(self, world):
        self._post_to_kit(world)
        system = world.as_system()
        message = outbox.claim_next(system)
        assert not outbox.write_receipt(system, message_id=message.pk, receipt=outbox.DELIVERED)
        outbox.mark_sent(system, message_id=message.pk, provider_id="abc")
        assert outbox.write_receipt(system, message_id=message.pk, receipt=outbox.DELIVERED)
        assert not outbox.write_receipt(system, message_id=message.pk, receipt=outbox.FAILED)
        assert OutboxMessage.objects.get().receipt == "delivered"

    def test_what_is_due_later_waits(self, world):
        message = self._post(world)
        due = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
        OutboxMessage.objects.filter(pk=message.pk).update(due_at=due)
        assert outbox.claim_next(world.as_system()) is None
        with time_machine.travel(due, tick=False):
            assert outbox.claim_next(world.as_system()) is not None

    def test_only_the_service_takes_messages(self, world):
        with pytest.raises(NotAllowed):
            outbox.claim_next(world.as_alice)
