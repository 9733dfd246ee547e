"""Asking every question of the check. Pure: a plan in, findings out, in the order of the rules."""

import re
from collections.abc import Callable, Iterator

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.standards.vocabularies import area_name

from . import rules
from .finding import Finding, Rule
from .picture import CheckedAction, CheckedMilestone, CheckedObjective, CheckedPlan
from .words import has_verb, names_nobody

FEWEST, MOST = 10, 15
HIGH = 3
_MORE_VULNERABLE = "A10"
_NUMBER = re.compile(r"\d|\b(?:half|twice|double|all|every|none|no one|nobody)\b", re.IGNORECASE)


def check_plan(plan: CheckedPlan) -> tuple[Finding, ...]:
    """What is amiss in a plan."""
    return tuple(finding for ask in _QUESTIONS for finding in ask(plan))


def _of_plan(plan: CheckedPlan, rule: Rule, words: str) -> Finding:
    return Finding(rule, "plan", plan.id, "The plan", words)


def _objectives(plan: CheckedPlan) -> Iterator[Finding]:
    if not plan.objectives:
        yield _of_plan(plan, rules.NO_OBJECTIVE, "Set at least one objective, with what success will mean.")
    for rule, amiss, words in (
        (rules.NO_MEASURE, _not_measured, "Say what is counted, where it stands now and where it should be."),
        (rules.NO_ACTION, _not_acted, "Add what will be done for it, or drop it with the reason."),
        (rules.NOBODY_ASKED, _not_asked, "Name the priority that it answers, with the words behind it, or drop it."),
    ):
        yield from (Finding(rule, "objective", one.id, one.title, words) for one in plan.objectives if amiss(one))


def _not_measured(objective: CheckedObjective) -> bool:
    return not (objective.measure or objective.target) and not _NUMBER.search(objective.success)


def _not_acted(objective: CheckedObjective) -> bool:
    return not objective.actions


def _not_asked(objective: CheckedObjective) -> bool:
    return not objective.asked


def _actions(plan: CheckedPlan) -> Iterator[Finding]:
    def of(rule: Rule, action: CheckedAction, words: str) -> Finding:
        return Finding(rule, "action", action.id, action.title, words)

    length = f"from {long_date(plan.starts)} to {long_date(plan.ends)}"
    for action in plan.actions:
        if names_nobody(action.lead):
            yield of(rules.NO_PERSON, action, f"Name one person in place of “{action.lead or 'nobody'}”.")
        if (action.starts, action.ends) == (plan.starts, plan.ends):
            yield of(rules.NO_DATE, action, f"It runs as long as the plan, {length}. Give it a start and an end.")
        if not has_verb(action.title):
            yield of(rules.NO_VERB, action, "Begin with what is done: arrange, write, agree, open.")
        if action.gone and not action.done:
            yield of(rules.OWNER_LEFT, action, "Its owner does not belong to your council any more. Choose another.")
        elif not action.reachable and not action.done:
            yield of(rules.OUT_OF_REACH, action, f"Choose an account for {action.lead}, or give their email.")
        if action.starts < plan.starts or action.ends > plan.ends:
            yield of(rules.ACTION_OUTSIDE, action, f"The plan runs {length}. Move the action into it.")
        if action.waits_until is not None and action.starts < action.waits_until and not action.done:
            day = long_date(action.waits_until)
            yield of(rules.ACTION_ORDER, action, f"What it waits for ends on {day}. Start it after that, or let it go.")


def _milestones(plan: CheckedPlan) -> Iterator[Finding]:
    def of(rule: Rule, milestone: CheckedMilestone, words: str) -> Finding:
        return Finding(rule, "milestone", milestone.id, milestone.title, words)

    count = len(plan.milestones)
    if not FEWEST <= count <= MOST:
        which = "Choose more of the changes that matter most" if count < FEWEST else "Keep those that matter most"
        yield _of_plan(plan, rules.MILESTONE_COUNT, f"It has {count}. {which}: {FEWEST} to {MOST}.")
    for milestone in plan.milestones:
        if not milestone.asked:
            yield of(rules.MILESTONE_NOBODY, milestone, "Put it under an objective that care leavers asked for.")
        if not plan.starts <= milestone.due <= plan.ends:
            yield of(
                rules.MILESTONE_OUTSIDE, milestone, f"It is due on {long_date(milestone.due)}. Move it into the plan."
            )
        if milestone.actions and milestone.due < min(action.starts for action in milestone.actions):
            yield of(rules.MILESTONE_ORDER, milestone, "Everything for it begins later. Move one or the other.")


def _what_was_said(plan: CheckedPlan) -> Iterator[Finding]:
    for priority in plan.priorities:
        if priority.rank <= HIGH and not priority.answered:
            words = f"It was chosen as number {priority.rank}. Set an objective for it, or say why not."
            yield Finding(rules.RANKED_HIGH, "priority", priority.id, priority.title, words)
    answered = {objective.area for objective in plan.objectives}
    for area in plan.high_areas[:HIGH]:
        if area not in answered:
            words = f"“{area_name(area)}” is among what most people spoke of. Set an objective in this area."
            yield _of_plan(plan, rules.RANKED_HIGH, words)
    if _MORE_VULNERABLE not in answered:
        words = (
            "No objective is in the area of those for whom life is harder. Set one, or say in it whom else it serves."
        )
        yield _of_plan(plan, rules.VULNERABLE, words)


def _content(plan: CheckedPlan) -> Iterator[Finding]:
    for rule, amiss, words in (
        (rules.SUSTAINING, not plan.sustaining.strip(), "Write how what is gained is kept once the plan has ended."),
        (rules.RESOURCES, not plan.has_resources, "Write what staff and money it takes, and what it may save."),
        (rules.GOVERNANCE, not plan.governance.strip(), "Write who watches over it, and how often."),
        (
            rules.DEFINITION,
            not (plan.definition.strip() and plan.has_key_facts),
            "Write what the project is, with key facts about care leavers here and where they are from.",
        ),
    ):
        if amiss:
            yield _of_plan(plan, rule, words)
    for name in plan.uncovered:
        yield _of_plan(plan, rules.COMMITMENTS, f"{name}: name the objective that meets it, or say why none does.")


_QUESTIONS: tuple[Callable[[CheckedPlan], Iterator[Finding]], ...] = (
    _objectives,
    _actions,
    _milestones,
    _what_was_said,
    _content,
)
