"""A meeting's page as staff use it, from setting the day to published notes."""

import datetime as dt

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from newbelongings.domain.forum import actions, agendas, inviting, meetings, noting, queries
from newbelongings.domain.forum.models import Forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.models import OutboxMessage
from tests.meetings_world import ANYBODY, HERE, held, item_of, join, planned, titles

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def forum(world) -> Forum:
    return actions.start_forum(world.as_bob, name="Speak Up")


def as_person(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def at(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


def test_from_setting_the_day_to_inviting(world, forum):
    join(forum.pk, "Kit")
    join(forum.pk, "Bo", channel="phone", address="01632 960 002")
    bob = as_person(world.bob)
    day = today() + dt.timedelta(days=9)
    sent = {
        "forum_id": forum.pk,
        "date": day,
        "way": "online",
        "starts_at": "17:30",
        "joining": "https://meet.example.org",
    }
    page = text(bob.post(reverse("plan_meeting"), sent, follow=True))
    assert "Nobody has been invited yet" in page and "5.30 pm" in page
    meeting = queries.meetings(world.as_bob).get()
    page = text(bob.post(at("invite_members", meeting.pk), follow=True))
    assert "To tell by hand" in page and "Bo" in page and "01632 960 002" in page
    assert "https://meet.example.org" in OutboxMessage.objects.get().body
    page = text(bob.post(at("tell_member", meeting.invitations.get(channel="phone").pk), follow=True))
    assert "To tell by hand" not in page
    assert "Nothing is on the agenda yet" in page


def test_the_lead_sees_counts_and_no_name(world, forum):
    for number in range(7):
        join(forum.pk, f"Kit{number}", channel="in_person", address="At the college")
    meeting = planned(world, forum)
    inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE)
    alice, bob = as_person(world.alice), as_person(world.bob)
    assert "Kit3" in text(bob.get(at("meeting", meeting.pk)))
    page = text(alice.get(at("meeting", meeting.pk)))
    assert "Kit" not in page and "At the college" not in page
    assert "<dd>7</dd>" in page
    assert alice.get(at("note_attendance", meeting.pk)).status_code == 403
    assert alice.post(at("tell_member", meeting.invitations.first().pk)).status_code == 403
    assert as_person(world.charlie).get(at("meeting", meeting.pk)).status_code == 404


def test_a_wrong_time_is_told_at_its_field_and_nothing_typed_is_lost(world, forum):
    sent = {"forum_id": forum.pk, "date": today(), "way": "phone", "starts_at": "half past", "joining": "Ring 01632"}
    page = text(as_person(world.alice).post(reverse("plan_meeting"), sent))
    assert "Give a time in figures, such as 17:30" in page and "Ring 01632" in page
    assert not queries.meetings(world.as_alice).exists()


def test_each_thing_comes_to_something_and_then_it_is_written_up(world, forum):
    meeting = held(world, forum, days=1)
    first, second = item_of(world, meeting, "Buses"), item_of(world, meeting, "Letters")
    bob = as_person(world.bob)
    page = text(bob.post(at("write_up_meeting", meeting.pk), {"attended": "8"}))
    assert "Still open: “Buses”; “Letters”" in page
    assert "Who does it" not in text(bob.get(at("write_outcome", first.pk)))
    due = today() + dt.timedelta(days=14)
    sent = {"words": "Ask the bus company.", "who": "Transport", "due_on": due}
    page = text(bob.post(at("write_outcome", first.pk) + "?as=action", sent, follow=True))
    assert "Transport, by" in page
    bob.post(at("write_outcome", second.pk) + "?as=issue", {"words": "The letter said court.", "area": "A7"})
    assert queries.issues(world.as_bob).get().title == "Letters"
    page = text(bob.post(at("write_up_meeting", meeting.pk), {"attended": "8"}, follow=True))
    assert "There are no notes yet" in page and "<dd>8</dd>" in page
    later = planned(world, forum)
    assert titles(later) == ["Buses"]
    assert "Last time: Ask the bus company. Transport, by" in text(bob.get(at("meeting", later.pk)))
    page = text(bob.post(at("finish_action", first.pk), follow=True))
    assert "Done on" in text(bob.get(at("meeting", later.pk)))


def test_notes_go_from_the_group_to_the_public(world, forum):
    kit, _ = join(forum.pk, "Kit")
    meeting = held(world, forum, days=1)
    actions.write_up_meeting(world.as_bob, meeting_id=meeting.pk, attended=8)
    bob = as_person(world.bob)
    page = text(bob.post(at("write_notes", meeting.pk), {"notes": "Rebecca Shaw rings."}, follow=True))
    assert "The group has not seen the notes" in page
    assert "nb-mark--name" in text(bob.get(at("write_notes", meeting.pk)))
    bob.post(at("show_notes", meeting.pk))
    page = text(bob.post(at("confirm_notes", meeting.pk), {}))
    assert "Nobody has said yet that they are right." in page
    noting.say_of_notes(ANYBODY, kit, meeting_id=meeting.pk, right=True)
    assert "Publish the notes" in text(bob.post(at("confirm_notes", meeting.pk), {}, follow=True))
    page = text(bob.post(at("publish_notes", meeting.pk), {}))
    assert "Look at each marked word" in page
    assert "The notes are published" in text(bob.post(at("publish_notes", meeting.pk), {"looked": "yes"}, follow=True))
    page = text(bob.post(at("withdraw_notes", meeting.pk), follow=True))
    assert "Off the public page." in page


def test_who_came_and_what_was_given(world, forum):
    kit, _ = join(forum.pk, "Kit", may_note_attendance=True)
    join(forum.pk, "Ash")
    meeting = held(world, forum, days=1)
    bob = as_person(world.bob)
    assert "Ash" not in text(bob.get(at("note_attendance", meeting.pk)))
    assert "<bdi>Kit</bdi>" in text(bob.post(at("note_attendance", meeting.pk), {"members": [kit.pk]}, follow=True))
    sent = {"kind": "voucher", "people": "8", "pounds": "80.50"}
    page = text(bob.post(at("give_thanks", meeting.pk), sent, follow=True))
    assert "£80.50" in page
    assert "£80.50 at 1 meeting" in text(as_person(world.alice).get(reverse("thanks")))
    page = text(bob.post(at("give_thanks", meeting.pk), sent | {"pounds": "a lot"}))
    assert "Give pounds and pence in figures" in page and 'value="a lot"' in page


class TestTheCalendar:
    def event(self, content: bytes):
        book = icalendar.Calendar.from_ical(content)
        assert {zone["TZID"] for zone in book.walk("VTIMEZONE")} <= {"Europe/London"}
        return book.walk("VEVENT")[0]

    def test_it_is_at_the_time_on_the_wall_and_moves_with_the_meeting(self, world, forum):
        summer = dt.date(today().year + 1, 7, 1)
        meeting = planned(
            world, forum, date=summer, starts_at=dt.time(17, 30), ends_at=dt.time(19), joining="Blue door"
        )
        bob = as_person(world.bob)
        response = bob.get(at("meeting_calendar", meeting.pk))
        assert response["Content-Type"].startswith("text/calendar")
        before = self.event(response.content)
        assert before.start.astimezone(dt.UTC).hour == 16, "summer time"
        assert (before.end - before.start, str(before["LOCATION"])) == (dt.timedelta(minutes=90), "The Old Library")
        there = {"date": summer + dt.timedelta(days=190), "way": "online", "starts_at": dt.time(17, 30)}
        meetings.move_meeting(world.as_bob, meeting_id=meeting.pk, address=HERE, **there)
        after = self.event(bob.get(at("meeting_calendar", meeting.pk)).content)
        assert after.start.astimezone(dt.UTC).hour == 17, "winter time"
        assert (after["UID"], int(after["SEQUENCE"])) == (before["UID"], int(before["SEQUENCE"]) + 1)
        meetings.call_off_meeting(world.as_bob, meeting_id=meeting.pk, address=HERE)
        assert self.event(bob.get(at("meeting_calendar", meeting.pk)).content)["STATUS"] == "CANCELLED"

    def test_without_a_time_it_is_the_whole_day(self, world, forum):
        meeting = planned(world, forum)
        event = self.event(as_person(world.bob).get(at("meeting_calendar", meeting.pk)).content)
        assert event["DTSTART"].dt == meeting.date

    def test_hostile_words_make_no_line_of_their_own(self, world, forum):
        evil = "Room 1\r\nBEGIN:VEVENT\r\nSUMMARY:x"
        meeting = planned(world, forum, joining=evil, starts_at=dt.time(9))
        content = as_person(world.bob).get(at("meeting_calendar", meeting.pk)).content
        assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) == 1


