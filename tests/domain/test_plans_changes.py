"""What was changed stays readable: by whom, why, and the old dates beside the new."""

import datetime as dt

import pytest

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, changes, edits, queries
from newbelongings.domain.plans.models import Change

DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(world):
    return actions.write_plan(
        world.as_alice, cycle_id=world.cycle.pk, aim="Dry homes.", lead="Alice", agreed_on=today() - 60 * DAY
    )


@pytest.fixture
def objective(world, plan):
    return actions.set_objective(world.as_alice, plan_id=plan.pk, title="Dry", success="14 days.", area="A6")


def add(world, objective, title="Agree 14 days", **more):
    given = {"lead": "Tom", "starts": today() - 50 * DAY, "ends": today() - 3 * DAY} | more
    return actions.add_action(world.as_alice, objective_id=objective.pk, title=title, **given)


def edit(scope, action, **changed):
    action.refresh_from_db()
    names = ("title", "lead", "starts", "ends", "owner_id", "version")
    return edits.edit_action(scope, action_id=action.pk, **({name: getattr(action, name) for name in names} | changed))


def test_each_field_that_changed_has_its_line_and_no_other(world, plan, objective):
    action = add(world, objective)
    edit(world.as_bob, action, title="Agree 10 days", owner_id=world.people[Role.OWNER].pk)
    found = {change.field: change for change in changes.history(world.as_alice, plan.pk) if change.field != "added"}
    assert set(found) == {"title", "owner"}
    assert (found["title"].before, found["title"].after, found["title"].by_name) == (
        "Agree 14 days", "Agree 10 days", "Bob",
    )  # fmt: skip
    assert (found["owner"].before, found["owner"].after) == ("", "Owner")


def test_an_agreed_date_moves_only_with_a_reason_and_stays_on_the_line(world, objective):
    action = add(world, objective)
    first, second = action.ends, today() + 20 * DAY
    with pytest.raises(Refused, match="Say why the dates move") as refusal:
        edit(world.as_alice, action, ends=second)
    assert refusal.value.field == "why"
    edit(world.as_alice, action, ends=second, why="One landlord left.")
    edit(world.as_alice, action, ends=second + DAY, why="A holiday.")
    (seen,) = queries.plan(world.as_alice, world.cycle.pk).actions
    assert [(move.field, move.was, move.why) for move in seen.moved] == [
        ("ends", first, "One landlord left."), ("ends", second, "A holiday."),
    ]  # fmt: skip
    assert (seen.ends, seen.standing.late_days) == (second + DAY, 0)


def test_a_milestone_planned_anew_keeps_its_day(world, plan):
    row = actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All agreed", due=today())
    edits.edit_milestone(
        world.as_bob, milestone_id=row.pk, version=1, title=row.title, due=today() + 9 * DAY, why="The board moved."
    )
    (seen,) = queries.plan(world.as_alice, world.cycle.pk).milestones
    assert [(move.was, move.why) for move in seen.moved] == [(today(), "The board moved.")]


def test_before_it_is_agreed_a_date_may_move_without_a_word(world):
    plan = actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Dry homes.", lead="Alice")
    row = actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All agreed", due=today())
    edits.edit_milestone(world.as_bob, milestone_id=row.pk, version=1, title=row.title, due=today() + DAY)
    (seen,) = queries.plan(world.as_alice, world.cycle.pk).milestones
    assert seen.moved == ()
    assert [change.field for change in changes.history_of(row)] == ["due", "added"]


def test_a_refused_change_leaves_no_line_behind(world, objective):
    action = add(world, objective)
    count = Change.objects.count()
    with pytest.raises(edits.ChangedMeanwhile):
        edit(world.as_alice, action, version=9, title="Too late")
    assert Change.objects.count() == count


def test_what_was_changed_since_a_version_is_what_the_second_person_is_shown(world, objective):
    action = add(world, objective)
    edit(world.as_bob, action, title="Second")
    edit(world.as_bob, action, title="Third", lead="Una")
    assert [(c.field, c.after) for c in changes.since(action, 2)] == [("title", "Third"), ("lead", "Una")]


def test_a_circle_is_refused_and_named(world, objective):
    hire, train, open_ = (add(world, objective, title=title) for title in ("Hire", "Train", "Open"))
    edit(world.as_alice, train, waits_for_ids=[hire.pk])
    edit(world.as_alice, open_, waits_for_ids=[train.pk])
    with pytest.raises(Refused) as refusal:
        edit(world.as_alice, hire, waits_for_ids=[open_.pk])
    assert "“Hire” waits for “Open”, which waits for “Train”, which waits for “Hire”" in refusal.value.sentence
    assert refusal.value.field == "waits_for"
    with pytest.raises(Refused, match="“Hire” waits for “Hire”"):
        edit(world.as_alice, hire, waits_for_ids=[hire.pk])


def test_an_action_shows_what_holds_it_up_until_that_is_done(world, objective):
    hire, train = add(world, objective, title="Hire"), add(world, objective, title="Train", ends=today() + 30 * DAY)
    edit(world.as_alice, train, waits_for_ids=[hire.pk])

    def held_up_by():
        views = queries.plan(world.as_alice, world.cycle.pk).actions
        return [(w.title, w.late_days) for view in views if view.id == train.pk for w in view.waits_for]

    assert held_up_by() == [("Hire", 3)]
    actions.add_update(world.as_alice, action_id=hire.pk, rag="done", words="Two people hired.")
    assert held_up_by() == []


def test_nothing_waits_for_an_action_of_another_council(world, objective):
    theirs = actions.write_plan(world.as_charlie, cycle_id=world.aldersea_cycle.pk, aim="A", lead="C")
    there = actions.set_objective(world.as_charlie, plan_id=theirs.pk, title="T", success="S", area="A1")
    other = actions.add_action(
        world.as_charlie, objective_id=there.pk, title="Theirs", lead="C", starts=today(), ends=today()
    )
    with pytest.raises(Refused, match="same plan"):
        edit(world.as_alice, add(world, objective), waits_for_ids=[other.pk])
    with pytest.raises(NotFound):
        changes.history(world.as_charlie, objective.plan_id)
