"""Two readers of the same answers: what each sees, and when."""

import pytest
from django.urls import reverse

from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions, together_actions
from newbelongings.domain.themes.models import SharedSample, Suggestion, Theme
from tests.answering import themes_of


@pytest.fixture
def themes(world) -> dict[str, Theme]:
    return themes_of(world, {"Moved about": 0, "Somebody who rings": 0}, base=30)


def make(world, **more) -> SharedSample:
    people = {"first_id": world.alice.pk, "second_id": world.bob.pk}
    round_ = surveys.rounds(world.as_alice).get()
    return together_actions.make_shared_sample(world.as_alice, round_id=round_.pk, size=10, seed=3, **people, **more)


def see(client, name: str, sample: SharedSample, **query: int) -> str:
    return client.get(reverse(name, args=[sample.pk]), query, follow=True).content.decode()


def judge(scope, sample, place, *themes):
    ids = [theme.pk for theme in themes]
    together_actions.judge_shared_answer(scope, sample_id=sample.pk, place=place, theme_ids=ids)


def test_one_sees_neither_the_other_nor_the_machine(client, world, themes):
    sample = make(world)
    moved, rings = themes.values()
    judge(world.as_alice, sample, 1, moved)
    Suggestion.objects.create(
        answer=Answer.objects.get(shared__place=1), theme=rings, rank=1, confidence=0.9, model="m"
    )
    client.force_login(world.bob)
    words = see(client, "judge_shared_answer", sample, place=1)
    assert 'type="checkbox"' not in words
    client.force_login(world.alice)
    words = see(client, "judge_shared_answer", sample, place=1)
    assert f'value="{moved.pk}" data-key="1" checked' in words
    assert f'value="{rings.pk}"' not in words


def test_with_suggestions_both_see_them_and_none_is_ticked(client, world, themes):
    sample = make(world, with_suggestions=True)
    _, rings = themes.values()
    Suggestion.objects.create(
        answer=Answer.objects.get(shared__place=1), theme=rings, rank=1, confidence=0.9, model="m"
    )
    client.force_login(world.bob)
    words = see(client, "judge_shared_answer", sample, place=1)
    assert f'value="{rings.pk}" data-key="1">' in words


def test_bob_does_not_make_one_and_charlie_sees_none(client, world, themes):
    sample = make(world)
    client.force_login(world.bob)
    assert client.get(reverse("make_shared_sample", args=[sample.round_id])).status_code == 403
    client.force_login(world.charlie)
    for name in ("shared_sample", "judge_shared_answer", "agreement", "settle_difference"):
        assert client.get(reverse(name, args=[sample.pk])).status_code == 404
    assert "Alice and Bob" not in client.get(reverse("together")).content.decode()


def test_a_lead_compares_early_when_a_reader_has_left(client, world, themes):
    sample = make(world)
    moved, rings = themes.values()
    for place in (1, 2):
        judge(world.as_alice, sample, place, moved)
        judge(world.as_bob, sample, place, moved if place == 1 else rings)
    Membership.objects.filter(person=world.bob).delete()
    client.force_login(world.alice)
    assert "Bob may not code answers here any more" in see(client, "shared_sample", sample)
    response = client.post(reverse("close_shared_sample", args=[sample.pk]), follow=True)
    words = response.content.decode()
    assert "Alice and Bob agree on 1 of 2" in words
    assert "8 answers only one of them, or neither, had read" in words
    assert "Settle with somebody who may" in words


def test_what_was_settled_by_somebody_else_meanwhile_says_so(client, world, themes):
    sample = make(world)
    moved, rings = themes.values()
    for place in range(1, 11):
        judge(world.as_alice, sample, place, moved)
        judge(world.as_bob, sample, place, rings)
    together_actions.settle_difference(world.as_bob, sample_id=sample.pk, place=1, theme_ids=[])
    client.force_login(world.alice)
    response = client.post(reverse("settle_difference", args=[sample.pk]), {"place": 1, "take": "first"})
    assert response.status_code == 404
    assert "settled already" in response.content.decode()


def test_the_agreement_takes_the_same_few_statements_for_any_size(client, world, themes, django_assert_max_num_queries):
    sample = make(world)
    for place in range(1, 11):
        judge(world.as_alice, sample, place, *themes.values())
        judge(world.as_bob, sample, place, *list(themes.values())[: place % 2])
    client.force_login(world.alice)
    with django_assert_max_num_queries(20):
        see(client, "agreement", sample)


def test_the_desk_tells_what_waits_in_a_sample_and_where(client, world, themes):
    sample = make(world)
    for answer in Answer.objects.filter(option=None, shared=None):
        actions.code_answer(world.as_alice, answer_id=answer.pk)
    client.force_login(world.bob)
    words = client.get(reverse("code_answer", args=[sample.round_id])).content.decode()
    assert "10 answers wait in a shared sample" in words
    assert f'href="{reverse("together")}"' in words
    assert "a sample that two people read alone" in client.get(reverse("code_grid", args=[sample.round_id])).text


def test_the_last_answer_left_for_somebody_else_is_not_called_read(client, world, themes):
    round_id = surveys.rounds(world.as_alice).get().pk
    last, *others = Answer.objects.filter(option=None)
    for answer in others:
        actions.code_answer(world.as_alice, answer_id=answer.pk)
    client.force_login(world.bob)
    words = client.get(reverse("code_answer", args=[round_id]), {"left": last.pk}).text
    assert "Only what you left is still to be read" in words
