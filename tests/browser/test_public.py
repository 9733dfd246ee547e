"""The public page in a real Chromium: on a phone, without JavaScript, and how much it weighs all told."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from newbelongings.domain.plans import actions as plans
from newbelongings.domain.replies import actions as replies
from tests.answering import days_ago, issue_of, publish
from tests.browser.test_survey_for_everyone import CUT_OFF
from tests.pledge_world import pledge

WEIGHT = 60_000


def _fill(world) -> None:
    """Something of every kind of card, and enough of them for a second page."""
    states = [
        {"state": "did"},
        {"state": "doing", "promised_by": days_ago(-90), "promised_who": "The head of housing"},
        {"state": "cannot", "answer": "It would cost £190,000 a year.", "changed": ""},
    ]
    for number in range(12):
        publish(world, title=f"Reply number {number}", area=f"A{number % 3 + 5}", **states[number % 3])
    issue_of(world.as_alice, quotable=True)
    plans.choose_priority(world.as_alice, cycle_id=world.cycle.pk, title="A bed", area="A9", chosen_by="The forum")
    wrong = publish(world, title="Wrong", issue_ids=[issue_of(world.as_alice, "Taken down").pk])
    replies.withdraw_reply(world.as_alice, reply_id=wrong.pk, because="It was about another council.")


def test_every_kind_of_card_stands_on_a_phone_and_on_a_desk(world, phone: Page, page: Page, look):
    _fill(world)
    for screen in (phone, page):
        for address in ("/", "/c/ravensmere/", "/c/ravensmere/what-happens/"):
            screen.goto(address)
            look(screen)


def test_without_javascript_one_filters_and_pages_on(world, new_context, live_server):
    _fill(world)
    page = new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    page.goto("/c/ravensmere/")
    page.get_by_role("link", name="Show the next ones").click()
    expect(page.get_by_text("Showing 7 to 12 of 12 answers.")).to_be_visible()
    page.get_by_label("Show me").select_option("A5")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("article")).to_have_count(4)
    page.get_by_role("link", name="Who to ring now").click()
    expect(page.get_by_role("link", name="116 123")).to_be_visible()


@pytest.mark.parametrize("part", ["", "forum/", "pledge/", "tell-us/", "hear/", "what-happens/"])
def test_from_right_to_left_nothing_is_cut_off(world, phone: Page, part: str):
    _fill(world)
    pledge(world)
    phone.goto(f"/c/ravensmere/{part}")
    phone.locator("html").evaluate("html => { html.dir = 'rtl'; }")
    assert phone.evaluate(CUT_OFF) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    mark = phone.locator(".nb-masthead__name").bounding_box()
    assert mark["x"] + mark["width"] > 290, "the name begins where reading begins"


@pytest.mark.parametrize("width", [320, 1280])
def test_from_right_to_left_the_thread_runs_the_other_way(world, page: Page, width):
    _fill(world)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/c/ravensmere/")
    page.locator("html").evaluate("html => { html.dir = 'rtl'; }")
    card = page.get_by_role("article").filter(has=page.locator(".nb-thread__knot--loop")).first
    stops = [stop.bounding_box() for stop in card.locator(".nb-thread__stop").all()]
    knots = [knot.bounding_box() for knot in card.locator(".nb-thread__knot").all()]
    for stop, knot in zip(stops, knots, strict=True):
        assert knot["x"] + knot["width"] / 2 > stop["x"] + stop["width"] / 2, "each knot is on the right of its stop"
    if width == 1280:
        assert stops[0]["x"] > stops[1]["x"] > stops[2]["x"], "what was said is on the right, what changed on the left"
    assert card.locator(".nb-thread__knot--loop").evaluate("knot => getComputedStyle(knot).scale") == "-1 1"


def test_all_that_a_phone_fetches_is_under_60_kb(world, phone: Page):
    _fill(world)
    fetched: list[Response] = []
    phone.on("response", lambda response: fetched.append(response))
    phone.goto("/c/ravensmere/", wait_until="networkidle")
    weights = {response.url: _as_sent(response) for response in fetched}
    assert any("site.css" in url for url in weights)
    assert any(".woff2" in url for url in weights)
    assert sum(weights.values()) < WEIGHT, weights


def _as_sent(response: Response) -> int:
    """Bytes as they travel: fonts as they are, everything else compressed."""
    body = response.body()
    return len(body) if ".woff2" in response.url else len(gzip.compress(body))
