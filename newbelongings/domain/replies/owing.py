"""What is still owed an answer. Two statements, however much was said and answered; six more where themes of the
year were split or merged."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.plans.models import Priority
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.models import Quotation, Theme

from .live import live
from .models import Reply

_ANSWERED_BY = (
    "themes__priorities",
    "issues__priorities",
    "issues__raised_from__theme__priorities",
    "actions__objective__priorities",
    "milestones__objective__priorities",
)


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that waits for an answer. ``words`` only where a person cleared them to be quoted.

    ``issue_id`` or ``priority_id`` is set, the other is None. ``withdrawn_on`` where an answer was taken back.
    """

    issue_id: int | None
    priority_id: int | None
    title: str
    area: str
    words: str
    since: dt.date
    days: int
    at_forum: bool
    withdrawn_on: dt.date | None
    withdrawn_because: str


def owed_for(authority_id: int) -> list[Owed]:
    """Issues and priorities of one council without a published reply, longest waiting first."""
    priorities = _open_priorities(authority_id)
    rows = list(_priority_rows(priorities))
    if any(row["codebook_changed"] for row in rows):
        answered = _answered_through_descent(authority_id, rows[0]["cycle_id"])
        priorities = priorities.exclude(pk__in=answered)
        rows = [row for row in rows if row["id"] not in answered]
        _quote_through_descent(authority_id, rows)
    found = [_from_priority(row) for row in rows]
    found += [_from_issue(row) for row in _issue_rows(authority_id, priorities)]
    return sorted(found, key=lambda owed: (owed.since, owed.title))


def _open_priorities(authority_id: int) -> QuerySet[Priority]:
    """Priorities of the current cycle that no live reply answers: by their themes or issues, or by what was done."""
    try:
        cycle = authorities.current_cycle(public_scope(authority_id))
    except NotFound:
        return Priority.objects.none()
    found = Priority.objects.filter(cycle=cycle)
    for path in _ANSWERED_BY:
        found = found.filter(~Exists(live().filter(**{path: OuterRef("pk")})))
    return found


def _answered_through_descent(authority_id: int, cycle_id: int) -> set[int]:
    """Priorities that cite what a theme became or was, where a reply cites the theme."""
    known = themes.descent(public_scope(authority_id))
    told = known.all_became(live().filter(themes__cycle=cycle_id).values_list("themes", flat=True))
    cited = Priority.themes.through.objects.filter(priority__cycle=cycle_id).values_list("priority_id", "theme_id")
    return {priority for priority, theme in cited if told.intersection(known.became(theme))}


def _quote_through_descent(authority_id: int, rows: list[dict[str, Any]]) -> None:
    """Give the rows without words those that were cleared under what their themes became or were, newest first."""
    wordless = {row["id"]: row for row in rows if not row["quotation"]}
    links = Priority.themes.through.objects.filter(priority__in=wordless)
    known = themes.descent(public_scope(authority_id))
    kin: dict[int, set[int]] = {}
    for priority, theme in links.values_list("priority_id", "theme_id"):
        kin.setdefault(priority, set()).update(known.kin(theme))
    cleared = Quotation.objects.filter(theme__in=set().union(*kin.values())).order_by("-cleared_on", "-pk")
    words = list(cleared.values_list("theme_id", "words"))
    for priority, row in wordless.items():
        row["quotation"] = next((said for theme, said in words if theme in kin.get(priority, ())), None)


def _priority_rows(priorities: QuerySet[Priority]) -> Any:
    quotations = Quotation.objects.filter(theme__priorities=OuterRef("pk")).order_by("-cleared_on", "-pk")
    return (
        priorities.order_by()
        .annotate(
            first_raised=Min("issues__raised_on"),
            quotation=Subquery(quotations.values("words")[:1]),
            codebook_changed=Exists(Theme.objects.filter(cycle=OuterRef("cycle"), retired_on__isnull=False)),
            **_taken_back("themes__priorities"),
        )
        .values()
    )


def _issue_rows(authority_id: int, priorities: QuerySet[Priority]) -> Any:
    return (
        Issue.objects.filter(authority_id=authority_id)
        .filter(~Exists(live().filter(issues=OuterRef("pk"))))
        .exclude(priorities__in=priorities.order_by())
        .exclude(raised_from__theme__priorities__in=priorities.order_by())
        .order_by()
        .annotate(**_taken_back("issues"))
        .values()
    )


def _taken_back(path: str) -> dict[str, Subquery]:
    """The day and the reason of the last answer that was withdrawn."""
    withdrawn = Reply.objects.filter(withdrawn_on__isnull=False, **{path: OuterRef("pk")})
    last = withdrawn.order_by("-withdrawn_on", "-pk")
    return {
        "back_on": Subquery(last.values("withdrawn_on")[:1]),
        "back_because": Subquery(last.values("withdrawn_because")[:1]),
    }


def _from_priority(row: dict[str, Any]) -> Owed:
    since = min(row["first_raised"] or row["chosen_on"], row["chosen_on"])
    return _owed(row, since, priority_id=row["id"], words=row["quotation"] or "", at_forum=False)


def _from_issue(row: dict[str, Any]) -> Owed:
    words = row["words"] if row["quotable"] else ""
    at_forum = row["meeting_id"] is not None
    return _owed(row, row["raised_on"], issue_id=row["id"], words=words, at_forum=at_forum)


def _owed(
    row: dict[str, Any],
    since: dt.date,
    *,
    words: str,
    at_forum: bool,
    issue_id: int | None = None,
    priority_id: int | None = None,
) -> Owed:
    return Owed(
        issue_id=issue_id,
        priority_id=priority_id,
        title=row["title"],
        area=row["area"],
        words=words,
        since=since,
        days=(today() - since).days,
        at_forum=at_forum,
        withdrawn_on=row["back_on"],
        withdrawn_because=row["back_because"] or "",
    )
