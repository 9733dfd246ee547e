"""The forum's pages as staff use them."""

import pytest
from django.test import Client

from newbelongings.domain.forum import actions, queries
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from tests.answering import days_ago, issue_of, publish

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def as_person():
    """``as_person(person)``: a browser in which that person is signed in."""

    def do(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return do


def _text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_from_nothing_to_an_issue_raised_at_a_meeting(world, as_person):
    alice = as_person(world.alice)
    assert "No forum yet" in _text(alice.get("/listen/forum/"))
    assert alice.get("/listen/forum/meetings/add/").url == "/listen/forum/start/", "a meeting needs its forum first"
    page = _text(alice.post("/listen/forum/start/", {"name": "Voices", "group": "leaving"}, follow=True))
    assert "Voices is here." in page
    forum = queries.forums(world.as_alice).get()
    sent = {"forum": forum.pk, "date": days_ago(2), "attended": 8, "place": "The library"}
    response = alice.post("/listen/forum/meetings/add/", sent)
    assert f'value="{queries.meetings(world.as_alice).get().pk}" selected' in _text(alice.get(response.url))
    meeting = queries.meetings(world.as_alice).get()
    sent = {"title": "Late buses", "words": "No bus after seven.", "area": "A4", "meeting": meeting.pk}
    page = _text(alice.post("/listen/forum/issues/add/", sent, follow=True))
    assert "No bus after seven." in page and "Only the title stands on the public page." in page
    assert queries.issues(world.as_alice).get().raised_on == days_ago(2)


def test_a_decision_is_kept_and_the_next_thing_is_the_reply(world, as_person):
    issue = issue_of(world.as_alice)
    bob = as_person(world.bob)
    assert "See the issue" in _text(bob.get("/listen/forum/"))
    page = _text(
        bob.post(f"/listen/forum/issues/{issue.pk}/decide/", {"body": "board", "words": "Pay for it."}, follow=True)
    )
    assert "The corporate parenting board decided" in page and "Pay for it." in page
    assert f"/replies/write/?issue={issue.pk}" in _text(bob.get("/listen/forum/"))


def test_a_planned_meeting_is_written_up_afterwards(world, as_person):
    forum = actions.start_forum(world.as_alice, name="Voices")
    held = actions.hold_meeting(world.as_alice, forum_id=forum.pk, date=days_ago(1))
    actions.hold_meeting(world.as_alice, forum_id=forum.pk, date=days_ago(-9))
    alice = as_person(world.alice)
    page = _text(alice.get("/listen/forum/"))
    assert "Still to come." in page and page.count("Write it up") == 1
    response = alice.post(f"/listen/forum/meetings/{held.pk}/write-up/", {"attended": "12"})
    assert response.url == f"/listen/forum/meetings/{held.pk}/"
    assert "Came: 12." in _text(alice.get("/listen/forum/"))
    assert as_person(world.charlie).get(f"/listen/forum/meetings/{held.pk}/").status_code == 404


def test_an_answered_issue_stands_as_answered(world, as_person):
    issue = issue_of(world.as_alice)
    publish(world, issue_ids=[issue.pk])
    alice = as_person(world.alice)
    assert "Every issue has an answer" in _text(alice.get("/listen/forum/"))
    assert "They were told: we did it" in _text(alice.get(f"/listen/forum/issues/{issue.pk}/"))


def test_what_was_typed_is_kept_when_it_is_refused(world, as_person):
    sent = {"title": "Late buses", "words": "", "area": "A4", "raised_on": "2999-01-01"}
    page = _text(as_person(world.alice).post("/listen/forum/issues/add/", sent))
    assert 'value="Late buses"' in page and "Fill in: what was said" in page
    page = _text(as_person(world.alice).post("/listen/forum/issues/add/", sent | {"words": "No bus after seven."}))
    assert "No bus after seven." in page and "This day is still to come." in page
    assert not queries.issues(world.as_alice).exists()


def test_charlie_of_the_next_council_finds_nothing(world, as_person):
    issue = issue_of(world.as_alice, "Letters that scare")
    charlie = as_person(world.charlie)
    assert charlie.get(f"/listen/forum/issues/{issue.pk}/").status_code == 404
    sent = {"body": "forum", "words": "Mine."}
    assert charlie.post(f"/listen/forum/issues/{issue.pk}/decide/", sent).status_code == 404
    assert "Letters that scare" not in _text(charlie.get("/listen/forum/"))


@pytest.mark.parametrize("role", [Role.ADVISER, Role.OWNER, Role.CRITICAL_FRIEND, Role.FORUM_MEMBER, Role.INSPECTOR])
def test_others_do_not_come_in(world, as_person, role):
    assert as_person(world.people[role]).get("/listen/forum/").status_code == 403


def test_the_board_reads_and_is_offered_nothing_to_write(world, as_person):
    issue = issue_of(world.as_alice)
    board = as_person(world.people[Role.BOARD])
    for address in ("/listen/forum/", f"/listen/forum/issues/{issue.pk}/"):
        page = _text(board.get(address))
        assert "Letters that scare people" in page
        assert "/add/" not in page and "/write/" not in page and "/decide/" not in page
    assert board.get("/listen/forum/issues/add/").status_code == 403


def test_hostile_words_stay_words(world, as_person):
    forum = actions.start_forum(world.as_alice, name=HOSTILE)
    actions.hold_meeting(world.as_alice, forum_id=forum.pk, date=today(), place=HOSTILE, notes=HOSTILE)
    issue = issue_of(world.as_alice, HOSTILE, words=HOSTILE)
    actions.decide(world.as_alice, issue_id=issue.pk, body="forum", words=HOSTILE)
    alice = as_person(world.alice)
    for address in ("/listen/forum/", f"/listen/forum/issues/{issue.pk}/", "/listen/forum/issues/add/?meeting=<b>"):
        assert HOSTILE not in _text(alice.get(address))


@pytest.mark.parametrize("count", [5, 50])
def test_statements_do_not_grow_with_the_issues(world, as_person, count, django_assert_max_num_queries):
    for number in range(count):
        issue = issue_of(world.as_alice, f"Issue {number}")
        actions.decide(world.as_alice, issue_id=issue.pk, body="forum", words="Ask again.")
    alice = as_person(world.alice)
    with django_assert_max_num_queries(18):
        assert f"Issue {count - 1}" in _text(alice.get("/listen/forum/"))
