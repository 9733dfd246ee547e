"""Groups of answers that no theme fits, on their pages."""

import pytest
from django.urls import reverse

from newbelongings.domain.themes.finding import find_emerging
from newbelongings.domain.themes.models import Coding, Emerging, Theme
from tests.emerging import PETS, strays_of


@pytest.fixture
def group(world) -> Emerging:
    round_ = strays_of(world)
    find_emerging(world.as_system(), round_id=round_.pk)
    return round_.emerging.get()


@pytest.fixture
def as_alice(client, world):
    client.force_login(world.alice)
    return client


def page(client, group: Emerging):
    return client.get(reverse("make_emerging_theme", args=[group.pk]))


def test_it_lists_what_waits_with_its_answers_and_people(as_alice, group):
    words = as_alice.get(reverse("emerging")).content.decode()
    assert group.name in words
    assert "8 answers of 8 people" in words
    assert sum(text in words for text in PETS) == 3


def test_the_list_takes_the_same_few_statements_however_many_wait(
    as_alice, world, group, django_assert_max_num_queries
):
    for n in range(5):
        another = Emerging.objects.create(round=group.round, name=f"Another {n}", model="m")
        another.answers.create(answer=group.answers.all()[n].answer, closeness=0.5)
    with django_assert_max_num_queries(12):
        as_alice.get(reverse("emerging"))


def test_nothing_is_ticked_and_the_name_and_phrases_are_proposed(as_alice, group):
    words = page(as_alice, group).content.decode()
    assert f'value="{group.name}"' in words
    assert "had to give the dog away\nthey said" in words
    assert "checked" not in words


def test_what_is_ticked_is_coded_and_the_theme_is_in_the_codebook(as_alice, group):
    answers = [str(pk) for pk in group.answers.values_list("answer", flat=True)[:2]]
    given = {"name": "No pets allowed", "area": "A6", "examples": "no dogs\n\nno cats ", "answer": answers}
    response = as_alice.post(reverse("make_emerging_theme", args=[group.pk]), given, follow=True)
    theme = Theme.objects.get()
    assert response.redirect_chain[-1][0] == reverse("theme", args=[theme.pk])
    assert theme.examples == ["no dogs", "no cats"]
    assert {str(pk) for pk in Coding.objects.values_list("answer", flat=True)} == set(answers)
    assert "made the theme" in as_alice.get(reverse("emerging")).content.decode()


def test_without_an_area_nothing_is_made_and_nothing_typed_is_lost(as_alice, group):
    answer = str(group.answers.first().answer_id)
    given = {"name": "No dogs", "area": "", "examples": "my dog", "answer": [answer]}
    words = as_alice.post(reverse("make_emerging_theme", args=[group.pk]), given).content.decode()
    assert "Choose one of the ten areas" in words
    assert 'value="No dogs"' in words
    assert f'value="{answer}" checked' in words
    assert not Theme.objects.exists()


def test_left_it_is_gone_and_the_next_person_is_told_so(as_alice, group):
    words = as_alice.post(reverse("leave_emerging", args=[group.pk]), follow=True).content.decode()
    assert "It is not offered again" in words
    assert "No group waits for you" in words
    response = page(as_alice, group)
    assert response.status_code == 404
    assert "not there any more" in response.content.decode()


def test_bob_may_and_charlie_learns_nothing(client, world, group):
    client.force_login(world.bob)
    assert page(client, group).status_code == 200
    client.force_login(world.charlie)
    assert page(client, group).status_code == 404
    assert group.name not in client.get(reverse("emerging")).content.decode()
    client.post(reverse("leave_emerging", args=[group.pk]))
    group.refresh_from_db()
    assert group.state == Emerging.State.OPEN
