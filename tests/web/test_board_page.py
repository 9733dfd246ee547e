"""The one page for the board: who reads it, that it says what is so, and that its four forms say the same."""

import io
import re
from html import unescape

import docx
import page
import pypdfium2
import pytest
from pptx import Presentation

from newbelongings.domain.evidence.board import board_page
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions
from newbelongings.domain.plans.models import Action, Update
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes import queries
from tests.amounts_world import Crowd, round_of
from tests.commitments_world import promise
from tests.whole_plan import DAY, FORMULA, whole_plan

QUOTED = "At 18 they stop ringing."


@pytest.fixture
def made(world):
    round_of(world.as_alice, world.cycle, [Crowd(8, "Rooms"), Crowd(3, "Money"), Crowd(9)])
    rooms = queries.themes(world.as_alice, world.cycle.pk).get(name="Rooms")
    themes.clear_quotation(world.as_alice, theme_id=rooms.pk, words=QUOTED)
    made = whole_plan(world)
    promise(world)
    return made


def composed(world):
    return board_page(world.scope(world.people[Role.BOARD]), cycle_id=world.cycle.pk)


def squeezed(words):
    """Words without the spaces in which forms may differ."""
    return re.sub(r"[\s\u200b]+", "", words)


def test_each_part_says_what_is_so_and_whose_words_it_answers(world, made):
    said, promised, done, late, asked = composed(world).sections
    assert said.lead == "20 care leavers answered."
    assert [(line.words, line.beside) for line in said.lines] == [("Rooms", "8 of 20 people")]
    assert said.quotation == f"“{QUOTED}”"
    assert promised.lead == "1 objective, 2 actions and 1 milestone."
    assert [(line.beside, line.answers) for line in promised.lines] == [
        ("1 of 2 actions done, 1 late", "Answers: Damp (forum).")
    ]
    assert done.lead == "1 of 3 actions and milestones are done. Care leavers were told of 0 of the 1 action done."
    assert [(line.words, line.beside) for line in late.lines] == [
        (FORMULA, "Amber, 3 days late. Lead: Tom, housing, tom@council.example")
    ]
    assert f"“{FORMULA}”" in asked.lines[0].words
    assert asked.lines[0].answers == "Answers: Damp (forum)."
    assert asked.lines[1].words == "Keep this promise: Ten apprenticeships in my departments"
    assert asked.lines[1].answers == "No care leaver’s words lead to it yet."


def test_a_small_number_is_on_no_form(world, made):
    """Three people spoke of money: neither they nor the theme are shown."""
    assert "Money" not in " ".join(composed(world).words())


def test_red_comes_before_late_and_what_is_done_is_asked_no_more(world, made):
    actions.add_update(world.as_alice, rag="red", words="No money", milestone_id=made.milestone.pk)
    asked = composed(world).sections[4]
    assert "the milestone “All landlords agreed”" in asked.lines[0].words
    assert asked.lines[0].beside == "Red"
    actions.add_update(world.as_alice, rag="done", words="Agreed", milestone_id=made.milestone.pk)
    actions.add_update(world.as_alice, rag="done", words="Agreed", action_id=made.late.pk)
    assert not [line for line in composed(world).sections[4].lines if "stands in the way" in line.words]
    assert composed(world).sections[3].lead == "Nothing is past its day."


def test_screen_paper_slides_and_word_say_the_same(world, made, client):
    client.force_login(world.people[Role.BOARD])
    words = composed(world).words()
    assert len(" ".join(words).split()) < 450, "two minutes to read"
    screen = unescape(re.sub(r"<[^>]+>", " ", client.get("/board/").text))
    files = {kind: client.get(f"/board/{kind}/").content for kind in ("pdf", "pptx", "docx")}
    assert page.validate_pdf_bytes(files["pdf"], profile="ua1").is_compliant
    paper = pypdfium2.PdfDocument(files["pdf"])
    assert len(paper) == 1
    forms = {
        "screen": screen,
        "paper": paper[0].get_textpage().get_text_bounded(),
        "slides": "\n".join(_slide_words(files["pptx"])),
        "word": "\n".join(p.text for p in docx.Document(io.BytesIO(files["docx"])).paragraphs),
    }
    for name, found in forms.items():
        place = 0
        for part in words:
            at = squeezed(found).find(squeezed(part), place)
            assert at >= 0, f"{name} does not say in its place: {part}"
            place = at + len(squeezed(part))
    for name in ("slides", "word"):
        assert squeezed(forms[name]) == squeezed("".join(words)), name


def _slide_words(file):
    for slide in Presentation(io.BytesIO(file)).slides:
        assert slide.shapes[0] == slide.shapes.title, "the title is read first"
        yield from (shape.text_frame.text for shape in slide.shapes)


def test_slides_and_word_can_be_walked(world, made, client):
    client.force_login(world.alice)
    show = Presentation(io.BytesIO(client.get("/board/pptx/").content))
    titles = [slide.shapes.title.text for slide in show.slides]
    assert len(set(titles)) == len(titles) >= 6
    assert all(shape.is_placeholder for slide in show.slides for shape in slide.shapes)
    assert show.core_properties.title == "One page for the board"
    document = docx.Document(io.BytesIO(client.get("/board/docx/").content))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in composed(world).sections]
    assert [p.text for p in document.paragraphs if p.style.name == "Intense Quote"] == [f"“{QUOTED}”"]
    assert [p for p in document.paragraphs if p.style.name == "List Bullet"]


def test_before_there_is_anything_it_says_what_to_ask_for(world):
    said, promised, done, late, asked = composed(world).sections
    assert said.lead == "No care leaver has answered yet."
    assert promised.lead == "There is no plan for this year yet."
    assert asked.lead == "Ask who will write the plan, and by when."
    assert not (done.lines or late.lines or asked.lines)


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADVISER, Role.CRITICAL_FRIEND, Role.CLUSTER, Role.PROGRAMME])
def test_it_is_for_the_board_and_those_who_run_the_year(world, made, client, role):
    client.force_login(world.people[role])
    assert client.get("/board/").status_code == 403
    with pytest.raises(NotAllowed):
        board_page(world.scope(world.people[role]), cycle_id=world.cycle.pk)


def test_alice_bob_and_the_board_read_it_and_charlie_reads_her_own(world, made, client):
    for person in (world.alice, world.bob, world.people[Role.BOARD]):
        client.force_login(person)
        assert "Every first home is dry" in client.get("/board/").text
    client.force_login(world.charlie)
    assert "There is no plan for this year yet." in client.get("/board/").text
    with pytest.raises(NotFound):
        board_page(world.as_charlie, cycle_id=world.cycle.pk)


def test_its_statements_do_not_grow(world, made, client, django_assert_max_num_queries):
    for number in range(20):
        action = actions.add_action(
            world.as_alice,
            objective_id=made.objective.pk,
            title=f"Action {number}",
            lead="Head of service",
            starts=world.cycle.starts,
            ends=today() - DAY,
        )
        Update.objects.bulk_create(
            Update(action=action, rag="red", words="It goes on", made_by="Bob", made_on=today()) for _ in range(20)
        )
    assert Action.objects.count() == 22
    client.force_login(world.people[Role.BOARD])
    with django_assert_max_num_queries(40):
        text = client.get("/board/").text
    assert "And 18 more, in the plan." in text
