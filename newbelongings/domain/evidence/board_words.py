"""The words of the board page: a line, a section, the page, and how whose words it answers is said. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.standing import NOT_STARTED, Standing
from newbelongings.domain.plans.models import Rag
from newbelongings.domain.plans.plan_view import (
    ActionView,
    IssueReason,
    MilestoneView,
    ObjectiveView,
    PlanView,
    Reason,
    ThemeReason,
)

NO_WORDS: Final = "No care leaver’s words lead to it yet"
_SHOWN_REASONS: Final = 2


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line: what it is, how it stands, and whose words it answers (empty where the line is those words)."""

    words: str
    beside: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class BoardSection:
    """A part of the page: its title, a sentence, perhaps a quotation, its lines, and how many it leaves out."""

    title: str
    lead: str
    lines: tuple[BoardLine, ...] = ()
    more: str = ""
    quotation: str = ""

    def words(self) -> Iterator[str]:
        """Everything it says, in reading order."""
        yield from (self.title, self.lead)
        if self.quotation:
            yield self.quotation
        for line in self.lines:
            yield from (words for words in (line.words, line.beside, line.answers) if words)
        if self.more:
            yield self.more


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The page of one council and year as it stood on a day. Every rendering says exactly this."""

    council: str
    year: str
    on: dt.date
    sections: tuple[BoardSection, ...]

    title: str = "One page for the board"

    @property
    def about(self) -> str:
        return f"{self.council}, {self.year}. As it stood on {long_date(self.on)}."

    def words(self) -> tuple[str, ...]:
        """Everything it says, in reading order."""
        return (self.title, self.about, *(words for section in self.sections for words in section.words()))


@dataclass(frozen=True, slots=True)
class Promise:
    """An action or a milestone of the plan with the objective that it belongs to, if any."""

    thing: ActionView | MilestoneView
    objective: ObjectiveView | None

    @property
    def standing(self) -> Standing:
        return self.thing.standing

    @property
    def lead(self) -> str:
        """Who leads an action; a milestone has nobody of its own."""
        return self.thing.lead if isinstance(self.thing, ActionView) else ""

    @property
    def answers(self) -> str:
        return answers(self.objective.reasons if self.objective else ())


def promises(plan: PlanView) -> list[Promise]:
    """Every action and milestone of a plan."""
    by_id: dict[int | None, ObjectiveView] = {objective.id: objective for objective in plan.objectives}
    things: list[ActionView | MilestoneView] = [*plan.actions, *plan.milestones]
    return [Promise(thing, by_id.get(thing.objective_id)) for thing in things]


def answers(reasons: Iterable[Reason]) -> str:
    """``Answers: Damp homes (survey); Deposits (forum)``, without numbers, which stand once, at the top of the page."""
    named = [
        f"{reason.title} ({'survey' if isinstance(reason, ThemeReason) else 'forum'})"
        for reason in reasons
        if isinstance(reason, ThemeReason | IssueReason)
    ]
    return answers_named(named)


def answers_named(named: Sequence[str]) -> str:
    """The same of things that are named already, such as ``Deposits (forum)``."""
    if not named:
        return f"{NO_WORDS}."
    over = f", and {len(named) - _SHOWN_REASONS} more" if len(named) > _SHOWN_REASONS else ""
    return f"Answers: {'; '.join(named[:_SHOWN_REASONS])}{over}."


def days(number: int) -> str:
    """``1 day``, ``43 days``."""
    return f"{number:,} day" if number == 1 else f"{number:,} days"


def stands_words(standing: Standing) -> str:
    """``Red, 43 days late``: the colour as a word, and beside it what the calendar says."""
    said = "Not started" if standing.rag == NOT_STARTED else str(Rag(standing.rag).label)
    return f"{said}, {days(standing.late_days)} late" if standing.is_late else said


def counted(number: int, one: str) -> str:
    """``1 action``, ``12 actions``."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def left_out(number: int, where: str) -> str:
    """That more stands elsewhere; empty where nothing is left out."""
    return f"And {number:,} more, {where}." if number > 0 else ""
