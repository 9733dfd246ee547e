"""The second half of a pack: what was chosen, promised, done and told, and where it broke. Pure."""

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.plans.plan_view import ActionView, MilestoneView, ObjectiveView, UpdateView

from .exhibits import Exhibit, Line, exhibit, line
from .pack_facts import Facts, ReplyFact
from .references import LETTERS, reference
from .thread import BREAKS, HEARD, LATE, UNASKED, UNTOLD

STATES = {"did": "We did it", "doing": "We are doing it", "cannot": "We cannot"}
RAGS = {"red": "Red", "amber": "Amber", "green": "Green", "done": "Done", "none": "Not started"}
BREAK_NAMES = {
    HEARD: "Heard and not acted on",
    LATE: "Promised and late",
    UNTOLD: "Acted and not told",
    UNASKED: "Nobody asked for it",
}


def priorities(facts: Facts) -> Exhibit:
    """What was chosen to work on, and why."""
    lines = [
        line(
            reference("priority", each.id),
            each.area,
            title=each.title,
            rank=each.rank,
            chosen_by=each.chosen_by,
            chosen_on=each.chosen_on,
            why="; ".join([theme.title for theme in each.themes] + [issue.title for issue in each.issues]),
        )
        for each in facts.priorities
    ]
    columns = (
        "rank number Rank; title text Priority; area area Area; chosen_by text Chosen by; chosen_on date Chosen; "
        "why text Because of"
    )
    about = "What care leavers and the council chose to work on, with the themes and issues that are the reasons."
    return exhibit("priorities", "What was chosen, and why", about, "No priority has been chosen.", columns, lines)


def plan(facts: Facts) -> Exhibit:
    """Objectives, actions and milestones, and how each stands."""
    lines: list[Line] = []
    if facts.plan is not None:
        by_objective: dict[int | None, list[MilestoneView]] = {}
        for milestone in facts.plan.milestones:
            by_objective.setdefault(milestone.objective_id, []).append(milestone)
        for objective in facts.plan.objectives:
            lines.append(_objective(objective))
            lines += [_action(each, objective.area) for each in objective.actions]
            lines += [_milestone(each, objective.area) for each in by_objective.pop(objective.id, [])]
        lines += [_milestone(each, "") for rest in by_objective.values() for each in rest]
    columns = (
        "kind text Kind; title text What; lead text Who leads; due date By when; state state How it stands; "
        "last text Last update"
    )
    about = "The plan line by line. Red, amber, green and done are a person’s word; days late are the calendar’s."
    title = "What was promised, and how it stands"
    return exhibit("plan", title, about, "There is no plan for this year yet.", columns, lines)


def _objective(each: ObjectiveView) -> Line:
    title = f"{each.title}. Success will mean: {each.success}" if each.success else each.title
    return line(reference("objective", each.id), each.area, kind="Objective", title=title)


def _action(each: ActionView, area: str) -> Line:
    return line(
        reference("action", each.id),
        area,
        kind="Action",
        title=each.title,
        lead=each.lead,
        due=each.ends,
        state=_state(each.standing),
        last=_last(each.latest),
    )


def _milestone(each: MilestoneView, area: str) -> Line:
    return line(
        reference("milestone", each.id),
        area,
        kind="Milestone",
        title=each.title,
        due=each.due,
        state=_state(each.standing),
        last=_last(each.latest),
    )


def _state(standing: Standing) -> str:
    word = RAGS[standing.rag]
    return f"{word}, {days(standing.late_days)} late" if standing.is_late else word


def _last(update: UpdateView | None) -> str:
    return f"{long_date(update.made_on)}: {update.words}" if update else ""


def days(count: int) -> str:
    """``1 day``, ``12 days``."""
    return "1 day" if count == 1 else f"{count:,} days"


def replies(facts: Facts) -> Exhibit:
    """What care leavers were told."""
    columns = (
        "title text Reply; area area Area; said text You said; state text Our answer; answer text What we say; "
        "changed text What changed; promised text Promised; told date Published; withdrawn text Withdrawn; "
        "read text Read by a forum first"
    )
    about = "Replies on the public page, also those that were taken back, with the reason."
    empty = "No reply has been published."
    lines = [_reply(each) for each in facts.replies]
    return exhibit("replies", "What they were told", about, empty, columns, lines, layout="cards")


def _reply(each: ReplyFact) -> Line:
    return line(
        reference("reply", each.id),
        each.area,
        title=each.title,
        said=each.said,
        state=STATES.get(each.state, ""),
        answer=each.answer,
        changed=each.changed,
        promised=each.promised,
        told=each.published_on,
        withdrawn=each.withdrawn,
        read=each.read_first,
    )


def broken(facts: Facts) -> Exhibit:
    """Where the thread is broken, as the council's own first page says it."""
    lines: list[Line] = []
    for kind in BREAKS:
        for each in facts.thread.breaks(kind):
            cells = {"kind": BREAK_NAMES[kind], "title": each.title, "why": each.why, "days": each.days}
            thing = [reference(each.kind, each.id)] if each.kind in LETTERS else []
            lines.append(line(f"B-{len(lines) + 1}", each.area, **cells, thing=thing))
    columns = "kind text Broken how; title text What; why text Why; days number Days; thing refs Line"
    about = "What was heard and not acted on, promised and late, done and not told, and planned though nobody asked."
    return exhibit("broken", "Where the thread is broken", about, "It is whole.", columns, lines)
