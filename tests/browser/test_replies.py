"""Replies in a real Chromium: the reading box follows what is typed; a press on a phone without JavaScript."""

from playwright.sync_api import Page, expect

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.replies import checking
from newbelongings.domain.replies.models import Reaction
from tests.answering import draft_of, issue_of, publish
from tests.browser.waiting import read
from tests.replies_world import member_of

HARD = (
    "We are currently reviewing the commissioning of accommodation provision in order to ensure that appropriate "
    "placements are available to all eligible young people in the whole of the locality."
)


def test_the_reading_box_follows_what_is_typed(page: Page, sign_in, look, world):
    sign_in(page, world.bob)
    page.goto(f"/replies/{draft_of(world).pk}/")
    read(page, "Easy to read")
    answer = page.get_by_label("Your answer")
    answer.fill(HARD)
    expect(page.get_by_role("heading", name="Hard to read")).to_be_visible()
    expect(page.get_by_text("accommodation", exact=True).last).to_have_class("nb-mark")
    expect(page.get_by_text("words: cut it in two")).to_be_visible()
    look(page)
    answer.fill("We sign for you.")
    expect(page.get_by_role("heading", name="Easy to read")).to_be_visible()
    expect(page.get_by_text("words: cut it in two")).to_have_count(0)


def test_anyone_says_whether_it_helped_on_a_phone_without_javascript(world, new_context, live_server):
    publish(world)
    phone = new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 640}, java_script_enabled=False
    ).new_page()
    phone.goto("/c/ravensmere/")
    card = phone.get_by_role("article").first
    for words in ("This helped", "Not yet", "This isn’t true"):
        expect(card.get_by_role("button", name=words)).to_be_visible()
    card.get_by_role("button", name="Not yet").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    phone.get_by_role("link", name="Back to the answers").click()
    expect(phone.get_by_role("heading", name="You said, we did")).to_be_visible()
    assert [(one.kind, one.count) for one in Reaction.objects.all()] == [("not_yet", 1)]
    assert phone.context.cookies() == []


def test_what_is_shared_and_checked_stands_on_a_phone(world, phone: Page, sign_in, look):
    reply = publish(world)
    started = forum.start_forum(world.as_bob, name="Care forum")
    draft = draft_of(world, issue_ids=[issue_of(world.as_bob).pk])
    check = checking.ask_forum(world.as_bob, reply_id=draft.pk, forum_id=started.pk)
    for address in (
        f"/c/ravensmere/answers/{reply.pk}/",
        f"/c/ravensmere/answers/{reply.pk}/thanks/",
        f"/f/{member_of(started)[1]}/check/{check.pk}/",
    ):
        phone.goto(address)
        look(phone)
    sign_in(phone, world.alice)
    for address in ("/replies/", f"/replies/{draft.pk}/publish/", f"/replies/checks/{check.pk}/"):
        phone.goto(address)
        look(phone)
