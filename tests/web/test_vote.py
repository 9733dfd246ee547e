"""A dot-vote: on phones without JavaScript, in the room, and what becomes of it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import vote_queries, votes
from newbelongings.domain.plans.models import Ballot, Priority, Vote

TITLES = ("Damp", "Buses", "Nobody to ring")


@pytest.fixture(autouse=True)
def _a_quiet_minute():
    cache.clear()


@pytest.fixture
def vote(world):
    issues = [forum.raise_issue(world.as_bob, title=t, words=t, area="A6") for t in TITLES]
    keys = [("issue", issue.pk) for issue in issues]
    return votes.open_vote(world.as_bob, cycle_id=world.cycle.pk, title="What should we work on?", dots=3, choices=keys)


def names(vote):
    return {choice.title: f"choice_{choice.pk}" for choice in vote.choices.all()}


def page_of(phone, vote):
    return phone.get(reverse("cast_ballot", args=[vote.code]))


def token_in(page):
    return re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]


def send(phone, vote, **dots):
    token = token_in(page_of(phone, vote))
    given = {names(vote)[title.replace("_", " ")]: number for title, number in dots.items()}
    return phone.post(reverse("cast_ballot", args=[vote.code]), {"token": token, **given}, follow=True)


def result(world, vote):
    votes.close_vote(world.as_bob, vote_id=vote.pk)
    return {count.title: count.dots for count in vote_queries.vote_view(world.as_alice, vote.pk).counts}


def test_a_phone_votes_once_and_keeps_only_that_it_did(world, vote):
    phone = Client()
    assert not page_of(phone, vote).cookies
    answer = send(phone, vote, Damp=2, Buses=1)
    assert "This phone has voted" in answer.content.decode()
    [cookie] = phone.cookies.values()
    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("1", f"/vote/{vote.code}/", True)
    again = phone.get(reverse("cast_ballot", args=[vote.code]), follow=True)
    assert "This phone has voted" in again.content.decode()
    assert result(world, vote) == {"Damp": 2, "Buses": 1, "Nobody to ring": 0}


def test_a_page_sent_twice_counts_once(world, vote):
    page, address = page_of(Client(), vote), reverse("cast_ballot", args=[vote.code])
    given = {"token": token_in(page), names(vote)["Damp"]: 3}
    for _ in range(2):
        Client().post(address, given)
    assert result(world, vote)["Damp"] == 3


def test_too_many_dots_say_how_many_to_take_away_and_nothing_is_lost(world, vote):
    page = send(Client(), vote, Damp=3, Buses=2).content.decode()
    assert "You gave 5 dots. You have 3. Take 2 away." in page
    assert page.count(" selected") == 2
    assert Ballot.objects.count() == 0


def test_a_closed_vote_says_so_in_one_sentence(world, vote):
    votes.close_vote(world.as_bob, vote_id=vote.pk)
    page = page_of(Client(), vote)
    assert page.status_code == 200
    assert "This vote has closed, so no more dots can be given." in page.content.decode()
    assert "<form" not in page.content.decode()


def test_a_code_is_typed_as_it_is_read(world, vote):
    typed = f" {vote.code[:3].upper()} {vote.code[3:]} "
    answer = Client().post(reverse("find_vote"), {"code": typed}, follow=True)
    assert "You have 3 dots" in answer.content.decode()
    wrong = Client().post(reverse("find_vote"), {"code": "nothing"})
    assert "Look at the screen and type it again" in wrong.content.decode()
    assert 'value="nothing"' in wrong.content.decode()


def test_codes_cannot_be_tried_without_end(vote):
    phone = Client()
    for n in range(60):
        phone.get(f"/vote/wrong{n}/")
    assert "Too many wrong codes" in phone.get("/vote/wrong/").content.decode()
    assert "You have 3 dots" in page_of(phone, vote).content.decode()


def test_a_flood_of_ballots_is_slowed(vote):
    for _ in range(60):
        Client().post(reverse("cast_ballot", args=[vote.code]), {"token": "made up"})
    assert "Wait a minute" in send(Client(), vote, Damp=1).content.decode()
    assert Ballot.objects.count() == 0


def test_the_page_for_phones_is_small_and_has_no_script(vote):
    page = page_of(Client(), vote).content.decode()
    assert "<script" not in page
    assert len(page) < 20_000
    assert "no-store" in page_of(Client(), vote)["Cache-Control"]


def test_the_screen_shows_no_dots_before_it_is_closed(client, world, vote):
    send(Client(), vote, Damp=3)
    client.force_login(world.bob)
    screen = client.get(reverse("vote", args=[vote.pk])).content.decode()
    assert "1 phone has voted" in screen
    assert "people may guess who chose what" in screen
    assert "3 dots</span>" not in screen
    client.post(reverse("close_vote", args=[vote.pk]))
    assert "3 dots</span>" in client.get(reverse("vote", args=[vote.pk])).content.decode()


def test_from_choosing_to_priorities_through_the_forms(client, world, vote):
    client.force_login(world.bob)
    Vote.objects.all().delete()
    offered = client.get(reverse("open_vote")).context["form"].fields["choices"].choices
    given = {"title": "What first?", "dots": "2", "choices": [value for value, _ in offered]}
    screen = client.post(reverse("open_vote"), given, follow=True)
    vote = Vote.objects.get()
    assert screen.context["vote"] == vote
    send(Client(), vote, Buses=2)
    hands = dict.fromkeys(names(vote).values(), "0") | {names(vote)["Damp"]: "7"}
    client.post(reverse("count_hands", args=[vote.pk]), hands)
    client.post(reverse("close_vote", args=[vote.pk]))
    form = client.get(reverse("confirm_vote", args=[vote.pk])).context["form"]
    ticked = form.initial["choices"]
    answer = client.post(
        reverse("confirm_vote", args=[vote.pk]),
        {"choices": ticked, "chosen_by": form.initial["chosen_by"]},
        follow=True,
    )
    assert list(Priority.objects.values_list("rank", "title")) == [(1, "Damp"), (2, "Buses")]
    assert "by a dot-vote on" in answer.content.decode()
    left = client.get(reverse("confirm_vote", args=[vote.pk])).context["form"].fields["choices"].choices
    assert [label for _, label in left] == ["Nobody to ring (no dots)"]


@pytest.mark.parametrize("role", [Role.BOARD, Role.CRITICAL_FRIEND])
def test_who_reads_the_plan_holds_no_vote(client, world, vote, role):
    client.force_login(world.people[role])
    assert client.get(reverse("priorities")).status_code == 200
    for name, args in (("open_vote", []), ("vote", [vote.pk]), ("confirm_vote", [vote.pk])):
        assert client.get(reverse(name, args=args)).status_code == 403
    assert client.post(reverse("close_vote", args=[vote.pk])).status_code == 403


def test_charlie_of_the_next_council_finds_no_vote_by_guessing(client, world, vote):
    client.force_login(world.charlie)
    for name in ("vote", "count_hands", "confirm_vote"):
        assert client.get(reverse(name, args=[vote.pk])).status_code == 404
    assert client.post(reverse("close_vote", args=[vote.pk])).status_code == 404
    assert Vote.objects.get().closed_on is None
