"""What the plan's forms offer to choose from."""

from typing import Any

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, Shown
from newbelongings.domain.plans import queries
from newbelongings.domain.plans.models import Action, Objective, Priority
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.themes import queries as themes


def theme_choices(scope: Scope, cycle_id: int) -> list[tuple[str, Any]]:
    """The themes of a year under their areas, each with how many people spoke of it (hidden where few)."""
    table = themes.theme_table(scope, cycle_id=cycle_id)
    groups = []
    for area in areas():
        rows = [(row.theme_id, f"{row.name} ({_people(row.people)})") for row in table.rows if row.area == area.code]
        if rows:
            groups.append((area.plain, rows))
    return groups


def _people(number: Shown) -> str:
    return "number hidden" if isinstance(number, Hidden) else f"{number:,} people"


def issue_choices(scope: Scope) -> list[tuple[int, str]]:
    """What the forum raised, newest first."""
    return [(issue.pk, f"{issue.title} ({long_date(issue.raised_on)})") for issue in forum.issues(scope)]


def other_actions(scope: Scope, action: Action) -> list[tuple[int, str]]:
    """The other actions of the same plan, the soonest first."""
    here = queries.actions_of(scope, action.objective.plan_id)
    return [(row.pk, f"{row.title} (by {long_date(row.ends)})") for row in here if row.pk != action.pk]


def objectives(scope: Scope, plan_id: int) -> list[Objective]:
    """The objectives of a plan that stand."""
    return list(queries.plan_row(scope, plan_id).objectives.filter(dropped_on__isnull=True))


def priorities(scope: Scope, cycle_id: int) -> list[Priority]:
    """The priorities of a year, in rank order."""
    return list(queries.priorities(scope, cycle_id))
