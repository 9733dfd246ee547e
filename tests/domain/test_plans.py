"""From a priority to an update, and everything that is refused on the way."""

import datetime as dt

import pytest

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, edits, queries
from newbelongings.domain.plans.models import Action, Objective, Priority, Update

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
def plan(world):
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


def add_action(scope, world, objective, **changes):
    given = {
        "objective_id": objective.pk,
        "title": "Agree 14 days with all landlords",
        "lead": "Tom, housing",
        "starts": world.cycle.starts,
        "ends": today() + 10 * DAY,
    }
    return actions.add_action(scope, **(given | changes))


@pytest.fixture
def action(world, objective):
    return add_action(world.as_alice, world, objective)


def test_a_plan_reads_from_the_issue_to_the_latest_update(world, issue, action):
    actions.add_update(world.as_bob, action_id=action.pk, rag="red", words="Nobody answers.", made_on=today() - DAY)
    actions.add_update(world.as_bob, action_id=action.pk, rag="amber", words="Two of five agreed.")
    plan = queries.plan(world.as_alice, world.cycle.pk)
    (objective,) = plan.objectives
    (seen,) = objective.actions
    assert objective.is_asked_for
    assert [reason.title for reason in objective.reasons] == ["Damp"]
    assert (seen.standing.rag, seen.standing.late_days) == ("amber", 0)
    assert (seen.latest.words, seen.latest.made_by) == ("Two of five agreed.", "Bob")


def test_a_late_action_keeps_the_word_of_the_person(world, objective):
    action = add_action(world.as_alice, world, objective, ends=today() - 43 * DAY)
    actions.add_update(world.as_alice, action_id=action.pk, rag="green", words="On its way.")
    (seen,) = queries.plan(world.as_alice, world.cycle.pk).actions
    assert (seen.standing.rag, seen.standing.late_days) == ("green", 43)


def test_an_update_about_the_past_does_not_become_the_latest(world, action):
    actions.add_update(world.as_alice, action_id=action.pk, rag="green", words="Now.")
    actions.add_update(world.as_alice, action_id=action.pk, rag="red", words="Then.", made_on=today() - 30 * DAY)
    (seen,) = queries.plan(world.as_alice, world.cycle.pk).actions
    assert seen.latest.words == "Now."


def test_an_update_is_never_edited_nor_deleted(world, action):
    update = actions.add_update(world.as_alice, action_id=action.pk, rag="red", words="Stuck.")
    update.words = "All is well."
    for attempt in (
        update.save,
        update.delete,
        lambda: Update.objects.filter(pk=update.pk).update(words="All is well."),
        lambda: Update.objects.all().delete(),
        lambda: Update.objects.bulk_update([update], ["words"]),
    ):
        with pytest.raises(Refused, match="Add another"):
            attempt()
    assert Update.objects.get().words == "Stuck."


def test_ranks_follow_one_another_within_a_year(world, priority):
    second = actions.choose_priority(
        world.as_alice, cycle_id=world.cycle.pk, title="Second", area="A1", chosen_by="the board"
    )
    elsewhere = actions.choose_priority(
        world.as_charlie, cycle_id=world.aldersea_cycle.pk, title="First there", area="A1", chosen_by="the board"
    )
    assert (priority.rank, second.rank, elsewhere.rank) == (1, 2, 1)


def test_a_priority_needs_a_reason(world):
    with pytest.raises(Refused, match="Say why"):
        actions.choose_priority(world.as_alice, cycle_id=world.cycle.pk, title="A whim", area="A1")
    assert not Priority.objects.exists()


def test_an_objective_without_a_priority_is_one_that_nobody_asked_for(world, plan, priority):
    objective = actions.set_objective(
        world.as_alice, plan_id=plan.pk, title="Name badges", success="All wear one.", area="A5"
    )
    (seen,) = queries.plan(world.as_alice, world.cycle.pk).objectives
    assert not seen.is_asked_for
    assert [p.title for p in queries.plan(world.as_alice, world.cycle.pk).unanswered] == [priority.title]
    actions.link_objective(world.as_bob, objective_id=objective.pk, priority_ids=[priority.pk])
    plan_now = queries.plan(world.as_alice, world.cycle.pk)
    assert plan_now.objectives[0].is_asked_for
    assert plan_now.unanswered == ()


def test_a_dropped_objective_leaves_the_plan_and_stays_on_record(world, plan, objective, action):
    actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All agreed", due=today(), objective_id=objective.pk)
    edits.drop_objective(world.as_alice, objective_id=objective.pk, because="The forum asked for something else.")
    seen = queries.plan(world.as_alice, world.cycle.pk)
    assert (seen.objectives, seen.actions, seen.milestones) == ((), (), ())
    assert Objective.objects.get().dropped_because == "The forum asked for something else."
    assert Action.objects.get() == action


