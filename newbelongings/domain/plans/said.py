"""What was said and can be chosen from: themes by how many people spoke of them, and what the forum raised."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, Shown
from newbelongings.domain.themes import queries as themes

from .models import Priority

Key: TypeAlias = tuple[str, int]
"""``theme`` or ``issue``, and its id."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said. ``people`` for a theme (hidden where few), ``raised_on`` for an issue."""

    key: Key
    title: str
    area: str
    people: Shown | None = None
    raised_on: dt.date | None = None
    is_chosen: bool = False

    @property
    def phrase(self) -> str:
        """``34 people in the survey``, or the day on which the forum raised it."""
        if self.raised_on is not None:
            return f"the forum on {long_date(self.raised_on)}"
        if self.people is None or isinstance(self.people, Hidden):
            return "the survey, number hidden"
        return f"{self.people:,} people in the survey" if self.people else "nobody in the survey yet"


def most_said(scope: Scope, cycle_id: int) -> list[Said]:
    """Themes that somebody spoke of, those of most people first, then what the forum raised, the newest first.

    Where nobody was read yet, all themes. ``is_chosen`` says that a priority of the year answers it already.
    """
    everything = _everything(scope, cycle_id)
    spoken_of = [one for one in everything if one.people != 0]
    return spoken_of if any(one.people is not None for one in spoken_of) else everything


def _everything(scope: Scope, cycle_id: int) -> list[Said]:
    scope.require(Permission.EDIT_PLAN)
    chosen = _chosen(cycle_id)
    table = themes.theme_table(scope, cycle_id=cycle_id)
    spoken = [
        Said(("theme", row.theme_id), row.name, row.area, row.people, None, ("theme", row.theme_id) in chosen)
        for row in table.rows
    ]
    raised = [
        Said(("issue", row.pk), row.title, row.area, None, row.raised_on, ("issue", row.pk) in chosen)
        for row in forum.issues(scope)
    ]
    return [*spoken, *raised]


def by_keys(scope: Scope, cycle_id: int, keys: Collection[Key]) -> dict[Key, Said]:
    """These things by their keys; raises ``NotFound`` if any of them is not the council's, of this year."""
    found = {said.key: said for said in _everything(scope, cycle_id) if said.key in set(keys)}
    if len(found) != len(set(keys)):
        raise NotFound("One of these is not there any more. Choose again from the list.")
    return found


def _chosen(cycle_id: int) -> set[Key]:
    here = Priority.objects.filter(cycle_id=cycle_id)
    answered = [("theme", pk) for pk in here.values_list("themes", flat=True) if pk is not None]
    return {*answered, *(("issue", pk) for pk in here.values_list("issues", flat=True) if pk is not None)}
