"""From a reminder in an inbox to the plan: an owner without an account says how it stands, on a phone."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.plans import actions, edits
from newbelongings.domain.plans.letters import Addresses
from newbelongings.domain.plans.models import Evidence
from newbelongings.domain.plans.notices import send_due_notices

DAY = dt.timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def action(world, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    plan = actions.write_plan(
        world.as_alice, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice", agreed_on=today() - 90 * DAY
    )
    objective = actions.set_objective(
        world.as_alice, plan_id=plan.pk, title="Every first home is dry", success="14 days.", area="A6"
    )
    actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All agreed", due=today(), objective_id=objective.pk)
    return actions.add_action(
        world.as_alice, objective_id=objective.pk, title="Agree 14 days with all landlords", lead="Una, housing",
        lead_email="una@partner.example", starts=today() - 60 * DAY, ends=today() - 3 * DAY,
    )  # fmt: skip


def test_from_the_reminder_to_the_plan(page, phone, sign_in, look, world, live_server, action):
    addresses = Addresses(f"{live_server.url}/u/{{token}}/", f"{live_server.url}/plan/")
    send_due_notices(world.as_system(), plan_id=action.objective.plan_id, addresses=addresses)
    mail = OutboxMessage.objects.get(to="una@partner.example").body
    link = next(word for word in mail.split() if "/u/" in word)
    phone.goto(link)
    look(phone)
    expect(phone.get_by_role("heading", name="Agree 14 days with all landlords")).to_be_visible()
    expect(phone.get_by_role("navigation")).to_have_count(0)
    phone.get_by_label("What happened?").fill("Two of five landlords agreed.")
    phone.get_by_label("Files that show it").set_input_files(
        [{"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": PDF},
         {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"\x00\x00\x00\x18ftyp"}]
    )  # fmt: skip
    phone.get_by_role("button", name="Add this update").click()
    expect(phone.get_by_role("alert")).to_contain_text("film.mp4 is none of the kinds we can keep")
    expect(phone.get_by_label("What happened?")).to_have_value("Two of five landlords agreed.")
    look(phone)
    phone.get_by_label("Green: on track").check()
    phone.get_by_role("button", name="Add this update").click()
    expect(phone.get_by_role("heading", name="Thank you. Your update is in the plan")).to_be_visible()
    look(phone)
    assert Evidence.objects.get().name == "minutes.pdf"
    sign_in(page, world.alice)
    page.goto(reverse("plan"))
    row = page.get_by_role("row", name="Agree 14 days with all landlords")
    expect(row).to_contain_text("Green: on track")
    expect(row).to_contain_text("3 days late")
    expect(row).to_contain_text("Two of five landlords agreed.")


def test_the_pages_that_run_the_plan_can_be_read_by_everybody(page, phone, sign_in, look, world, action):
    edits.edit_action(
        world.as_bob, action_id=action.pk, version=1, title=action.title, lead=action.lead, starts=action.starts,
        ends=today() + 20 * DAY, why="One landlord left, and the new one begins in spring.",
    )  # fmt: skip
    for desk in (page, phone):
        sign_in(desk, world.alice)
        for name, ids in (
            ("plan", []), ("plan_history", []), ("action_reminders", []), ("action", [action.pk]),
            ("edit_action", [action.pk]),
        ):  # fmt: skip
            desk.goto(reverse(name, args=ids))
            look(desk)
