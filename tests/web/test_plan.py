"""The plan's pages: who may open them, what they say, and what happens to what was typed."""

import datetime as dt

import pytest
from django.urls import reverse

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, edits, queries
from newbelongings.domain.plans.models import Action, Milestone, Objective, Plan, Priority, Update
from newbelongings.domain.themes import actions as themes

DAY = dt.timedelta(days=1)


@pytest.fixture
def issue(world):
    return forum.raise_issue(world.as_bob, title="Damp", words="My flat is damp.", area="A6")


@pytest.fixture
def priority(world, issue):
    return actions.choose_priority(
        world.as_alice,
        cycle_id=world.cycle.pk,
        title="Homes that are dry",
        area="A6",
        chosen_by="the forum",
        issue_ids=[issue.pk],
    )


@pytest.fixture
def plan(world, priority):
    return actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Homes to stay in.", lead="Alice")


@pytest.fixture
def objective(world, plan, priority):
    return actions.set_objective(
        world.as_alice,
        plan_id=plan.pk,
        title="Every first home is dry",
        success="No repair takes more than 14 days.",
        area="A6",
        priority_ids=[priority.pk],
    )


@pytest.fixture
def action(world, objective):
    return actions.add_action(
        world.as_alice,
        objective_id=objective.pk,
        title="Agree 14 days with all landlords",
        lead="Tom, housing",
        starts=world.cycle.starts,
        ends=today() - 3 * DAY,
        owner_id=world.people[Role.OWNER].pk,
    )


@pytest.fixture
def milestone(world, plan):
    return actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All landlords agreed", due=today() + DAY)


def body(response):
    return " ".join(response.content.decode().split())


def test_the_plan_says_who_asked_what_is_late_and_what_comes_next(client, world, action, milestone):
    actions.add_update(world.as_bob, action_id=action.pk, rag="green", words="Two of five.", made_on=today() - DAY)
    client.force_login(world.alice)
    page = body(client.get(reverse("plan")))
    for words in ("Damp", "Green: on track", "3 days late", "Two of five.", "All landlords agreed", "The next thing"):
        assert words in page


def test_a_line_nobody_asked_for_says_so_and_offers_both_ways_out(client, world, plan):
    stray = actions.set_objective(world.as_alice, plan_id=plan.pk, title="Badges", success="All wear one.", area="A5")
    client.force_login(world.alice)
    page = body(client.get(reverse("plan")))
    assert "Nobody asked for this." in page
    assert reverse("link_objective", args=[stray.pk]) in page
    assert reverse("drop_objective", args=[stray.pk]) in page


def test_readers_are_offered_nothing_to_change(client, world, action):
    client.force_login(world.people[Role.BOARD])
    page = body(client.get(reverse("plan")))
    assert "Every first home is dry" in page
    assert "Add an action" not in page
    assert "Set an objective" not in page


def test_before_there_is_a_plan_the_page_says_what_comes_first(client, world, issue):
    client.force_login(world.alice)
    assert "Choose a priority" in body(client.get(reverse("plan")))
    actions.choose_priority(world.as_alice, cycle_id=world.cycle.pk, title="Dry homes", area="A6", issue_ids=[issue.pk])
    page = body(client.get(reverse("plan")))
    assert "Dry homes" in page
    assert reverse("write_plan") in page


def test_last_years_plan_can_still_be_read(client, world, plan):
    client.force_login(world.alice)
    assert client.get(reverse("plan"), {"year": world.cycle.pk}).status_code == 200
    assert client.get(reverse("plan"), {"year": world.aldersea_cycle.pk}).status_code == 404


def pages_of(objective, action, milestone):
    return [
        reverse("action", args=[action.pk]),
        reverse("edit_action", args=[action.pk]),
        reverse("milestone", args=[milestone.pk]),
        reverse("edit_milestone", args=[milestone.pk]),
        reverse("edit_objective", args=[objective.pk]),
        reverse("link_objective", args=[objective.pk]),
        reverse("drop_objective", args=[objective.pk]),
        reverse("link_priority", args=[objective.priorities.get().pk]),
        f"{reverse('add_update')}?action={action.pk}",
        f"{reverse('add_update')}?milestone={milestone.pk}",
    ]


