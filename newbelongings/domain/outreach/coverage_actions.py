"""Writes behind the page "Is it everyone?": how many there are of each group, and the goals set for groups."""

from collections.abc import Mapping

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys

from .characteristics import CHARACTERISTICS
from .models import Goal, PopulationCount

_LONGEST_GROUP = 60


@transaction.atomic
def count_population(
    scope: Scope, *, round_id: int, counts: Mapping[str, Mapping[str, int]], source: str = "SSDA903"
) -> int:
    """Keep how many care leavers there are of each group, in place of what was kept before; returns how many in all."""
    scope.require(Permission.RUN_SURVEYS)
    round_ = surveys.round_(scope, round_id)
    if not set(counts) <= CHARACTERISTICS.keys() or not counts:
        raise Refused("There is nothing to count in this file. Choose your SSDA903 return.")
    PopulationCount.objects.filter(round=round_).delete()
    PopulationCount.objects.bulk_create(
        PopulationCount(round=round_, characteristic=name, group=group, people=people, source=source[:200])
        for name, row in counts.items()
        for group, people in row.items()
    )
    total = max(sum(row.values()) for row in counts.values())
    audit.note(scope, "counted_population", round_, people=total)
    return total


@transaction.atomic
def set_goal(scope: Scope, *, round_id: int, characteristic: str, group: str, percent: int) -> Goal:
    """Say how many in every hundred of a group the council wants to hear from; said again, it replaces the earlier."""
    scope.require(Permission.RUN_SURVEYS)
    round_ = surveys.round_(scope, round_id)
    known = CHARACTERISTICS.get(characteristic)
    group = group.strip()
    if known is None or not group or (known.groups and group not in known.groups) or len(group) > _LONGEST_GROUP:
        raise Refused("Choose a group from the list.", field="group")
    if not 1 <= percent <= 100:
        raise Refused("Give a number from 1 to 100.", field="percent")
    goal, _ = Goal.objects.update_or_create(
        round=round_, characteristic=characteristic, group=group, defaults={"percent": percent}
    )
    audit.note(scope, "set_goal", goal, characteristic=characteristic, percent=percent)
    return goal


@transaction.atomic
def drop_goal(scope: Scope, *, goal_id: int) -> int:
    """Take a goal away; returns the id of its round."""
    scope.require(Permission.RUN_SURVEYS)
    goal = Goal.objects.filter(pk=goal_id, round__authority_id=scope.authority).first()
    if goal is None:
        raise NotFound("There is no such goal at your council. Go back to the page.")
    audit.note(scope, "dropped_goal", goal, characteristic=goal.characteristic)
    round_id = goal.round_id
    goal.delete()
    return round_id
