"""Finishing later, changing one's mind and taking answers back, by thumb on a narrow phone without JavaScript."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Draft, Round, SealedResponse
from tests.world import build_world


@pytest.fixture
def round_(transactional_db) -> Round:
    world = build_world()
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=actions.install_shipped_instruments(system_scope())[0].pk,
        slug="spring",
        title="Spring survey",
        opens=today() - dt.timedelta(days=20),
        closes=today() + dt.timedelta(days=20),
    )


def _press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).last.click()


def _code(page: Page) -> str:
    return page.locator(".nb-own-code").inner_text()


def test_from_finish_later_to_taken_back(phone, look, round_):
    phone.goto(f"/s/{round_.code}/")
    _press(phone, "Start")
    phone.get_by_label("18 to 20").check()
    _press(phone, "Finish later")
    expect(phone.get_by_role("heading", name="You can finish later")).to_be_visible()
    look(phone)
    code = _code(phone)
    assert Draft.objects.count() == 1

    phone.goto("/back/")
    look(phone)
    phone.get_by_label("Your code").fill("not my code")
    _press(phone, "Find my answers")
    look(phone)
    phone.get_by_label("Your code").fill(code)
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("18 to 20")).to_be_checked()
    for _ in range(10):
        _press(phone, "Continue")
    phone.get_by_label("I may want to change my mind. Give me a code").check()
    look(phone)
    _press(phone, "Send my answers")
    assert _code(phone) == code
    look(phone)

    phone.goto("/back/")
    phone.get_by_label("Your code").fill(code)
    _press(phone, "Find my answers")
    look(phone)
    _press(phone, "Change my answers")
    look(phone)
    _press(phone, "Send my answers")
    expect(phone.get_by_role("heading", name="Your new answers have been sent")).to_be_visible()

    phone.goto("/back/")
    phone.get_by_label("Your code").fill(code)
    _press(phone, "Find my answers")
    _press(phone, "Take my answers back")
    look(phone)
    _press(phone, "Yes, take them back")
    look(phone)
    assert not SealedResponse.objects.exists()
    assert not Draft.objects.exists()
