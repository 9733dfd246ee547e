"""What was planned anew: the dates of a line as they were before."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import OuterRef, QuerySet

from .models import Change

DATES: Final = ("starts", "ends", "due")
PLAN: Final = {"action": "objective__plan", "milestone": "plan"}


@dataclass(frozen=True, slots=True)
class Moved:
    """A date of a line as it was before somebody moved it, and why they did."""

    field: str
    was: dt.date
    why: str


def moving(thing: str) -> QuerySet[Change]:
    """For each row of an outer query: its changes that moved a date and gave a reason, the oldest first."""
    found = Change.objects.filter(plan=OuterRef(PLAN[thing]), thing=thing, thing_id=OuterRef("pk"), field__in=DATES)
    return found.exclude(why="").exclude(before="").order_by("pk")


def moves(changes: Iterable[Mapping[str, str]]) -> tuple[Moved, ...]:
    """Those of a line's changes (``field``, ``before``, ``why``) that planned it anew, in their order."""
    return tuple(
        Moved(c["field"], dt.date.fromisoformat(c["before"]), c["why"])
        for c in changes
        if c["field"] in DATES and c["why"] and c["before"]
    )
