"""The monitor on a phone of 320 px: the clock of each step can be read, and a member says what they think."""

import re

from playwright.sync_api import Page, expect

from newbelongings.domain.forum import actions, handing
from tests.answering import days_ago, issue_of, publish
from tests.meetings_world import join


def test_a_member_reads_the_clock_on_a_phone_and_says_what_they_think(world, phone: Page, look):
    forum = actions.start_forum(world.as_bob, name="Voices")
    raised = issue_of(world.as_alice)
    handing.take_up(world.as_bob, issue_id=raised.pk, holder="Bob, participation", on=days_ago(50))
    handing.hand_over(world.as_bob, issue_id=raised.pk, body="service", holder="Revenues", on=days_ago(45))
    publish(world, issue_ids=[raised.pk], on=days_ago(10))
    _, token = join(forum.pk, "Kit")
    phone.goto(f"/f/{token}/")
    phone.get_by_role("link", name="How what we raise is used").click()
    clock = phone.get_by_role("table", name=re.compile("How long each step took"))
    for step, took in (
        ("We said it", "11 days"),
        ("Bob, participation took it up", "5 days"),
        ("With Revenues", "35 days"),
        ("In all", "51 days"),
    ):
        expect(clock.get_by_role("row", name=f"{step} {took}")).to_be_visible()
    look(phone)
    phone.get_by_role("link", name="Say what you think").click()
    look(phone)
    phone.get_by_label("It changed a little").check()
    phone.get_by_role("button", name="Send what I think").click()
    expect(phone.get_by_text("You said: It changed a little.")).to_be_visible()
