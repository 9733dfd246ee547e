"""Running the plan: what was changed, what was sent, what goes on from last year, and what holds what up."""

import datetime as dt

import pytest
from django.urls import reverse

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, edits
from newbelongings.domain.plans.models import Action, Milestone

DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(world):
    return actions.write_plan(
        world.as_alice, cycle_id=world.cycle.pk, aim="Dry homes.", lead="Alice", agreed_on=today() - 90 * DAY
    )


@pytest.fixture
def objective(world, plan):
    return actions.set_objective(world.as_alice, plan_id=plan.pk, title="Dry", success="14 days.", area="A6")


@pytest.fixture
def action(world, objective):
    return add(world, objective, "Agree 14 days")


def add(world, objective, title, ends=-3, **more):
    more = more or {"owner_id": world.people[Role.OWNER].pk}
    return actions.add_action(
        world.as_alice, objective_id=objective.pk, title=title, lead="Tom", starts=today() - 60 * DAY,
        ends=today() + ends * DAY, **more,
    )  # fmt: skip


def body(response):
    return " ".join(response.content.decode().split())


def typed(action, **changed):
    given = {
        "version": action.version, "title": action.title, "lead": action.lead, "owner": action.owner_id or "",
        "starts": action.starts, "ends": action.ends,
    }  # fmt: skip
    return given | changed


def test_an_agreed_date_asks_for_a_reason_and_stays_visible(client, world, action):
    client.force_login(world.alice)
    address = reverse("edit_action", args=[action.pk])
    new = typed(action, ends=today() + 9 * DAY)
    assert "Say why the dates move" in body(client.post(address, new))
    assert client.post(address, new | {"why": "One landlord left."}).status_code == 302
    for name, ids in (("plan", []), ("action", [action.pk]), ("plan_history", [])):
        page = body(client.get(reverse(name, args=ids)))
        assert "One landlord left." in page, name
        assert str((today() - 3 * DAY).day) in page


def test_a_new_end_that_is_past_must_be_meant(client, world, objective):
    client.force_login(world.alice)
    given = {
        "objective": objective.pk, "title": "Write it down", "lead": "Tom", "starts": today() - 9 * DAY,
        "ends": today() - DAY,
    }  # fmt: skip
    refused = body(client.post(reverse("add_action"), given))
    assert "This day is past" in refused
    assert "Write it down" in refused
    assert not Action.objects.exists()
    saved = body(client.post(reverse("add_action"), given | {"over": "on"}, follow=True))
    assert "which is past" in saved
    assert Action.objects.get().title == "Write it down"


@pytest.mark.parametrize("name", ["add_action", "edit_action", "edit_objective", "edit_milestone"])
def test_a_title_of_five_thousand_letters_is_one_sentence_and_is_not_lost(client, world, plan, objective, action, name):
    client.force_login(world.alice)
    row = {"edit_action": action, "edit_objective": objective}.get(name)
    if name == "edit_milestone":
        row = actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All agreed", due=today())
    given = typed(action, title="x" * 5000, objective=objective.pk, success="s", area="A1", due=today(), over="on")
    if row is None:
        del given["version"]
    page = client.post(reverse(name, args=[row.pk] if row else []), given)
    assert page.context["form"].errors["title"] == [page.context["form"].errors["title"][0]]
    assert "it has 5,000 now" in body(page)
    assert "x" * 5000 in page.content.decode()


def test_the_second_of_two_is_shown_what_the_first_changed_field_by_field(client, world, action):
    client.force_login(world.alice)
    edits.edit_action(
        world.as_bob, action_id=action.pk, version=action.version, title="Bob’s words", lead="Tom",
        starts=action.starts, ends=action.ends, owner_id=action.owner_id,
    )  # fmt: skip
    page = client.post(reverse("edit_action", args=[action.pk]), typed(action, title="Alice’s words"))
    now = [(change.field, change.before, change.after, change.by) for change in page.context["now"]]
    assert now == [("Words", "Agree 14 days", "Bob’s words", "Bob")]
    assert "Alice’s words" in body(page)


@pytest.mark.parametrize("kind", ["plan", "objective", "milestone"])
def test_so_is_whoever_changes_another_kind_of_line(client, world, plan, objective, kind):
    client.force_login(world.alice)
    milestone = actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All agreed", due=today())
    row = {"plan": plan, "objective": objective, "milestone": milestone}[kind]
    address = reverse(f"edit_{kind}", args=[] if kind == "plan" else [row.pk])
    words = "aim" if kind == "plan" else "title"
    given = {
        "version": 1, "aim": "Dry homes.", "lead": "Alice", "agreed_on": plan.agreed_on, "title": row.pk,
        "success": "14 days.", "area": "A6", "due": today(),
    }  # fmt: skip
    assert client.post(address, given | {words: "First words"}).status_code == 302
    page = client.post(address, given | {words: "Second words"})
    assert [change.after for change in page.context["now"]] == ["First words"]
    assert "Second words" in body(page)


