"""The pages of the codebook: merging, splitting, its history, and what a retired theme became."""

import pytest
from django.urls import reverse

from newbelongings.domain.plans import actions as plans
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions
from newbelongings.domain.themes.models import Coding, Theme, ThemeChange
from tests.answering import draft_of, themes_of


@pytest.fixture
def said(world):
    return themes_of(world, {"Flats": 8, "Rent": 7, "Buses": 6}, base=40)


def _merge_url(said, *names: str) -> str:
    return f"{reverse('merge_themes')}?{'&'.join(f'theme={said[name].pk}' for name in names)}"


def test_the_codebook_lists_themes_with_their_answers(world, said, client):
    client.force_login(world.bob)
    page = client.get(reverse("codebook"))
    assert {line.name: line.answers for line in page.context["lines"]} == {"Flats": 8, "Rent": 7, "Buses": 6}


def test_two_themes_are_merged_and_it_is_undone_from_the_history(world, said, client):
    client.force_login(world.bob)
    page = client.post(_merge_url(said, "Flats", "Rent"), {"into": "new", "name": "Housing"}, follow=True)
    assert "Housing" in page.content.decode()
    assert Coding.objects.filter(theme__name="Housing").count() == 15
    history = client.get(reverse("theme_changes")).content.decode()
    assert "“Flats”, “Rent” merged into “Housing”." in history
    undone = client.post(
        reverse("undo_theme_change", args=[ThemeChange.objects.get().pk]), follow=True
    ).content.decode()
    assert "Undone by Bob" in undone
    assert Coding.objects.filter(theme=said["Flats"]).count() == 8


def test_one_theme_cannot_be_merged_and_a_new_one_needs_a_name(world, said, client):
    client.force_login(world.bob)
    assert "Tick at least two themes" in client.get(_merge_url(said, "Flats")).content.decode()
    page = client.post(_merge_url(said, "Flats", "Rent"), {"into": "new", "name": " "}).content.decode()
    assert "Give the new theme a name." in page
    page = client.post(_merge_url(said, "Flats", "Rent"), {"into": "new", "name": "Buses"}).content.decode()
    assert "There is a theme of this name already" in page
    assert 'value="Buses"' in page
    assert not ThemeChange.objects.exists()


def test_a_theme_is_split_by_reading_again(world, said, client):
    client.force_login(world.bob)
    address = reverse("split_theme", args=[said["Flats"].pk])
    page = client.post(address, {"names": "Cold\nFar\n", "way": "again"}, follow=True).content.decode()
    assert "8 answers wait to be read again." in page
    assert "This theme was split or merged" in page
    assert "Cold" in page
    back = Answer.objects.filter(suggestions__theme__name="Cold").first()
    desk = client.get(f"{reverse('code_answer', args=[back.response.round_id])}?answer={back.pk}").content.decode()
    assert "Offered because a theme of this answer was split." in desk


def test_a_theme_is_split_by_hand_and_nothing_is_changed_before_the_last_page(world, said, client):
    client.force_login(world.bob)
    address = reverse("split_theme", args=[said["Flats"].pk])
    names = {"names": "Cold\nFar", "way": "by_hand"}
    dealt = client.post(address, names)
    assert not ThemeChange.objects.exists()
    answers = dealt.context["answers"]
    where = {f"to-{answer.pk}": ("0", "1", "")[n % 3] for n, answer in enumerate(answers)}
    client.post(address, names | {"dealt": "1"} | where)
    assert {name: Coding.objects.filter(theme__name=name).count() for name in ("Cold", "Far")} == {"Cold": 3, "Far": 3}


@pytest.mark.parametrize("names", ["", "One", "Same\nsame", "x" * 121 + "\nother"])
def test_names_that_will_not_do_are_refused_and_kept(world, said, client, names):
    client.force_login(world.bob)
    page = client.post(reverse("split_theme", args=[said["Flats"].pk]), {"names": names, "way": "again"})
    assert "One thing to put right" in page.content.decode()
    assert not ThemeChange.objects.exists()


def test_what_a_reply_and_a_priority_cite_bears_its_name_of_today(world, said, client):
    plans.choose_priority(
        world.as_alice, cycle_id=world.cycle.pk, title="Homes", area="A6", theme_ids=[said["Flats"].pk]
    )
    reply = draft_of(world, theme_ids=[said["Flats"].pk])
    actions.merge_themes(world.as_alice, theme_ids=[said["Flats"].pk, said["Rent"].pk], name="Housing")
    client.force_login(world.alice)
    assert "Housing (was: Flats)" in client.get(reverse("plan")).content.decode()
    form = client.get(reverse("edit_reply", args=[reply.pk])).content.decode()
    assert "Housing (was: Flats)" in form
    old = client.get(reverse("theme", args=[said["Flats"].pk])).content.decode()
    new = client.get(reverse("theme", args=[Theme.objects.get(name="Housing").pk])).content.decode()
    assert "It became" in old
    assert ">Housing</a>" in old
    assert "It was:" in new
    assert ">Flats</a>" in new
    assert "Make it a priority" not in old


def test_charlie_changes_nothing(world, said, client):
    change = actions.merge_themes(world.as_alice, theme_ids=[said["Flats"].pk, said["Rent"].pk], name="Housing")
    client.force_login(world.charlie)
    assert client.get(_merge_url(said, "Buses", "Flats")).status_code == 404
    assert client.get(reverse("split_theme", args=[said["Buses"].pk])).status_code == 404
    assert client.post(reverse("undo_theme_change", args=[change.pk])).status_code == 404
    assert "Housing" not in client.get(reverse("theme_changes")).content.decode()
    assert not ThemeChange.objects.exclude(undone_at=None).exists()
