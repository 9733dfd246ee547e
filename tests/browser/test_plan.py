"""The plan in a real Chromium: read on a desk, updated on a phone."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions
from newbelongings.domain.plans.models import Update

DAY = dt.timedelta(days=1)
TITLES = [
    "Survey closed with answers from 96 people",
    "Every adviser is trained by care leavers, and by nobody else",
    "WWW MMM WWW MMM: the widest of letters",
    "Housing protocol signed with all five districts",
    "Nobody has to be alone on 25 December",
]
LABELS = """() => [...document.querySelectorAll('svg.nb-milestones--wide text')].map(t => {
  const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, t.textContent,
    parseFloat(getComputedStyle(t).fontSize) * b.height / t.getBBox().height]; })"""


@pytest.fixture
def action(world):
    alice = world.as_alice
    issue = forum.raise_issue(alice, title="Damp", words="My flat is damp.", area="A6")
    priority = actions.choose_priority(
        alice, cycle_id=world.cycle.pk, title="Dry homes", area="A6", chosen_by="the forum", issue_ids=[issue.pk]
    )
    plan = actions.write_plan(alice, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice")
    objective = actions.set_objective(
        alice, plan_id=plan.pk, title="All dry", success="None damp.", area="A6", priority_ids=[priority.pk]
    )
    actions.set_objective(alice, plan_id=plan.pk, title="Badges", success="All wear one.", area="A5")
    for n in range(13):
        # In twos and threes, so that labels have reason to collide.
        due = world.cycle.starts + (n // 3 * 80 + n % 3 * 4) * DAY
        milestone = actions.add_milestone(alice, plan_id=plan.pk, title=TITLES[n % len(TITLES)], due=due)
        if n % 4:
            actions.add_update(alice, milestone_id=milestone.pk, rag=["red", "amber", "done"][n % 3], words="So it is.")
    return actions.add_action(
        alice,
        objective_id=objective.pk,
        title="Agree 14 days with all landlords",
        lead="Tom, housing",
        starts=world.cycle.starts,
        ends=today() - 3 * DAY,
        owner_id=world.people[Role.OWNER].pk,
    )


def touch(a, b):
    return a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 4 and b[1] < a[3] - 4


@pytest.mark.parametrize("width", [1024, 1280])
def test_the_letters_of_the_drawing_are_large_enough_and_never_touch(page, sign_in, world, action, width):
    sign_in(page, world.alice)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(reverse("plan"))
    page.evaluate("document.fonts.ready")
    labels = page.evaluate(LABELS)
    assert len(labels) > 30
    assert [(a[4], b[4]) for i, a in enumerate(labels) for b in labels[i + 1 :] if touch(a, b)] == []
    assert min(label[5] for label in labels) >= 14


def test_the_plan_and_its_forms_can_be_read_by_everybody(page, phone, sign_in, look, world, action):
    objective = action.objective_id
    addresses = [
        reverse("plan"),
        reverse("choose_priority"),
        reverse("set_objective"),
        reverse("add_action"),
        reverse("action", args=[action.pk]),
        reverse("link_objective", args=[objective]),
        f"{reverse('add_update')}?action={action.pk}",
    ]
    for desk in (page, phone):
        sign_in(desk, world.alice)
        for address in addresses:
            desk.goto(address)
            look(desk)


def test_an_owner_says_how_it_stands_from_a_phone(phone, sign_in, look, world, action):
    sign_in(phone, world.people[Role.OWNER])
    phone.goto(reverse("own_actions"))
    look(phone)
    phone.get_by_role("button", name="Add this update").click()
    expect(phone.get_by_role("alert")).to_contain_text("Choose how it stands")
    look(phone)
    phone.get_by_label("Amber: at risk").check()
    phone.get_by_label("What happened?").fill("Two of five landlords agreed.")
    phone.get_by_role("button", name="Add this update").click()
    expect(phone.get_by_role("status")).to_contain_text("Your update is added")
    assert Update.objects.get(action=action).words == "Two of five landlords agreed."


def test_the_second_of_two_people_is_shown_the_firsts_change(page, phone, sign_in, look, world, action):
    address = reverse("edit_action", args=[action.pk])
    for desk, person in ((page, world.alice), (phone, world.bob)):
        sign_in(desk, person)
        desk.goto(address)
    phone.get_by_label("What will be done").fill("Agree 10 days with all landlords")
    phone.get_by_role("button", name="Save the change").click()
    expect(phone.get_by_role("status")).to_contain_text("Saved")
    page.get_by_label("What will be done").fill("Agree 21 days with all landlords")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_role("alert")).to_contain_text("Bob changed this at")
    expect(page.get_by_text("Agree 10 days with all landlords")).to_be_visible()
    expect(page.get_by_label("What will be done")).to_have_value("Agree 21 days with all landlords")
    look(page)
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("Agree 21 days with all landlords")).to_be_visible()
