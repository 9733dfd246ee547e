"""One forum's page and its members: as their worker uses them, and as little as everybody else sees."""

import re

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from newbelongings.domain.forum import checklist, member_queries, members
from newbelongings.domain.forum.models import Agreement, Forum, Member
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.models import ForumInterest
from tests.answering import days_ago
from tests.forum_members_world import forum_of, given_member, member_of

SENT = {
    "name": "Zephy",
    "consented_on": str(days_ago(3)),
    "channel": "text",
    "address": "07700 900456",
    "needs": ["transport", "interpreter"],
    "language": "Tigrinya",
    "other": "",
    "chair": "yes",
}


@pytest.fixture
def as_person():
    def do(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return do


@pytest.fixture
def bob(world, as_person):
    return as_person(world.bob)


@pytest.fixture
def forum(world):
    return forum_of(world)


def _text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_member_comes_in_and_their_needs_stand_in_words(world, bob, forum):
    page = _text(bob.get(f"/listen/forum/{forum.pk}/"))
    assert "Nobody is in it yet" in page and f"/listen/forum/{forum.pk}/members/add/" in page
    page = _text(bob.post(f"/listen/forum/{forum.pk}/members/add/", SENT, follow=True))
    assert "Transport, an interpreter (Tigrinya)" in page and "Text message: 07700 900456" in page
    assert "Nothing is agreed yet" in page, "the next thing"


def test_what_was_typed_is_kept_when_it_is_refused(bob, forum):
    page = _text(bob.post(f"/listen/forum/{forum.pk}/members/add/", SENT | {"name": "Sam Taylor", "other": "Quiet"}))
    assert "Keep a first name or a nickname only" in page
    assert 'value="Sam Taylor"' in page and 'value="Quiet"' in page and "07700 900456" in page
    assert re.search(r'value="interpreter"[^>]* checked', page)
    assert not Member.objects.exists()


def test_everybody_else_sees_counts_and_no_door(world, as_person, forum):
    for number in range(7):
        member_of(world, forum, f"Zephy {number}")
    for person in (world.alice, world.people[Role.BOARD]):
        page = _text(as_person(person).get(f"/listen/forum/{forum.pk}/"))
        assert "Zephy" not in page and "900456" not in page and "/members/" not in page
        assert "<dt>In the forum</dt><dd>7</dd>" in page
        assert as_person(person).get(f"/listen/forum/members/{Member.objects.first().pk}/").status_code == 403
    assert as_person(world.charlie).get(f"/listen/forum/{forum.pk}/").status_code == 404


def test_one_button_takes_a_member_out(world, bob, forum, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    member = member_of(world, forum)
    bob.post(f"/listen/forum/members/{member.pk}/send-link/")
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=True):
        call_command("run_jobs")
    assert list((tmp_path / "outbox").iterdir())
    page = _text(bob.get(f"/listen/forum/members/{member.pk}/withdraw/"))
    assert "Take them out now" in page and Member.objects.exists(), "looking changes nothing"
    page = _text(bob.post(f"/listen/forum/members/{member.pk}/withdraw/", follow=True))
    assert "Only the counts stay" in page and "Zephy" not in page
    assert not Member.objects.exists() and not OutboxMessage.objects.filter(template="forum").exists()
    assert list((tmp_path / "outbox").iterdir()) == [], "what was written down of their messages is deleted"
    assert Forum.objects.get().members_left == 1
    assert bob.get(f"/listen/forum/members/{member.pk}/").status_code == 404


def test_a_link_is_sent_or_shown_once(world, bob, forum):
    member = member_of(world, forum)
    page = _text(bob.post(f"/listen/forum/members/{member.pk}/send-link/", follow=True))
    assert "Their link is on its way" in page
    page = _text(bob.post(f"/listen/forum/members/{member.pk}/send-link/", follow=True))
    assert "on its way to them already" in page
    assert bob.get(f"/listen/forum/members/{member.pk}/show-link/").status_code == 405
    response = bob.post(f"/listen/forum/members/{member.pk}/show-link/")
    assert "no-store" in response["Cache-Control"]
    token = re.search(r"/f/([0-9a-f]{32})/", _text(response)).group(1)
    assert Client().get(f"/f/{token}/").status_code == 200
    bob.post(f"/listen/forum/members/{member.pk}/close-links/")
    assert Client().get(f"/f/{token}/").status_code == 404


def test_a_member_leaves_by_their_own_link(world, bob, forum):
    member = member_of(world, forum)
    token = members.show_link(world.as_bob, member_id=member.pk)
    anybody = Client()
    page = _text(anybody.get(f"/f/{token}/"))
    assert "Tigrinya" in page and f"/f/{token}/leave/" in page
    assert "900456" not in page, "the page may be open on somebody else's screen"
    assert "Leave and delete me" in _text(anybody.get(f"/f/{token}/leave/")) and Member.objects.exists()
    assert "You have left the forum" in _text(anybody.post(f"/f/{token}/leave/"))
    assert not Member.objects.exists() and Forum.objects.get().members_left == 1
    assert anybody.post(f"/f/{token}/leave/").status_code == 404
    assert bob.get(f"/listen/forum/members/{member.pk}/").status_code == 404


class TestWhoAskedToHear:
    @pytest.fixture
    def asked(self, world):
        surveys.record_forum_interest(
            public_scope(), authority_id=world.ravensmere.pk, name="Jay", contact="07700 900 888"
        )
        return ForumInterest.objects.get()

    def test_their_worker_alone_reads_it(self, world, as_person, asked, bob):
        assert "07700 900 888" in _text(bob.get("/listen/forum/"))
        for person in (world.alice, world.people[Role.BOARD], world.charlie):
            assert "07700 900 888" not in _text(as_person(person).get("/listen/forum/"))
        assert 'How many: <span class="nb-hidden-count">hidden</span>' in _text(
            as_person(world.alice).get("/listen/forum/")
        )

    def test_they_come_in_without_typing_it_again(self, world, bob, asked, forum):
        page = _text(bob.get(f"/listen/forum/asked/{asked.pk}/"))
        assert 'value="Jay"' in page and "07700 900888</textarea>" in page
        assert re.search(r'value="text"[^>]* checked', page)
        sent = SENT | {"name": "Jay", "address": "07700 900888", "forum": forum.pk}
        page = _text(bob.post(f"/listen/forum/asked/{asked.pk}/", sent, follow=True))
        assert "what they wrote when they asked is deleted" in page and "900 888" not in page
        assert member_queries.members(world.as_bob, forum.pk).get().name == "Jay"
        assert not ForumInterest.objects.exists()
        assert bob.get(f"/listen/forum/asked/{asked.pk}/").status_code == 404

    def test_or_are_forgotten(self, bob, asked):
        page = _text(bob.post(f"/listen/forum/asked/{asked.pk}/forget/", follow=True))
        assert "What they wrote is deleted" in page and not ForumInterest.objects.exists()


class TestSettingUp:
    def test_a_forum_is_for_a_group_and_both_can_change(self, world, bob, forum):
        forum_of(world, "Far From Here", group="far")
        address = f"/listen/forum/{forum.pk}/change/"
        page = _text(bob.post(address, {"name": "far from here", "group": "older"}))
        assert "another name" in page and 'value="far from here"' in page
        page = _text(bob.post(address, {"name": forum.name, "group": "older"}, follow=True))
        assert "Older care leavers" in page
        assert "Those who live far away" in _text(bob.get("/listen/forum/"))

    def test_the_checklist_is_kept_whole_or_not_at_all(self, world, bob, forum):
        address = f"/listen/forum/{forum.pk}/checklist/"
        page = _text(bob.post(address, {"stands_paid": "on", "paid": "Vouchers", "board": "In May"}))
        assert "Tick this as well, or take out what shows it" in page and 'value="In May"' in page
        assert checklist.marks(world.as_bob, forum.pk) == {}
        page = _text(bob.post(address, {"stands_paid": "on", "paid": "Vouchers", "stands_board": "on"}, follow=True))
        of = checklist.standing_of(set()).all
        assert f"2 of {of} stand" in page and "Vouchers" in page
        bob.post(address, {"stands_board": "on"})
        assert set(checklist.marks(world.as_bob, forum.pk)) == {"board"}

    def test_the_agreement_begins_with_the_last_one_and_the_earlier_stay(self, bob, forum):
        address = f"/listen/forum/{forum.pk}/agreement/"
        assert "What members can count on" in _text(bob.get(address))
        bob.post(address, {"words": "We listen.", "agreed_on": str(days_ago(100))})
        assert "We listen." in _text(bob.get(address))
        page = _text(bob.post(address, {"words": "We act.", "agreed_on": str(days_ago(1))}, follow=True))
        assert "We act." in page and "We listen." in page
        bob.post(address, {"words": "We act.", "agreed_on": str(days_ago(1))})
        assert Agreement.objects.count() == 2, "sent twice, it is one"

    def test_a_training_says_how_many_and_hides_a_few(self, bob, forum):
        address = f"/listen/forum/{forum.pk}/training/"
        sent = {"title": "Chairing", "held_on": str(days_ago(4)), "people": "3", "hours": "2.5"}
        page = _text(bob.post(address, sent | {"people": "0"}))
        assert 'value="Chairing"' in page
        page = _text(bob.post(address, sent, follow=True))
        assert "Chairing" in page and "2.5 hours each" in page and 'Came: <span class="nb-hidden-count">' in page


def test_hostile_words_stay_words(world, bob, forum, as_person):
    hostile = "<b>Jay"
    member = member_of(world, forum, hostile, needs=given_member().needs, channel="in_person", address="<i>here")
    checklist.keep_checklist(world.as_bob, forum_id=forum.pk, marks={"paid": "<script>alert(1)</script>"})
    addresses = [f"/listen/forum/{forum.pk}/", f"/listen/forum/{forum.pk}/checklist/"]
    addresses += [f"/listen/forum/members/{member.pk}/{more}" for more in ("", "withdraw/")]
    for address in addresses:
        page = _text(bob.get(address))
        assert "<b>Jay" not in page and "<i>here" not in page and "<script>alert" not in page


@pytest.mark.parametrize("count", [3, 30])
def test_statements_do_not_grow_with_the_members(world, bob, forum, count, django_assert_max_num_queries):
    for number in range(count):
        members.add_member(world.as_bob, forum_id=forum.pk, given=given_member(f"Kit {number}"))
    with django_assert_max_num_queries(16):
        assert f"Kit {count - 1}" in _text(bob.get(f"/listen/forum/{forum.pk}/"))
