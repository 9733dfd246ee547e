"""Making the pictures of plan_view from rows, in a constant number of SQL statements."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.descent import Descent

from .models import Action, Objective, Plan, Priority, Update
from .plan_view import (
    ActionView,
    IssueReason,
    MilestoneView,
    ObjectiveView,
    PlanView,
    PriorityView,
    ThemeReason,
    UpdateView,
)
from .standing import standing


def compose_priorities(scope: Scope, cycle_id: int, rows: QuerySet[Priority]) -> tuple[PriorityView, ...]:
    """Priorities with their reasons; counts of people come from the themes room, hidden where small."""
    found = list(rows.prefetch_related("themes", "issues"))
    cited = [theme for row in found for theme in row.themes.all()]
    counted = _theme_reasons(scope, cycle_id) if cited else {}
    known = themes.descent(scope) if any(theme.retired_on for theme in cited) else Descent()
    return tuple(_priority(row, counted, known) for row in found)


def compose_plan(row: Plan, priorities: tuple[PriorityView, ...], on: dt.date) -> PlanView:
    """The whole plan as it stands on a day."""
    acting = _with_newest(Action.objects.filter(objective__plan=row).select_related("objective"), "action")
    marking = _with_newest(row.milestones.exclude(objective__dropped_on__isnull=False), "milestone")
    updates = _updates([*acting, *marking])
    actions = defaultdict(list)
    for action in acting:
        actions[action.objective_id].append(_action(action, updates, on))
    by_id = {priority.id: priority for priority in priorities}
    kept = row.objectives.filter(dropped_on__isnull=True).prefetch_related("priorities")
    return PlanView(
        id=row.pk,
        cycle_id=row.cycle_id,
        aim=row.aim,
        lead=row.lead,
        agreed_on=row.agreed_on,
        version=row.version,
        priorities=priorities,
        objectives=tuple(_objective(objective, by_id, actions[objective.pk]) for objective in kept),
        milestones=tuple(_milestone(milestone, updates, on) for milestone in marking),
    )


def compose_actions(rows: QuerySet[Action], on: dt.date) -> tuple[ActionView, ...]:
    """Actions with the latest update of each."""
    found = _with_newest(rows, "action")
    updates = _updates(found)
    return tuple(_action(row, updates, on) for row in found)


def _with_newest(rows: QuerySet[Any], about: str) -> list[Any]:
    """The rows, each with the id of its latest update as ``newest_update``: however many updates there are."""
    newest = Update.objects.filter(**{about: OuterRef("pk")}).values("pk")[:1]
    return list(rows.annotate(newest_update=Subquery(newest)))


def _updates(rows: Iterable[Any]) -> dict[int, UpdateView]:
    wanted = [row.newest_update for row in rows if row.newest_update is not None]
    return {row.pk: update_view(row) for row in Update.objects.filter(pk__in=wanted)}


def update_view(row: Update) -> UpdateView:
    """One update as it is read."""
    return UpdateView(row.pk, row.rag, row.words, row.made_by, row.made_on)


def _theme_reasons(scope: Scope, cycle_id: int) -> dict[int, ThemeReason]:
    if not scope.may(Permission.SEE_RESULTS):
        return {}
    table = themes.theme_table(scope, cycle_id=cycle_id)
    return {row.theme_id: ThemeReason(row.theme_id, row.name, row.people, table.base) for row in table.rows}


def _themes(row: Priority, counted: dict[int, ThemeReason], known: Descent) -> tuple[ThemeReason, ...]:
    """The themes a priority cites as they are called today; one that was split or merged is what it became."""
    names: dict[int, str] = {}
    was: dict[int, list[str]] = defaultdict(list)
    for theme in row.themes.all():
        for now in known.became(theme.pk):
            names[now] = known.names.get(now, theme.name)
            was[now] += [theme.name] if now != theme.pk else []
    return tuple(replace(counted.get(pk, ThemeReason(pk, name)), was=tuple(was[pk])) for pk, name in names.items())


def _priority(row: Priority, counted: dict[int, ThemeReason], known: Descent) -> PriorityView:
    return PriorityView(
        id=row.pk,
        rank=row.rank,
        title=row.title,
        area=row.area,
        chosen_by=row.chosen_by,
        chosen_on=row.chosen_on,
        themes=_themes(row, counted, known),
        issues=tuple(IssueReason(issue.pk, issue.title, issue.raised_on) for issue in row.issues.all()),
    )


def _objective(row: Objective, priorities: dict[int, PriorityView], actions: list[ActionView]) -> ObjectiveView:
    answered = [priorities[priority.pk] for priority in row.priorities.all() if priority.pk in priorities]
    return ObjectiveView(
        id=row.pk,
        position=row.position,
        title=row.title,
        success=row.success,
        area=row.area,
        version=row.version,
        priorities=tuple(answered),
        actions=tuple(actions),
    )


def _action(row: Any, updates: dict[int, UpdateView], on: dt.date) -> ActionView:
    latest = updates.get(row.newest_update)
    return ActionView(
        id=row.pk,
        objective_id=row.objective_id,
        objective=row.objective.title,
        title=row.title,
        lead=row.lead,
        owner_id=row.owner_id,
        starts=row.starts,
        ends=row.ends,
        version=row.version,
        standing=standing(row.starts, row.ends, latest.rag if latest else None, on),
        latest=latest,
    )


def _milestone(row: Any, updates: dict[int, UpdateView], on: dt.date) -> MilestoneView:
    latest = updates.get(row.newest_update)
    return MilestoneView(
        id=row.pk,
        objective_id=row.objective_id,
        title=row.title,
        due=row.due,
        version=row.version,
        standing=standing(row.due, row.due, latest.rag if latest else None, on),
        latest=latest,
    )
