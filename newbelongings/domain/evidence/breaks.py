"""Finding the four kinds of break. Every function runs one or two statements, however many answers there are."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.commitments.models import PledgePromise, PledgeUpdate
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.kernel.suppression import is_small
from newbelongings.domain.plans.models import Action, Milestone, Objective, Priority, Rag, Update
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.surveys.models import Response, Round
from newbelongings.domain.themes.descent import Descent
from newbelongings.domain.themes.models import Coding, Theme
from newbelongings.domain.themes.queries import descent

from .thread import PROMISE, Break


def told_replies(**links: Any) -> QuerySet[Reply]:
    """Replies that stand: published and not withdrawn."""
    return Reply.objects.filter(published_on__isnull=False, withdrawn_on__isnull=True, **links)


def _planned(**links: Any) -> QuerySet[Priority]:
    return Priority.objects.filter(objectives__isnull=False, objectives__dropped_on__isnull=True, **links)


@dataclass(frozen=True, slots=True)
class Heard:
    """How many people raised a theme, the rounds in which they did, and the day the first of those closed.

    The day is a round's, not an answer's: the week of the first answer might be one person's own.
    """

    people: int
    round_ids: tuple[int, ...]
    closed: dt.date


def themes_heard(cycle: Cycle) -> dict[int, Heard]:
    """What was heard of each theme that anyone raised. A response lies in one round, so people add up.

    What a group agreed on is no one person's, and is not counted among them.
    """
    closes = dict(Round.objects.filter(cycle=cycle).values_list("pk", "closes"))
    in_rounds = (
        Coding.objects.filter(theme__in=Theme.objects.filter(cycle=cycle))
        .exclude(answer__response__way=Response.GROUP_AGREED)
        .order_by()
        .values_list("theme_id", "answer__response__round_id")
        .annotate(people=Count("answer__response_id", distinct=True))
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for theme_id, round_id, people in in_rounds:
        found[theme_id][round_id] = people
    return {
        theme_id: Heard(sum(people.values()), tuple(sorted(people)), min(closes[each] for each in people))
        for theme_id, people in found.items()
    }


def themes_not_acted_on(cycle: Cycle, heard: dict[int, Heard], limit: int, today: dt.date) -> list[Break]:
    """Themes said by more than ``limit`` people which no priority with an objective and no reply answers.

    What answers a theme that was split or merged answers what it became. A theme that was raised as an issue waits
    as that issue, and not a second time here.
    """
    raised = Issue.objects.filter(raised_from__theme=OuterRef("pk"), raised_on__lte=cycle.ends)
    cited = (
        Q(Exists(_planned(themes=OuterRef("pk")))) | Q(Exists(told_replies(themes=OuterRef("pk")))) | Q(Exists(raised))
    )
    themes = list(Theme.objects.filter(cycle=cycle).annotate(cited=cited))
    retired = any(theme.retired_on for theme in themes)
    known = descent(public_scope(cycle.authority_id)) if retired else Descent()
    acted_on = known.all_became(theme.pk for theme in themes if theme.cited)
    waiting = [theme for theme in themes if theme.retired_on is None and theme.pk not in acted_on]
    return [
        Break("theme", theme.pk, theme.name, theme.area, "No answer, and nothing in the plan.", days)
        for theme in waiting
        if theme.pk in heard and not is_small(heard[theme.pk].people, limit)
        for days in [max(0, (today - heard[theme.pk].closed).days)]
    ]


def issues_raised(cycle: Cycle) -> int:
    """How many issues the forum raised within the cycle."""
    return Issue.objects.filter(
        authority_id=cycle.authority_id, raised_on__gte=cycle.starts, raised_on__lte=cycle.ends
    ).count()


def issues_not_acted_on(cycle: Cycle, today: dt.date) -> list[Break]:
    """Issues raised up to the end of the cycle which no priority with an objective and no reply answers."""
    waiting = Issue.objects.filter(
        ~Exists(_planned(issues=OuterRef("pk"))),
        ~Exists(told_replies(issues=OuterRef("pk"))),
        authority_id=cycle.authority_id,
        raised_on__lte=cycle.ends,
    )
    return [
        Break(
            "issue",
            issue.pk,
            issue.title,
            issue.area,
            "The forum raised it. No answer, and nothing in the plan.",
            max(0, (today - issue.raised_on).days),
        )
        for issue in waiting
    ]


def _latest(field: str, **link: Any) -> Subquery:
    return Subquery(Update.objects.filter(**link).order_by("-made_on", "-id").values(field)[:1])


def actions_as_they_stand(cycle: Cycle) -> list[Action]:
    """The plan's actions, each with ``rag`` and ``since`` of its latest update and whether it was ``told``."""
    mine = {"action": OuterRef("pk")}
    return list(
        Action.objects.filter(objective__plan__cycle=cycle, objective__dropped_on__isnull=True)
        .select_related("objective")
        .annotate(
            rag=_latest("rag", **mine),
            since=_latest("made_on", **mine),
            told=Exists(told_replies(actions=OuterRef("pk"))),
        )
    )