def test_charlie_of_the_next_council_finds_nothing_by_guessing(client, world, objective, action, milestone):
    client.force_login(world.charlie)
    assert "Homes that are dry" not in body(client.get(reverse("plan")))
    for address in pages_of(objective, action, milestone):
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"rag": "done", "words": "Mine.", "because": "x"}).status_code == 404, address
    assert not Update.objects.exists()


def test_bob_works_on_the_plan_as_alice_does(client, world, objective, action, milestone):
    client.force_login(world.bob)
    for address in pages_of(objective, action, milestone):
        assert client.get(address).status_code == 200, address


def test_an_owner_opens_their_own_action_and_nothing_else(client, world, objective, action, milestone):
    other = actions.add_action(
        world.as_alice, objective_id=objective.pk, title="Other", lead="X", starts=today(), ends=today()
    )
    client.force_login(world.people[Role.OWNER])
    assert client.get(reverse("plan")).status_code == 403
    assert client.get(reverse("action", args=[action.pk])).status_code == 200
    assert client.get(reverse("action", args=[other.pk])).status_code == 404
    assert client.get(f"{reverse('add_update')}?milestone={milestone.pk}").status_code in (403, 404)
    page = body(client.get(reverse("own_actions")))
    assert action.title in page
    assert "Other" not in page


def test_an_owner_updates_from_their_list(client, world, action):
    client.force_login(world.people[Role.OWNER])
    prefix = f"a{action.pk}"
    given = {
        "action": action.pk,
        f"{prefix}-rag": "done",
        f"{prefix}-words": "All agreed.",
        f"{prefix}-made_on": today(),
    }
    client.post(reverse("own_actions"), given)
    assert Update.objects.get().words == "All agreed."
    assert "Nothing to do" in body(client.get(reverse("own_actions")))


def test_an_owner_cannot_update_what_is_not_theirs(client, world, objective, action):
    other = actions.add_action(
        world.as_alice, objective_id=objective.pk, title="Other", lead="X", starts=today(), ends=today()
    )
    client.force_login(world.people[Role.OWNER])
    given = {"action": other.pk, "rag": "done", "words": "Mine now.", "made_on": today()}
    assert client.post(reverse("own_actions"), given).status_code == 404
    assert client.post(f"{reverse('add_update')}?action={other.pk}", given).status_code == 404
    assert not Update.objects.exists()


def test_an_adviser_reads_the_plan_and_updates_only_their_own(client, world, action):
    client.force_login(world.people[Role.ADVISER])
    assert client.get(reverse("plan")).status_code == 200
    given = {"rag": "done", "words": "Mine now.", "made_on": today()}
    assert client.post(f"{reverse('add_update')}?action={action.pk}", given).status_code == 404
    assert not Update.objects.exists()


def test_a_wrong_update_keeps_what_was_typed(client, world, action):
    client.force_login(world.people[Role.OWNER])
    prefix = f"a{action.pk}"
    given = {"action": action.pk, f"{prefix}-rag": "", f"{prefix}-words": "Half of it.", f"{prefix}-made_on": today()}
    page = body(client.post(reverse("own_actions"), given))
    assert "Choose how it stands" in page
    assert "Half of it." in page
    assert not Update.objects.exists()


