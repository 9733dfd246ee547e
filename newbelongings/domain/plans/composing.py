"""Making the pictures of plan_view from rows, in a constant number of SQL statements."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import Any, Final

from django.db.models import OuterRef, QuerySet

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.rows_in_rows import JsonRows, first_row
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.standing import Standing, standing
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.descent import Descent

from .models import Action, Ground, Objective, Plan, Priority, Update
from .moved import moves, moving
from .plan_view import (
    ActionView,
    GroundReason,
    HeldUp,
    IssueReason,
    MilestoneView,
    ObjectiveView,
    PlanView,
    PriorityView,
    ThemeReason,
    UpdateView,
)

# What is brought along with a row: the name in its list, and the field.
RETIRED: Final = {"retired_on": "theme__retired_on"}
BY_NAME: Final = ("theme__area", "theme__name")
NEWEST_FIRST: Final = ("-issue__raised_on", "-issue")
ISSUE: Final = {"title": "issue__title", "raised_on": "issue__raised_on"}
GROUND: Final = {"ground_id": "pk", "words": "words", "source": "source"}
MOVE: Final = {"field": "field", "before": "before", "why": "why"}
UPDATE: Final = {"id": "pk", "rag": "rag", "words": "words", "made_by": "made_by", "made_on": "made_on"}


def compose_priorities(scope: Scope, cycle_id: int, rows: QuerySet[Priority]) -> tuple[PriorityView, ...]:
    """Priorities with their reasons; counts of people come from the themes room, hidden where small."""
    grounds = Ground.objects.filter(priority=OuterRef("pk"))
    found: list[Any] = list(
        rows.annotate(
            cited_themes=JsonRows(_linked(Priority.themes, *BY_NAME), pk="theme_id", name="theme__name", **RETIRED),
            cited_issues=JsonRows(_linked(Priority.issues, *NEWEST_FIRST), pk="issue_id", **ISSUE),
            grounded=JsonRows(grounds.order_by("pk"), **GROUND),
        )
    )
    cited = [theme for row in found for theme in row.cited_themes]
    counted = _theme_reasons(scope, cycle_id) if cited else {}
    known = themes.descent(scope) if any(theme["retired_on"] for theme in cited) else Descent()
    return tuple(_priority(row, counted, known) for row in found)


def _linked(relation: Any, *order: str) -> QuerySet[Any]:
    """For each priority of an outer query: the rows that join it to its themes or issues."""
    joined: QuerySet[Any] = relation.through._default_manager.filter(priority_id=OuterRef("pk"))
    return joined.order_by(*order)


def compose_plan(row: Plan, priorities: tuple[PriorityView, ...], on: dt.date) -> PlanView:
    """The whole plan as it stands on a day."""
    waiting = Action.waits_for.through._default_manager.filter(from_action_id=OuterRef("pk"))
    acting = _with_newest(Action.objects.filter(objective__plan=row).select_related("objective"), "action").annotate(
        moved=JsonRows(moving("action"), **MOVE), waiting=JsonRows(waiting, pk="to_action_id")
    )
    marking = _with_newest(row.milestones.exclude(objective__dropped_on__isnull=False), "milestone").annotate(
        moved=JsonRows(moving("milestone"), **MOVE)
    )
    actions = defaultdict(list)
    for view in _holding_each_other({action: _action(action, on) for action in acting}):
        actions[view.objective_id].append(view)
    by_id = {priority.id: priority for priority in priorities}
    answers = Objective.priorities.through._default_manager.filter(objective_id=OuterRef("pk"))
    kept = row.objectives.filter(dropped_on__isnull=True).annotate(
        answers=JsonRows(answers.order_by("priority__rank"), pk="priority_id")
    )
    return PlanView(
        id=row.pk,
        cycle_id=row.cycle_id,
        aim=row.aim,
        lead=row.lead,
        agreed_on=row.agreed_on,
        version=row.version,
        priorities=priorities,
        objectives=tuple(_objective(objective, by_id, actions[objective.pk]) for objective in kept),
        milestones=tuple(_milestone(milestone, on) for milestone in marking),
    )


def compose_actions(rows: QuerySet[Action], on: dt.date) -> tuple[ActionView, ...]:
    """Actions with the latest update of each; of other actions, nothing."""
    return tuple(_action(row, on) for row in _with_newest(rows, "action"))


def _holding_each_other(views: dict[Any, ActionView]) -> list[ActionView]:
    """The same actions, each with those that must be done before it and are not."""
    open_ones = {
        view.id: HeldUp(view.id, view.title, view.standing.late_days)
        for view in views.values()
        if not view.standing.is_done
    }
    waits = {row: [other["pk"] for other in row.waiting] for row in views}
    return [
        replace(view, waits_for=tuple(open_ones[pk] for pk in waits[row] if pk in open_ones))
        for row, view in views.items()
    ]


def update_view(row: Update) -> UpdateView:
    """One update as it is read."""
    return UpdateView(row.pk, row.rag, row.words, row.made_by, row.made_on)


def _with_newest(rows: QuerySet[Any], about: str) -> QuerySet[Any]:
    """The rows, each with its latest update as ``newest``: however many updates there are."""
    newest: QuerySet[Any] = rows.annotate(newest=first_row(Update.objects.filter(**{about: OuterRef("pk")}), **UPDATE))
    return newest


def _newest(row: Any) -> UpdateView | None:
    found = row.newest
    return found and UpdateView(**(found | {"made_on": dt.date.fromisoformat(found["made_on"])}))


def _theme_reasons(scope: Scope, cycle_id: int) -> dict[int, ThemeReason]:
    if not scope.may(Permission.SEE_RESULTS):
        return {}
    table = themes.theme_table(scope, cycle_id=cycle_id)
    return {row.theme_id: ThemeReason(row.theme_id, row.name, row.people, table.base) for row in table.rows}


def _themes(row: Any, counted: dict[int, ThemeReason], known: Descent) -> tuple[ThemeReason, ...]:
    """The themes a priority cites as they are called today; one that was split or merged is what it became."""
    names: dict[int, str] = {}
    was: dict[int, list[str]] = defaultdict(list)
    for theme in row.cited_themes:
        for now in known.became(theme["pk"]):
            names[now] = known.names.get(now, theme["name"])
            was[now] += [theme["name"]] if now != theme["pk"] else []
    return tuple(replace(counted.get(pk, ThemeReason(pk, name)), was=tuple(was[pk])) for pk, name in names.items())


def _priority(row: Any, counted: dict[int, ThemeReason], known: Descent) -> PriorityView:
    return PriorityView(
        id=row.pk,
        rank=row.rank,
        title=row.title,
        area=row.area,
        chosen_by=row.chosen_by,
        chosen_on=row.chosen_on,
        themes=_themes(row, counted, known),
        issues=tuple(
            IssueReason(issue["pk"], issue["title"], dt.date.fromisoformat(issue["raised_on"]))
            for issue in row.cited_issues
        ),
        grounds=tuple(GroundReason(**ground) for ground in row.grounded),
    )


def _objective(row: Any, priorities: dict[int, PriorityView], actions: list[ActionView]) -> ObjectiveView:
    answered = [priorities[link["pk"]] for link in row.answers if link["pk"] in priorities]
    return ObjectiveView(
        id=row.pk,
        position=row.position,
        title=row.title,
        success=row.success,
        area=row.area,
        version=row.version,
        priorities=tuple(answered),
        actions=tuple(actions),
        measure=row.measure,
        baseline=row.baseline,
        target=row.target,
    )


def _action(row: Any, on: dt.date) -> ActionView:
    latest = _newest(row)
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
        standing=standing_after(row.starts, row.ends, latest, on),
        latest=latest,
        moved=moves(getattr(row, "moved", ())),
        development_area_id=row.development_area_id,
    )


def standing_after(starts: dt.date, ends: dt.date, latest: UpdateView | None, on: dt.date) -> Standing:
    """How a thing stands on a day, after the latest that was said about it."""
    return standing(starts, ends, latest.rag, on, latest.made_on) if latest else standing(starts, ends, None, on)


def _milestone(row: Any, on: dt.date) -> MilestoneView:
    latest = _newest(row)
    return MilestoneView(
        id=row.pk,
        objective_id=row.objective_id,
        title=row.title,
        due=row.due,
        version=row.version,
        standing=standing_after(row.due, row.due, latest, on),
        latest=latest,
        moved=moves(row.moved),
    )
