"""The pages of making sense."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.identifying import Detail
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes.models import Coding, Quotation
from newbelongings.web.parts.marking import mark
from tests.answering import themes_of


@pytest.fixture
def said(world):
    return themes_of(world, {"Moved about": 20, "Few of them": 3}, base=40)


def _desk(world) -> str:
    return reverse("code_answer", args=[surveys.rounds(world.as_alice).get().pk])


def test_the_table_shows_counts_and_hides_few(world, said, client):
    client.force_login(world.alice)
    page = client.get(reverse("themes")).content.decode()
    assert "Moved about" in page
    assert ">20<" in page.replace("\n", "")
    assert "hidden" in page
    assert "Read the next answers" in page


def test_the_board_sees_the_table_and_no_answer(world, said, client):
    client.force_login(world.people[Role.BOARD])
    table = client.get(reverse("themes")).content.decode()
    one = client.get(reverse("theme", args=[said["Moved about"].pk])).content.decode()
    assert "Moved about" in table
    assert "Read the next answers" not in table
    assert "What people wrote" not in one
    assert client.get(_desk(world)).status_code == 403


def test_charlie_gets_nothing(world, said, client):
    client.force_login(world.charlie)
    assert client.get(_desk(world)).status_code == 404
    assert client.get(reverse("theme", args=[said["Moved about"].pk])).status_code == 404
    assert client.get(reverse("clear_quotation", args=[said["Moved about"].pk])).status_code == 404


def test_saving_goes_on_to_the_next_answer_and_leads_back(world, said, client):
    client.force_login(world.bob)
    first = client.get(_desk(world)).context["desk"].answer
    data = {"answer": first.pk, "version": "", "theme": [said["Moved about"].pk]}
    following = client.post(_desk(world), data, follow=True)
    assert following.context["desk"].answer != first
    assert f"?answer={first.pk}" in following.content.decode()
    assert Coding.objects.filter(answer=first, theme=said["Moved about"], coder=world.bob).exists()


def test_another_theme_is_found_by_its_name_in_any_case(world, said, client):
    client.force_login(world.bob)
    first = client.get(_desk(world)).context["desk"].answer
    client.post(_desk(world), {"answer": first.pk, "version": "", "other": "moved ABOUT"})
    assert Coding.objects.filter(answer=first, theme=said["Moved about"]).exists()


def test_an_unknown_theme_is_refused_and_nothing_typed_is_lost(world, said, client):
    client.force_login(world.bob)
    first = client.get(_desk(world)).context["desk"].answer
    data = {"answer": first.pk, "version": "", "theme": [said["Moved about"].pk], "other": "No such thing"}
    page = client.post(_desk(world), data).content.decode()
    assert "There is no theme called “No such thing”" in page
    assert 'value="No such thing"' in page
    assert not Coding.objects.filter(answer=first).exists()
    assert f'value="{said["Moved about"].pk}" checked' in page


def test_two_people_at_one_answer_the_second_is_told(world, said, client):
    client.force_login(world.alice)
    first = client.get(_desk(world)).context["desk"].answer
    client.post(_desk(world), {"answer": first.pk, "version": "", "theme": [said["Moved about"].pk]})
    client.force_login(world.bob)
    told = client.post(_desk(world), {"answer": first.pk, "version": "", "theme": [said["Few of them"].pk]})
    page = told.content.decode()
    assert "Alice has read this one since you opened it" in page
    assert "Alice has read this one and chose: moved about." in page
    assert f'value="{said["Few of them"].pk}" checked' in page
    assert f'value="{said["Moved about"].pk}" checked' not in page
    again = {"answer": first.pk, "version": told.context["page"].version, "theme": [said["Few of them"].pk]}
    client.post(_desk(world), again)
    assert list(first.codings.values_list("theme__name", flat=True)) == ["Few of them"]


def test_words_to_quote_come_by_the_answers_id_and_never_in_the_address(world, said, client):
    client.force_login(world.alice)
    answer = Answer.objects.filter(codings__theme=said["Moved about"]).first()
    theme_page = client.get(reverse("theme", args=[said["Moved about"].pk])).content.decode()
    assert f"quote/?answer={answer.pk}" in theme_page
    form = client.get(reverse("clear_quotation", args=[said["Moved about"].pk]), {"answer": answer.pk})
    assert answer.text in form.content.decode()


def test_words_are_cleared_only_by_somebody_who_says_they_read_them(world, said, client):
    client.force_login(world.alice)
    address = reverse("clear_quotation", args=[said["Moved about"].pk])
    refused = client.post(address, {"words": "They moved me again."})
    assert "Read it once more" in refused.content.decode()
    assert not Quotation.objects.exists()
    client.post(address, {"words": "They moved me again.", "checked": "on"})
    assert Quotation.objects.get().words == "They moved me again."


def test_what_could_tell_who_it_is_is_taken_out_or_said_to_stay(world, said, client):
    client.force_login(world.alice)
    address = reverse("clear_quotation", args=[said["Moved about"].pk])
    words = "Dean moved me to Leeds again."
    sent = client.post(address, {"words": words, "checked": "on"}).content.decode()
    assert "“Dean”, “Leeds”" in sent
    assert words in sent
    assert not Quotation.objects.exists()
    client.post(address, {"words": words, "checked": "on", "may_stay": "on"})
    assert Quotation.objects.get().words == words


def test_a_theme_is_added_and_not_twice(world, said, client):
    client.force_login(world.bob)
    client.post(reverse("add_theme"), {"name": "No bus after six", "area": "A7", "examples": "last bus\nno buses"})
    again = client.post(reverse("add_theme"), {"name": "No bus after six", "area": "A7"})
    assert "There is a theme of this name already" in again.content.decode()


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=3), st.integers(0, 80), st.integers(0, 80))
def test_marking_loses_no_letter(text, reasons, start, end):
    flags = [Detail(start, end, "name")] if 0 <= start < end <= len(text) else []
    assert "".join(piece.words for piece in mark(text, reasons, flags)) == text


def test_where_reasons_overlap_the_better_suggestion_is_marked():
    pieces = mark("council apprenticeship in parks", ["apprenticeship in parks", "council apprenticeship"], [])
    assert [(piece.words, piece.number) for piece in pieces] == [("council ", 0), ("apprenticeship in parks", 1)]
