"""The forum's public page: what a stranger may know of it, and the way in."""

import datetime as dt

import pytest
from django.test import Client

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.forum import meetings, noting
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.replies import actions as replies
from tests.answering import days_ago, issue_of, publish

PAGE = "/c/ravensmere/forum/"
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture
def seen(client: Client):
    """``seen()``: the words of the page."""
    return lambda address=PAGE: client.get(address).content.decode()


@pytest.fixture
def group(world):
    return forum.start_forum(world.as_bob, name="The Lantern group", group="older")


def _met(world, group, *, notes="", days=20):
    return forum.hold_meeting(world.as_bob, forum_id=group.pk, date=days_ago(days), place="Old Mill", notes=notes)


def test_without_a_group_one_can_still_ask(world, seen):
    html = seen()
    assert "No group meets yet" in html
    assert 'href="/c/ravensmere/forum/join/"' in html
    assert "What came of it" not in html


def test_the_month_and_the_way_are_said_and_never_the_day_or_the_place(world, group, seen):
    day = (today() + dt.timedelta(days=40)).replace(day=17)
    meetings.plan_meeting(
        world.as_bob, forum_id=group.pk, date=day, way="in_person", place="Old Mill, Quay Street",
        joining="Ring 01632 960 555", starts_at=dt.time(17, 30),
    )  # fmt: skip
    html = seen()
    assert "The Lantern group" in html and "For those who left care a while ago." in html
    assert f"It meets next in {day:%B}, in a room." in html
    for secret in ("Old Mill", "Quay", "960 555", f"17 {day:%B}", "5.30", day.isoformat()):
        assert secret not in html


def test_a_meeting_called_off_or_past_is_no_next_one(world, group, seen):
    _met(world, group)
    coming = meetings.plan_meeting(world.as_bob, forum_id=group.pk, date=days_ago(-9), way="online")
    meetings.call_off_meeting(world.as_bob, meeting_id=coming.pk, address="http://localhost")
    assert "No day is set yet." in seen()


def test_what_came_of_what_was_raised_there(world, group, seen):
    meeting = _met(world, group)
    issues = [issue_of(world.as_bob, f"Thing {number}", meeting_id=meeting.pk) for number in range(3)]
    assert "The forum told us 3 things. We still owe an answer." in seen()
    reply = publish(world, title="A bus pass for all", issue_ids=[issues[0].pk, issues[1].pk])
    publish(world, title="Said in the survey", issue_ids=[issue_of(world.as_alice, "Not at a meeting").pk])
    html = seen()
    assert "The forum told us 3 things. 2 of them have an answer." in html
    assert "A bus pass for all" in html and "We did it." in html
    assert "Said in the survey" not in html
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It was not true.")
    assert "A bus pass for all" not in seen()


def test_notes_are_there_only_once_they_were_checked_and_published(world, group, seen):
    meeting = _met(world, group)
    noting.write_notes(world.as_bob, meeting_id=meeting.pk, notes="We talked about beds.")
    assert "We talked about beds." not in seen()
    noting.show_notes(world.as_bob, meeting_id=meeting.pk, address="http://localhost")
    noting.confirm_notes(world.as_bob, meeting_id=meeting.pk, together=True)
    assert "We talked about beds." not in seen()
    noting.publish_notes(world.as_bob, meeting_id=meeting.pk, looked=True)
    assert "We talked about beds." in seen()
    noting.withdraw_notes(world.as_bob, meeting_id=meeting.pk)
    assert "We talked about beds." not in seen()


def test_the_next_council_has_its_own(world, group, seen):
    forum.start_forum(world.as_charlie, name="The Aldersea group")
    assert "Aldersea group" not in seen()
    assert "Lantern" not in seen("/c/aldersea/forum/")


def test_hostile_names_stay_words(world, seen):
    forum.start_forum(world.as_bob, name=HOSTILE)
    assert "&lt;script&gt;alert(1)" in seen() and "<script" not in seen()


def test_statements_do_not_grow(world, client, django_assert_max_num_queries):
    for number in range(6):
        group = forum.start_forum(world.as_bob, name=f"Group {number}")
        meeting = _met(world, group)
        publish(world, issue_ids=[issue_of(world.as_bob, f"Thing {number}", meeting_id=meeting.pk).pk])
    with django_assert_max_num_queries(6):
        assert client.get(PAGE).status_code == 200
