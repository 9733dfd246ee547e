"""A forum session in a real Chromium: two phones vote, priorities follow, and the plan says why in both layouts."""

import re

from django.core.cache import cache
from playwright.sync_api import expect

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.plans import actions
from newbelongings.domain.plans.models import Priority, Vote

PHONE = {"width": 320, "height": 640}


def test_two_phones_vote_and_their_reason_stands_in_both_layouts(page, new_context, live_server, sign_in, look, world):
    cache.clear()
    for title in ("Damp flats", "Nobody to ring", "Bus fares"):
        forum.raise_issue(world.as_bob, title=title, words=f"{title}.", area="A6")
    actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice")
    sign_in(page, world.bob)

    page.goto("/plan/priorities/")
    page.get_by_role("link", name="Hold a vote with the forum").click()
    expect(page.get_by_role("checkbox")).to_have_count(3)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Open the vote").click()
    expect(page.get_by_text("Each of you has 3 dots")).to_be_visible()
    look(page)
    code = page.locator(".nb-vote__code").inner_text()

    for dots in ({"Damp flats": "2 dots", "Bus fares": "1 dot"}, {"Damp flats": "1 dot", "Nobody to ring": "2 dots"}):
        context = new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
        phone = context.new_page()
        phone.goto("/vote/")
        phone.get_by_label("The code on the screen").fill(code)
        phone.get_by_role("button", name="Open the vote").click()
        for title, given in dots.items():
            phone.get_by_label(title).select_option(given)
        phone.get_by_role("button", name="Send my dots").click()
        expect(phone.get_by_role("heading", name="This phone has voted")).to_be_visible()
        phone.goto(f"/vote/{Vote.objects.get().code}/")
        expect(phone.get_by_role("button", name="Send my dots")).to_have_count(0)

    page.get_by_role("link", name="How many now?").click()
    expect(page.get_by_text("2 phones have voted")).to_be_visible()
    expect(page.locator(".nb-result__dots")).to_have_count(0)
    page.get_by_role("button", name="Close the vote and show the result").click()
    expect(page.locator(".nb-result__row").first).to_contain_text("Damp flats")
    expect(page.locator(".nb-result__row").first).to_contain_text("3 dots")
    look(page)
    page.get_by_role("link", name="Confirm what becomes a priority").click()
    page.get_by_role("button", name="Make these priorities").click()
    expect(page.get_by_role("heading", level=2, name="Damp flats")).to_be_visible()
    assert [row.title for row in Priority.objects.all()][0] == "Damp flats"

    # The order is changed by keyboard alone.
    down = page.get_by_role("button", name=re.compile("^Down.*Damp flats"))
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Damp flats” is number 2 now.")).to_be_visible()

    page.goto("/plan/")
    page.get_by_role("link", name="Set one for Damp flats").click()
    page.get_by_label("What you want to achieve").fill("Every first home is dry")
    page.get_by_label("It worked if").fill("No repair takes more than 14 days.")
    page.get_by_role("button", name="Set this objective").click()
    expect(page.get_by_text("The objective is in the plan")).to_be_visible()
    for address in ("/plan/brief/", "/plan/delivery/"):
        page.goto(address)
        heading = page.get_by_role("heading", name="Every first home is dry")
        expect(heading).to_be_visible()
        block = page.locator(".nb-layout__objective", has=heading)
        expect(block).to_contain_text("Damp flats")
        expect(block.get_by_role("link").first).to_contain_text("The forum on")
        look(page)