def test_a_circle_is_refused_on_the_form_with_its_names(client, world, objective, action):
    other = add(world, objective, "Train")
    client.force_login(world.alice)
    assert client.post(reverse("edit_action", args=[other.pk]), typed(other, waits_for=[action.pk])).status_code == 302
    page = body(client.post(reverse("edit_action", args=[action.pk]), typed(action, waits_for=[other.pk])))
    assert "“Agree 14 days” waits for “Train”, which waits for “Agree 14 days”" in page
    for name, ids in (("plan", []), ("action", [other.pk])):
        assert "Waits for “Agree 14 days”, which is 3 days late" in body(client.get(reverse(name, args=ids)))


def test_a_green_that_is_late_and_silent_shows_all_three(client, world, action):
    actions.add_update(world.as_bob, action_id=action.pk, rag="green", words="Fine.", made_on=today() - 50 * DAY)
    client.force_login(world.people[Role.BOARD])
    page = body(client.get(reverse("plan")))
    assert "Green: on track" in page
    assert "3 days late, no update for 7 weeks" in page


def test_the_lead_sees_who_can_be_reached_sends_one_and_sees_that_it_went(client, world, objective, action):
    add(world, objective, "Nobody’s", lead_email="")
    client.force_login(world.alice)
    page = body(client.get(reverse("action_reminders")))
    assert "owner@example.org" in page
    assert "Nobody can be reached" in page
    address = reverse("send_reminder", args=[action.pk])
    assert "is on its way" in body(client.post(address, follow=True))
    assert OutboxMessage.objects.get().to == "owner@example.org"
    page = body(client.post(address, follow=True))
    assert "went out today already" in page
    assert "Reminder to Owner" in page
    assert OutboxMessage.objects.count() == 1


def test_an_action_of_last_year_goes_on_with_its_story(client, world, objective, action):
    actions.add_update(world.as_bob, action_id=action.pk, rag="amber", words="Half of them.")
    cycle = authorities.start_cycle(world.as_alice, starts=world.cycle.ends + DAY, ends=world.cycle.ends + 365 * DAY)
    plan = actions.write_plan(world.as_alice, cycle_id=cycle.pk, aim="Next.", lead="Alice")
    there = actions.set_objective(world.as_alice, plan_id=plan.pk, title="Dry still", success="All.", area="A6")
    made = actions.add_action(
        world.as_alice, objective_id=there.pk, title="Agree 10 days", lead="Tom", starts=cycle.starts,
        ends=cycle.ends, copied_from_id=action.pk,
    )  # fmt: skip
    client.force_login(world.alice)
    page = body(client.get(reverse("action", args=[made.pk])))
    assert "Carried over from" in page
    assert reverse("action", args=[action.pk]) in page
    before = body(client.get(reverse("action", args=[action.pk])))
    assert "Goes on in" in before
    assert "Half of them." in before


def test_carrying_over_offers_the_dates_a_year_on(client, world, plan):
    earlier = authorities.start_cycle(
        world.as_alice, starts=world.cycle.starts - 365 * DAY, ends=world.cycle.starts - DAY
    )
    old = actions.write_plan(world.as_alice, cycle_id=earlier.pk, aim="Last.", lead="Alice")
    under = actions.set_objective(world.as_alice, plan_id=old.pk, title="Dry", success="All.", area="A6")
    row = actions.add_action(
        world.as_alice, objective_id=under.pk, title="Agree", lead="Tom", starts=earlier.starts, ends=earlier.ends
    )
    now = actions.set_objective(world.as_alice, plan_id=plan.pk, title="Dry now", success="All.", area="A6")
    client.force_login(world.alice)
    address = reverse("carry_over_action", args=[row.pk])
    initial = client.get(address).context["form"].initial
    assert world.cycle.starts <= initial["starts"] <= initial["ends"] <= world.cycle.ends
    given = {"objective": now.pk, "title": "Agree", "lead": "Tom", "starts": today(), "ends": today() + DAY}
    assert "Carried over from" in body(client.post(address, given, follow=True))
    assert Action.objects.get(copied_from=row).objective == now
    assert "carried on in this plan already" in body(client.post(address, given))


def test_charlie_finds_none_of_it(client, world, action):
    client.force_login(world.charlie)
    for name in ("carry_over_action", "send_reminder"):
        assert client.post(reverse(name, args=[action.pk])).status_code in (302, 404)
    assert not OutboxMessage.objects.exists()
    assert "Agree 14 days" not in body(client.get(reverse("plan_history")))
    assert not Milestone.objects.exists()
