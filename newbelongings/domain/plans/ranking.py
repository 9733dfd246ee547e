"""The order of what was chosen, and reasons for it that are neither a theme nor an issue."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import actions, checks, queries, said
from .models import Ground, Priority

OUT_OF_THE_WAY: Final = 0  # ranks begin at 1, and no two priorities of a year may share one even for a moment


@transaction.atomic
def move_priority(scope: Scope, *, priority_id: int, up: bool) -> Priority:
    """Move a priority one place up, or one place down. At the end of the list it stays where it is."""
    scope.require(Permission.EDIT_PLAN)
    actions.locked_cycle(scope, queries.priority(scope, priority_id).cycle_id)
    moved = queries.priority(scope, priority_id)
    others = Priority.objects.filter(cycle_id=moved.cycle_id)
    beyond = others.filter(rank__lt=moved.rank).last() if up else others.filter(rank__gt=moved.rank).first()
    if beyond is None:
        return moved
    places = ((moved, OUT_OF_THE_WAY), (beyond, moved.rank), (moved, beyond.rank))
    for row, rank in places:
        row.rank = rank
        row.save(update_fields=["rank"])
    audit.note(scope, "moved_priority", moved, rank=moved.rank)
    return moved


@transaction.atomic
def choose_several(
    scope: Scope,
    *,
    cycle_id: int,
    chosen: Iterable[tuple[str, int]],
    chosen_by: str,
    chosen_on: dt.date | None = None,
) -> list[Priority]:
    """Choose several things at once, in their order, each under the name it has where it was said.

    ``chosen`` are pairs of ``theme`` or ``issue`` and an id. All of them become priorities, or none.
    """
    scope.require(Permission.EDIT_PLAN)
    pairs = list(dict.fromkeys(chosen))
    if not pairs:
        raise Refused("Choose at least one thing to work on.", field="chosen")
    if not chosen_by.strip():
        raise Refused("Say who chose: for example, the forum on 5 June.", field="chosen_by")
    named = said.by_keys(scope, cycle_id, pairs)
    return [
        actions.choose_priority(
            scope,
            cycle_id=cycle_id,
            title=named[pair].title,
            area=named[pair].area,
            chosen_by=chosen_by,
            chosen_on=chosen_on,
            theme_ids=[pair[1]] if pair[0] == "theme" else [],
            issue_ids=[pair[1]] if pair[0] == "issue" else [],
        )
        for pair in pairs
    ]


@transaction.atomic
def ground_priority(scope: Scope, *, priority_id: int, kind: str, words: str, source: str) -> Ground:
    """Add a rating or a number as a reason for a priority, with where it stands."""
    scope.require(Permission.EDIT_PLAN)
    priority = queries.priority(scope, priority_id)
    if kind not in Ground.Kind.values:
        raise Refused("Choose what it is: a rating or a number.", field="kind")
    ground = Ground.objects.create(
        priority=priority,
        kind=kind,
        words=checks.line(words, field="words", what="what it says", at_most=200),
        source=checks.line(source, field="source", what="where it stands", at_most=200),
    )
    audit.note(scope, "grounded_priority", ground, reason=kind)
    return ground


@transaction.atomic
def remove_ground(scope: Scope, *, priority_id: int, ground_id: int) -> Priority:
    """Take back a rating or a number that was given as a reason."""
    scope.require(Permission.EDIT_PLAN)
    priority = queries.priority(scope, priority_id)
    ground = priority.grounds.filter(pk=ground_id).first()
    if ground is None:
        raise NotFound("This reason was taken away already.")
    audit.note(scope, "removed_ground", ground, reason=ground.kind)
    ground.delete()
    return priority
