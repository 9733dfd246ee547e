"""Posts and pictures on their pages, and the home page's word about them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from newbelongings.domain.forum import reach_queries
from newbelongings.domain.kernel.permissions import Role
from tests.reach_world import ago, consent_of, share


@pytest.fixture
def bob(client, world) -> Client:
    client.force_login(world.bob)
    return client


def text(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_post_is_written_down_and_counted_later(bob, world):
    assert "No post yet" in text(bob.get(reverse("reach")))
    sent = {"place": "Instagram", "about": "The <next> meeting", "posted_on": ago(9), "link": "example.org"}
    refused = text(bob.post(reverse("record_post"), sent))
    assert "Give the whole address of the page" in refused and "The &lt;next&gt; meeting" in refused
    bob.post(reverse("record_post"), sent | {"link": ""})
    post = reach_queries.posts(world.as_bob).get()
    page = text(bob.get(reverse("reach")))
    assert "Nobody has counted yet" in page and "not counted" in page and "<next>" not in page
    counted = text(bob.post(reverse("count_post", args=[post.pk]), {"reached": 412, "comments": 0}, follow=True))
    assert "reached 412, comments 0" in counted
    assert 'value="412"' in text(bob.get(reverse("count_post", args=[post.pk])))
    assert "No post yet" in text(bob.post(reverse("remove_post", args=[post.pk]), follow=True))


def test_a_picture_whose_consent_ends_is_the_first_thing_on_the_home_page(bob, world):
    home = reverse("home")
    assert "must come down" not in text(bob.get(home))
    consent = consent_of(world.as_bob, "Four people cooking", ends=2)
    assert "One picture must come down" in text(bob.get(home))
    page = text(bob.get(reverse("pictures")))
    assert "1 picture must come down now" in page and "Consent ended 2 days ago" in page
    done = text(bob.post(reverse("take_down", args=[consent.pk]), follow=True))
    assert "Taken down on" in done and "must come down" not in done
    assert "must come down" not in text(bob.get(home))


def test_consent_is_written_down_withdrawn_and_given_again(bob, world):
    sent = {"picture": "<Hands>", "shown_where": "Our page", "people": 3, "given_on": ago(0), "ends_on": ago(-900)}
    refused = text(bob.post(reverse("give_consent"), sent))
    assert "A consent lasts two years at most" in refused and "&lt;Hands&gt;" in refused
    bob.post(reverse("give_consent"), sent | {"ends_on": ago(-20)})
    (one,) = reach_queries.consents(world.as_bob)
    assert "Ask again, or take it down then" in text(bob.get(reverse("pictures")))
    again = {"given_on": ago(0), "ends_on": ago(-200)}
    bob.post(reverse("extend_consent", args=[one.id]), again)
    (two,) = reach_queries.consents(world.as_bob)
    page = text(bob.post(reverse("withdraw_consent", args=[two.id]), follow=True))
    assert "Consent was withdrawn today" in page and "They agreed again" not in page
    assert "was withdrawn" in text(bob.post(reverse("extend_consent", args=[two.id]), again))


def test_who_may_look(client, world):
    ids = share(world)
    client.force_login(world.charlie)
    assert client.get(reverse("count_post", args=[ids["post_id"]])).status_code == 404
    assert client.post(reverse("take_down", args=[ids["consent_id"]])).status_code == 404
    client.force_login(world.people[Role.BOARD])
    for name in ("reach", "pictures", "sharing"):
        assert client.get(reverse(name)).status_code == 403


def test_longer_lists_take_no_more_statements(bob, world, django_assert_max_num_queries):
    for number in range(8):
        consent_of(world.as_bob, f"Picture {number}", ends=number)
    with django_assert_max_num_queries(6):
        bob.get(reverse("pictures"))
