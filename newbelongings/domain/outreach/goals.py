"""How far a round has come towards the goals that were set for groups. Pure: shares in, sentences' numbers out."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, Shown

from .models import Goal
from .representing import Share, Within


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """One goal: ``heard`` of ``known`` people, and how many more it takes; hidden where either is.

    ``known`` is None where nobody knows how large the group is. ``percent`` is None while numbers move in steps.
    """

    id: int
    characteristic: str
    group: str
    goal: int
    known: Shown | None
    heard: Shown | Within | None
    percent: Shown | None
    to_go: Shown | None

    @property
    def is_met(self) -> bool:
        return self.to_go == 0


def progress_of(goals: Iterable[Goal], lines: Mapping[str, Sequence[Share]]) -> list[GoalProgress]:
    """Each goal in the order of its group's name."""
    found = []
    for goal in sorted(goals, key=lambda goal: (goal.characteristic, goal.group)):
        share = next((line for line in lines.get(goal.characteristic, ()) if line.group == goal.group), None)
        found.append(_progress(goal, share))
    return found


def _progress(goal: Goal, share: Share | None) -> GoalProgress:
    given = (goal.pk, goal.characteristic, goal.group, goal.percent)
    if share is None:
        return GoalProgress(*given, None, None, None, None)
    if isinstance(share.known, Hidden) or isinstance(share.heard, Hidden) or share.known == 0:
        return GoalProgress(*given, share.known, share.heard, HIDDEN, HIDDEN)
    wanted = math.ceil(goal.percent * share.known / 100)
    if isinstance(share.heard, Within):
        return GoalProgress(*given, share.known, share.heard, None, 0 if share.heard.low >= wanted else None)
    percent = min(100, math.floor(100 * share.heard / share.known))
    return GoalProgress(*given, share.known, share.heard, percent, max(0, wanted - share.heard))
