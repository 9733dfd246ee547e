"""What the page of one action or one milestone shows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans.changes import history_of
from newbelongings.domain.plans.composing import standing_after, update_view
from newbelongings.domain.plans.models import Action, Milestone, Objective, Update
from newbelongings.domain.plans.moved import moves
from newbelongings.domain.plans.plan_view import Reason

from .history import told
from .pages import asked, may
from .words import IN_TAG, beside_tag, tag_words, was_words


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands about an action or a milestone, whichever it is. ``span`` is its start and its end."""

    kind: str
    thing: Action | Milestone
    lines: tuple[tuple[str, str], ...]
    span: tuple[dt.date, dt.date]
    owner_id: int | None = None


def action_facts(row: Action) -> Facts:
    """An action: its objective, who, from when, by when."""
    lines = (
        ("Objective", _named(row.objective)),
        ("Who", row.lead),
        ("Starts", long_date(row.starts)),
        ("By", long_date(row.ends)),
    )
    return Facts("action", row, lines, (row.starts, row.ends), row.owner_id)


def milestone_facts(row: Milestone) -> Facts:
    """A milestone: its objective, if it has one, and its day."""
    objective = _named(row.objective) if row.objective else "None: it belongs to the plan as a whole"
    return Facts("milestone", row, (("Objective", objective), ("By", long_date(row.due))), (row.due, row.due))


def _named(objective: Objective) -> str:
    if objective.dropped_on is None:
        return objective.title
    return f"{objective.title} (dropped on {long_date(objective.dropped_on)}: {objective.dropped_because})"


def thing_page(
    scope: Scope, facts: Facts, updates: Sequence[Update], reasons: Iterable[Reason], today: dt.date
) -> dict[str, Any]:
    """Its facts, who asked for it, how it stands, and every update, the newest first."""
    stands = standing_after(*facts.span, update_view(updates[0]) if updates else None, today)
    changed = history_of(facts.thing)
    return {
        **may(scope),
        "facts": facts,
        "asked": asked(scope, reasons),
        "rag": stands.rag,
        "words": tag_words(stands),
        "beside": beside_tag(stands),
        "changes": told(changed) if scope.may(Permission.READ_PLAN) else [],
        "was": was_words(moves(vars(change) for change in reversed(changed))),
        "updates": [(update, IN_TAG.get(update.rag, "")) for update in updates],
        "update_url": f"{reverse('add_update')}?{facts.kind}={facts.thing.pk}",
        "edit_url": reverse(f"edit_{facts.kind}", args=[facts.thing.pk]),
        "may_update": _may_update(scope, facts),
        "may_read_plan": scope.may(Permission.READ_PLAN),
    }


def _may_update(scope: Scope, facts: Facts) -> bool:
    if facts.thing.objective is not None and facts.thing.objective.dropped_on is not None:
        return False
    is_own = facts.owner_id is not None and facts.owner_id == scope.actor_id
    return scope.may(Permission.UPDATE_ACTIONS) or (is_own and scope.may(Permission.UPDATE_OWN_ACTIONS))
