"""Posters and questionnaires as PDF/UA-1, from any instrument, whatever stands in it."""

import io

import page
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.template import Context, Template

from newbelongings.adapters.pdf import poster_pdf, questionnaire_pdf
from newbelongings.adapters.qr import qr_svg
from newbelongings.domain.surveys import queries
from newbelongings.domain.surveys.instruments import SHIPPED, install_shipped_instruments
from newbelongings.web.workspace.helped.questionnaire import (
    LARGE,
    ORDINARY,
    only_if_ticked,
    paper_content,
    poster_content,
)
from tests.adapters.test_pdf import NASTY, tags
from tests.helped_world import helped_round

ADDRESS = "https://a-rather-long-name.council.example.gov.uk/s/bcdfghjk/"


def is_accessible(pdf: bytes) -> None:
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.is_compliant, str(report)


@pytest.fixture
def round_(world):
    return helped_round(world)


def paper_of(round_, questions=None, size=ORDINARY) -> bytes:
    questions = questions or queries.instrument_questions(round_.instrument_id)
    return questionnaire_pdf(paper_content(round_, questions, size=size, back_to=""))


@pytest.mark.parametrize("size", [ORDINARY, LARGE])
def test_every_kind_of_question_on_paper(round_, size):
    pdf = paper_of(round_, size=size)
    is_accessible(pdf)
    words = " ".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(pdf))
    words = " ".join(words.split())
    for said in (
        "1. How old are you?",
        "Only if you ticked “No” or “Not sure” in question 2.",
        "0 means: Not at all. 10 means: Completely.",
        "Tick as many as you like.",
        "Third thing, if you have one",
        "This is private, but not anonymous.",
        "Samaritans",
        "Sheet number",
        "seeing who I want to see",
    ):
        assert said in words, said


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_shipped_questionnaire_can_be_printed(world, round_, slug):
    (instrument,) = [made for made in install_shipped_instruments(world.as_system()) if made.slug == slug]
    is_accessible(paper_of(round_, queries.instrument_questions(instrument.pk)))


@pytest.mark.parametrize("words", NASTY)
def test_whatever_stands_in_a_questionnaire_is_drawn_and_passes(round_, words):
    content = paper_content(round_, queries.instrument_questions(round_.instrument_id), size=ORDINARY, back_to=words)
    content["questions"][0] |= {"text": words, "hint": words}
    content["questions"][4]["options"][0]["text"] = words
    is_accessible(questionnaire_pdf(content))


def test_it_is_tagged_titled_and_its_boxes_are_lists(round_):
    with pikepdf.open(io.BytesIO(paper_of(round_))) as pdf:
        found = tags(pdf)
        assert str(pdf.docinfo["/Title"]) == "Winter survey: questions on paper"
        assert found.count("/H1") == 1 and found.count("/H2") >= 9 and "/L" in found and "/Lbl" in found


def test_a_condition_on_paper_goes_by_ticks_and_numbers(round_):
    questions = queries.instrument_questions(round_.instrument_id)
    by_name = {question.name: question for question in questions}
    assert only_if_ticked(by_name["age"], questions) == ""
    assert only_if_ticked(by_name["adviser-why"], questions) == "Only if you ticked “No” or “Not sure” in question 8."


@pytest.mark.parametrize("address", [ADDRESS, "http://nb.uk/s/bcdfghjk/"])
def test_the_poster_is_accessible_and_scans_from_its_pixels(round_, address):
    content = poster_content(round_, queries.instrument_questions(round_.instrument_id))
    pdf = poster_pdf(content, address=address.partition("://")[2].rstrip("/"), qr=qr_svg(address))
    is_accessible(pdf)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert [found.text for found in zxingcpp.read_barcodes(document[0].render(scale=2).to_numpy())] == [address]


def test_the_code_can_stand_in_a_page_under_the_strict_policy():
    drawn = Template("{{ svg|safe }}").render(Context({"svg": qr_svg(ADDRESS)}))
    assert drawn.startswith("<svg") and "style" not in drawn and "script" not in drawn
