"""A member's own page on a phone, without script: they say they are coming and add to the agenda."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from newbelongings.domain.forum import actions
from tests.browser.looking import faults, watch
from tests.meetings_world import join, planned
from tests.world import World, build_world

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def world(transactional_db) -> World:
    return build_world()


def test_a_member_is_coming_and_adds_something(world, new_context, live_server):
    forum = actions.start_forum(world.as_bob, name="Speak Up")
    meeting = planned(world, forum, starts_at=dt.time(17, 30))
    _, token = join(forum.pk, "Kit")
    context = new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
    page = watch(context.new_page())
    page.goto(f"/f/{token}/")
    page.get_by_role("button", name="I’m coming").click()
    expect(page.get_by_text("You said: I’m coming.")).to_be_visible()
    page.get_by_role("button", name="Add it to the list").click()
    expect(page.get_by_role("link", name="Say in a few words what to talk about.")).to_be_visible()
    page.get_by_label("What do you want to talk about?").fill("Night buses")
    page.get_by_role("button", name="Add it to the list").click()
    expect(page.get_by_role("listitem").filter(has_text="Night buses")).to_be_visible()
    assert (meeting.agenda.get().title, meeting.invitations.get().answer) == ("Night buses", "coming")
    assert context.cookies() == []
    context.close()

    looked_at = new_context(base_url=live_server.url, viewport=PHONE)
    page = watch(looked_at.new_page())
    for address in (f"/f/{token}/", f"/f/{token}/meeting-{meeting.pk}/agenda/"):
        page.goto(address)
        assert faults(page, source_too=True) == []
    looked_at.close()