def test_the_whole_way_from_a_priority_to_an_update(client, world, issue):
    client.force_login(world.alice)
    day = today()
    given = {
        "title": "Dry homes", "area": "A6", "issues": [issue.pk], "chosen_by": "the forum", "chosen_on": day
    }  # fmt: skip
    assert client.post(reverse("choose_priority"), given).status_code == 302
    assert client.post(reverse("write_plan"), {"aim": "Homes to stay in.", "lead": "Alice"}).status_code == 302
    given = {"title": "All dry", "success": "None damp.", "area": "A6", "priorities": [Priority.objects.get().pk]}
    assert client.post(reverse("set_objective"), given).status_code == 302
    given = {
        "objective": Objective.objects.get().pk, "title": "Agree 14 days", "lead": "Tom", "starts": day, "ends": day
    }  # fmt: skip
    assert client.post(reverse("add_action"), given).status_code == 302
    assert client.post(reverse("add_milestone"), {"title": "Agreed", "due": day}).status_code == 302
    given = {"rag": "amber", "words": "Two of five.", "made_on": day}
    assert client.post(f"{reverse('add_update')}?action={Action.objects.get().pk}", given).status_code == 302
    milestone = Milestone.objects.get()
    assert client.post(f"{reverse('add_update')}?milestone={milestone.pk}", given).status_code == 302
    seen = queries.plan(world.as_alice, world.cycle.pk)
    assert seen.objectives[0].is_asked_for
    assert [seen.actions[0].standing.rag, seen.milestones[0].standing.rag] == ["amber", "amber"]


