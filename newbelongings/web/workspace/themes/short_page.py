"""The one page for a councillor: who was heard, what most of them said and what is done about it, what changed, and
what cannot be said. Put together here from themes, plan and replies, which do not know of each other."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, Shown
from newbelongings.domain.outreach.coverage import coverage
from newbelongings.domain.plans import queries as plans
from newbelongings.domain.plans.plan_view import ObjectiveView, PlanView, PriorityView
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.amounts import ThemeAmount, amounts
from newbelongings.domain.themes.asked import rounds_of
from newbelongings.domain.themes.changing import Change, Verdict, change, earlier_cycle, reading_of
from newbelongings.domain.themes.desk import HowFar

from .pages import chosen_year

MOST_SAID: Final = 5
_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """One of the things most said: how many said it, one quotation that was cleared, and what is done about it."""

    name: str
    people: str
    quotation: str
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortPage:
    """The page in words, so that paper and screen say the same. ``round`` is the latest, for "Is it everyone?"."""

    council: str
    invented: bool
    cycle: Cycle
    round: Round | None
    heard: tuple[str, ...]
    said: tuple[Said, ...]
    changed: tuple[str, ...]
    cannot_say: tuple[str, ...]

    def content(self) -> dict[str, Any]:
        """The words for paper."""
        return {
            "council": self.council + (" (invented)" if self.invented else ""),
            "year": str(self.cycle),
            "made": today().isoformat(),
            "on": long_date(today()),
            "heard": list(self.heard),
            "said": [asdict(one) | {"done": list(one.done)} for one in self.said],
            "changed": list(self.changed),
            "cannot_say": list(self.cannot_say),
        }


def short_page(scope: Scope, *, number: str = "") -> ShortPage:
    """The page of one year; the number of statements does not grow with the answers."""
    cycle, council = chosen_year(scope, number), authorities.own_authority(scope)
    found = amounts(scope, cycle_id=cycle.pk)
    rounds = rounds_of(scope, cycle.pk)
    top = [row for row in found.rows if not isinstance(row.amount.people, Hidden) and row.amount.people][:MOST_SAID]
    earlier = earlier_cycle(scope, cycle.pk)
    changes = change(scope, cycle_id=cycle.pk, other_id=earlier.pk) if earlier else None
    return ShortPage(
        council=council.name,
        invented=council.imagined,
        cycle=cycle,
        round=rounds[0] if rounds else None,
        heard=_heard(scope, found.base, rounds),
        said=_said(scope, cycle, top, found.base),
        changed=_changed(changes),
        cannot_say=_cannot_say(council.hide_up_to, reading_of(scope, cycle.pk), found.waits, len(top)),
    )


def _heard(scope: Scope, base: Shown, rounds: Sequence[Round]) -> tuple[str, ...]:
    if not rounds:
        return ("Nobody has been asked this year yet.",)
    known = coverage(scope, rounds[0].pk)
    of = f" There are {known.population:,} care leavers to ask." if known.population else ""
    many = "The number of care leavers who answered is too small to show" if isinstance(base, Hidden) else ""
    return (f"{many or f'{base:,} care leavers answered'}.{of}", f"{known.verdict.sentence.rstrip('.')}.")


def _said(scope: Scope, cycle: Cycle, top: Sequence[ThemeAmount], base: Shown) -> tuple[Said, ...]:
    known = queries.descent(scope)
    quoted: dict[int, str] = {}
    for quotation in queries.quotations(scope, [row.theme_id for row in top]):
        for now in known.became(quotation.theme_id):
            quoted.setdefault(now, quotation.words)
    done = _Done(scope, cycle)
    return tuple(
        Said(
            row.name,
            f"{row.amount.people:,} of {base:,} people",
            quoted.get(row.theme_id, ""),
            done.about(row.theme_id),
        )
        for row in top
    )


class _Done:
    """What is done about a theme: replies that were published, or else the plan, or else that nothing is."""

    def __init__(self, scope: Scope, cycle: Cycle) -> None:
        answered = replies.published_replies(scope, scope.authority).filter(cycle=cycle)
        self.replies: list[Reply] = list(answered.prefetch_related("themes"))
        may_plan = scope.may(Permission.READ_PLAN)
        self.plan: PlanView | None = plans.plan(scope, cycle.pk) if may_plan else None
        own = self.plan.priorities if self.plan else plans.priority_views(scope, cycle.pk) if may_plan else ()
        self.priorities: tuple[PriorityView, ...] = own

    def about(self, theme_id: int) -> tuple[str, ...]:
        told = [reply for reply in self.replies if theme_id in {theme.pk for theme in reply.themes.all()}]
        if told:
            return tuple(_reply_words(reply) for reply in told[:2])
        chosen = {p.id for p in self.priorities if theme_id in {reason.theme_id for reason in p.themes}}
        objectives = self.plan.objectives if self.plan else ()
        planned = [o for o in objectives if chosen & {priority.id for priority in o.priorities}]
        if planned:
            return tuple(_objective_words(objective) for objective in planned[:2])
        return ("It is a priority. Nothing is in the plan for it yet.",) if chosen else ("Nothing is planned yet.",)


def _reply_words(reply: Reply) -> str:
    promised = f" Promised by {long_date(reply.promised_by)}." if reply.promised_by else ""
    stop = "" if reply.title.endswith(("?", "!")) else "."
    return f"{reply.get_state_display()}: {reply.title.rstrip('.')}{stop}{promised}"


def _objective_words(objective: ObjectiveView) -> str:
    done = sum(action.standing.is_done for action in objective.actions)
    late = sum(action.standing.is_late for action in objective.actions)
    late_words = f", {late} late" if late else ""
    return f"In the plan: {objective.title.rstrip('.')}. {done} of {len(objective.actions)} actions done{late_words}."


def _changed(found: Change | None) -> tuple[str, ...]:
    if found is None:
        return ("There is no earlier year to compare with.",)
    if found.waits:
        return ("What changed is shown once the survey has closed.",)
    clear = [one for one in found.lines if one.verdict in (Verdict.MORE, Verdict.FEWER)][:_CHANGES]
    if not clear:
        return (f"No clear change since {found.then.cycle}: what differs, chance could do.",)
    return tuple(
        f"{'More' if one.verdict is Verdict.MORE else 'Fewer'} people speak of {one.line.words.lower()}: "
        f"{one.line.now_percent} in every 100, against {one.line.then_percent} in {found.then.cycle}."
        for one in clear
    )


def _cannot_say(limit: int, reading: HowFar, waits: bool, told: int) -> tuple[str, ...]:
    unread = reading.all - reading.read
    said: Iterable[str] = [
        "What those who did not answer would have said.",
        f"What {limit} people or fewer said: such numbers stay hidden, so that nobody can be picked out.",
        "How much a thing matters to those who said it: the numbers say how many, not how badly.",
        "How it ends: the survey is still open, and the numbers will grow." if waits else "",
        f"What is in {unread:,} of {reading.all:,} written answers: they are not read yet." if unread else "",
        "Which things most people said: too few answers have been read yet." if not told else "",
    ]
    return tuple(words for words in said if words)