def test_what_was_dropped_takes_no_more_updates(world, objective, action):
    edits.drop_objective(world.as_alice, objective_id=objective.pk, because="Not asked for.")
    with pytest.raises(Refused, match="dropped"):
        actions.add_update(world.as_alice, action_id=action.pk, rag="green", words="Still going.")


def test_a_priority_can_be_linked_to_what_was_said_later(world, plan, issue):
    whim = actions.choose_priority(
        world.as_alice, cycle_id=world.cycle.pk, title="Badges", area="A5", chosen_by="the board"
    )
    objective = actions.set_objective(
        world.as_alice, plan_id=plan.pk, title="Badges", success="Worn.", area="A5", priority_ids=[whim.pk]
    )
    assert not queries.plan(world.as_alice, world.cycle.pk).objectives[0].is_asked_for
    actions.link_priority(world.as_bob, priority_id=whim.pk, issue_ids=[issue.pk])
    assert queries.plan(world.as_alice, world.cycle.pk).objectives[0].is_asked_for
    assert [reason.title for reason in queries.reasons(world.as_alice, objective.pk)] == ["Damp"]
    with pytest.raises(NotFound):
        actions.link_priority(world.as_charlie, priority_id=whim.pk)


def test_one_plan_a_year(world, plan):
    with pytest.raises(Refused, match="already"):
        actions.write_plan(world.as_bob, cycle_id=world.cycle.pk, aim="Another.", lead="Bob")


def test_no_plan_is_none(world):
    assert queries.plan(world.as_alice, world.cycle.pk) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "x" * 5000}, "title"),
        ({"title": "   "}, "title"),
        ({"lead": ""}, "lead"),
        ({"starts": today(), "ends": today() - DAY}, "ends"),
        ({"starts": today() - 5000 * DAY}, "starts"),
        ({"ends": today() + 5000 * DAY}, "ends"),
        ({"owner_id": 987654}, "owner"),
    ],
)
def test_an_action_that_cannot_be_is_refused_at_its_field(world, objective, changes, field):
    with pytest.raises(Refused) as refusal:
        add_action(world.as_alice, world, objective, **changes)
    assert refusal.value.field == field
    assert not Action.objects.exists()


def test_an_action_is_not_given_to_somebody_of_another_council(world, objective):
    with pytest.raises(Refused):
        add_action(world.as_alice, world, objective, owner_id=world.charlie.pk)


def test_an_action_is_not_given_to_somebody_who_could_not_update_it(world, objective):
    with pytest.raises(Refused):
        add_action(world.as_alice, world, objective, owner_id=world.people[Role.INSPECTOR].pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rag": "blue"}, "rag"),
        ({"words": ""}, "words"),
        ({"words": "x" * 2001}, "words"),
        ({"made_on": today() + DAY}, "made_on"),
    ],
)
def test_an_update_that_cannot_be_is_refused_at_its_field(world, action, changes, field):
    with pytest.raises(Refused) as refusal:
        actions.add_update(world.as_alice, **({"action_id": action.pk, "rag": "red", "words": "Late."} | changes))
    assert refusal.value.field == field
    assert not Update.objects.exists()


def test_an_update_is_about_one_thing(world, plan, action):
    milestone = actions.add_milestone(world.as_alice, plan_id=plan.pk, title="All agreed", due=today())
    for things in ({}, {"action_id": action.pk, "milestone_id": milestone.pk}):
        with pytest.raises(Refused):
            actions.add_update(world.as_alice, rag="red", words="Late.", **things)


def test_every_change_leaves_a_line_in_the_audit(world, action):
    actions.add_update(world.as_bob, action_id=action.pk, rag="done", words="Signed.")
    written = list(AuditLine.objects.filter(authority_id=world.ravensmere.pk).values_list("verb", "actor_name"))
    assert ("added_action", "Alice") in written
    assert ("added_update", "Bob") in written


def test_a_refused_change_writes_nothing_at_all(world, issue):
    before = AuditLine.objects.count()
    with pytest.raises(NotFound):
        actions.choose_priority(
            world.as_charlie, cycle_id=world.aldersea_cycle.pk, title="Taken", area="A1", issue_ids=[issue.pk]
        )
    assert not Priority.objects.exists()
    assert AuditLine.objects.count() == before


def test_only_those_who_edit_the_plan_may(world, plan):
    for role in (Role.ADVISER, Role.OWNER, Role.BOARD, Role.CRITICAL_FRIEND, Role.INSPECTOR):
        with pytest.raises(NotAllowed):
            actions.add_milestone(world.scope(world.people[role]), plan_id=plan.pk, title="A change", due=today())
