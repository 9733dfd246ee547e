"""Answers with their codes to others: a spreadsheet, and tools for qualitative data."""

import csv
import io
import zipfile

import openpyxl
import pytest
from lxml import etree

from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.coding import Segment
from newbelongings.domain.themes.models import Coding
from tests.adapters.test_refi_qda import QDE, SCHEMA, coded_passages
from tests.amounts_world import Crowd, round_of

SAID = [Crowd(6, "Rooms; cold", ("best", "worst"), "negative"), Crowd(4)]


@pytest.fixture
def round_(world):
    return round_of(world.as_alice, world.cycle, SAID)


def body(response):
    return b"".join(response.streaming_content)


def rows_of(response):
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"))))


def test_a_spreadsheet_has_every_answer_with_its_themes_and_no_name_of_a_coder(world, client, round_):
    Answer.objects.filter(codings=None, option=None).update(text="=2+2")
    client.force_login(world.bob)
    rows = rows_of(client.post(f"/themes/files/{round_.pk}/", {"as": "csv"}))
    assert len(rows) == 16
    coded = [row for row in rows if row["themes"]]
    assert len(coded) == 12
    assert {row["themes"] for row in coded} == {"Rooms, cold"}
    assert {row["sentiment"] for row in coded} == {"negative"}
    assert {row["coder"] for row in rows} == {"Coder 1"}
    assert {row["text"] for row in rows if not row["themes"]} == {"'=2+2"}
    assert not any("Alice" in cell for row in rows for cell in row.values())


def test_a_workbook_has_the_same_and_no_formula(world, client, round_):
    Answer.objects.filter(codings=None, option=None).update(text="=2+2")
    client.force_login(world.bob)
    book = openpyxl.load_workbook(io.BytesIO(body(client.post(f"/themes/files/{round_.pk}/", {"as": "xlsx"}))))
    rows = list(book.active.iter_rows())
    assert len(rows) == 17
    assert all(cell.data_type != "f" for row in rows for cell in row)
    assert any(cell.value == "=2+2" for row in rows for cell in row)


def test_a_project_is_valid_and_marks_the_very_words(world, client, round_):
    theme = queries.themes(world.as_alice, world.cycle.pk).get()
    answer = Answer.objects.filter(codings__theme=theme).first()
    Answer.objects.filter(pk=answer.pk).update(text="Der Weg 🏠 war kalt\r\nund weit")
    actions.code_answer(
        world.as_bob, answer_id=answer.pk, segments=[Segment(theme.pk, 8, 9), Segment(theme.pk, 14, 18)]
    )
    client.force_login(world.alice)
    package = zipfile.ZipFile(io.BytesIO(body(client.post(f"/themes/files/{round_.pk}/", {"as": "qdpx"}))))
    root = etree.fromstring(package.read("project.qde"))
    SCHEMA.assertValid(root)
    codes = {code.get("guid"): code.get("name") for code in root.iter(f"{QDE}Code")}
    found = [(words, codes[guid]) for words, guid in coded_passages(package, root)]
    assert ("🏠", "Rooms; cold") in found
    assert ("kalt", "Rooms; cold") in found
    assert sum(name == "Rooms; cold" for _, name in found) == Coding.objects.count()
    assert sum(name == "Negative" for _, name in found) == 11
    assert {user.get("name") for user in root.iter(f"{QDE}User")} == {"Coder 1", "Coder 2"}
    everything = package.read("project.qde").decode() + "".join(map(str, package.namelist()))
    assert "Alice" not in everything
    assert "example.org" not in everything


def test_the_codebook_goes_along_as_csv_and_for_other_tools(world, client, round_):
    client.force_login(world.alice)
    rows = rows_of(client.get("/themes/files/codebook/?as=csv"))
    assert [(row["area"], row["theme"]) for row in rows] == [("A6", "Rooms; cold")]
    root = etree.fromstring(body(client.get("/themes/files/codebook/?as=qdc")))
    assert [code.get("name") for code in root.iter("{urn:QDA-XML:codebook:1.0}Code")][1] == "Rooms; cold"


def test_charlie_and_the_board_take_nothing(world, client, round_):
    client.force_login(world.charlie)
    assert client.post(f"/themes/files/{round_.pk}/", {"as": "csv"}).status_code == 404
    client.force_login(world.people["board"])
    assert client.post(f"/themes/files/{round_.pk}/", {"as": "csv"}).status_code == 403
    assert client.get("/themes/files/codebook/").status_code == 403


def test_the_statements_do_not_grow_with_the_answers(world, client, django_assert_max_num_queries, round_):
    client.force_login(world.alice)
    with django_assert_max_num_queries(20):
        body(client.post(f"/themes/files/{round_.pk}/", {"as": "qdpx"}))
