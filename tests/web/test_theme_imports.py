"""Codes from others: a spreadsheet of codings and the codebook of another tool, all or nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.models import Coding, CodingAct, Reading
from newbelongings.domain.themes.together_actions import make_shared_sample
from tests.amounts_world import Crowd, round_of
from tests.web.test_theme_files import body

BOOK = (
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="Money" isCodable="false">'
    '<Code guid="b" name="Cold rooms" isCodable="true"><Description>Damp too</Description></Code></Code>'
    '<Code guid="c" name="Other" isCodable="true"/></Codes></CodeBook>'
)


@pytest.fixture
def round_(world):
    return round_of(world.as_alice, world.cycle, [Crowd(6, "Rooms"), Crowd(4)])


def send(client, address, words, name="codes.csv"):
    return client.post(
        address, {"file": SimpleUploadedFile(name, words if isinstance(words, bytes) else words.encode())}
    )


def hidden(page):
    return dict(re.findall(r'type="hidden" name="(c\d+)" value="([^"]*)"', page))


def test_codes_come_in_with_a_new_theme_and_are_undone_as_one(world, client, round_):
    client.force_login(world.bob)
    answers = list(Answer.objects.filter(option=None, response__round=round_))
    before = set(Coding.objects.values_list("answer_id", "theme_id"))
    rows = "".join(f"{answer.pk},Rooms; Damp,mixed\n" for answer in answers)
    mapped = send(client, f"/themes/files/{round_.pk}/in/", f"answer,themes,sentiment\n{rows}").url
    assert "Which column is what?" in client.get(mapped).text
    page = client.get(f"{mapped}check/?c0=answer&c1=themes&c2=sentiment").text
    assert "10 answers would be coded" in page
    assert "10 of them have been read already" in page
    assert "1 theme not in your codebook" in page
    done = client.post(f"{mapped}all/", {**hidden(page), "a0": "A6"}, follow=True)
    assert "Answers coded: 10. New themes: 1." in done.text
    assert Coding.objects.count() == 20
    assert set(Reading.objects.values_list("sentiment", flat=True)) == {"mixed"}
    act = CodingAct.objects.get(kind="imported")
    assert act.answers == 10
    actions.undo_act(world.as_bob, act_id=act.pk)
    assert set(Coding.objects.values_list("answer_id", "theme_id")) == before
    assert client.post(f"{mapped}all/", hidden(page)).status_code == 404


def test_what_went_out_comes_in_again_unchanged(world, client, round_):
    client.force_login(world.alice)
    Answer.objects.filter(codings=None, option=None).update(text="=2+2")
    out = body(client.post(f"/themes/files/{round_.pk}/", {"as": "csv"}))
    before = set(Coding.objects.values_list("answer_id", "theme_id"))
    Coding.objects.all().delete()
    mapped = send(client, f"/themes/files/{round_.pk}/in/", out).url
    page = client.get(f"{mapped}check/?c0=answer&c3=themes&c4=sentiment").text
    client.post(f"{mapped}all/", hidden(page))
    assert set(Coding.objects.values_list("answer_id", "theme_id")) == before


def test_one_refused_row_lets_nothing_in_and_says_which(world, client, round_):
    client.force_login(world.alice)
    before = Coding.objects.count()
    mapped = send(client, f"/themes/files/{round_.pk}/in/", "text,themes\nno such words,Rooms\n1,Rooms\n").url
    page = client.get(f"{mapped}check/?c0=text&c1=themes").text
    assert "Nothing can come in yet" in page
    assert "Row 2" in page
    assert client.post(f"{mapped}all/", {"c0": "text", "c1": "themes"}).status_code == 400
    assert Coding.objects.count() == before


def test_an_unknown_theme_that_gets_no_area_is_left_out(world, client, round_):
    client.force_login(world.alice)
    mapped = send(client, f"/themes/files/{round_.pk}/in/", "text,themes\n1,Rooms; Damp\n").url
    page = client.get(f"{mapped}check/?c0=text&c1=themes").text
    client.post(f"{mapped}all/", {**hidden(page), "a0": ""})
    assert [theme.name for theme in queries.themes(world.as_alice, world.cycle.pk)] == ["Rooms"]
    assert Coding.objects.count() == 10


def test_charlie_and_bob_cannot_go_on_with_alices_file(world, client, round_):
    client.force_login(world.alice)
    mapped = send(client, f"/themes/files/{round_.pk}/in/", "text,themes\n1,Rooms\n").url
    for other in (world.bob, world.charlie):
        client.force_login(other)
        assert client.get(mapped).status_code == 404
    assert client.get(f"/themes/files/{round_.pk}/in/").status_code == 404


def test_a_codebook_of_another_tool_becomes_themes_under_areas(world, client, round_):
    client.force_login(world.alice)
    checked = send(client, "/themes/files/codebook/in/", BOOK, "book.qdc").url
    page = client.get(checked).text
    assert "Cold rooms" in page
    done = client.post(checked, {"a0": "A6", "a1": ""}, follow=True)
    assert "Themes added to the codebook: 1." in done.text
    theme = queries.themes(world.as_alice, world.cycle.pk).get(name="Cold rooms")
    assert (theme.area, theme.description) == ("A6", "Damp too")
    assert not queries.themes(world.as_alice, world.cycle.pk).filter(name="Other").exists()


def test_a_hostile_codebook_is_refused_at_the_field(world, client):
    client.force_login(world.alice)
    page = send(client, "/themes/files/codebook/in/", f"<!DOCTYPE x [<!ENTITY a 'b'>]>{BOOK}", "book.qdc").text
    assert "This is no codebook" in page


def test_answers_that_two_read_alone_are_left_out_and_counted(world, client, round_):
    shared = make_shared_sample(
        world.as_alice, round_id=round_.pk, first_id=world.alice.pk, second_id=world.bob.pk, size=10, seed=1
    )
    shared.shared.filter(place__gt=3).delete()
    client.force_login(world.bob)
    answers = Answer.objects.filter(option=None, response__round=round_)
    rows = "".join(f"{answer.pk},Rooms,mixed\n" for answer in answers)
    mapped = send(client, f"/themes/files/{round_.pk}/in/", f"answer,themes,sentiment\n{rows}").url
    page = client.get(f"{mapped}check/?c0=answer&c1=themes&c2=sentiment").text
    assert "7 answers would be coded" in page
    assert "3 more are left as they are" in page
    client.post(f"{mapped}all/", hidden(page))
    assert CodingAct.objects.get(kind="imported").answers == 7
    assert not Reading.objects.filter(answer__shared__sample=shared, sentiment="mixed").exists()
