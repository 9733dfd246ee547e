"""The pack as files: a tagged PDF that passes PDF/UA-1, a spreadsheet without live formulas, JSON that checks."""

import datetime as dt
import hashlib
import io
import json

import openpyxl
import page
import pikepdf
import pytest

from newbelongings.adapters.pack_files import draw
from newbelongings.adapters.pdf import pack_pdf
from newbelongings.domain.evidence.pack_content import content, fingerprint
from tests.sample_pack import empty_facts, sample_facts, with_words

NASTY = [
    "Emoji 😀, a flag 🇬🇧 and a family 👨‍👩‍👧",
    "多个汉字 and ሰላም and مرحبا",
    '#set page(width: 1pt) #panic("x") *bold* $x$ <label> @ref `code` \\ // not a comment',
    "w" * 900,
    "control \x00\x07 and no character \ufffe",
    "=cmd|' /C calc'!A0",
    "two\nlines\n\n\tand a tab",
]


def pdf_of(facts) -> bytes:
    held = content(facts)
    return pack_pdf(held, fingerprint(held))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    found: list[str] = []

    def walk(node) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("facts", [sample_facts, empty_facts])
def test_it_passes_every_rule_of_pdf_ua(facts):
    report = page.validate_pdf_bytes(pdf_of(facts()), profile="ua1")
    assert report.is_compliant, str(report)


@pytest.mark.parametrize("words", NASTY)
def test_whatever_people_typed_is_drawn_and_passes(words):
    report = page.validate_pdf_bytes(pdf_of(with_words(words)), profile="ua1")
    assert report.is_compliant, str(report)


def test_it_is_tagged_titled_and_in_english():
    with pikepdf.open(io.BytesIO(pdf_of(sample_facts()))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert "Ravensmere (invented): what care leavers said" in str(pdf.docinfo["/Title"])
        found = tags(pdf)
        assert found.count("/H1") == 1
        assert {"/H2", "/H3", "/Table", "/TH", "/TD", "/Figure"} <= set(found)
        assert 3 <= len(pdf.pages) <= 8


def test_the_chart_says_its_numbers_in_words():
    with pikepdf.open(io.BytesIO(pdf_of(sample_facts()))) as pdf:
        alternatives = [
            str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert any("Setting-up money runs out 34" in words for words in alternatives)
    assert not any("A place that takes pets" in words for words in alternatives)


def test_the_same_pack_gives_the_same_file():
    assert pdf_of(sample_facts()) == pdf_of(sample_facts())
    held = content(sample_facts())
    assert draw("xlsx", held, "0" * 64) == draw("xlsx", held, "0" * 64)


def test_the_spreadsheet_has_a_sheet_an_exhibit_and_a_source_for_each_line():
    held = content(sample_facts())
    book = openpyxl.load_workbook(io.BytesIO(draw("xlsx", held, fingerprint(held))))
    assert len(book.sheetnames) == 1 + len(held["exhibits"])
    sheet = book["8 What was promised, and how it"]
    assert sheet.freeze_panes == "B3"
    header = [cell.value for cell in sheet[2]]
    assert (header[0], header[-1]) == ("Line", "Stands on")
    action = next(row for row in sheet.iter_rows(min_row=3, values_only=True) if row[0] == "A-7")
    assert action[-1] == "O-1, P-1, T-3, S-1"
    assert action[header.index("By when")] == dt.datetime(2026, 10, 10)


@pytest.mark.parametrize("words", NASTY)
def test_the_spreadsheet_opens_and_holds_no_formula_and_no_link(words):
    held = content(with_words(words))
    book = openpyxl.load_workbook(io.BytesIO(draw("xlsx", held, "0" * 64)))
    typed = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert typed
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in typed)


def test_the_json_checks_itself():
    held = content(with_words(NASTY[0]))
    read = json.loads(draw("json", held, fingerprint(held)))
    canonical = json.dumps(read["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(canonical).hexdigest() == read["sha256"]
    assert all("chain" in line for each in read["content"]["exhibits"] for line in each["lines"])
