"""An existing plan from a spreadsheet: columns mapped, seen first, then all of it or nothing."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, queries
from newbelongings.domain.plans.models import Action, Comment, Milestone, Objective, Update
from tests.whole_plan import DAY, FORMULA, whole_plan

HEADER = ["Objective", "Area", "Action", "Lead officer", "Email", "Start date", "By when", "RAG", "Notes"]


def selected(page):
    """What each column's select stands on, where it is not left out."""
    selects = re.findall(r'<select name="(c\d+)"(.*?)</select>', page, re.S)
    found = {name: re.search(r'value="(\w+)" selected', options) for name, options in selects}
    return {name: match[1] for name, match in found.items() if match}


@pytest.fixture
def plan(world):
    return actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice")


@pytest.fixture
def bring(world, plan, client):
    """Send a file, look at the check page and, where asked, press its button."""
    client.force_login(world.bob)

    def brought(content, name="plan.csv", press=None, shift=""):
        sent = client.post(f"/plan/files/{plan.pk}/in/", {"file": SimpleUploadedFile(name, content)})
        assert sent.status_code == 302, sent.content.decode()
        mapped = client.get(sent.url).text
        chosen = selected(mapped)
        chosen |= {"shift": shift} if shift else {}
        address = f"{sent.url}check/"
        return client.post(address, chosen | press, follow=True) if press is not None else client.get(address, chosen)

    return brought


def csv_of(*rows, header=HEADER):
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *rows]).encode()


def row(action, *, objective="Dry homes", area="A6", lead="Tom", email="", start="", end=None, rag="", notes=""):
    return [objective, area, action, lead, email, start, end or (today() + 20 * DAY).isoformat(), rag, notes]


def test_a_workbook_with_a_title_and_merged_cells_becomes_a_plan(world, plan, bring):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Improvement plan of the leaving care team"])
    page.merge_cells("A1:I1")
    page.append(HEADER)
    day = today() + 30 * DAY
    page.append(["Dry homes", "A6", "Ask landlords", "Tom, housing", "", world.cycle.starts, day, "Amber", "Two wrote"])
    page.append([None, None, "Agree 14 days", None, "", None, None, "Not started", "After the summer"])
    page.append([])
    page.append(
        ["Steady money", "", "Pay on the same day", "Ana", "owner@example.org", "", long_date(day), "Complete", ""]
    )
    page.merge_cells("A3:A4")
    page.merge_cells("D3:D4")
    page.merge_cells("G3:G4")
    file = io.BytesIO()
    book.save(file)
    looked = bring(file.getvalue(), "plan.xlsx").text
    assert "3 lines would come in" in looked
    assert "2 have no start" in looked
    assert not Action.objects.exists()
    missing = bring(file.getvalue(), "plan.xlsx", press={"a0": ""}).text
    assert "Choose an area for “Steady money”" in missing
    assert not Action.objects.exists()
    done = bring(file.getvalue(), "plan.xlsx", press={"a0": "A7"})
    assert "Brought in: objectives 2, actions 3, milestones 0." in done.text
    agreed = Action.objects.get(title="Agree 14 days")
    assert (agreed.objective.title, agreed.lead, agreed.ends) == ("Dry homes", "Tom, housing", day)
    assert Objective.objects.get(title="Steady money").area == "A7"
    assert Update.objects.get(action__title="Ask landlords").words == "Two wrote"
    assert Comment.objects.get().words == "After the summer", "notes without a colour are not lost"
    paid = Action.objects.get(title="Pay on the same day")
    assert paid.owner == world.people[Role.OWNER]
    assert paid.updates.get().rag == "done"
    view = queries.plan(world.as_alice, world.cycle.pk)
    assert not any(objective.is_asked_for for objective in view.objectives), "asked for by nobody until linked"


def test_an_open_document_with_a_spanned_cell_is_read_too(plan, bring):
    book = OpenDocumentSpreadsheet()
    table = Table(name="Plan")
    for cells in (
        ["Objective", "Area", "Action", "Who", "Due"],
        ["Dry homes", "A6", "One", "Tom", "x"],
        ["", "", "Two", "Ana", "x"],
    ):
        line = TableRow()
        for place, words in enumerate(cells):
            if words == "Dry homes":
                cell = TableCell(valuetype="string", numberrowsspanned="2", numbercolumnsspanned="1")
            elif place == 0 and not words:
                cell = CoveredTableCell()
            elif words == "x":
                cell, words = TableCell(valuetype="date", datevalue=today().isoformat()), "shown in some other way"
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text=words))
            line.addElement(cell)
        table.addElement(line)
    table.addElement(TableRow(numberrowsrepeated="1048000"))
    book.spreadsheet.addElement(table)
    file = io.BytesIO()
    book.save(file)
    assert "Brought in: objectives 1, actions 2" in bring(file.getvalue(), "plan.ods", press={}).text
    assert set(Action.objects.values_list("objective__title", "title", "ends")) == {
        ("Dry homes", "One", today()),
        ("Dry homes", "Two", today()),
    }


