"""A plan before others, in a real Chromium: commented on, answered, submitted, agreed, and what differs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import versions
from tests.small_plan import write_small_plan


def test_a_friend_comments_the_lead_answers_submits_and_the_difference_shows_what_changed(page, sign_in, look, world):
    small = write_small_plan(world)
    versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    sign_in(page, world.people[Role.CRITICAL_FRIEND])
    page.goto(reverse("action", args=[small.action.pk]))
    page.get_by_role("link", name="Comment on it").click()
    page.get_by_role("button", name="Keep this comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your comment")
    expect(page.get_by_label("Which line")).to_have_value(f"action-{small.action.pk}")
    page.get_by_label("Your comment").fill("Is 14 days soon enough? <b>Ask</b>")
    page.get_by_role("button", name="Keep this comment").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your comment is kept")
    expect(page.get_by_text("Is 14 days soon enough? <b>Ask</b>")).to_be_visible()
    look(page)
    page.get_by_text("questions", exact=False).last.click()
    page.get_by_role("link", name="Take it as a comment").first.click()
    expect(page.get_by_label("Your comment")).not_to_be_empty()

    page.context.clear_cookies()
    sign_in(page, world.alice)
    page.goto(reverse("plan"))
    page.get_by_role("link", name="Comments", exact=True).click()
    page.get_by_role("link", name="Answer the oldest").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Is 14 days soon enough?")).to_be_visible()
    page.get_by_label("Your answer").fill("No. We ask for 10.")
    page.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_text("No. We ask for 10.")).to_be_visible()

    page.goto(reverse("edit_action", args=[small.action.pk]))
    page.get_by_label("What will be done").fill("Agree 10 days with all landlords")
    page.get_by_label("Done by").fill(world.cycle.ends.isoformat())
    page.get_by_role("button", name="Save the change").click()
    page.goto(reverse("plan_versions"))
    expect(page.get_by_text("Since version 1: 1 line changed.")).to_be_visible()
    page.get_by_role("button", name="Submit the plan for review").click()
    expect(page.get_by_role("status")).to_contain_text("Version 2 is frozen")
    page.get_by_role("link", name="The board agreed it").click()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Version 3: agreed")).to_be_visible()
    look(page)

    page.get_by_role("link", name="What changed since").click()
    expect(page.get_by_text("Nothing differs.")).to_be_visible()
    page.get_by_label("From").select_option(label="Version 1, submitted for review")
    page.get_by_label("To", exact=True).select_option(label="Version 3, agreed")
    page.get_by_role("button", name="Lay them side by side").click()
    expect(page.get_by_text("1 line changed.")).to_be_visible()
    expect(page.locator("del")).to_contain_text("14")
    expect(page.locator("ins")).to_contain_text("10")
    expect(page.get_by_text("later)")).to_be_visible()
    look(page)


@pytest.mark.parametrize("submitted", [True, False], ids=["submitted", "draft"])
def test_every_page_can_be_read_on_a_phone(phone, sign_in, look, world, submitted):
    small = write_small_plan(world)
    addresses = [reverse(name) for name in ("plan_versions", "plan_difference", "plan_comments", "shared_plans")]
    if submitted:
        version = versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
        addresses.append(reverse("plan_version", args=[version.pk]))
    sign_in(phone, world.alice)
    for address in [*addresses, reverse("comment_on_plan"), reverse("agree_plan")]:
        phone.goto(address)
        look(phone)
