"""The pages that say what themes amount to."""

import datetime as dt

import pytest
from pypdfium2 import PdfDocument

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.themes import actions, queries
from tests.amounts_world import Crowd, round_of

THEN = [Crowd(20, "Rooms"), Crowd(30, "Letters"), Crowd(100, age="16-17")]
NOW = [Crowd(70, "Rooms", ("best", "worst"), "negative"), Crowd(33, "Letters"), Crowd(70, age="16-17")]


@pytest.fixture
def two_years(world):
    starts = world.cycle.starts - dt.timedelta(days=365)
    earlier = authorities.start_cycle(world.as_system(), starts=starts, ends=starts + dt.timedelta(days=364))
    round_of(world.as_alice, earlier, THEN, slug="before")
    round_of(world.as_alice, world.cycle, NOW, slug="now")
    return earlier


@pytest.fixture
def board(world, client):
    client.force_login(world.people[Role.BOARD])
    return client


def test_the_list_can_be_asked_for_one_question_and_another_order(board, two_years):
    page = board.get("/themes/?question=worst&order=mentions").text
    assert "of 70 who answered “Worst things about leaving care”" in page
    assert "Most mentions first" in page
    assert 'data-label="Negative">70' in page
    assert "Letters</a><span" not in page


def test_a_theme_says_when_they_were_asked_what(board, two_years):
    page = board.get("/themes/").text
    address = page.split("Rooms</a>")[0].rsplit('href="', 1)[1].split('"')[0]
    one = board.get(address).text
    assert "70 of 173" in one
    assert "Worst things about leaving care" in one
    assert "What people wrote" not in one


def test_groups_that_stand_out_come_first_in_words(board, two_years):
    page = board.get("/themes/by-group/").text
    assert "“18 to 20” speak more of rooms: 68 in every 100, against 0 of everybody else." in page
    assert "Who speaks of what" in page


def test_what_changed_is_said_with_its_interval(board, two_years):
    page = board.get("/themes/since/").text
    assert "What changed from" in page
    assert "More people" in page
    assert "No clear change" in page
    assert "more in every 100" in page


def test_without_an_earlier_year_the_page_says_so(client, world):
    client.force_login(world.alice)
    assert "no earlier year to compare with" in client.get("/themes/since/").text


def test_in_short_says_who_was_heard_what_is_done_what_changed_and_what_cannot_be_said(board, world, two_years):
    theme = queries.themes(world.as_alice, world.cycle.pk).get(name="Rooms")
    actions.clear_quotation(world.as_alice, theme_id=theme.pk, words="My room is cold.")
    plans.choose_priority(world.as_alice, cycle_id=world.cycle.pk, title="Warm rooms", area="A6", theme_ids=[theme.pk])
    page = board.get("/themes/in-short/").text
    assert "173 care leavers answered." in page
    assert "70 of 173 people" in page
    assert "“My room is cold.”" in page
    assert "It is a priority. Nothing is in the plan for it yet." in page
    assert "Nothing is planned yet." in page
    assert "More people speak of rooms: 40 in every 100, against 13 in Year" in page
    assert "5 people or fewer" in page


def test_in_short_quotes_what_was_cleared_before_a_theme_was_merged(board, world, two_years):
    rooms = queries.themes(world.as_alice, world.cycle.pk).get(name="Rooms")
    twin = actions.add_theme(world.as_alice, cycle_id=world.cycle.pk, area="A6", name="Cold places")
    actions.clear_quotation(world.as_alice, theme_id=twin.pk, words="Ice on the window.")
    actions.merge_themes(world.as_alice, theme_ids=[twin.pk], into_id=rooms.pk)
    assert "“Ice on the window.”" in board.get("/themes/in-short/").text


def test_in_short_is_a_pdf_of_one_page_with_the_same_words(board, two_years):
    answer = board.get("/themes/in-short/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfDocument(answer.content)
    assert len(pdf) == 1
    words = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert "Rooms: 70 of 173 people" in words
    assert "What we cannot say" in words


def test_in_short_says_so_when_nobody_was_asked(client, world):
    client.force_login(world.alice)
    page = client.get("/themes/in-short/").text
    assert "Nobody has been asked this year yet." in page
    assert "No theme was spoken of by enough people to show yet." in page
