"""The survey on a narrow phone with JavaScript off, as Chromium draws it."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import ForumInterest, Round, SealedResponse
from tests.world import build_world


@pytest.fixture
def round_(transactional_db) -> Round:
    world = build_world()
    instrument = actions.install_shipped_instruments(system_scope())[0]
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="spring",
        title="Spring survey",
        opens=today() - dt.timedelta(days=20),
        closes=today() + dt.timedelta(days=20),
    )


def _press(page: Page, words: str) -> None:
    # The last: a hidden twin of Continue makes Enter press it.
    page.get_by_role("button", name=words).last.click()


def _go_on(page: Page, number: int) -> None:
    _press(page, "Continue")
    expect(page.get_by_text(f"Question {number} of 10.")).to_be_visible()


def test_answering_by_thumb_and_by_keyboard(phone, look, round_):
    phone.goto(f"/s/{round_.code}/")
    look(phone)
    _press(phone, "Start")
    phone.get_by_label("18 to 20").check()
    look(phone)
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Question 2 of 10.")).to_be_visible()
    look(phone)
    for number in (3, 4, 5):
        _go_on(phone, number)
    phone.get_by_label("First thing").fill("x" * 2001)
    _press(phone, "Continue")
    look(phone)
    phone.get_by_role("link", name="Make this shorter").click()
    expect(phone.get_by_label("First thing")).to_be_focused()
    phone.keyboard.press("Control+a")
    phone.keyboard.type("I moved three times in one year")
    for number in (6, 7):
        _go_on(phone, number)
    phone.go_back()
    _go_on(phone, 7)
    for number in (8, 9, 10):
        _go_on(phone, number)
    _press(phone, "Continue")
    expect(phone.get_by_text("I moved three times in one year")).to_be_visible()
    look(phone)
    _press(phone, "Send my answers")
    look(phone)
    assert SealedResponse.objects.count() == 1
    phone.get_by_role("link", name="Hear about the forum").click()
    _press(phone, "Put me on the list")
    look(phone)
    phone.get_by_label("What should we call you?").fill("Jay")
    phone.get_by_label("How can we reach you?").fill("through my adviser")
    _press(phone, "Put me on the list")
    look(phone)
    assert ForumInterest.objects.count() == 1


def test_every_question_on_one_page_at_a_desk(page, look, round_):
    page.goto(f"/s/{round_.code}/")
    _press(page, "See all the questions on one page")
    look(page)
    page.get_by_label("What advice would you give").fill("Ask twice.")
    _press(page, "Check my answers")
    page.get_by_role("button", name="Change your answer to: Advice").click()
    expect(page.get_by_label("What advice would you give")).to_be_in_viewport()
    expect(page.get_by_label("What advice would you give")).to_have_value("Ask twice.")


def test_a_link_that_nobody_knows(phone, look, db):
    phone.goto("/s/zzzzzzzz/")
    look(phone)
