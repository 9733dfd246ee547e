"""A forum member reads an answer before others do, by their own link."""

import pytest
from django.core.cache import cache
from django.test import Client

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.replies import actions, checking
from newbelongings.domain.replies.models import CheckVoice
from newbelongings.web.public.member.checks import TIMES
from tests.answering import WORDS, draft_of, issue_of
from tests.replies_world import check_of, member_of

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def asked(world):
    """A check, and the address of one member's page."""
    cache.clear()
    started = forum.start_forum(world.as_bob, name="Care forum")
    draft = draft_of(world, title=HOSTILE, issue_ids=[issue_of(world.as_bob).pk])
    return check_of(world, draft, started), f"/f/{member_of(started)[1]}/"


def _text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_a_member_finds_it_reads_it_and_says_what_they_think(asked):
    check, own = asked
    phone = Client()
    address = f"{own}check/{check.pk}/"
    page = _text(phone.get(own))
    assert address in page and HOSTILE not in page
    page = _text(phone.get(address))
    assert WORDS["answer"] in page and HOSTILE not in page
    page = _text(phone.post(address, {"words": "Keep me."}))
    assert "Choose one of the three." in page and "Keep me." in page
    response = phone.post(address, {"said": "unclear", "words": f"What is a deposit? {HOSTILE}"})
    assert "Set-Cookie" not in response.headers
    page = _text(phone.get(response.url))
    assert "You said: I don&#x27;t understand it." in page and HOSTILE not in page
    phone.post(address, {"said": "clear", "words": ""})
    assert [(voice.said, voice.words) for voice in CheckVoice.objects.all()] == [("clear", "")]


def test_a_closed_link_another_forum_and_what_is_settled_open_nothing(world, asked):
    check, own = asked
    phone = Client()
    other = member_of(forum.start_forum(world.as_bob, name="Younger forum"))[1]
    for address, status in ((f"/f/{'0' * 32}/check/{check.pk}/", 404), (f"/f/{other}/check/{check.pk}/", 404)):
        for response in (phone.get(address), phone.post(address, {"said": "clear"})):
            assert WORDS["answer"] not in _text(response, status)
    phone.post(f"{own}check/{check.pk}/", {"said": "clear"})
    checking.settle_check(world.as_bob, check_id=check.pk, outcome="agreed")
    assert "You do not need to read it now" in _text(phone.get(f"{own}check/{check.pk}/"), 404)
    assert "Read this before others do" not in _text(phone.get(own))


def test_a_draft_that_was_changed_is_asked_about_anew(world, asked):
    check, own = asked
    actions.edit_reply(world.as_bob, reply_id=check.reply_id, **(WORDS | {"answer": "Other words."}))
    assert "Read this before others do" not in _text(Client().get(own))


def test_pressing_it_all_day_is_slowed_down(asked):
    check, own = asked
    phone = Client()
    for _ in range(TIMES):
        phone.post(f"{own}check/{check.pk}/", {"said": "clear"})
    page = _text(phone.post(f"{own}check/{check.pk}/", {"said": "untrue", "words": "Keep me."}))
    assert "Wait 10 minutes" in page and "Keep me." in page
    assert CheckVoice.objects.get().said == "clear"
