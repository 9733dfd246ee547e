"""The thread and the pack in a real browser, at a desk and on a narrow phone."""

import pytest
from playwright.sync_api import expect

from newbelongings.domain.evidence.thread import BREAKS
from newbelongings.domain.kernel.permissions import Role
from tests.evidence_world import Year
from tests.world import build_world


@pytest.fixture
def world(transactional_db):
    world = build_world()
    year = Year(world.ravensmere, world.cycle)
    answers = year.answers(year.round(closed=61), 40, choices=(20, 12, 8))
    year.theme("Damp", answers[:20])
    asked = year.objective("Asked for", year.priority("Weekends", issues=[year.issue("Weekends")]))
    year.action(asked, "Finished line", rag="done")
    year.action(asked, "Late line", ends=43, rag="red")
    year.objective("A manager’s idea")
    return world


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_lead_goes_from_the_thread_to_a_pack(request, world, sign_in, look, width):
    page = request.getfixturevalue(width)
    sign_in(page, world.alice)
    page.goto("/home/")
    look(page)
    page.get_by_role("link", name="See the promise").click()
    page.get_by_role("heading", name="Promised and late").wait_for()
    for kind in BREAKS:
        page.goto(f"/home/breaks/{kind}/")
        look(page)
    page.get_by_role("link", name="Prove").click()
    look(page)
    page.get_by_role("button", name="Make a pack of today").click()
    look(page)
    with page.expect_download() as file:
        page.get_by_role("link", name="Download the PDF").click()
    assert file.value.suggested_filename.startswith("ravensmere-evidence-")


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_board_and_the_programme_look_on(request, world, sign_in, look, width):
    page = request.getfixturevalue(width)
    sign_in(page, world.people[Role.BOARD])
    page.goto("/home/")
    look(page)
    page.get_by_role("link", name="See what is late").click()
    expect(page.get_by_text("Late line").first).to_be_visible()
    expect(page.get_by_role("link", name="Say how it stands")).to_have_count(0)
    sign_in(page, world.people[Role.PROGRAMME])
    page.goto("/oversight/")
    look(page)