def milestones_as_they_stand(cycle: Cycle) -> list[Milestone]:
    """The plan's milestones, annotated like the actions."""
    mine = {"milestone": OuterRef("pk")}
    return list(
        Milestone.objects.filter(plan__cycle=cycle)
        .exclude(objective__dropped_on__isnull=False)
        .select_related("objective")
        .annotate(
            rag=_latest("rag", **mine),
            since=_latest("made_on", **mine),
            told=Exists(told_replies(milestones=OuterRef("pk"))),
        )
    )


def _due(thing: Any) -> dt.date:
    day: dt.date = thing.ends if isinstance(thing, Action) else thing.due
    return day


def _kind(thing: Any) -> str:
    return str(thing._meta.model_name)


def _area(thing: Any) -> str:
    return thing.objective.area if thing.objective else ""


def late(things: list[Any], today: dt.date) -> list[Break]:
    """Actions and milestones past their day and not done. A person's red or amber does not excuse them."""
    return [
        Break(_kind(t), t.pk, t.title, _area(t), _why_late(t), (today - _due(t)).days)
        for t in things
        if t.rag != Rag.DONE and _due(t) < today
    ]


def pledge_late(cycle: Cycle, today: dt.date) -> list[Break]:
    """Promises of the pledge that stands, past their day and not done; told in the year that runs, as it has none."""
    if not cycle.starts <= today <= cycle.ends:
        return []
    latest = PledgeUpdate.objects.filter(promise=OuterRef("pk")).order_by("-made_on", "-id")
    late = PledgePromise.objects.filter(
        pledge__authority_id=cycle.authority_id,
        pledge__published_on__isnull=False,
        pledge__ended_on__isnull=True,
        due__lt=today,
    ).annotate(rag=Subquery(latest.values("rag")[:1]))
    return [
        Break(PROMISE, one.pk, one.promise, one.area, _why_pledge_late(one), (today - one.due).days)
        for one in late
        if one.rag != Rag.DONE
    ]


def _why_pledge_late(promise: Any) -> str:
    said = "Nobody has said why." if promise.rag is None else f"Last said to be {promise.rag}."
    return f"In the pledge. {promise.stands_behind} stands behind it. {said}"


def _why_late(thing: Any) -> str:
    said = "Nobody has said how it stands." if thing.rag is None else f"Last said to be {thing.rag}."
    return f"With {thing.lead}. {said}" if isinstance(thing, Action) else said


def not_told(things: list[Any], today: dt.date) -> list[Break]:
    """Actions and milestones that are done and that no standing reply mentions."""
    return [
        Break(_kind(t), t.pk, t.title, _area(t), "Done, and no published reply says so.", (today - t.since).days)
        for t in things
        if t.rag == Rag.DONE and not t.told
    ]


def objectives_nobody_asked_for(cycle: Cycle, today: dt.date) -> list[Break]:
    """Objectives with no priority that cites what care leavers said."""
    asked = Priority.objects.filter(Q(themes__isnull=False) | Q(issues__isnull=False), objectives=OuterRef("pk"))
    kept = Objective.objects.filter(plan__cycle=cycle, dropped_on__isnull=True)
    stray = kept.filter(~Exists(asked)).select_related("plan")
    why = "No theme and no forum issue leads to it."
    return [Break("objective", o.pk, o.title, o.area, why, _days_since(o.plan.agreed_on, today)) for o in stray]


def milestones_nobody_asked_for(milestones: list[Milestone]) -> list[Break]:
    """Milestones that stand under no objective, so that nothing said can lead to them."""
    why = "It belongs to no objective, so nothing that was said leads to it."
    return [Break("milestone", m.pk, m.title, "", why, None) for m in milestones if m.objective is None]


def _days_since(day: dt.date | None, today: dt.date) -> int | None:
    return None if day is None else max(0, (today - day).days)
