"""The one next thing to do about a plan. Pure but for addresses."""

from dataclasses import dataclass

from django.urls import reverse

from newbelongings.domain.plans.models import Vote
from newbelongings.domain.plans.plan_view import ActionView, PlanView, PriorityView

from .words import days

MILESTONES_AT_LEAST = 10  # Guide section 2.2: "perhaps 10 to 15"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence that states the fact, the button's words and where it leads, and how long it takes."""

    sentence: str
    button: str
    url: str
    minutes: int


def next_step(plan: PlanView) -> NextStep:
    """What to do next: first what is missing, in the order of the thread, then what is late, then
    what nobody asked for."""
    return _missing(plan) or _late(plan) or _stray(plan) or _more(plan)


def next_choice(priorities: tuple[PriorityView, ...], votes: list[Vote]) -> NextStep:
    """What comes next in choosing: a vote that waits, then the first choice, then the plan itself."""
    open_now = next((vote for vote in votes if vote.closed_on is None), None)
    if open_now is not None:
        return NextStep(
            f"“{open_now.title}” is open for votes.", "Go to the vote", reverse("vote", args=[open_now.pk]), 5
        )
    if not priorities:
        return NextStep("Nothing is chosen yet for this year.", "Hold a vote with the forum", reverse("open_vote"), 10)
    return NextStep("What to do about it stands in the plan.", "Go to the plan", reverse("plan"), 5)


def _missing(plan: PlanView) -> NextStep | None:
    if not plan.priorities:
        return NextStep("Nothing is chosen yet for this year.", "Choose a priority", reverse("choose_priority"), 5)
    if plan.unanswered:
        first = plan.unanswered[0]
        url = f"{reverse('set_objective')}?priority={first.id}"
        return NextStep(f"“{first.title}” was chosen, and no objective answers it yet.", "Set an objective", url, 10)
    for objective in plan.objectives:
        if not objective.actions:
            url = f"{reverse('add_action')}?objective={objective.id}"
            return NextStep(f"Nothing is to be done yet for “{objective.title}”.", "Add an action", url, 3)
    return None


def _late(plan: PlanView) -> NextStep | None:
    late = [action for action in plan.actions if action.standing.is_late]
    if not late:
        return None
    worst = max(late, key=_silence)
    url = f"{reverse('add_update')}?action={worst.id}"
    return NextStep(f"“{worst.title}” is {days(worst.standing.late_days)} late.", "Say how it stands", url, 1)


def _silence(action: ActionView) -> tuple[int, int]:
    """The longest without a word comes first, then the latest."""
    return (-(action.latest.made_on.toordinal()) if action.latest else 0, action.standing.late_days)


def _stray(plan: PlanView) -> NextStep | None:
    stray = next((objective for objective in plan.objectives if not objective.is_asked_for), None)
    if stray is not None:
        url = reverse("link_objective", args=[stray.id])
        return NextStep(f"Nobody asked for “{stray.title}”. Link it, or drop it.", "Link it", url, 1)
    lone = next((milestone for milestone in plan.milestones if milestone.objective_id is None), None)
    if lone is not None:
        url = reverse("edit_milestone", args=[lone.id])
        return NextStep(f"Nobody asked for the milestone “{lone.title}”.", "Put it under an objective", url, 1)
    return None


def _more(plan: PlanView) -> NextStep:
    if len(plan.milestones) < MILESTONES_AT_LEAST:
        sentence = f"The plan has {len(plan.milestones)} of the 10 to 15 milestones that the Guide suggests."
        return NextStep(sentence, "Add a milestone", reverse("add_milestone"), 2)
    return NextStep(
        "Everything in the plan has an owner, a day and a reason.", "Add an action", reverse("add_action"), 3
    )
