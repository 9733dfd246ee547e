"""The next thing to do, and how a standing is said."""

import datetime as dt
from dataclasses import replace

import pytest

from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.plans.plan_view import (
    ActionView,
    IssueReason,
    MilestoneView,
    ObjectiveView,
    PlanView,
    PriorityView,
)
from newbelongings.web.workspace.plan.next_step import next_step
from newbelongings.web.workspace.plan.words import beside_tag, chart_words, tag_words

DAY = dt.date(2026, 9, 30)
ISSUE = IssueReason(3, "Damp", DAY)
PRIORITY = PriorityView(7, 1, "Dry homes", "A6", "the forum", DAY, (), (ISSUE,))
WHIM = replace(PRIORITY, issues=())


def action(number, late):
    return ActionView(number, 1, "All dry", f"Action {number}", "Tom", None, DAY, DAY, 1, Standing("red", late), None)


ON_TIME = action(1, 0)


def plan(priorities=(PRIORITY,), answered=True, actions=(ON_TIME,), milestones=10, stray=False, under=1):
    objective = ObjectiveView(1, 1, "All dry", "None damp", "A6", 1, (PRIORITY,) if answered else (), tuple(actions))
    due = tuple(MilestoneView(n, under, "M", DAY, 1, Standing("done"), None) for n in range(milestones))
    objectives = (objective, replace(objective, id=2, title="Badges", priorities=())) if stray else (objective,)
    return PlanView(1, 1, "Aim", "Alice", None, 1, tuple(priorities), objectives, due)


@pytest.mark.parametrize(
    ("given", "button", "words"),
    [
        (plan(priorities=()), "Choose a priority", "Nothing is chosen"),
        (plan(answered=False), "Set an objective", "“Dry homes” was chosen"),
        (plan(actions=()), "Add an action", "Nothing is to be done yet for “All dry”"),
        (plan(actions=[action(1, 0), action(2, 43)]), "Say how it stands", "“Action 2” is 43 days late"),
        (plan(stray=True), "Link it", "Nobody asked for “Badges”"),
        (plan(under=None), "Put it under an objective", "Nobody asked for the milestone “M”"),
        (plan(milestones=4), "Add a milestone", "4 of the 10 to 15"),
        (plan(), "Add an action", "Everything"),
    ],
)
def test_the_next_thing_is_the_first_that_is_missing_then_what_is_late(given, button, words):
    step = next_step(given)
    assert step.button == button
    assert words in step.sentence


def test_that_somebody_chose_it_is_not_enough_to_be_asked_for():
    (objective,) = plan().objectives
    assert objective.is_asked_for
    assert not replace(objective, priorities=(WHIM,)).is_asked_for


@pytest.mark.parametrize(
    ("standing", "in_tag", "beside", "on_chart"),
    [
        (Standing("red", 43), "43 days late", "", "Red, 43 days late"),
        (Standing("red"), "late, or will be", "", "Red"),
        (Standing("green", 1), "on track", "1 day late", "Green, 1 day late"),
        (Standing("none", 0, 12), "", "should have begun 12 days ago", "Not started"),
        (Standing("none", 3, 12), "", "3 days late", "Not started, 3 days late"),
        (Standing("done"), "", "", ""),
    ],
)
def test_the_calendar_speaks_beside_the_person_not_over_them(standing, in_tag, beside, on_chart):
    assert (tag_words(standing), beside_tag(standing), chart_words(standing)) == (in_tag, beside, on_chart)
