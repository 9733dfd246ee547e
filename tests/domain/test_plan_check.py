"""The plan check: a plan with a fault planted for each rule, and one without any."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.plans import actions
from newbelongings.domain.plans.checking import check_plan, findings, rules
from newbelongings.domain.plans.checking.picture import (
    CheckedAction,
    CheckedMilestone,
    CheckedObjective,
    CheckedPlan,
    CheckedPriority,
)
from newbelongings.domain.plans.checking.words import has_verb, names_nobody

STARTS, ENDS = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
SPRING, SUMMER = dt.date(2026, 5, 1), dt.date(2026, 7, 1)
CALL = CheckedAction(1, "Call each landlord about damp", "Tom Field, housing", SPRING, SUMMER)
DRY = CheckedObjective(1, "Dry homes", "A6", "No repair takes more than 14 days.", "", "", True, (CALL,))
SAFE = replace(DRY, id=2, title="Young parents are backed", area="A10", actions=(replace(CALL, id=2),))
SOUND = CheckedPlan(
    id=1,
    starts=STARTS,
    ends=ENDS,
    definition="Why we do this.",
    governance="The corporate parenting board, each quarter.",
    sustaining="The offer is written into policy.",
    has_resources=True,
    has_key_facts=True,
    objectives=(DRY, SAFE),
    milestones=tuple(CheckedMilestone(n, f"Milestone {n}", SUMMER, True, (CALL,)) for n in range(12)),
    priorities=(CheckedPriority(1, 1, "Homes", "A6", True),),
    high_areas=("A6",),
    uncovered=(),
)


def with_action(**changes) -> CheckedPlan:
    return replace(SOUND, objectives=(replace(DRY, actions=(replace(CALL, **changes),)), SAFE))


def with_objective(**changes) -> CheckedPlan:
    return replace(SOUND, objectives=(replace(DRY, **changes), SAFE))


def with_milestone(**changes) -> CheckedPlan:
    return replace(SOUND, milestones=(replace(SOUND.milestones[0], **changes), *SOUND.milestones[1:]))


FAULTY = {
    rules.NO_OBJECTIVE: replace(SOUND, objectives=(), high_areas=()),
    rules.NO_MEASURE: with_objective(success="Homes feel better."),
    rules.NO_ACTION: with_objective(actions=()),
    rules.NOBODY_ASKED: with_objective(asked=False),
    rules.NO_PERSON: with_action(lead="TBC"),
    rules.NO_DATE: with_action(starts=STARTS, ends=ENDS),
    rules.NO_VERB: with_action(title="Damp and mould"),
    rules.OWNER_LEFT: with_action(gone=True),
    rules.OUT_OF_REACH: with_action(reachable=False),
    rules.ACTION_OUTSIDE: with_action(ends=ENDS + dt.timedelta(days=1)),
    rules.ACTION_ORDER: with_action(waits_until=SUMMER),
    rules.MILESTONE_NOBODY: with_milestone(asked=False),
    rules.MILESTONE_COUNT: replace(SOUND, milestones=SOUND.milestones[:9]),
    rules.MILESTONE_OUTSIDE: with_milestone(due=ENDS + dt.timedelta(days=1)),
    rules.MILESTONE_ORDER: with_milestone(due=STARTS),
    rules.RANKED_HIGH: replace(SOUND, priorities=(CheckedPriority(1, 1, "Money", "A7", False),)),
    rules.VULNERABLE: replace(SOUND, objectives=(DRY,)),
    rules.SUSTAINING: replace(SOUND, sustaining=" "),
    rules.RESOURCES: replace(SOUND, has_resources=False),
    rules.GOVERNANCE: replace(SOUND, governance=""),
    rules.DEFINITION: replace(SOUND, has_key_facts=False),
    rules.COMMITMENTS: replace(SOUND, uncovered=("Skills for work",)),
}


def test_a_sound_plan_is_left_alone():
    assert check_plan(SOUND) == ()


def test_there_is_a_faulty_plan_for_every_rule():
    assert set(FAULTY) == set(rules.RULES)


@pytest.mark.parametrize("rule", FAULTY, ids=lambda rule: rule.code)
def test_each_planted_fault_is_found(rule):
    assert rule in {finding.rule for finding in check_plan(FAULTY[rule])}


def test_all_faults_at_once_are_all_found():
    """One plan with the fault of every rule that a plan with lines can break."""
    lines = [rule for rule in FAULTY if rule is not rules.NO_OBJECTIVE]
    objectives = tuple(
        replace(objective, id=100 + n, area="A6")
        for n, rule in enumerate(lines)
        for objective in FAULTY[rule].objectives
    )
    faulty = replace(
        SOUND,
        definition="",
        governance="",
        sustaining="",
        has_resources=False,
        objectives=objectives,
        milestones=tuple(milestone for rule in lines for milestone in FAULTY[rule].milestones),
        priorities=FAULTY[rules.RANKED_HIGH].priorities,
        uncovered=("Skills for work",),
    )
    assert {finding.rule for finding in check_plan(faulty)} == set(lines)


def test_what_is_done_is_not_asked_who_leads_it():
    done = with_action(gone=True, done=True, waits_until=ENDS)
    assert check_plan(done) == ()


def test_an_area_that_most_spoke_of_wants_an_objective():
    found = check_plan(replace(SOUND, high_areas=("A6", "A7")))
    assert [finding.rule for finding in found] == [rules.RANKED_HIGH]
    assert "Enough money" in found[0].words


@given(st.integers(0, 40))
def test_ten_to_fifteen_milestones_are_right(count):
    milestones = tuple(replace(SOUND.milestones[0], id=n) for n in range(count))
    found = {finding.rule for finding in check_plan(replace(SOUND, milestones=milestones))}
    assert (rules.MILESTONE_COUNT in found) == (not 10 <= count <= 15)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_break_the_check(title, lead):
    for finding in check_plan(with_action(title=title, lead=lead)):
        assert finding.rule in (rules.NO_VERB, rules.NO_PERSON)


@pytest.mark.parametrize("title", ["Arranging visits", "Homes are inspected", "We stopped fees", "To co-produce it"])
def test_a_verb_is_known_in_its_forms(title):
    assert has_verb(title)


@pytest.mark.parametrize("lead", ["TBC", "tba", "The team", "?", "n/a", " ", "everyone"])
def test_nobody_in_particular(lead):
    assert names_nobody(lead)


@pytest.fixture
def faulty(world):
    """A plan as one finds them: nobody asked, nobody in particular, no deed, one milestone."""
    plan = actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Better homes.", lead="Alice")
    issue = forum.raise_issue(world.as_bob, title="Damp", words="My flat is damp.", area="A6")
    actions.choose_priority(world.as_alice, cycle_id=world.cycle.pk, title="Dry homes", area="A6", issue_ids=[issue.pk])
    objective = actions.set_objective(
        world.as_alice, plan_id=plan.pk, title="Training", success="It is better.", area="A2", priority_ids=[]
    )
    actions.add_action(
        world.as_alice,
        objective_id=objective.pk,
        title="Damp and mould",
        lead="TBC",
        starts=world.cycle.starts,
        ends=world.cycle.ends,
    )
    actions.add_milestone(world.as_alice, plan_id=plan.pk, title="A new leaflet", due=world.cycle.ends)
    return plan


def test_rows_are_checked_as_they_stand(world, faulty, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        found = {finding.rule for finding in findings(world.as_alice, faulty.pk)}
    assert found >= {
        rules.NOBODY_ASKED,
        rules.NO_MEASURE,
        rules.NO_PERSON,
        rules.NO_DATE,
        rules.NO_VERB,
        rules.OUT_OF_REACH,
        rules.MILESTONE_NOBODY,
        rules.MILESTONE_COUNT,
        rules.RANKED_HIGH,
        rules.VULNERABLE,
        rules.SUSTAINING,
        rules.COMMITMENTS,
    }


def test_an_owner_who_has_left_is_found(world, faulty):
    objective = faulty.objectives.get()
    actions.add_action(
        world.as_alice,
        objective_id=objective.pk,
        title="Call each landlord",
        lead="Bob",
        owner_id=world.bob.pk,
        starts=today(),
        ends=world.cycle.ends,
    )
    assert rules.OWNER_LEFT not in {finding.rule for finding in findings(world.as_alice, faulty.pk)}
    world.bob.memberships.all().delete()
    assert rules.OWNER_LEFT in {finding.rule for finding in findings(world.as_alice, faulty.pk)}


def test_the_plan_of_another_council_is_not_checked(world, faulty):
    with pytest.raises(NotFound):
        findings(world.as_charlie, faulty.pk)


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_the_page_says_what_to_mend_first(world, faulty, client, who):
    client.force_login(getattr(world, who))
    page = client.get(reverse("check_plan")).content.decode()
    assert "An action without a person" in page
    assert "Mend the first one" in page


def test_the_next_council_sees_its_own_year_only(world, faulty, client):
    client.force_login(world.charlie)
    answer = client.get(reverse("check_plan"), {"year": world.cycle.pk})
    assert answer.status_code == 404


def test_the_command_leaves_with_one_where_a_fault_is_grave(world, faulty, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("check_plan", authority=world.ravensmere.code)
    assert left.value.code == 1
    said = capsys.readouterr().out
    assert "! no-person: Damp and mould." in said
    assert "grave." in said