def test_what_was_exported_comes_in_again_elsewhere_with_every_line(world, client):
    whole_plan(world)
    there = actions.write_plan(world.as_charlie, cycle_id=world.aldersea_cycle.pk, aim="The same", lead="Charlie")
    client.force_login(world.charlie)
    for kind in ("xlsx", "ods", "csv"):
        client.force_login(world.alice)
        file = client.get(f"/plan/files/?as={kind}").content
        client.force_login(world.charlie)
        sent = client.post(f"/plan/files/{there.pk}/in/", {"file": SimpleUploadedFile("plan", file)})
        page = client.post(f"{sent.url}check/", selected(client.get(sent.url).text), follow=True).text
        if kind == "xlsx":
            assert "Brought in: objectives 1, actions 2, milestones 1." in page
        else:
            assert "Every line of it is in the plan already." in page
    assert Action.objects.filter(objective__plan=there, title=FORMULA).get().ends == today() - 3 * DAY
    assert Milestone.objects.get(plan=there).title == "All landlords agreed"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (row("x" * 5000), "Shorten this to 200 letters: it has 5,000 now."),
        (row("Ask", end="ongoing"), "Give a date such as 31 March 2027: “ongoing” is none."),
        (row("Ask", end="05/13/2027"), "Write the day before the month."),
        (row("Ask", lead=""), "Say who is responsible, in words: they need no account."),
        (row("Ask", rag="purple"), "Write red, amber, green, done or not started."),
        (row("Ask", area="Moon"), "This is none of the ten areas"),
        (row("", notes="Something"), "Say what is to be done, or empty this row."),
        (row("Good one"), "This stands twice under the same objective: keep one of them."),
    ],
)
def test_one_bad_row_keeps_everything_out_and_says_what_to_do(plan, bring, bad, says):
    looked = bring(csv_of(row("Good one"), bad))
    assert says in looked.text
    assert "1 of 2 rows cannot be brought in. It is all or nothing." in looked.text
    bring(csv_of(row("Good one"), bad), press={})
    assert not Objective.objects.exists()


def test_a_circle_is_refused_in_words(plan, bring):
    header = ["Objective", "Area", "Action", "Lead", "End", "Waits for"]
    end = today().isoformat()
    rows = [["Dry", "A6", "One", "Tom", end, "Two"], ["Dry", "A6", "Two", "Tom", end, "One"]]
    assert "“One” waits for “Two”, which waits for “One”" in bring(csv_of(*rows, header=header)).text
    rows[1][5] = ""
    bring(csv_of(*rows, header=header), press={})
    assert Action.objects.get(title="One").waits_for.get().title == "Two"


def test_a_plan_copied_from_last_year_is_offered_to_be_moved(plan, bring):
    ends = [today().replace(day=15, year=today().year - 1), today().replace(day=16, year=today().year - 1)]
    file = csv_of(*(row(f"Ask {at}", end=end.isoformat()) for at, end in enumerate(ends)))
    looked = bring(file).text
    assert "It looks like a plan copied from last year" in looked
    assert "shift=1" in looked
    assert "2 lines would come in" in bring(file, shift="1").text
    bring(file, press={}, shift="1")
    assert {day.year for day in Action.objects.values_list("ends", flat=True)} == {today().year}


def test_one_wrong_date_among_right_ones_is_no_copied_plan(plan, bring):
    wrong = row("Ask", end=today().replace(day=15, year=today().year - 1).isoformat())
    looked = bring(csv_of(row("One"), row("Two"), wrong)).text
    assert "is not in this plan, which runs from" in looked
    assert "shift=" not in looked


def test_an_owner_is_found_only_by_their_exact_address(world, plan, bring):
    bring(
        csv_of(
            row("By address", lead="Someone", email="OWNER@example.org"),
            row("By name", lead="Owner"),
            row("Without account", lead="Jo at the college", email="jo@college.example"),
            row("Of the next council", lead="Charlie", email="charlie@example.org"),
        ),
        press={},
    )
    found = {one.title: (one.owner, one.lead_email) for one in Action.objects.all()}
    assert found == {
        "By address": (world.people[Role.OWNER], ""),
        "By name": (None, ""),
        "Without account": (None, "jo@college.example"),
        "Of the next council": (None, "charlie@example.org"),
    }


def test_only_those_who_edit_the_plan_bring_one_in(world, plan, client):
    client.force_login(world.charlie)
    assert client.get(f"/plan/files/{plan.pk}/in/").status_code == 404
    for role in (Role.BOARD, Role.OWNER, Role.CRITICAL_FRIEND):
        client.force_login(world.people[role])
        assert client.get(f"/plan/files/{plan.pk}/in/").status_code == 403
    client.force_login(world.alice)
    kept = client.post(f"/plan/files/{plan.pk}/in/", {"file": SimpleUploadedFile("p.csv", csv_of(row("Ask")))}).url
    client.force_login(world.bob)
    assert client.get(kept).status_code == 404, "a file is kept for whoever chose it"


def test_a_picture_is_refused_with_what_to_choose(plan, bring, client):
    sent = client.post(f"/plan/files/{plan.pk}/in/", {"file": SimpleUploadedFile("p.xlsx", b"\x89PNG\r\n\x1a\n....")})
    assert "This is a picture, not a table" in sent.content.decode()