def test_hostile_words_stay_words(world, forum):
    kit, _ = join(forum.pk, "<b>K</b>")
    meeting = planned(world, forum, place=HOSTILE, joining=HOSTILE)
    agendas.suggest_agenda_item(ANYBODY, kit, meeting_id=meeting.pk, title=HOSTILE, words=HOSTILE)
    inviting.answer_invitation(ANYBODY, kit, meeting_id=meeting.pk, answer="coming")
    past = held(world, forum, days=1)
    noting.write_notes(world.as_bob, meeting_id=past.pk, notes=HOSTILE)
    bob = as_person(world.bob)
    for name, pk in (
        ("meeting", meeting.pk),
        ("meeting", past.pk),
        ("write_notes", past.pk),
        ("move_meeting", meeting.pk),
    ):
        page = text(bob.get(at(name, pk)))
        assert HOSTILE not in page and "<b>K" not in page


@pytest.mark.parametrize("count", [3, 25])
def test_statements_do_not_grow_with_the_agenda_or_the_group(world, forum, count, django_assert_max_num_queries):
    meeting = planned(world, forum)
    for number in range(count):
        join(forum.pk, f"Kit{number}", channel="phone", address="01632 960 002")
        item_of(world, meeting, f"Thing {number}")
    inviting.invite_members(world.as_bob, meeting_id=meeting.pk, address=HERE)
    bob = as_person(world.bob)
    with django_assert_max_num_queries(26):
        assert f"Thing {count - 1}" in text(bob.get(at("meeting", meeting.pk)))
