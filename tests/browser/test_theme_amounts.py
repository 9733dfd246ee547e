"""What themes amount to, with something on each page: two years, groups, a cluster, a group to decide on."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.themes.finding import find_emerging
from tests.amounts_world import Crowd, council_of, round_of
from tests.emerging import strays_of

THEN = [Crowd(20, "Rooms"), Crowd(30, "Letters"), Crowd(100, age="16-17")]
NOW = [Crowd(70, "Rooms", ("best", "worst"), "negative"), Crowd(33, "Letters"), Crowd(70, age="16-17")]
PAGES = {
    "/themes/": "Rooms",
    "/themes/since/": "More people",
    "/themes/by-group/": "Rooms",
    "/themes/in-short/": "care leavers answered",
    "/themes/beside/": "The Moor",
}


@pytest.fixture
def heard(world):
    starts = world.cycle.starts - dt.timedelta(days=365)
    earlier = authorities.start_cycle(world.as_system(), starts=starts, ends=starts + dt.timedelta(days=364))
    round_of(world.as_alice, earlier, THEN, slug="before")
    round_of(world.as_alice, world.cycle, NOW, slug="now")
    others = [council_of(f"91{n}", NOW) for n in range(3)]
    authorities.form_cluster(world.as_system(), name="The Moor", authorities=[world.ravensmere, *others])


def test_each_page_is_sound_on_a_phone_and_at_a_desk(heard, world, page, phone, sign_in, look):
    for window in (phone, page):
        sign_in(window, world.alice)
        for address, words in PAGES.items():
            window.goto(address)
            expect(window.get_by_role("main")).to_contain_text(words)
            look(window)


def test_a_group_that_no_theme_fits_is_made_a_theme_by_keyboard_alone(world, page: Page, sign_in, look):
    find_emerging(world.as_system(), round_id=strays_of(world).pk)
    sign_in(page, world.alice)
    page.goto("/themes/emerging/")
    page.locator(".nb-lines a").first.focus()
    page.keyboard.press("Enter")
    first = page.locator("input[name=answer]").first
    expect(first).to_be_visible()
    look(page)
    first.focus()
    page.keyboard.press("Space")
    page.get_by_label("What people say").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("No pets allowed")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("No pets allowed")
    look(page)
