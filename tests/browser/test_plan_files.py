"""A plan from a spreadsheet in a real Chromium: chosen, mapped, seen, in the plan, and out again; by keyboard."""

import csv

from playwright.sync_api import expect

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions


def test_a_plan_comes_in_and_goes_out_again(world, page, sign_in, look, live_server, tmp_path):
    actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice")
    file = tmp_path / "plan.csv"
    file.write_text(f"Objective,Action,Who,Due\nDry homes,Ask every landlord,Tom,{today().isoformat()}\n")
    sign_in(page, world.alice)
    page.goto(f"{live_server.url}/plan/files/")
    look(page)
    page.get_by_role("link", name="Bring in a plan from a spreadsheet").click()
    page.get_by_label("The file with the plan").set_input_files(file)
    look(page)
    page.get_by_role("button", name="Read the columns").press("Enter")
    expect(page.get_by_label("Who")).to_have_value("lead")
    look(page)
    page.get_by_role("button", name="See what would come in").press("Enter")
    expect(page.get_by_role("heading", name="1 line would come in")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Bring in 1 line").press("Enter")
    expect(page.get_by_text("Choose an area for “Dry homes”").first).to_be_visible()
    page.get_by_label("Dry homes").select_option("A6")
    page.get_by_role("button", name="Bring in 1 line").press("Enter")
    expect(page.get_by_text("Brought in: objectives 1, actions 1")).to_be_visible()
    expect(page.get_by_text("Ask every landlord").first).to_be_visible()
    page.get_by_role("link", name="Take the plan along").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    words = saved.value.path().read_text(encoding="utf-8-sig")
    assert [row["Action"] for row in csv.DictReader(words.splitlines())] == ["Ask every landlord"]


def test_the_board_page_on_a_phone(world, phone, sign_in, look, live_server):
    sign_in(phone, world.people[Role.BOARD])
    phone.goto(f"{live_server.url}/board/")
    expect(phone.get_by_role("heading", name="What we ask of you")).to_be_visible()
    look(phone)
