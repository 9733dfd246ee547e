"""Invitations and reminders: planned, posted once to each person, taken back, and stopped."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine, OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.reaching import takes_texts
from newbelongings.domain.outreach import actions, channels, mailing_words, mailings, outcomes, queries, sending, timing
from newbelongings.domain.outreach.channels import ORDER, Ways, channel_for, open_ways
from newbelongings.domain.outreach.mailing_words import STANDARD, Text, check, fill
from newbelongings.domain.outreach.models import Attempt, Contact, Mailing
from newbelongings.domain.surveys import actions as surveys
from tests.full_world import ago
from tests.outreach_world import ADDRESSES, PEOPLE, Asked, ask, texts


@pytest.fixture
def asked(world) -> Asked:
    return ask(world)


def send(asked: Asked, ways=ORDER, **options) -> int:
    posted, _ = sending.send_due_mailings(asked.world.as_system(), addresses=ADDRESSES, channels=ways, **options)
    return posted


def posted() -> dict[str, str]:
    """Who got something by which way, by the reference of the person."""
    found = {}
    for message in OutboxMessage.objects.filter(receipt="").exclude(template=""):
        reference = Contact.objects.get(pk=message.key.rpartition("-")[2]).reference
        assert reference not in found, "somebody was written to twice"
        found[reference] = message.channel
    return found


def travel(days: int):
    return time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=False)


class TestPlanning:
    def test_one_plan_for_all_ways(self, asked):
        made = asked.plan()
        assert [mailing.channel for mailing in made] == list(ORDER)
        assert AuditLine.objects.get(verb="planned_mailing").detail["ways"] == list(ORDER)

    def test_three_reminders_in_one_step_while_the_survey_is_open(self, asked):
        asked.plan()
        made = mailings.plan_reminders(asked.world.as_alice, round_id=asked.round.pk, texts=texts("reminder"))
        assert sorted({mailing.send_on for mailing in made}) == [ago(-14), ago(-35), ago(-56)]
        with pytest.raises(Refused, match="Choose others"):
            mailings.plan_reminders(asked.world.as_alice, round_id=asked.round.pk, texts=texts("reminder"))

    @pytest.mark.parametrize(
        ("kind", "days", "sentence"),
        [
            ("invitation", -1, "today or a later day"),
            ("invitation", 61, "on which the survey is open"),
            ("reminder", 14, "Plan the invitation first"),
            ("birthday", 1, "an invitation or a reminder"),
        ],
    )
    def test_a_day_that_does_not_do(self, asked, kind, days, sentence):
        with pytest.raises(Refused, match=sentence):
            mailings.plan_mailing(
                asked.world.as_alice,
                round_id=asked.round.pk,
                kind=kind,
                send_on=ago(-days),
                texts=[STANDARD["invitation", "email"]],
            )
        assert not Mailing.objects.exists()

    def test_two_messages_leave_three_days_between_them(self, asked):
        asked.plan()
        with pytest.raises(Refused, match="Leave 3 days"):
            asked.plan("reminder", days=2)
        asked.plan("reminder", days=3)
        with pytest.raises(Refused, match="already"):
            asked.plan("reminder", days=3)

    def test_there_must_be_people_and_a_way(self, asked, world):
        with pytest.raises(Refused, match="one way"):
            mailings.plan_mailing(world.as_alice, round_id=asked.round.pk, kind="invitation", send_on=ago(0), texts=[])
        empty = surveys.open_round(
            world.as_alice,
            cycle_id=world.cycle.pk,
            instrument_id=asked.round.instrument_id,
            slug="empty",
            title="Empty",
            opens=ago(0),
            closes=ago(-60),
        )
        with pytest.raises(Refused, match="Bring in the people"):
            mailings.plan_mailing(
                world.as_alice, round_id=empty.pk, kind="invitation", send_on=ago(0), texts=texts("invitation")
            )

    def test_bob_may_and_charlie_and_an_adviser_may_not(self, asked, world):
        (mailing, *_) = asked.plan()
        assert mailings.mailing(world.as_bob, mailing.pk) == mailing
        with pytest.raises(NotFound):
            mailings.cancel_mailing(world.as_charlie, mailing_id=mailing.pk)
        with pytest.raises(NotFound):
            mailings.plan_mailing(
                world.as_charlie, round_id=asked.round.pk, kind="invitation", send_on=ago(0), texts=texts("invitation")
            )
        with pytest.raises(NotAllowed):
            mailings.mailing(world.scope(world.people[Role.ADVISER]), mailing.pk)
        with pytest.raises(NotAllowed):
            sending.send_due_mailings(world.as_alice, addresses=ADDRESSES, channels=ORDER)


class TestWords:
    def test_the_words_to_begin_with_are_right(self):
        for (kind, channel), text in STANDARD.items():
            assert check(text) == text, (kind, channel)

    def test_a_text_costs_two_parts_at_most_and_uses_letters_that_cost_one(self):
        for kind in ("invitation", "reminder"):
            words = STANDARD[kind, "text"].words
            assert words.isascii()
            filled = fill(words, {"name": "Alexander", "council": "Ravensmere", "link": "x" * 48, "stop": "x" * 51})
            assert len(filled) <= 306

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("((link)) ((stop)) ((case number))", r"no placeholder \(\(case number\)\)"),
            ("((stop)) and no way in", r"Put \(\(link\)\)"),
            ("((link))", r"Put \(\(stop\)\)"),
            ("((link)) ((stop)) " + "x" * 800, "918"),
            ("((link)) ((stop)) \x00", "cannot be sent"),
        ],
    )
    def test_words_that_do_not_do(self, words, sentence):
        with pytest.raises(Refused, match=sentence):
            check(Text("text", "", words))

    def test_an_email_needs_a_subject(self):
        with pytest.raises(Refused, match="subject") as refused:
            check(Text("email", " ", "((link)) ((stop))"))
        assert refused.value.field == "subject_email"

    @given(st.text(), st.text())
    def test_what_is_put_in_is_not_looked_through_again(self, name, link):
        filled = fill("((name))|((LINK))|(( name ))", {"name": name, "link": link})
        assert filled == f"{name}|{link}|{name}"

    def test_a_name_that_looks_like_a_placeholder_stays_a_name(self):
        assert fill("Hi ((name))", {"name": "((stop))", "stop": "x"}) == "Hi ((stop))"


class TestWays:
    @pytest.mark.parametrize(
        ("phone", "mobile"),
        [
            ("07700 900118", True),
            ("+44 (7700) 900-118", True),
            ("0044 7700 900118", True),
            ("+33 6 12 34 56 78", True),
            ("01632 960118", False),
            ("+44 1632 960118", False),
            ("07700", False),
            ("", False),
            ("ask Sam", False),
        ],
    )
    def test_which_numbers_take_texts(self, phone, mobile):
        assert takes_texts(phone) is mobile

    @given(
        st.builds(
            Ways,
            email=st.sampled_from(["", "a@example.org"]),
            phone=st.sampled_from(["", "07700900118", "01632960118"]),
            address=st.sampled_from(["", "1 High St AB1 2CD"]),
            preferred=st.sampled_from(["", *ORDER]),
        ),
        st.sets(st.sampled_from(ORDER)),
        st.sets(st.sampled_from(ORDER)),
    )
    def test_everybody_gets_one_message_if_there_is_any_way_left(self, ways, offered, out_of_date):
        chosen = channel_for(ways, offered=offered, out_of_date=out_of_date)
        left = [way for way in open_ways(ways) if way in offered - out_of_date]
        assert (chosen is None) is (not left)
        if ways.preferred in left:
            assert chosen == ways.preferred
        elif left:
            assert chosen == min(left, key=ORDER.index)


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
    st.integers(0, 150),
    st.lists(st.integers(-5, 30)),
)
def test_reminders_come_after_the_invitation_and_leave_time_to_answer(invited_on, open_for, weeks):
    closes = invited_on + dt.timedelta(days=open_for)
    days = timing.reminder_days(invited_on, closes, weeks)
    assert days == sorted(set(days))
    assert all(invited_on < day < closes for day in days)


class TestSending:
    def test_each_person_gets_it_once_by_the_best_way(self, asked):
        asked.plan()
        assert send(asked) == 4
        assert posted() == {"LC-1": "email", "LC-2": "text", "LC-3": "letter", "LC-4": "email"}
        assert send(asked) == 0
        assert set(Mailing.objects.values_list("sent_on", flat=True)) == {ago(0)}

    def test_the_message_says_who_it_is_for_and_carries_their_own_links(self, asked):
        asked.plan()
        send(asked)
        email = OutboxMessage.objects.get(to="ash@example.org")
        assert email.body.startswith("Hello Ash Adeyemi,\n\nRavensmere would like")
        assert f"https://example.org/i/{asked.token('LC-1')}/" in email.body
        assert f"https://example.org/stop/{asked.token('LC-1')}/" in email.body
        assert "((" not in email.body + email.subject
        letter = OutboxMessage.objects.get(channel="letter")
        assert letter.fields["address"] == "Cal Reid\n3 High St\nAldersea\nAB1 2CD"
        assert letter.template == "invitation"

    def test_without_a_letter_those_who_have_only_an_address_get_nothing(self, asked):
        asked.plan(ways=("email", "text"))
        assert send(asked) == 3
        assert "LC-3" not in posted()

    def test_who_wants_paper_gets_a_letter(self, asked):
        Contact.objects.filter(reference="LC-1").update(format="paper")
        asked.plan()
        send(asked)
        assert posted()["LC-1"] == "letter"

    def test_nothing_goes_before_its_day_or_after_the_survey_has_closed(self, asked):
        asked.plan(days=10)
        assert send(asked) == 0
        with travel(61):
            assert send(asked) == 0
        with travel(12):
            assert send(asked) == 4

    def test_a_channel_that_the_sender_does_not_have_waits(self, asked):
        asked.plan()
        assert send(asked, ("email", "text")) == 3
        assert Mailing.objects.get(sent_on=None).channel == "letter"

    def test_a_template_that_is_wrong_holds_its_mailing_back_and_no_other(self, asked):
        asked.plan()
        said = sending.send_due_mailings(
            asked.world.as_system(),
            addresses=ADDRESSES,
            channels=ORDER,
            problem=lambda kind, channel, fields: "No ((link))." if channel == "text" else None,
        )
        assert said == (3, ["No ((link))."])
        assert Mailing.objects.get(sent_on=None).channel == "text"
        assert send(asked) == 1

    def test_a_reminder_goes_only_to_those_who_have_not_answered_on_that_day(self, asked):
        asked.plan()
        asked.plan("reminder", days=14)
        send(asked)
        OutboxMessage.objects.all().delete()
        with travel(14):
            asked.has_answered("LC-1")
            actions.set_do_not_contact(asked.world.as_alice, contact_id=asked.person("LC-2").pk, do_not_contact=True)
            assert send(asked) == 2
        assert posted() == {"LC-3": "letter", "LC-4": "email"}

    def test_a_reminder_carries_the_link_of_the_invitation(self, asked):
        asked.plan()
        asked.plan("reminder", days=14)
        send(asked)
        first = OutboxMessage.objects.get(to="dev@example.org").fields["link"]
        with travel(14):
            send(asked)
        both = {m.fields["link"] for m in OutboxMessage.objects.filter(to="dev@example.org")}
        assert both == {first}

    def test_who_was_not_found_by_email_is_reminded_by_text(self, asked):
        asked.plan()
        asked.plan("reminder", days=14)
        send(asked)
        key = outcomes.message_key(Mailing.objects.get(kind="invitation", channel="email").pk, asked.person("LC-1").pk)
        outcomes.receive(asked.world.as_system(), key=key, receipt=outbox.OUT_OF_DATE)
        OutboxMessage.objects.all().delete()
        with travel(14):
            send(asked)
        assert posted()["LC-1"] == "text"

    def test_a_second_invitation_finds_those_whom_the_first_did_not(self, asked):
        asked.plan(ways=("email",))
        send(asked)
        OutboxMessage.objects.all().delete()
        asked.plan(days=1)
        with travel(1):
            send(asked)
        assert posted() == {"LC-2": "text", "LC-3": "letter"}

    def test_a_late_reminder_and_the_next_do_not_fall_on_one_day(self, asked):
        asked.plan()
        asked.plan("reminder", days=14)
        asked.plan("reminder", days=35)
        send(asked)
        OutboxMessage.objects.all().delete()
        with travel(35):
            assert send(asked) == 4
        assert len(posted()) == 4

    def test_a_sender_killed_between_batches_goes_on_where_it_was(self, asked, monkeypatch):
        asked.plan()
        monkeypatch.setattr(sending, "BATCH", 1)
        whole = sending._post_batch
        calls = []

        def killed(*given):
            calls.append(given)
            if len(calls) == 3:
                raise KeyboardInterrupt
            return whole(*given)

        monkeypatch.setattr(sending, "_post_batch", killed)
        with pytest.raises(KeyboardInterrupt):
            send(asked)
        assert Mailing.objects.filter(sent_on=None).exists()
        send(asked)
        assert posted() == {"LC-1": "email", "LC-2": "text", "LC-3": "letter", "LC-4": "email"}
        assert Attempt.objects.count() == 4

    def test_batches_reach_everybody(self, world, monkeypatch):
        monkeypatch.setattr(sending, "BATCH", 7)
        people = [actions.GivenContact(f"P-{n}", f"Person {n}", email=f"p{n}@example.org") for n in range(30)]
        asked = ask(world, people)
        asked.plan()
        assert send(asked) == 30
        assert len(posted()) == 30

    def test_a_batch_asks_the_database_a_few_times_however_many_people(self, world, django_assert_max_num_queries):
        people = [actions.GivenContact(f"P-{n}", f"Person {n}", email=f"p{n}@example.org") for n in range(150)]
        asked = ask(world, people)
        asked.plan(ways=("email",))
        with django_assert_max_num_queries(25):
            assert send(asked) == 150


def test_no_page_shows_who_was_reminded_since_the_others_have_answered(asked, world):
    asked.plan()
    asked.plan("reminder", days=14)
    send(asked)
    with travel(14):
        asked.has_answered("LC-1")
        send(asked)
    shown = {len(person.attempts.all()) for person in queries.people_to_ask(world.as_alice, asked.round.pk)}
    assert shown == {0, 1}
    assert len(queries.contact(world.as_alice, asked.person("LC-2").pk).attempts.all()) == 1
    assert Attempt.objects.filter(contact=asked.person("LC-2")).count() == 2


class TestTakingBack:
    def test_before_it_went_it_is_as_if_never_planned(self, asked):
        (email, *_) = asked.plan(days=3)
        assert mailings.cancel_mailing(asked.world.as_alice, mailing_id=email.pk) == 0
        assert not Mailing.objects.filter(pk=email.pk).exists()

    def test_while_it_goes_out_the_rest_is_taken_back(self, asked):
        (email, *_) = asked.plan()
        send(asked)
        system = asked.world.as_system()
        outbox.mark_sent(system, message_id=OutboxMessage.objects.get(to="ash@example.org").pk)
        assert mailings.cancel_mailing(asked.world.as_alice, mailing_id=email.pk) == 1
        assert email.attempts.count() == 1
        assert OutboxMessage.objects.filter(to="dev@example.org").count() == 0
        with pytest.raises(Refused, match="cannot be taken back"):
            mailings.cancel_mailing(asked.world.as_alice, mailing_id=email.pk)


class TestOutcomes:
    @pytest.mark.parametrize(
        ("receipt", "outcome"),
        [("delivered", "reached"), ("out_of_date", "out_of_date"), ("failed", "failed"), ("posted", "sent")],
    )
    def test_a_receipt_becomes_an_outcome(self, asked, receipt, outcome):
        asked.plan()
        send(asked)
        attempt = Attempt.objects.get(contact=asked.person("LC-1"))
        outcomes.receive(asked.world.as_system(), key=attempt.message_key, receipt=receipt)
        attempt.refresh_from_db()
        assert attempt.outcome == outcome

    def test_what_a_person_wrote_down_stays(self, asked):
        asked.plan()
        send(asked)
        attempt = Attempt.objects.get(contact=asked.person("LC-1"))
        Attempt.objects.filter(pk=attempt.pk).update(outcome="refused")
        outcomes.receive(asked.world.as_system(), key=attempt.message_key, receipt="delivered")
        attempt.refresh_from_db()
        assert attempt.outcome == "refused"

    def test_a_key_of_something_else_is_left_alone(self, asked):
        outcomes.receive(asked.world.as_system(), key="staff-invitation-1", receipt="failed")
        assert not outcomes.is_unwanted(asked.world.as_system(), key="staff-invitation-1")


class TestLettersByHand:
    def test_the_letters_come_as_rows_and_count_as_sent(self, asked):
        *_, letter = asked.plan()
        (row,) = sending.letters_to_post(asked.world.as_bob, mailing_id=letter.pk, addresses=ADDRESSES)
        assert (row.reference, row.name, row.address) == ("LC-3", "Cal Reid", "3 High St\nAldersea\nAB1 2CD")
        assert row.link == f"https://example.org/i/{asked.token('LC-3')}/"
        assert row.link in row.words
        assert AuditLine.objects.get(verb="downloaded_letters").detail == {"letters": 1}
        assert send(asked) == 3
        assert Attempt.objects.filter(contact=asked.person("LC-3")).count() == 1

    def test_asked_for_again_they_come_again_without_those_who_answered(self, asked):
        *_, letter = asked.plan()
        alice = asked.world.as_alice
        assert len(sending.letters_to_post(alice, mailing_id=letter.pk, addresses=ADDRESSES)) == 1
        assert len(sending.letters_to_post(alice, mailing_id=letter.pk, addresses=ADDRESSES)) == 1
        asked.has_answered("LC-3")
        assert sending.letters_to_post(alice, mailing_id=letter.pk, addresses=ADDRESSES) == []

    def test_not_before_their_day_not_an_email_and_not_by_charlie(self, asked, world):
        email, _, letter = asked.plan(days=3)
        with pytest.raises(Refused, match="Download them then"):
            sending.letters_to_post(world.as_alice, mailing_id=letter.pk, addresses=ADDRESSES)
        with pytest.raises(Refused, match="not a letter"):
            sending.letters_to_post(world.as_alice, mailing_id=email.pk, addresses=ADDRESSES)
        with pytest.raises(NotFound):
            sending.letters_to_post(world.as_charlie, mailing_id=letter.pk, addresses=ADDRESSES)


def test_the_people_of_these_tests_are_of_every_kind():
    assert {channel_for(channels.Ways(p.email, p.phone, p.address), offered=ORDER) for p in PEOPLE} == {*ORDER, None}
    assert mailing_words.INVITATION == Mailing.INVITATION
    assert mailing_words.REMINDER == Mailing.REMINDER
