"""The pages of an issue's path, of the board's days and of the monitor, as staff and members use them."""

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from newbelongings.domain.forum import actions, board_queries, handing, queries, referring
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.replies import actions as replies
from tests.answering import days_ago, issue_of, publish, themes_of
from tests.meetings_world import join

HOSTILE = "<script>alert(1)</script>"
FORUM = "/listen/forum"


@pytest.fixture
def as_person():
    """``as_person(person)``: a browser in which that person is signed in."""

    def do(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return do


def _text(response) -> str:
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def _filled(page: str) -> list[str]:
    """The words of the filled buttons that lead on."""
    links = [part.partition("</a>")[0] for part in page.split('<a class="govuk-button"')[1:]]
    return [link.rpartition(">")[2] for link in links]


def test_an_issue_goes_its_way_with_one_next_thing_at_each_step(world, as_person):
    raised = issue_of(world.as_alice)
    bob, at = as_person(world.bob), f"{FORUM}/issues/{raised.pk}/"
    assert _filled(_text(bob.get(at))) == ["Take it up"]
    page = _text(bob.post(f"{at}take-up/", {"holder": "Bob, participation", "on": days_ago(50)}, follow=True))
    assert "11 days until somebody took it up" in page and _filled(page) == ["Hand it over"]
    sent = {"body": "service", "holder": "Revenues", "on": days_ago(40), "words": "Write other letters."}
    page = _text(bob.post(f"{at}hand-over/", sent, follow=True))
    assert "With Revenues</h2>" in page and "40 days so far" in page
    assert _filled(page) == ["Add a decision"]
    assert "<td" in (listed := _text(bob.get(f"{FORUM}/issues/"))) and ">Revenues<" in listed and ">40<" in listed
    sent = {"body": "service", "words": "New letters.", "decided_on": days_ago(9)}
    page = _text(bob.post(f"{at}decide/", sent, follow=True))
    assert "31 days until it was decided" in page and _filled(page) == ["Write the reply"]
    reply = publish(world, issue_ids=[raised.pk])
    page = _text(bob.get(at))
    assert "9 days until the answer" in page and _filled(page) == ["Write down what members think"]
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It was untrue.")
    page = _text(bob.get(at))
    assert "The answer was taken back" in page and "It was untrue." in page and _filled(page) == ["Write the reply"]


def test_a_day_out_of_order_is_refused_and_nothing_typed_is_lost(world, as_person):
    raised = issue_of(world.as_alice)
    sent = {"body": "service", "holder": "Housing options", "on": days_ago(100)}
    page = _text(as_person(world.bob).post(f"{FORUM}/issues/{raised.pk}/hand-over/", sent))
    assert "This is before the issue was raised." in page and 'value="Housing options"' in page
    assert not raised.handovers.exists()


def test_the_list_is_chosen_from(world, as_person):
    held = issue_of(world.as_alice, "Letters")
    handing.hand_over(world.as_bob, issue_id=held.pk, body="service", holder="Revenues", on=days_ago(3))
    issue_of(world.as_alice, "Cold rooms", area="A6", source="paper")
    board = as_person(world.people[Role.BOARD])
    for asked, there, away in (("step=with", "Letters", "Cold"), ("area=A6", "Cold", "Letters")):
        page = _text(board.get(f"{FORUM}/issues/?{asked}"))
        assert f">{there}" in page and f">{away}" not in page
    assert "No issue is like this" in _text(board.get(f"{FORUM}/issues/?step=answered&source=paper"))
    page = _text(board.get(f"{FORUM}/issues/?area=<script>"))
    assert page.index("Cold rooms</a>") < page.index("Letters</a>"), "the longest at one step first"
    assert "Raise an issue" not in page, "the board reads"


def test_names_are_looked_at_before_words_may_stand_in_public(world, as_person):
    bob = as_person(world.bob)
    sent = {"title": "Late buses", "words": "My worker Sharon Okafor never rang.", "area": "A4", "quotable": "yes"}
    page = _text(bob.post(f"{FORUM}/issues/add/", sent))
    assert 'class="nb-mark--name">Sharon Okafor<' in page and "say that you looked" in page
    assert not queries.issues(world.as_bob).exists()
    assert "Late buses" in _text(bob.post(f"{FORUM}/issues/add/", sent | {"looked": "on"}, follow=True))
    sent = {"title": "Sharon Okafor never rings", "words": "Never.", "area": "A2", "source": "paper"}
    assert "say that you looked" in _text(bob.post(f"{FORUM}/issues/add/", sent)), "a title stands in public"
    bob.post(f"{FORUM}/issues/add/", sent | {"title": "Workers who never ring"})
    assert queries.issues(world.as_bob).get(source="paper").quotable is False


def test_the_board_is_asked_on_one_page(world, as_person):
    raised = issue_of(world.as_alice, title=HOSTILE, words=f"“{HOSTILE}”", quotable=True)
    bob = as_person(world.bob)
    at = f"{FORUM}/issues/{raised.pk}/"
    sent = {"paper": HOSTILE, "asks": "Stop the letters.", "holder": HOSTILE}
    page = _text(bob.post(f"{at}refer/", sent))
    assert "Choose a day of the board" in page
    page = _text(bob.post(f"{at}refer/", sent | {"date": days_ago(-9)}, follow=True))
    assert HOSTILE not in page and _filled(page) == ["See the page for the board"]
    (day,) = board_queries.days_to_come(world.as_bob)
    page = _text(bob.get(f"{FORUM}/board/{day.pk}/"))
    assert HOSTILE not in page and "They have waited 61 days." in page and "Stop the letters." in page
    file = bob.get(f"{FORUM}/board/{day.pk}/word/")
    words = "\n".join(one.text for one in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert HOSTILE in words and "You are asked: Stop the letters." in words
    page = _text(bob.get("/board/"))
    assert "Brought to you by the forum" in page and "Stop the letters." in page


def test_two_presentations_a_year_are_asked_for(world, as_person):
    actions.start_forum(world.as_bob, name="Voices")
    bob = as_person(world.bob)
    assert "has not presented to the board yet" in _text(bob.get(f"{FORUM}/board/"))
    _text(bob.post(f"{FORUM}/board/add/", {"date": days_ago(200), "presentation": "on"}, follow=True))
    day = board_queries.board_days(world.as_bob).get()
    page = _text(bob.post(f"{FORUM}/board/{day.pk}/present/", {"presented": HOSTILE}, follow=True))
    assert HOSTILE not in page and "What the forum presented" in page
    assert "the next one is 17 days late" in _text(bob.get(f"{FORUM}/board/"))
    assert "the next one is 17 days late" in _text(bob.get(f"{FORUM}/"))


def test_a_theme_is_raised_from_its_page(world, as_person):
    theme = themes_of(world, {"Guarantors": 12}, base=40)["Guarantors"]
    bob = as_person(world.bob)
    link = reverse("raise_from_theme", args=[theme.pk])
    assert link in _text(bob.get(f"/themes/{theme.pk}/")) and 'value="Guarantors"' in _text(bob.get(link))
    page = _text(bob.post(link, {"title": "Nobody to sign", "words": "12 of 40 said so."}, follow=True))
    assert "It came from a theme of the survey" in page
    assert "Nobody to sign" in _text(bob.get(f"/themes/{theme.pk}/"))
    assert as_person(world.charlie).get(link).status_code == 404


def test_a_member_reads_the_monitor_and_says_what_they_think(world, client, as_person):
    forum = actions.start_forum(world.as_bob, name="Voices")
    meeting = actions.hold_meeting(world.as_bob, forum_id=forum.pk, date=days_ago(61))
    raised = issue_of(world.as_alice, HOSTILE, words=HOSTILE, meeting_id=meeting.pk, raised_on=None)
    handing.take_up(world.as_bob, issue_id=raised.pk, holder=HOSTILE, on=days_ago(51))
    publish(world, issue_ids=[raised.pk], answer=HOSTILE, changed=HOSTILE, on=days_ago(40))
    _, token = join(forum.pk, "Kit")
    assert reverse("member_monitor", args=[token]) in _text(client.get(reverse("member_page", args=[token])))
    page = _text(client.get(reverse("member_monitor", args=[token])))
    assert HOSTILE not in page and "Answered after 21 days" in page and "10 days" in page and "11 days" in page
    say = reverse("say_verdict", args=[token, raised.pk])
    assert "Choose one of the four" in _text(client.post(say, {}))
    page = _text(client.post(say, {"change": "some"}, follow=True))
    assert "You said: It changed a little." in page and "too small to show" in page
    response = client.get(say)
    assert not response.cookies and response["Referrer-Policy"] == "no-referrer"
    bob = as_person(world.bob)
    sent = {"forum_id": forum.pk, "change": "no", "people": 7, "words": HOSTILE, "said_on": days_ago(1)}
    _text(bob.post(f"{FORUM}/issues/{raised.pk}/verdict/", sent, follow=True))
    page = _text(bob.get(f"{FORUM}/monitor/"))
    assert HOSTILE not in page and "7 of us said so." in page
    file = bob.get(f"{FORUM}/monitor/word/")
    document = docx.Document(io.BytesIO(file.content))
    assert [cell.text for cell in document.tables[0].rows[-1].cells] == ["In all", "21 days"]


def test_the_next_council_opens_none_of_it(world, as_person):
    raised = issue_of(world.as_alice)
    given = {"paper": "Letters", "asks": "Stop.", "holder": "Noor", "issue_id": raised.pk}
    referral = referring.refer(world.as_bob, date=days_ago(-3), **given)
    charlie, at = as_person(world.charlie), f"{FORUM}/issues/{raised.pk}/"
    for path in (
        *(f"{at}{more}" for more in ("", "take-up/", "hand-over/", "decide/", "refer/", "verdict/")),
        *(f"{FORUM}/board/{referral.board_day_id}/{more}" for more in ("", "word/", "present/")),
        f"{FORUM}/board/brought/{referral.pk}/",
    ):
        assert charlie.get(path).status_code == 404, path
    for path in ("issues/", "board/", "monitor/"):
        assert "Letters" not in _text(charlie.get(f"{FORUM}/{path}"))


def test_a_meeting_in_the_address_that_is_no_number_is_left_out(world, as_person):
    for given in ("²", "٣", "-1", "9" * 40):
        assert as_person(world.alice).get(f"{FORUM}/issues/add/", {"meeting": given}).status_code == 200
