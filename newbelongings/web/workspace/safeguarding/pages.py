"""What the pages of concerns show, worked out before a template sees it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.safeguarding import queries
from newbelongings.domain.safeguarding.actions import WORDS_KEPT
from newbelongings.domain.safeguarding.models import Concern, Step
from newbelongings.domain.safeguarding.queries import Said


@dataclass(frozen=True)
class Line:
    """A concern in the list."""

    concern: Concern
    name: str
    state: str
    is_new: bool


@dataclass(frozen=True)
class Page:
    """One concern. ``said`` is empty once its words were taken away."""

    line: Line
    said: Said
    steps: list[Step]
    days_kept: int


def concerns_page(scope: Scope) -> dict[str, Any]:
    """Open concerns, the longest waiting first, and the closed ones, the latest first."""
    lines = [line_of(found) for found in queries.concerns(scope)]
    waiting = [line for line in lines if line.concern.state == Concern.NEW]
    closed = [line for line in lines if line.concern.state != Concern.NEW]
    return {"open": sorted(waiting, key=lambda line: not line.is_new), "closed": closed[::-1]}


def concern_page(scope: Scope, concern_id: uuid.UUID) -> Page:
    """The words of one answer, and the steps that were taken."""
    found = queries.concern(scope, concern_id)
    return Page(line_of(found), queries.said(scope, found), list(found.steps.all()), WORDS_KEPT.days)


def line_of(found: Concern) -> Line:
    """A concern's day, and how it stands in words."""
    is_new = found.state == Concern.NEW and not found.done  # type: ignore[attr-defined]
    if is_new:
        state = f"Not looked at. {waited(found.came_on)}"
    elif found.state == Concern.NEW:
        state = f"Open, something was done. {waited(found.came_on)}"
    else:
        state = found.get_state_display()
    return Line(found, f"Written on {long_date(found.came_on)}", state, is_new)


def waited(came_on: dt.date) -> str:
    """How long a concern has waited: "Came today", "3 days old"."""
    days = (today() - came_on).days
    return "Came today" if days <= 0 else f"{days} day{'s' if days > 1 else ''} old"
