"""Priorities: chosen without typing, put in order by buttons, each with its reasons."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.plans import actions, queries, ranking
from newbelongings.domain.plans.models import Ground, Priority
from newbelongings.domain.themes import actions as themes


@pytest.fixture
def three(world):
    return [
        actions.choose_priority(
            world.as_alice, cycle_id=world.cycle.pk, title=title, area="A6", chosen_by="the forum"
        ).pk
        for title in ("One", "Two", "Three")
    ]


def order(world):
    return [row.title for row in queries.priorities(world.as_alice, world.cycle.pk)]


def test_buttons_put_them_in_order(client, world, three):
    client.force_login(world.bob)
    client.post(reverse("move_priority", args=[three[2]]), {"go": "up"})
    assert order(world) == ["One", "Three", "Two"]
    client.post(reverse("move_priority", args=[three[0]]), {"go": "down"})
    assert order(world) == ["Three", "One", "Two"]
    page = client.post(reverse("move_priority", args=[three[2]]), {"go": "up"}, follow=True).content.decode()
    assert order(world) == ["Three", "One", "Two"]
    assert page.index("Up<span") > page.index("One</h2>"), "the first is offered no way up"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=12))
def test_any_moves_keep_one_priority_of_each_rank(world, three, moves):
    expected = order(world)
    titles = dict(zip(three, ("One", "Two", "Three"), strict=True))
    for which, up in moves:
        ranking.move_priority(world.as_alice, priority_id=three[which], up=up)
        place = expected.index(titles[three[which]])
        to = place - 1 if up else place + 1
        if 0 <= to < 3:
            expected[place], expected[to] = expected[to], expected[place]
    assert order(world) == expected
    assert list(Priority.objects.values_list("rank", flat=True)) == [1, 2, 3]


def test_what_was_said_is_chosen_by_ticking(client, world):
    theme = themes.add_theme(world.as_alice, cycle_id=world.cycle.pk, name="Moves without notice", area="A6")
    issue = forum.raise_issue(world.as_bob, title="Bus fares", words="A day ticket is an hour's pay.", area="A7")
    client.force_login(world.bob)
    page = client.get(reverse("choose_most_said"))
    assert [label.partition(" (")[0] for _, label in page.context["form"].fields["chosen"].choices] == [
        "Moves without notice",
        "Bus fares",
    ]
    given = {
        "chosen": [f"issue-{issue.pk}", f"theme-{theme.pk}"],
        "chosen_by": "the forum",
        "chosen_on": today().isoformat(),
    }
    client.post(reverse("choose_most_said"), given)
    first, second = queries.priority_views(world.as_alice, world.cycle.pk)
    assert (first.title, first.area, first.issues[0].issue_id) == ("Bus fares", "A7", issue.pk)
    assert (second.title, second.area, second.themes[0].theme_id) == ("Moves without notice", "A6", theme.pk)
    assert client.get(reverse("choose_most_said"), follow=True).redirect_chain[-1][0] == reverse("priorities")


def test_nothing_is_chosen_when_one_of_them_is_of_another_council(client, world):
    ours = forum.raise_issue(world.as_bob, title="Ours", words="Ours.", area="A7")
    theirs = forum.raise_issue(world.as_charlie, title="Theirs", words="Theirs.", area="A7")
    client.force_login(world.alice)
    given = {"chosen": [f"issue-{ours.pk}", f"issue-{theirs.pk}"], "chosen_by": "Me", "chosen_on": today().isoformat()}
    page = client.post(reverse("choose_most_said"), given)
    assert "Choose again from the list" in page.content.decode()
    assert not Priority.objects.exists()


def test_a_number_stands_as_a_reason_with_where_it_stands(client, world, three):
    client.force_login(world.alice)
    given = {"kind": "indicator", "words": "29 of 96 are not in work", "source": "SSDA903, March"}
    client.post(reverse("ground_priority", args=[three[0]]), given)
    assert "29 of 96 are not in work (SSDA903, March)" in client.get(reverse("priorities")).content.decode()
    ground = Ground.objects.get()
    client.post(reverse("remove_ground", args=[three[0], ground.pk]))
    assert not Ground.objects.exists()


def test_a_reason_without_its_source_is_asked_for_it_and_keeps_its_words(client, world, three):
    client.force_login(world.alice)
    page = client.post(reverse("ground_priority", args=[three[0]]), {"kind": "rating", "words": "4 of 10"})
    assert "Fill in: where it stands" in page.content.decode()
    assert 'value="4 of 10"' in page.content.decode()


def test_charlie_moves_and_grounds_nothing_of_ravensmere(client, world, three):
    ground = ranking.ground_priority(world.as_bob, priority_id=three[0], kind="rating", words="4", source="Ratings")
    client.force_login(world.charlie)
    assert client.post(reverse("move_priority", args=[three[1]]), {"go": "up"}).status_code == 404
    assert client.get(reverse("ground_priority", args=[three[0]])).status_code == 404
    assert client.post(reverse("remove_ground", args=[three[0], ground.pk])).status_code == 404
    assert "One" not in client.get(reverse("priorities")).content.decode()
    assert order(world) == ["One", "Two", "Three"]


@pytest.mark.parametrize("number", [1, 6])
def test_more_priorities_cost_no_more_statements(client, world, django_assert_max_num_queries, number):
    issue = forum.raise_issue(world.as_bob, title="Damp", words="Damp.", area="A6")
    for n in range(number):
        made = actions.choose_priority(
            world.as_alice, cycle_id=world.cycle.pk, title=str(n), area="A6", issue_ids=[issue.pk]
        )
        ranking.ground_priority(world.as_alice, priority_id=made.pk, kind="rating", words="4", source="Ratings")
    client.force_login(world.alice)
    with django_assert_max_num_queries(13):
        client.get(reverse("priorities"))
