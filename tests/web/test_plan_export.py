"""The plan taken along: each file is opened by a library as its reader would, and says what the plan says."""

import csv
import datetime as dt
import io
import time

import docx
import icalendar
import openpyxl
import pytest
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.plans import actions, writing
from newbelongings.domain.plans.models import Action, Plan, Update
from newbelongings.web.workspace.plan.lines import HEADER
from tests.whole_plan import FORMULA, LATEST, whole_plan

DAY = dt.timedelta(days=1)


@pytest.fixture
def made(world):
    return whole_plan(world)


@pytest.fixture
def save(world, made, client):
    client.force_login(world.bob)

    def saved(kind):
        response = client.get(f"/plan/files/?as={kind}")
        assert response.status_code == 200
        assert response["Content-Disposition"] == f'attachment; filename="plan-year-1.{kind}"'
        return response.content

    return saved


def test_excel_holds_every_line_as_text_and_every_update(save):
    book = openpyxl.load_workbook(io.BytesIO(save("xlsx")))
    plan, _, updates = book.worksheets[:3]
    rows = list(plan.iter_rows(min_row=2))
    assert tuple(cell.value for cell in rows[0]) == HEADER
    late = dict(zip(HEADER, rows[1], strict=True))
    assert (late["Action"].value, late["Action"].data_type) == (FORMULA, "s")
    assert late["End"].value.date() == today() - 3 * DAY
    assert late["Dates before"].value == f"end was {long_date(today() - 9 * DAY)} (The landlords met later)"
    assert late["How it stands"].value == "Amber: at risk"
    assert late["What the calendar says"].value == "3 days late"
    assert late["Who asked for it"].value.startswith("the forum on ")
    assert late["Who asked for it"].value.endswith(": Damp")
    assert [row[0].value for row in rows[1:]] == ["Action", "Action", "Milestone"]
    said = [row[3].value for row in updates.iter_rows(min_row=3)]
    assert said == ["All were asked", LATEST, "Letters went out"]


def test_the_sheets_say_what_the_layouts_say(world, made, save):
    plan_id = Plan.objects.get().pk
    writing.write_part(world.as_bob, plan_id=plan_id, part="definition", version=1, words="=Who this is for")
    writing.add_key_fact(world.as_bob, plan_id=plan_id, words="Two in five rent", source="The survey", as_of=today())
    writing.add_resource(world.as_bob, plan_id=plan_id, kind="money", words="Dryers", pence=1250, secured=True)
    writing.cover_commitment(world.as_bob, plan_id=plan_id, commitment="PC1", words="Another plan does it")
    book = openpyxl.load_workbook(io.BytesIO(save("xlsx")))
    sheets = {name[2:]: list(book[name].iter_rows(min_row=3, values_only=True)) for name in book.sheetnames[3:]}
    about, fact, *_ = sheets["Definition"]
    assert about[:2] == ("What this is about", "=Who this is for")
    assert (fact[1], fact[2], fact[3].date()) == ("Two in five rent", "The survey", today())
    assert sheets["Resources"] == [("Money", "Dryers", 12.5, "Yes", "")]
    covered, *others = sheets["Coverage"]
    assert covered[1:] == ("", "Another plan does it")
    assert {row[1] for row in others} == {"Nothing yet"}


def test_open_document_says_the_same_as_excel(save):
    ods = load(io.BytesIO(save("ods")))
    tables = ods.spreadsheet.getElementsByType(Table)
    rows = [
        [extractText(cell) for cell in row.getElementsByType(TableCell)]
        for row in tables[0].getElementsByType(TableRow)
    ]
    assert rows[1] == list(HEADER)
    assert FORMULA in rows[2]
    assert (today() - 3 * DAY).isoformat() in rows[2]
    assert not [cell for cell in tables[0].getElementsByType(TableCell) if cell.getAttribute("formula")]
    book = openpyxl.load_workbook(io.BytesIO(save("xlsx")))
    assert [len(table.getElementsByType(TableRow)) for table in tables] == [page.max_row for page in book.worksheets]


def test_csv_is_not_run_by_a_spreadsheet(save):
    rows = list(csv.DictReader(io.StringIO(save("csv").decode("utf-8-sig"))))
    assert rows[0]["Action"] == f"'{FORMULA}"
    assert rows[0]["Latest word"] == LATEST
    assert rows[2]["Kind"] == "Milestone"


def test_word_can_be_walked_by_its_headings_and_its_tables_name_their_columns(save):
    page = docx.Document(io.BytesIO(save("docx")))
    levels = [(p.style.name, p.text) for p in page.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert [name for name, _ in levels] == ["Title", "Heading 1", "Heading 1", "Heading 2", "Heading 1"]
    assert levels[3] == ("Heading 2", "Every first home is dry")
    assert page.core_properties.title == levels[0][1]
    for table in page.tables:
        assert table.rows[0]._tr.trPr.xpath("./w:tblHeader")
    assert page.tables[0].cell(1, 0).text == FORMULA
    assert page.tables[0].cell(1, 4).text == "Amber: at risk. 3 days late"
    assert "The landlords met later" in page.tables[0].cell(1, 3).text


def test_the_calendar_moves_with_the_plan_and_holds_no_address(world, made, save):
    words = save("ics")
    assert b"council.example" not in words
    assert all(len(line) <= 75 for line in words.split(b"\r\n"))
    found = icalendar.Calendar.from_ical(words).walk("VEVENT")
    assert {event.decoded("dtstart") for event in found} == {today() + DAY, today() - 3 * DAY, today() + 20 * DAY}
    late = next(event for event in found if FORMULA in event["summary"])
    assert late["summary"] == f"Action ends: {FORMULA}"
    assert "Amber: at risk" in late["description"]
    Action.objects.filter(pk=made.late.pk).update(ends=today() + 2 * DAY, version=9)
    again = icalendar.Calendar.from_ical(save("ics")).walk("VEVENT")
    moved = next(event for event in again if event["uid"] == late["uid"])
    assert (moved.decoded("dtstart"), moved["sequence"]) == (today() + 2 * DAY, 9)
    assert {event["uid"] for event in again} == {event["uid"] for event in found}


def test_the_plan_of_another_council_stays_there(world, made, client):
    client.force_login(world.charlie)
    assert client.get("/plan/files/?as=csv").status_code == 404
    assert client.get(f"/plan/files/?as=csv&year={world.cycle.pk}").status_code == 404


def test_a_large_plan_is_written_within_two_seconds(world, made, save, django_assert_max_num_queries):
    """60 actions with 1,000 updates; each kind of file."""
    for number in range(58):
        actions.add_action(
            world.as_alice,
            objective_id=made.objective.pk,
            title=f"Action {number}",
            lead="Head of service",
            starts=world.cycle.starts,
            ends=world.cycle.ends,
        )
    ids = list(Action.objects.values_list("pk", flat=True))
    Update.objects.bulk_create(
        Update(action_id=ids[at % 60], rag="green", words="It goes on " * 9, made_by="Bob", made_on=today())
        for at in range(1000)
    )
    for kind in ("xlsx", "ods", "docx", "csv", "ics"):
        started = time.process_time()
        with django_assert_max_num_queries(25):
            save(kind)
        assert time.process_time() - started < 2
