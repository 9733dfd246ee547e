"""What one reads of a plan: frozen pictures of its rows, each line with the words it answers.

Counts of people arrive here already hidden where they are small (``themes.queries``).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.kernel.suppression import Hidden, Shown

from .moved import Moved


@dataclass(frozen=True, slots=True)
class ThemeReason:
    """A theme that a priority answers. ``people`` and ``base`` are None for whoever may not see results,
    and for a theme of another year. ``was``: the themes that the priority cites, where this one came of them."""

    theme_id: int
    name: str
    people: Shown | None = None
    base: Shown | None = None
    was: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """``Housing (was: Flats)``, or the name alone where the priority cites the theme itself."""
        return f"{self.name} (was: {', '.join(self.was)})" if self.was else self.name

    @property
    def phrase(self) -> str:
        """``34 of 96 people in the survey``; for a hidden number the sentence says that it is hidden."""
        if self.people is None:
            return "people in the survey"
        if isinstance(self.people, Hidden):
            return "people in the survey (number hidden)"
        if self.people == 0:
            return "nobody in the survey yet"
        if self.base is None or isinstance(self.base, Hidden):
            return f"{self.people:,} people in the survey"
        return f"{self.people:,} of {self.base:,} people in the survey"


@dataclass(frozen=True, slots=True)
class IssueReason:
    """An issue from the forum that a priority answers."""

    issue_id: int
    title: str
    raised_on: dt.date

    @property
    def phrase(self) -> str:
        return f"the forum on {long_date(self.raised_on)}"


@dataclass(frozen=True, slots=True)
class GroundReason:
    """A rating or a number that a priority rests on, with where it stands."""

    ground_id: int
    words: str
    source: str

    @property
    def phrase(self) -> str:
        return f"{self.words} ({self.source})"


@dataclass(frozen=True, slots=True)
class ChosenReason:
    """That somebody chose a priority, with no theme or issue named."""

    chosen_by: str
    chosen_on: dt.date

    @property
    def phrase(self) -> str:
        return f"{self.chosen_by}, chosen on {long_date(self.chosen_on)}"


Reason: TypeAlias = ThemeReason | IssueReason | GroundReason | ChosenReason


@dataclass(frozen=True, slots=True)
class PriorityView:
    """A priority with its reasons: the themes and issues it answers, ratings and numbers, who chose it, and when."""

    id: int
    rank: int
    title: str
    area: str
    chosen_by: str
    chosen_on: dt.date
    themes: tuple[ThemeReason, ...]
    issues: tuple[IssueReason, ...]
    grounds: tuple[GroundReason, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The themes and issues it answers, the ratings and numbers; who chose it stands in where there are none."""
        return (*self.themes, *self.issues, *self.grounds) or (ChosenReason(self.chosen_by, self.chosen_on),)


def reasons_of(priorities: Iterable[PriorityView]) -> tuple[Reason, ...]:
    """Every reason of these priorities, each once."""
    return tuple(dict.fromkeys(reason for priority in priorities for reason in priority.reasons))


@dataclass(frozen=True, slots=True)
class UpdateView:
    """One update: how a person said it stood, on a day."""

    id: int
    rag: str
    words: str
    made_by: str
    made_on: dt.date


@dataclass(frozen=True, slots=True)
class HeldUp:
    """An action that another one waits for, as long as it is not done."""

    id: int
    title: str
    late_days: int


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action with its standing and the latest that was said about it. ``waits_for``: what is still to be done
    before it; ``moved``: its dates before it was planned anew, the oldest first."""

    id: int
    objective_id: int
    objective: str
    title: str
    lead: str
    owner_id: int | None
    starts: dt.date
    ends: dt.date
    version: int
    standing: Standing
    latest: UpdateView | None
    waits_for: tuple[HeldUp, ...] = ()
    moved: tuple[Moved, ...] = ()
    development_area_id: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone with its standing and the latest that was said about it."""

    id: int
    objective_id: int | None
    title: str
    due: dt.date
    version: int
    standing: Standing
    latest: UpdateView | None
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective with what it answers, what success will mean, and what is done for it."""

    id: int
    position: int
    title: str
    success: str
    area: str
    version: int
    priorities: tuple[PriorityView, ...]
    actions: tuple[ActionView, ...]
    measure: str = ""
    baseline: str = ""
    target: str = ""

    @property
    def is_asked_for(self) -> bool:
        """Whether what care leavers said, a theme or an issue, leads to it. That somebody chose it is not enough."""
        return any(priority.themes or priority.issues for priority in self.priorities)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason of its priorities, each once."""
        return reasons_of(self.priorities)


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of one cycle, whole."""

    id: int
    cycle_id: int
    aim: str
    lead: str
    agreed_on: dt.date | None
    version: int
    priorities: tuple[PriorityView, ...]
    objectives: tuple[ObjectiveView, ...]
    milestones: tuple[MilestoneView, ...]

    @property
    def actions(self) -> tuple[ActionView, ...]:
        """All actions, objective by objective."""
        return tuple(action for objective in self.objectives for action in objective.actions)

    @property
    def unanswered(self) -> tuple[PriorityView, ...]:
        """Priorities that no objective answers yet."""
        answered = {priority.id for objective in self.objectives for priority in objective.priorities}
        return tuple(priority for priority in self.priorities if priority.id not in answered)
