"""Meetings: planned, moved and called off, with who comes, and notes that the group has checked."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from newbelongings.domain.forum import (
    actions,
    agendas,
    inviting,
    meeting_queries,
    meetings,
    noting,
    queries,
)
from newbelongings.domain.forum.models import Forum, Meeting
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine, OutboxMessage
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.safeguarding.models import Concern
from tests.meetings_world import ANYBODY, HERE, held, item_of, join, planned, titles


@pytest.fixture
def forum(world) -> Forum:
    return actions.start_forum(world.as_bob, name="Speak Up")


class TestPlanning:
    def test_a_meeting_by_phone_with_how_to_join(self, world, forum):
        meeting = planned(world, forum, way="phone", starts_at=dt.time(17, 30), joining="Ring 01632 960 001")
        assert meeting_queries.next_meeting_of(ANYBODY, join(forum.pk, "Kit")[0]) == meeting

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"days": -1}, "date"),
            ({"days": 900}, "date"),
            ({"way": "by_owl"}, "way"),
            ({"starts_at": dt.time(17), "ends_at": dt.time(16)}, "ends_at"),
            ({"ends_at": dt.time(16)}, "ends_at"),
            ({"place": "x" * 121}, "place"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, world, forum, wrong, field):
        with pytest.raises(Refused) as refusal:
            planned(world, forum, **wrong)
        assert refusal.value.field == field

    def test_two_on_a_day_are_refused_unless_one_is_called_off(self, world, forum):
        first = planned(world, forum)
        with pytest.raises(Refused, match="already has a meeting"):
            planned(world, forum)
        meetings.call_off_meeting(world.as_bob, meeting_id=first.pk, address=HERE)
        planned(world, forum)

    def test_the_next_council_finds_nothing_and_others_may_not(self, world, forum):
        meeting = planned(world, forum)
        with pytest.raises(NotFound):
            meetings.call_off_meeting(world.as_charlie, meeting_id=meeting.pk, address=HERE)
        with pytest.raises(NotAllowed):
            meetings.call_off_meeting(ANYBODY, meeting_id=meeting.pk, address=HERE)


class TestInviting:
    def test_each_is_asked_by_their_channel_with_a_link_of_their_own(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        ash, _ = join(forum.pk, "Ash", channel="text", address="07700 900123")
        bo, _ = join(forum.pk, "Bo", channel="phone", address="01632 960 002")
        meeting = planned(world, forum, starts_at=dt.time(17, 30), ends_at=dt.time(19))
        assert inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE) == 3
        to_ash, to_kit = OutboxMessage.objects.order_by("channel", "pk").filter(channel__in=["email", "text"])[::-1]
        assert {to_ash.to, to_kit.to} == {"kit@example.org", "07700 900123"}
        assert "5.30 pm to 7 pm" in to_kit.body
        assert "The Old Library" in to_kit.body
        links = {body.partition("/f/")[2].partition("/")[0] for body in (to_ash.body, to_kit.body)}
        assert len(links) == 2
        assert meeting.invitations.get(member=bo).told_on is None
        assert meeting_queries.invited(world.as_bob, meeting).to_tell == 1
        assert {kit, ash} == {one.member for one in meeting.invitations.exclude(told_on=None)}

    def test_pressed_again_it_asks_only_those_who_joined_since(self, world, forum):
        join(forum.pk, "Kit")
        meeting = planned(world, forum)
        inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE)
        join(forum.pk, "Ash")
        assert inviting.invite_members(world.as_alice, meeting_id=meeting.pk, address=HERE) == 1
        assert OutboxMessage.objects.count() == 2

    def test_only_the_worker_sees_who_and_ticks_them_off(self, world, forum):
        join(forum.pk, "Bo", channel="in_person", address="")
        meeting = planned(world, forum)
        inviting.invite_members(world.as_alice, meeting_id=meeting.pk, address=HERE)
        asked = meeting.invitations.get()
        with pytest.raises(NotAllowed):
            meeting_queries.invitations(world.as_alice, meeting)
        with pytest.raises(NotAllowed):
            inviting.tell_member(world.as_alice, invitation_id=asked.pk)
        inviting.tell_member(world.as_bob, invitation_id=asked.pk)
        assert meeting_queries.invited(world.as_bob, meeting).to_tell == 0

    def test_the_lead_sees_counts_with_small_ones_hidden(self, world, forum):
        meeting = planned(world, forum)
        for number in range(20):
            member, _ = join(forum.pk, f"Kit {number}")
            if number < 17:
                answer = "cannot" if number < 2 else "coming"
                inviting.answer_invitation(ANYBODY, member, meeting_id=meeting.pk, answer=answer)
        inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE)
        lead, worker = (meeting_queries.invited(scope, meeting) for scope in (world.as_alice, world.as_bob))
        assert (lead.asked, lead.cannot, lead.silent) == (20, HIDDEN, HIDDEN)
        assert (worker.coming, worker.cannot, worker.silent) == (15, 2, 3)

    def test_a_move_tells_everybody_asked_once_more(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        join(forum.pk, "Bo", channel="phone")
        meeting = planned(world, forum)
        inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE)
        inviting.answer_invitation(ANYBODY, kit, meeting_id=meeting.pk, answer="coming")
        for one in meeting.invitations.filter(channel="phone"):
            inviting.tell_member(world.as_bob, invitation_id=one.pk)
        there = {"date": meeting.date + dt.timedelta(days=1), "way": "online", "joining": "https://meet.example.org/x"}
        meetings.move_meeting(world.as_bob, meeting_id=meeting.pk, address=HERE, **there)
        first, second = OutboxMessage.objects.order_by("pk")
        assert (first.receipt, first.body) == ("withdrawn", "")
        assert second.subject.startswith("Changed:")
        assert "https://meet.example.org/x" in second.body
        assert meeting_queries.answer_of(ANYBODY, kit, meeting) == ""
        assert meeting_queries.invited(world.as_bob, meeting).to_tell == 1

    def test_nothing_changed_tells_nobody(self, world, forum):
        join(forum.pk, "Kit")
        meeting = planned(world, forum)
        inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE)
        same = {"date": meeting.date, "way": meeting.way, "place": meeting.place}
        assert meetings.move_meeting(world.as_bob, meeting_id=meeting.pk, address=HERE, **same).version == 0
        assert OutboxMessage.objects.count() == 1

    def test_called_off_is_told_and_takes_no_answer(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = planned(world, forum)
        inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE)
        meetings.call_off_meeting(world.as_alice, meeting_id=meeting.pk, address=HERE)
        assert OutboxMessage.objects.order_by("pk").last().subject.startswith("Called off:")
        with pytest.raises(Refused):
            inviting.answer_invitation(ANYBODY, kit, meeting_id=meeting.pk, answer="coming")

    def test_a_member_answers_only_for_their_own_forum(self, world, forum):
        other = actions.start_forum(world.as_bob, name="Juniors")
        member, _ = join(other.pk, "Kit")
        meeting = planned(world, forum)
        with pytest.raises(NotFound):
            inviting.answer_invitation(ANYBODY, member, meeting_id=meeting.pk, answer="coming")
        with pytest.raises(NotFound):
            agendas.suggest_agenda_item(ANYBODY, member, meeting_id=meeting.pk, title="Buses")


class TestAgendas:
    def test_worker_and_members_add_and_the_worker_orders(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = planned(world, forum)
        first = item_of(world, meeting, "Bus passes")
        for _ in range(2):
            agendas.suggest_agenda_item(ANYBODY, kit, meeting_id=meeting.pk, title="Cold rooms", words="Every winter.")
        assert titles(meeting) == ["Bus passes", "Cold rooms"]
        agendas.move_agenda_item(world.as_bob, item_id=first.pk, up=True)
        agendas.move_agenda_item(world.as_bob, item_id=first.pk, up=False)
        assert titles(meeting) == ["Cold rooms", "Bus passes"]
        agendas.remove_agenda_item(world.as_alice, item_id=first.pk)
        assert titles(meeting) == ["Cold rooms"]

    def test_nothing_tells_who_of_the_group_added_it(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = planned(world, forum)
        item = agendas.suggest_agenda_item(ANYBODY, kit, meeting_id=meeting.pk, title="Cold rooms")
        line = AuditLine.objects.get(verb="suggested_agenda_item")
        assert (line.actor_id, line.actor_name, line.subject_id, line.detail) == (None, "", str(meeting.pk), {})
        assert "member" not in {field.name for field in item._meta.fields}

    def test_a_name_is_held_until_a_worker_has_looked(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = planned(world, forum)
        item = agendas.suggest_agenda_item(
            ANYBODY, kit, meeting_id=meeting.pk, title="My worker Rebecca Shaw never rings"
        )
        assert meeting_queries.agenda_for(ANYBODY, meeting) == []
        agendas.show_agenda_item(world.as_bob, item_id=item.pk)
        assert meeting_queries.agenda_for(ANYBODY, meeting) == [item]

    def test_a_day_is_no_name(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = planned(world, forum)
        assert not agendas.suggest_agenda_item(ANYBODY, kit, meeting_id=meeting.pk, title="Meet on 3 December?").held

    def test_words_of_danger_go_to_the_safeguarding_lead_at_once(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = planned(world, forum)
        agendas.suggest_agenda_item(
            ANYBODY, kit, meeting_id=meeting.pk, title="Home", words="He hits me when he has had a drink."
        )
        assert Concern.objects.filter(authority=world.ravensmere).count() == 1

    def test_the_list_ends_somewhere(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = planned(world, forum)
        for number in range(agendas.MOST_FROM_MEMBERS):
            agendas.suggest_agenda_item(ANYBODY, kit, meeting_id=meeting.pk, title=f"Thing {number}")
        with pytest.raises(Refused, match="full"):
            agendas.suggest_agenda_item(ANYBODY, kit, meeting_id=meeting.pk, title="One more")


class TestWhoCameAndThanks:
    def test_who_came_is_kept_only_of_those_who_agreed(self, world, forum):
        kit, _ = join(forum.pk, "Kit", may_note_attendance=True)
        ash, _ = join(forum.pk, "Ash")
        meeting = held(world, forum)
        meetings.note_attendance(world.as_bob, meeting_id=meeting.pk, member_ids=[kit.pk])
        assert meeting_queries.who_came(world.as_bob, meeting) == [kit]
        for scope, ids, refusal in (
            (world.as_bob, [ash.pk], Refused),
            (world.as_alice, [kit.pk], NotAllowed),
            (world.as_charlie, [kit.pk], NotAllowed),
        ):
            with pytest.raises(refusal):
                meetings.note_attendance(scope, meeting_id=meeting.pk, member_ids=ids)
        actions.write_up_meeting(world.as_bob, meeting_id=meeting.pk, attended=9)
        kit.delete()
        meeting.refresh_from_db()
        assert (meeting.attended, meeting.attendances.count()) == (9, 0)

    def test_thanks_add_up_by_year_with_few_people_hidden(self, world, forum):
        this, last = held(world, forum, days=2), held(world, forum, days=2 + 366)
        for meeting, people, pounds in ((this, 8, "80.50"), (this, 2, "20"), (last, 3, None)):
            amount = None if pounds is None else Decimal(pounds)
            meetings.give_thanks(world.as_bob, meeting_id=meeting.pk, kind="voucher", people=people, pounds=amount)
        newest, oldest = meeting_queries.thanks_by_year(world.as_alice)
        assert (newest.pence, newest.meetings, newest.kinds) == (10050, 1, (("Voucher", 10, 10050),))
        assert (oldest.pence, oldest.kinds) == (0, (("Voucher", HIDDEN, 0),))
        assert newest.begins == oldest.begins + 1
        meetings.strike_thanks(world.as_bob, thanks_id=this.thanks.first().pk)
        assert meeting_queries.thanks_by_year(world.as_alice)[0].pence == 2000

    @pytest.mark.parametrize("wrong", [{"kind": "gold"}, {"people": 0}, {"pounds": Decimal("-1")}])
    def test_what_cannot_be_given_is_refused(self, world, forum, wrong):
        given = {"kind": "meal", "people": 4} | wrong
        with pytest.raises(Refused):
            meetings.give_thanks(world.as_bob, meeting_id=held(world, forum).pk, **given)


class TestNotes:
    def test_shown_checked_and_then_published(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = held(world, forum)
        bob = world.as_bob
        noting.write_notes(bob, meeting_id=meeting.pk, notes="We talked about buses.")
        with pytest.raises(Refused, match="has not seen"):
            noting.confirm_notes(bob, meeting_id=meeting.pk, together=True)
        noting.show_notes(bob, meeting_id=meeting.pk, address=HERE)
        assert "notes of the meeting" in OutboxMessage.objects.get().body
        with pytest.raises(Refused, match="not checked"):
            noting.publish_notes(bob, meeting_id=meeting.pk)
        with pytest.raises(Refused, match="Nobody has said"):
            noting.confirm_notes(bob, meeting_id=meeting.pk)
        noting.say_of_notes(ANYBODY, kit, meeting_id=meeting.pk, right=True)
        noting.confirm_notes(bob, meeting_id=meeting.pk)
        assert queries.published_notes(ANYBODY, world.ravensmere.pk) == []
        noting.publish_notes(bob, meeting_id=meeting.pk)
        (published,) = queries.published_notes(ANYBODY, world.ravensmere.pk)
        assert (published.forum, published.notes) == ("Speak Up", "We talked about buses.")
        assert queries.published_notes(ANYBODY, world.aldersea.pk) == []
        with pytest.raises(Refused, match="Take them off"):
            noting.write_notes(bob, meeting_id=meeting.pk, notes="Other words.")
        noting.withdraw_notes(bob, meeting_id=meeting.pk)
        assert queries.published_notes(ANYBODY, world.ravensmere.pk) == []

    def test_something_wrong_stops_them_until_they_are_changed(self, world, forum):
        kit, _ = join(forum.pk, "Kit")
        meeting = held(world, forum)
        noting.write_notes(world.as_bob, meeting_id=meeting.pk, notes="We like the bus.")
        noting.show_notes(world.as_bob, meeting_id=meeting.pk, address=HERE)
        with pytest.raises(Refused, match="Say what is wrong"):
            noting.say_of_notes(ANYBODY, kit, meeting_id=meeting.pk, right=False)
        noting.say_of_notes(ANYBODY, kit, meeting_id=meeting.pk, right=False, words="We do not.")
        assert meeting_queries.notes_heard(world.as_alice, meeting).wrong == ("We do not.",)
        with pytest.raises(Refused, match="something is wrong"):
            noting.confirm_notes(world.as_bob, meeting_id=meeting.pk, together=True)
        noting.write_notes(world.as_bob, meeting_id=meeting.pk, notes="We do not like the bus.")
        meeting.refresh_from_db()
        assert (meeting.notes_shown_on, meeting_queries.notes_heard(world.as_bob, meeting).wrong) == (None, ())

    def test_names_are_looked_at_before_they_are_published(self, world, forum):
        meeting = held(world, forum)
        noting.write_notes(world.as_bob, meeting_id=meeting.pk, notes="Rebecca Shaw will ring the bus company.")
        noting.show_notes(world.as_bob, meeting_id=meeting.pk, address=HERE)
        noting.confirm_notes(world.as_bob, meeting_id=meeting.pk, together=True)
        with pytest.raises(Refused) as refusal:
            noting.publish_notes(world.as_bob, meeting_id=meeting.pk)
        assert refusal.value.field == "looked"
        noting.publish_notes(world.as_bob, meeting_id=meeting.pk, looked=True)

    def test_the_database_itself_keeps_the_order(self, world, forum):
        meeting = held(world, forum)
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(notes_published_on=today())
