"""The plan as the check sees it: pure data, so that every rule is a pure function."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckedAction:
    """``reachable``: whoever leads it has an account or an email; ``gone``: its owner's account is not of this
    council any more. ``waits_until``: the latest end of what it waits for."""

    id: int
    title: str
    lead: str
    starts: dt.date
    ends: dt.date
    done: bool = False
    reachable: bool = True
    gone: bool = False
    waits_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CheckedObjective:
    """``asked``: what care leavers said, a theme or an issue, leads to it."""

    id: int
    title: str
    area: str
    success: str
    measure: str
    target: str
    asked: bool
    actions: tuple[CheckedAction, ...]


@dataclass(frozen=True, slots=True)
class CheckedMilestone:
    """``asked`` as in its objective; False where it stands under none."""

    id: int
    title: str
    due: dt.date
    asked: bool
    actions: tuple[CheckedAction, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedPriority:
    """``answered``: an objective that stands answers it."""

    id: int
    rank: int
    title: str
    area: str
    answered: bool


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """``high_areas``: the areas that most people spoke of, most first, as far as their numbers may be shown;
    ``uncovered``: names of the commitments of section 2.2 that no objective meets and no sentence explains."""

    id: int
    starts: dt.date
    ends: dt.date
    definition: str
    governance: str
    sustaining: str
    has_resources: bool
    has_key_facts: bool
    objectives: tuple[CheckedObjective, ...]
    milestones: tuple[CheckedMilestone, ...]
    priorities: tuple[CheckedPriority, ...]
    high_areas: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def actions(self) -> tuple[CheckedAction, ...]:
        """All actions, objective by objective."""
        return tuple(action for objective in self.objectives for action in objective.actions)
