"""Bringing a theme of the survey to the forum as an issue, so that it has a path, a clock and an answer of its own."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .models import RaisedTheme, Theme


@transaction.atomic
def raise_from_theme(scope: Scope, *, theme_id: int, title: str, words: str, raised_on: dt.date | None = None) -> Issue:
    """Raise an issue from a theme, under its area. From that day the council owes an answer.

    ``words`` say what the survey said; they are the council's summary, so they stand on no public page. A theme may
    be raised again, in other words, when it comes back. Sent twice, it is one issue.
    """
    scope.require(Permission.KEEP_FORUM)
    theme = queries.theme(scope, theme_id)
    if theme.retired_on is not None:
        raise Refused("This theme was split or merged. Raise what it became.")
    issue = forum.raise_issue(scope, title=title, words=words, area=theme.area, raised_on=raised_on, source=Issue.THEME)
    RaisedTheme.objects.get_or_create(issue=issue, defaults={"theme": theme})
    return issue


def issues_from_theme(scope: Scope, theme_id: int) -> list[Issue]:
    """What was raised from a theme, the latest first."""
    raised = Issue.objects.filter(authority_id=scope.authority, raised_from__theme=queries.theme(scope, theme_id))
    return list(raised.order_by("-raised_on", "-pk"))


def themes_raised(scope: Scope, issue_ids: Iterable[int]) -> dict[int, Theme]:
    """For each of these issues that came from a theme: which. One statement."""
    raised = RaisedTheme.objects.filter(issue__in=set(issue_ids), issue__authority_id=scope.authority)
    return {row.issue_id: row.theme for row in raised.select_related("theme")}
