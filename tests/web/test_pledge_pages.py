"""The pledge on its staff pages: from what was said to a signed promise, and on."""

import pytest
from django.test import Client
from django.urls import reverse

from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.evidence import actions as evidence
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.themes import actions as themes
from tests.answering import themes_of
from tests.pledge_world import LATE, ago, draft_pledge, publish_pledge
from tests.web.test_public_council import HOSTILE


@pytest.fixture
def bob(client, world) -> Client:
    client.force_login(world.bob)
    return client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_pledge_from_what_was_said_to_the_public_page(bob, world):
    assert "Begin a pledge" in text(bob.get(reverse("pledges")))
    bob.post(reverse("write_pledge"), {"title": "What we promise you", "opening": "You told us."})
    pledge_id = queries.pledges(world.as_bob).get().pk
    assert "There is no promise in it yet" in text(bob.get(reverse("own_pledge", args=[pledge_id])))
    theme = themes_of(world, {"A key of your own": 8}, base=20)["A key of your own"]
    themes.clear_quotation(world.as_bob, theme_id=theme.pk, words="They took my key.")
    add = reverse("add_promise", args=[pledge_id])
    form = text(bob.get(f"{add}?theme={theme.pk}"))
    assert "“They took my key.”" in form and '<option value="A6" selected' in form
    sent = {"area": "A6", "promise": "A key for each", "stands_behind": "Housing", "due": ago(-90)}
    refused = text(bob.post(add, sent | {"themes": theme.pk}))
    assert "Write what they said, in their words" in refused and "A key for each" in refused
    quotation = themes.clear_quotation(world.as_bob, theme_id=theme.pk, words="I have no key.").pk
    bob.post(add, sent | {"themes": theme.pk, "quotation": quotation})
    look = text(bob.get(reverse("publish_pledge", args=[pledge_id])))
    assert "“I have no key.”" in look and "A key for each" in look
    group = forum.start_forum(world.as_bob, name="Ravensmere Voices")
    signed = {"name": "Ann Pell", "office": "Chief executive", "checked_with_id": group.pk}
    done = bob.post(reverse("publish_pledge", args=[pledge_id]), signed, follow=True)
    assert "say how each promise stands" in text(done) and "A key of your own (survey)" in text(done)
    assert "Ravensmere Voices read it first." in text(bob.get("/c/ravensmere/pledge/"))


@pytest.mark.parametrize(("quotable", "said"), [(True, "They took my key."), (False, "Keys")])
def test_from_an_issue_only_words_that_may_be_public(bob, world, quotable, said):
    pledge = draft_pledge(world.as_bob)
    issue = forum.raise_issue(world.as_bob, title="Keys", words="They took my key.", area="A6", quotable=quotable)
    form = text(bob.get(f"{reverse('add_promise', args=[pledge.pk])}?issue={issue.pk}"))
    assert f">\n{said}</textarea>" in form


def test_what_is_late_comes_first_and_is_said_in_one_step(bob, world):
    pledge = publish_pledge(world.as_alice)
    assert "A promise of the pledge is 12 days late" in text(bob.get(reverse("commitments")))
    page = text(bob.get(reverse("own_pledge", args=[pledge.pk])))
    assert "It is 12 days late." in page and "no update for 11 weeks" in page
    late = pledge.promises.get(promise=LATE)
    address = reverse("update_promise", args=[late.pk])
    assert "Choose how it stands" in text(bob.post(address, {"rag": "", "words": "Two <b>left</b>."}))
    told = text(bob.post(address, {"rag": "done", "words": "Two <b>stayed</b>."}, follow=True))
    assert "Two &lt;b&gt;stayed&lt;/b&gt;." in told and "days late" not in told
    bob.post(reverse("end_pledge", args=[pledge.pk]), {"because": "A new council."})
    assert "It ended because: A new council." in text(bob.get(reverse("own_pledge", args=[pledge.pk])))
    assert queries.public_pledge(public_scope(), world.ravensmere.pk).ended_because == "A new council."


def test_a_draft_is_moved_and_thinned_by_buttons(bob, world):
    pledge = draft_pledge(world.as_bob)
    last = queries.pledge(world.as_bob, pledge.pk).groups[0].promises[-1]
    bob.post(reverse("move_promise", args=[last.id]), {"way": "up"})
    assert queries.pledge(world.as_bob, pledge.pk).groups[0].promises[0].id == last.id
    bob.post(reverse("remove_promise", args=[last.id]))
    assert len(queries.pledge(world.as_bob, pledge.pk).promises) == 3


def test_hostile_words_and_the_next_council(bob, world, client):
    pledge = publish_pledge(world.as_alice, title=HOSTILE[:100], said=HOSTILE)
    page = text(bob.get(reverse("own_pledge", args=[pledge.pk])))
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    client.force_login(world.charlie)
    assert client.get(reverse("own_pledge", args=[pledge.pk])).status_code == 404
    assert client.get(reverse("update_promise", args=[pledge.promises.first().pk])).status_code == 404
    client.force_login(world.people[Role.BOARD])
    assert "Say how it stands" not in text(client.get(reverse("own_pledge", args=[pledge.pk])))


def test_a_longer_pledge_takes_no_more_statements(bob, world, django_assert_max_num_queries):
    pledge = publish_pledge(world.as_alice)
    with django_assert_max_num_queries(12):
        bob.get(reverse("own_pledge", args=[pledge.pk]))


def test_a_late_promise_is_a_break_of_the_thread_and_on_the_board_page(bob, world):
    pledge = publish_pledge(world.as_alice)
    late = pledge.promises.get(promise=LATE)
    listed = text(bob.get(reverse("breaks", args=["promised_and_late"])))
    assert LATE in listed and "In the pledge. The head of housing stands behind it." in listed
    assert reverse("update_promise", args=[late.pk]) in listed
    board = text(bob.get(reverse("board_page")))
    assert f"Keep what we pledged: {LATE}" in board and "In our pledge, 12 days late." in board
    assert "Answers: Keys (forum)." in board
    pack = evidence.make_pack(world.as_alice, cycle_id=world.cycle.pk)
    assert LATE in str(pack.content)
    actions.update_promise(world.as_alice, promise_id=late.pk, rag="done", words="They stay.")
    assert LATE not in text(bob.get(reverse("board_page")))
    assert LATE not in text(bob.get(reverse("breaks", args=["promised_and_late"])))
