"""Telling the council what should change, on a narrow phone: without JavaScript, and looked at by a machine."""

from playwright.sync_api import Page, expect

from newbelongings.domain.forum import report_queries
from tests.public_forum_world import MOBILE, WORDS


def test_without_javascript_one_tells_the_council_and_asks_to_be_told(world, new_context, live_server):
    small = {"width": 320, "height": 640}
    page = new_context(base_url=live_server.url, java_script_enabled=False, viewport=small).new_page()
    page.goto("/c/ravensmere/")
    page.get_by_role("button", name="Tell us what should change").click()
    expect(page.get_by_role("link", name="116 123")).to_be_visible()
    page.get_by_label("What should change?").fill(WORDS)
    page.get_by_role("button", name="Send it").click()
    again = page.get_by_text("That was very quick.")
    expect(again.or_(page.get_by_role("heading", name="We have it"))).to_be_visible()
    if again.is_visible():
        expect(page.get_by_label("What should change?")).to_have_value(WORDS)
        page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="We have it")).to_be_visible()
    page.get_by_role("button", name="Tell me what comes of it").click()
    page.get_by_label("Your email or mobile number").fill(MOBILE)
    page.get_by_role("button", name="Tell me").click()
    page.get_by_role("button", name="Tell me").or_(page.get_by_text("It can take some weeks")).wait_for()
    if page.get_by_role("button", name="Tell me").is_visible():
        page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_text("It can take some weeks")).to_be_visible()
    assert page.context.cookies() == []
    report = report_queries.waiting_reports(world.as_alice).get()
    assert (report.words, report.heard) == (WORDS, True)


def test_the_form_stands_on_a_narrow_phone_also_with_what_is_to_be_put_right(world, phone: Page, look):
    phone.goto("/c/ravensmere/tell-us/")
    look(phone)
    phone.get_by_role("button", name="Send it").click()
    expect(phone.get_by_role("heading", name="One thing to put right")).to_be_visible()
    look(phone)
