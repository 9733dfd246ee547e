"""Files that people really send: what is read, what was assumed, and what is turned away in one sentence."""

import codecs
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newbelongings.adapters.tables import Unreadable, open_table


@pytest.fixture
def send(tmp_path):
    """Write some bytes to a file and open it as a table."""

    def write(content, name="answers.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_table(path)

    return write


def cells(table):
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_reads_csv_with_any_usual_separator(send, mark):
    table = send(f"stage{mark}advice\nother{mark}Ask twice\n")
    assert table.header == ("stage", "advice")
    assert [(row.number, row.cells) for row in table.rows()] == [(2, ["other", "Ask twice"])]


@pytest.mark.parametrize(
    ("encode", "note"),
    [
        (lambda text: text.encode(), ""),
        (lambda text: codecs.BOM_UTF8 + text.encode(), ""),
        (lambda text: text.encode("utf-16"), ""),
        (lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), ""),
        (lambda text: text.encode("cp1252"), "Windows-1252"),
    ],
)
def test_reads_the_encodings_that_people_send_and_says_what_it_assumed(send, encode, note):
    table = send(encode("advice\nIt cost £5 – don’t pay\n"))
    assert cells(table) == [["It cost £5 – don’t pay"]]
    assert note in table.note
    assert bool(note) == bool(table.note)


def test_reads_json_lines_with_keys_that_differ(send):
    table = send('{"id": 1, "text": "more help", "areas": ["A1", "A2"]}\n\n{"text": "less noise", "sure": true}\n')
    assert table.header == ("id", "text", "areas", "sure")
    assert [(row.number, row.cells) for row in table.rows()] == [
        (1, ["1", "more help", "A1; A2", ""]),
        (3, ["", "less noise", "", "true"]),
    ]


def test_reads_the_first_sheet_of_a_workbook_and_says_so(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["age", "advice", "week"])
    book.active.append([17, "=1+1 is two", None])
    book.active.append([None, None, None])
    book.active.append([18.5, True, "2026-03-02"])
    book.active["B2"].data_type = "s"
    book.create_sheet("Notes")
    book.save(tmp_path / "answers.xlsx")
    table = open_table(tmp_path / "answers.xlsx")
    assert [(row.number, row.cells) for row in table.rows()] == [
        (2, ["17", "=1+1 is two", ""]),
        (4, ["18.5", "TRUE", "2026-03-02"]),
    ]
    assert "Only the first sheet" in table.note


def test_finds_the_sheet_whose_header_fits_with_titles_above_it(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Cover"])
    page = book.create_sheet("List 9")
    for row in (["Leaving care services", None], [None], ["Child ID", "Eligibility"], [17, "b)"], [None, None]):
        page.append(row)
    book.save(tmp_path / "many.xlsx")
    table = open_table(tmp_path / "many.xlsx", fits=lambda cells: "Eligibility" in cells)
    assert table.header == ("Child ID", "Eligibility")
    assert [(row.number, row.cells) for row in table.rows()] == [(4, ["17", "b)"])]
    assert table.note == "Only the sheet, “List 9”, was read."
    assert open_table(tmp_path / "many.xlsx", fits=lambda cells: False).header == ("Cover",)


def test_says_which_cells_of_a_workbook_are_formulas(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["stage", "advice"])
    book.active.append(["other", "=SUM(A1:A9)"])
    book.save(tmp_path / "answers.xlsx")
    assert [row.formulas for row in open_table(tmp_path / "answers.xlsx").rows()] == [{1}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b"  \n \n", "This file is empty"),
        (b"%PDF-1.7 \n", "This is a PDF, not a table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a picture, not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old or locked Excel file"),
        (b"PK\x03\x04 and then nothing", "damaged or locked"),
        (b"\x7fELF\x02\x01\x01\x00\x00\n\x00\x01", "not text that can be read"),
        (b"\xff\xfeabc", "letters of this file cannot be read"),
        (b"caf\x81 \xe9\nx\n", "letters of this file cannot be read"),
        (b",,,\n,,,\n", "This file is empty"),
        (b"{}\n{}\n", "first row should hold the names"),
        (b"stage,advice,stage\n1,2,3\n", "Two columns are called"),
        (b'[{"text": "one list"}]', "save it as JSON lines"),
        (b'"stage,advice\nother,yes\n', "quotation marks"),
        (b"a" * 400 + b"\nb\n", "far too long"),
        (b",".join(b"c%d" % n for n in range(300)) + b"\n", "more than 200 columns"),
    ],
)
def test_turns_away_what_is_no_table_with_one_sentence(send, content, words):
    with pytest.raises(Unreadable, match=words):
        send(content)


def test_a_file_is_known_by_what_is_in_it_not_by_its_name(send):
    assert send("advice\nAsk twice\n", name="answers.xlsx").kind == "csv"


def test_turns_away_a_file_over_the_limit(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.write(b"advice\n")
        file.truncate(70 * 2**20)
    with pytest.raises(Unreadable, match="70 MB and the limit is 60 MB"):
        open_table(path)


def test_turns_away_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Unreadable, match="no file answers.csv"):
        open_table(tmp_path / "answers.csv")


def _package(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_turns_away_a_workbook_that_would_fill_the_memory(tmp_path):
    path = tmp_path / "bomb.xlsx"
    _package(path, {"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": b"\x00" * (90 * 2**20)})
    assert path.stat().st_size < 2**20
    with pytest.raises(Unreadable, match="unpacks to far more than it should"):
        open_table(path)


def test_turns_away_a_workbook_that_declares_entities(tmp_path):
    path = tmp_path / "laughs.xlsx"
    _package(path, {"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "ha">]><workbook>&a;</workbook>'})
    with pytest.raises(Unreadable, match="unpacks to far more than it should"):
        open_table(path)


@pytest.mark.parametrize("parts", [{"word/document.xml": "<w/>"}, {"xl/workbook.xml": "<workbook"}])
def test_turns_away_other_packages_and_broken_workbooks(tmp_path, parts):
    path = tmp_path / "file.xlsx"
    _package(path, parts)
    with pytest.raises(Unreadable, match="not an Excel workbook|damaged"):
        open_table(path)


def test_a_broken_row_is_named_and_the_others_are_still_read(send):
    rows = list(send('stage,advice\nother,"he said "no" to me"\nother,fine\n').rows())
    assert [(row.number, bool(row.trouble)) for row in rows] == [(2, True), (3, False)]
    assert "quotation marks" in rows[0].trouble


@pytest.mark.parametrize("line", ["{not json", '["a list"]', "7", "[" * 100_000])
def test_a_broken_json_line_is_named_and_the_others_are_still_read(send, line):
    rows = list(send(f'{{"text": "one"}}\n{line}\n{{"text": "two"}}\n').rows())
    assert [(row.number, bool(row.trouble)) for row in rows] == [(1, False), (2, True), (3, False)]


def test_keeps_line_breaks_inside_an_answer(send):
    assert cells(send('advice\n"first\r\nsecond"\n')) == [["first\r\nsecond"]]


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=400) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused_and_never_crash(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "anything.csv"
    path.write_bytes(content)
    try:
        table = open_table(path)
        rows = list(table.rows())
    except Unreadable as problem:
        assert str(problem).endswith(".")
    else:
        assert table.header
        assert all(row.trouble or row.cells for row in rows)
