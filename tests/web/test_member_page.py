"""A forum member's own page: by their link, and by nothing else."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from newbelongings.domain.forum import actions
from newbelongings.domain.forum.models import Forum
from newbelongings.domain.kernel.dates import today
from newbelongings.web.public.member import door
from tests.meetings_world import join


@pytest.fixture
def forum(world) -> Forum:
    return actions.start_forum(world.as_bob, name="Ravensmere care leavers’ forum")


def page_of(token: str) -> str:
    return reverse("member_page", args=[token])


class TestTheDoor:
    def test_it_greets_by_the_name_they_chose_and_says_when_the_forum_meets(self, client, world, forum):
        meeting = actions.hold_meeting(world.as_bob, forum_id=forum.pk, date=today() + dt.timedelta(days=9))
        _, token = join(forum.pk, "<b>Kit</b>")
        response = client.get(page_of(token))
        page = response.content.decode()
        assert "Hello <bdi>&lt;b&gt;Kit&lt;/b&gt;</bdi>" in page
        assert f"{meeting.date:%A} {meeting.date.day}" in page
        assert "Who to ring now" in page

    def test_the_address_goes_nowhere_and_no_cookie_is_set(self, client, forum):
        _, token = join(forum.pk, "Kit")
        response = client.get(page_of(token))
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies

    def test_the_link_of_a_member_who_left_is_closed(self, client, forum):
        member, token = join(forum.pk, "Kit")
        member.delete()
        response = client.get(page_of(token))
        assert response.status_code == 404
        assert "Ask the person who runs your forum for a new one." in response.content.decode()
        assert "noindex" in response["X-Robots-Tag"]

    def test_an_old_link_is_closed(self, client, forum):
        member, token = join(forum.pk, "Kit")
        member.links.update(expires_on=today() - dt.timedelta(days=1))
        assert client.get(page_of(token)).status_code == 404

    def test_guessing_is_slowed_and_a_true_link_still_opens(self, client, forum):
        cache.clear()
        _, token = join(forum.pk, "Kit")
        for guess in range(door.WRONG_LINKS_A_MINUTE + 1):
            response = client.get(page_of(f"{guess:032x}"))
        assert response.status_code == 404
        assert "Wait a minute" in response.content.decode()
        assert client.get(page_of(token)).status_code == 200

    def test_it_takes_few_statements(self, client, world, forum, django_assert_max_num_queries):
        _, token = join(forum.pk, "Kit")
        with django_assert_max_num_queries(8):
            client.get(page_of(token))