def test_a_link_from_an_issue_ticks_it_and_takes_its_area(client, world, issue):
    client.force_login(world.alice)
    form = client.get(reverse("choose_priority"), {"issue": issue.pk}).context["form"]
    assert form["issues"].value() == [issue.pk]
    assert form["area"].value() == "A6"


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("choose_priority", {"title": "x" * 5000, "area": "A6", "chosen_by": "us", "chosen_on": today()}, "Shorten"),
        (
            "choose_priority",
            {"title": "Kept words", "area": "A6", "chosen_by": "us", "chosen_on": "31/31/2026"},
            "Give a whole date",
        ),
        ("choose_priority", {"title": "Kept words", "area": "A11"}, "Choose one of the ten areas"),
        ("set_objective", {"title": "Kept words", "area": "A6"}, "it worked if"),
        (
            "set_objective",
            {"title": "Kept words", "success": "s", "area": "A6", "priorities": ["99999"]},
            "Choose again",
        ),
        ("add_milestone", {"title": "Kept words", "due": "1999-01-01"}, "This plan runs from"),
        ("add_action", {"title": "Kept words", "starts": "2026-01-02", "ends": "x"}, "Give a whole date"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(client, world, objective, name, given, words):
    client.force_login(world.alice)
    before = [model.objects.count() for model in (Priority, Objective, Action, Milestone)]
    page = body(client.post(reverse(name), given))
    assert words in page
    assert given["title"] in page
    assert [model.objects.count() for model in (Priority, Objective, Action, Milestone)] == before


def test_a_version_sent_along_with_what_is_new_is_not_asked_for_and_changes_nothing(client, world, objective):
    client.force_login(world.alice)
    crafted = {"title": "New", "success": "s", "area": "A6", "due": today(), "version": "7"}
    for name, model in (("set_objective", Objective), ("add_milestone", Milestone)):
        assert client.post(reverse(name), crafted).status_code == 302
        assert model.objects.get(title="New").version == 1


def test_an_end_before_the_start_is_refused_at_the_end(client, world, objective):
    client.force_login(world.alice)
    given = {"objective": objective.pk, "title": "Agree", "lead": "Tom", "starts": today(), "ends": today() - DAY}
    form = client.post(reverse("add_action"), given).context["form"]
    assert "on or after the start" in form.errors["ends"][0]


def test_the_second_of_two_people_sees_the_firsts_change_and_loses_nothing(client, world, action):
    client.force_login(world.alice)
    address = reverse("edit_action", args=[action.pk])
    drawn = client.get(address).context["form"].initial
    edits.edit_action(
        world.as_bob,
        action_id=action.pk,
        version=action.version,
        title="Bob’s words",
        lead="Tom, housing",
        starts=action.starts,
        ends=action.ends,
    )
    mine = {
        "version": drawn["version"], "title": "Alice’s words", "lead": "Tom", "starts": action.starts,
        "ends": action.ends,
    }  # fmt: skip
    refused = client.post(address, mine)
    page = body(refused)
    assert "Bob changed this at" in page
    assert "Bob’s words" in page
    assert "Alice’s words" in page
    assert Action.objects.get().title == "Bob’s words"
    again = mine | {"version": refused.context["form"]["version"].value()}
    assert client.post(address, again).status_code == 302
    assert Action.objects.get().title == "Alice’s words"


@pytest.mark.parametrize("kind", ["plan", "objective", "milestone"])
def test_no_change_is_taken_from_an_old_form(client, world, plan, objective, milestone, kind):
    client.force_login(world.bob)
    row = {"plan": plan, "objective": objective, "milestone": milestone}[kind]
    address = reverse(f"edit_{kind}", args=[] if kind == "plan" else [row.pk])
    given = {
        "aim": "New", "lead": "New", "title": "New", "success": "New", "area": "A1", "due": today(), "version": 1
    }  # fmt: skip
    assert client.post(address, given).status_code == 302
    late = client.post(address, {name: "Later" if value == "New" else value for name, value in given.items()})
    assert "Bob changed this at" in body(late)
    row.refresh_from_db()
    assert "Later" not in (getattr(row, "aim", ""), getattr(row, "title", ""))


def test_a_form_without_its_version_changes_nothing(client, world, plan):
    client.force_login(world.bob)
    client.post(reverse("edit_plan"), {"aim": "Sneaked in", "lead": "Bob"})
    assert Plan.objects.get().aim == "Homes to stay in."


def test_dropping_asks_why(client, world, objective):
    client.force_login(world.alice)
    address = reverse("drop_objective", args=[objective.pk])
    assert "Fill in: why it is dropped" in body(client.post(address, {"because": ""}))
    client.post(address, {"because": "The forum chose something else."})
    assert "stays on record" in body(client.get(reverse("plan")))
    assert "Every first home is dry" not in body(client.get(reverse("plan")))


def test_an_action_page_shows_every_update_newest_first(client, world, action):
    for days, words in ((9, "First words."), (5, "Second words."), (1, "Third words.")):
        actions.add_update(world.as_bob, action_id=action.pk, rag="amber", words=words, made_on=today() - days * DAY)
    client.force_login(world.people[Role.CRITICAL_FRIEND])
    page = body(client.get(reverse("action", args=[action.pk])))
    assert page.index("Third words.") < page.index("Second words.") < page.index("First words.")
    assert "Say how it stands" not in page


def add_themes(world):
    return [
        themes.add_theme(world.as_alice, cycle_id=world.cycle.pk, area="A6", name=name)
        for name in ("Repairs", "Guarantors", "Being alone in a flat")
    ]


def fill(world, plan, priority, number):
    objectives = [
        actions.set_objective(
            world.as_alice,
            plan_id=plan.pk,
            title=f"Objective {n}",
            success="Better.",
            area="A1",
            priority_ids=[priority.pk],
        )
        for n in range(number // 3)
    ]
    for n in range(number):
        action = actions.add_action(
            world.as_alice,
            objective_id=objectives[n % len(objectives)].pk,
            title=f"Action {n}",
            lead="Tom",
            starts=today(),
            ends=today(),
        )
        for words in range(5):
            actions.add_update(world.as_alice, action_id=action.pk, rag="amber", words=f"Update {words}")
    for n in range(number // 4):
        actions.add_milestone(world.as_alice, plan_id=plan.pk, title=f"Milestone {n}", due=today())


@pytest.mark.parametrize("number", [6, 60])
def test_a_long_plan_costs_no_more_statements_than_a_short_one(
    client, world, plan, priority, django_assert_max_num_queries, number
):
    priority.themes.set(add_themes(world))
    fill(world, plan, priority, number)
    client.force_login(world.alice)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("plan"))
    assert page.status_code == 200
    scope = world.as_alice
    with django_assert_max_num_queries(9):
        seen = queries.plan(scope, world.cycle.pk)
    assert len(seen.actions) == number
    assert {action.latest.words for action in seen.actions} == {"Update 4"}
