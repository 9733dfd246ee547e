"""The parts of the board page, from what the rooms below know. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Final

from newbelongings.domain.commitments.leading_queries import CommitmentView
from newbelongings.domain.commitments.pledge_queries import PromiseView
from newbelongings.domain.commitments.promises import Stands
from newbelongings.domain.forum.models import Referral
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.suppression import Hidden, Shown
from newbelongings.domain.plans.plan_view import ObjectiveView, PlanView
from newbelongings.domain.themes.amounts import ThemeAmount

from .board_words import (
    NO_WORDS,
    BoardLine,
    BoardSection,
    Promise,
    answers,
    answers_named,
    counted,
    days,
    left_out,
    promises,
    stands_words,
)

# Two minutes at the pace of a careful reader are about 450 words; these keep the page under them.
SAID, PROMISED, DONE, LATE = 3, 4, 2, 3
BROUGHT = 2
ASKED_OF_PLAN, ASKED_OF_PLEDGE, ASKED_OF_LEADERS, ASKED_OF_PRIORITIES = 2, 1, 2, 1
NO_PLAN: Final = "There is no plan for this year yet."
IN_THE_PLAN: Final = "in the plan"


def said(top: Sequence[ThemeAmount], base: Shown, quotation: str) -> BoardSection:
    """The most said themes with their numbers, hidden where small, and one quotation that a person cleared."""
    if isinstance(base, Hidden):
        lead = "The number of care leavers who answered is too small to show."
    else:
        lead = f"{counted(base, 'care leaver')} answered." if base else "No care leaver has answered yet."
    lines = tuple(BoardLine(row.name, f"{row.amount.people:,} of {base:,} people") for row in top[:SAID])
    if not lines and base:
        lead += " No theme was spoken of by enough people to show yet."
    return BoardSection("What they said", lead, lines, quotation=f"“{quotation}”" if quotation else "")


def promised(plan: PlanView | None) -> BoardSection:
    """The objectives, in their order."""
    title = "What we promised"
    if plan is None:
        return BoardSection(title, NO_PLAN)
    lead = (
        f"{counted(len(plan.objectives), 'objective')}, {counted(len(plan.actions), 'action')} and "
        f"{counted(len(plan.milestones), 'milestone')}."
    )
    lines = tuple(BoardLine(one.title, _progress(one), answers(one.reasons)) for one in plan.objectives[:PROMISED])
    return BoardSection(title, lead, lines, left_out(len(plan.objectives) - PROMISED, IN_THE_PLAN))


def _progress(objective: ObjectiveView) -> str:
    if not objective.actions:
        return "No action yet"
    done = sum(action.standing.is_done for action in objective.actions)
    late = sum(action.standing.is_late for action in objective.actions)
    return f"{done} of {counted(len(objective.actions), 'action')} done" + (f", {late} late" if late else "")


def done(plan: PlanView | None, told: frozenset[int]) -> BoardSection:
    """What is finished, the latest first. ``told``: ids of actions of which care leavers were told."""
    all_ = promises(plan) if plan else []
    finished = [one for one in all_ if one.standing.is_done]
    finished.sort(key=lambda one: (one.thing.latest.made_on.toordinal() if one.thing.latest else 0, one.thing.id))
    finished.reverse()
    actions = [one.thing.id for one in finished if one.lead]
    lead = f"{len(finished)} of {len(all_)} actions and milestones are done." if all_ else "Nothing is promised yet."
    if actions:
        lead += f" Care leavers were told of {len(told & set(actions))} of the {counted(len(actions), 'action')} done."
    lines = tuple(BoardLine(one.thing.title, _done_on(one), one.answers) for one in finished[:DONE])
    return BoardSection("What is done", lead, lines, left_out(len(finished) - DONE, IN_THE_PLAN))


def _done_on(one: Promise) -> str:
    return f"Done, said on {long_date(one.thing.latest.made_on)}" if one.thing.latest else "Done"


def late(plan: PlanView | None) -> BoardSection:
    """What is past its day, the longest first."""
    found = [one for one in promises(plan) if one.standing.is_late] if plan else []
    found.sort(key=lambda one: (-one.standing.late_days, one.thing.title))
    if not found:
        return BoardSection("What is late", "Nothing is past its day.")
    lead = "1 action or milestone is past its day."
    if len(found) > 1:
        lead = f"{len(found)} actions and milestones are past their day."
    lines = tuple(BoardLine(one.thing.title, _late_words(one), one.answers) for one in found[:LATE])
    return BoardSection("What is late", lead, lines, left_out(len(found) - LATE, IN_THE_PLAN))


def _late_words(one: Promise) -> str:
    return f"{stands_words(one.standing)}. Lead: {one.lead}" if one.lead else stands_words(one.standing)


def brought(referrals: Iterable[Referral], on: dt.date) -> tuple[BoardSection, ...]:
    """What the forum brings to the board: what waits for its decision, the longest first, then what it decided last.
    No part of the page where the forum never brought anything."""
    all_ = list(referrals)
    if not all_:
        return ()
    waiting = sorted((one for one in all_ if one.decision is None), key=lambda one: (one.issue.raised_on, one.pk))
    decided = [one for one in all_ if one.decision is not None]
    decided.sort(key=lambda one: (one.decision.decided_on if one.decision else on, one.pk), reverse=True)
    lead = f"{counted(len(waiting), 'issue')} {'waits' if len(waiting) == 1 else 'wait'} for your decision."
    lines = tuple(_brought(one, on) for one in (waiting + decided)[:BROUGHT])
    more = left_out(len(all_) - BROUGHT, "among its issues")
    return (BoardSection("Brought to you by the forum", lead, lines, more),)


def _brought(one: Referral, on: dt.date) -> BoardLine:
    title = one.issue.title
    if one.decision is not None:
        return BoardLine(title, f"You decided on {long_date(one.decision.decided_on)}: {_short(one.decision.words)}")
    waits = f"Waits {days(max(0, (on - one.issue.raised_on).days))}, for the board of {long_date(one.board_day.date)}"
    return BoardLine(f"{title}. You are asked: {_short(one.asks)}", waits)


def _short(words: str) -> str:
    """As much as the page has room for."""
    return shorten(words, 120, placeholder=" …")


def asked(
    plan: PlanView | None, commitments: Iterable[CommitmentView], pledged: Sequence[PromiseView] = ()
) -> BoardSection:
    """What only the board can do: clear the way for what is red or late, keep its promises (``pledged``: those of the
    pledge that are late), take up what nobody has."""
    unmet = [one for one in commitments if one.stands in (Stands.LATE, Stands.NOT_KEPT)]
    unmet.sort(key=lambda one: (one.due, one.id))
    if plan is None:
        stuck, open_ones = [], []
    else:
        stuck = _stuck(promises(plan))
        open_ones = [BoardLine(_take_up(one.title), "", answers(one.reasons)) for one in plan.unanswered]
    of_plan = [BoardLine(_clear(one), stands_words(one.standing), one.answers) for one in stuck[:ASKED_OF_PLAN]]
    of_leaders = [BoardLine(f"Keep this promise: {one.words}", _promise(one), f"{NO_WORDS}.") for one in unmet]
    of_pledge = [_pledged(one) for one in pledged[:ASKED_OF_PLEDGE]]
    lines = (*of_plan, *of_pledge, *of_leaders[:ASKED_OF_LEADERS], *open_ones[:ASKED_OF_PRIORITIES])
    more = len(stuck) + len(pledged) + len(unmet) + len(open_ones) - len(lines)
    return BoardSection("What we ask of you", _asked_lead(plan, bool(lines)), lines, left_out(more, _WHERE))


_WHERE: Final = "in the plan and among the promises"


def _asked_lead(plan: PlanView | None, anything: bool) -> str:
    if plan is None:
        return "Ask who will write the plan, and by when."
    if anything:
        return "These need somebody with your standing."
    return "Nothing is red or late. Ask care leavers whether they notice the change."


def _stuck(all_: Iterable[Promise]) -> list[Promise]:
    """What a person called red or the calendar calls late: both first, then the longest late."""
    found = [one for one in all_ if not one.standing.is_done and (one.standing.rag == "red" or one.standing.is_late)]
    return sorted(found, key=lambda one: (one.standing.rag != "red", -one.standing.late_days, one.thing.title))


def _clear(one: Promise) -> str:
    waits = getattr(one.thing, "waits_for", ())
    tail = f" It waits for “{waits[0].title}”." if waits else ""
    if one.lead:
        comma = "," if "," in one.lead else ""  # “Nadia Crewe, finance” closes what it opened
        return f"Ask {one.lead}{comma} what stands in the way of “{one.thing.title}”.{tail}"
    return f"Ask what stands in the way of the milestone “{one.thing.title}”."


def _take_up(title: str) -> str:
    return f"Say who takes up “{title}”: no objective answers it."


def _promise(one: CommitmentView) -> str:
    if one.stands is Stands.NOT_KEPT:
        return f"{one.office_name}: not kept"
    return f"{one.office_name}: {days(one.late_days)} past {long_date(one.due)}"


def _pledged(one: PromiseView) -> BoardLine:
    named = [f"{name} (survey)" for name in one.theme_names] + [f"{title} (forum)" for title in one.issue_titles]
    beside = f"In our pledge, {days(one.standing.late_days)} late. {one.stands_behind} stands behind it"
    return BoardLine(f"Keep what we pledged: {one.promise}", beside, answers_named(named))
