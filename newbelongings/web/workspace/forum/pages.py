"""What the forum's pages show, worked out before they are drawn."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from newbelongings.domain.forum import board_queries, checklist, member_queries, queries, report_queries
from newbelongings.domain.forum.checklist import Standing
from newbelongings.domain.forum.clocks import DECIDED
from newbelongings.domain.forum.presentations import Presenting
from newbelongings.domain.forum.queries import MeetingLine
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown
from newbelongings.domain.replies.paths import IssuePath, paths
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import ForumInterest

from .board_day_pages import presenting_fact

SHOWN = 6


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue of the list: where it stands, who has it, and for how many days it has waited (None once answered)."""

    id: int
    title: str
    area: str
    raised_on: dt.date
    stands: str
    holder: str
    waited: int | None
    step: str


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one next thing: a fact, how long it takes, and the issue it is about (None: raise one, or find a day
    ``at_board``)."""

    fact: str
    step: str
    issue_id: int | None = None
    decided: bool = False
    at_board: bool = False


@dataclass(frozen=True, slots=True)
class ForumLine:
    """One forum of the list: who it is for, how many are in it (small numbers hidden), and how far it is set up."""

    id: int
    name: str
    group: str
    members: Shown
    standing: Standing


@dataclass(frozen=True, slots=True)
class ForumPage:
    """Everything on the forum's page."""

    forums: tuple[ForumLine, ...]
    issues: tuple[IssueLine, ...]
    answered: int
    meetings: tuple[MeetingLine, ...]
    asked_to_hear: tuple[ForumInterest, ...]
    asked_count: Shown | None
    presenting: str
    to_read: int
    next: NextThing
    may_write: bool


def forum_page(scope: Scope) -> ForumPage:
    """The forums, what was raised in them, and the next thing to do."""
    lines = issue_lines(paths(scope, queries.issues_on_their_way(scope)))
    presenting = board_queries.presenting(scope)
    keeps, names = scope.may(Permission.KEEP_FORUM), scope.may(Permission.KEEP_MEMBERS)
    return ForumPage(
        forums=_forums(scope),
        issues=tuple(line for line in lines if line.waited is not None)[:SHOWN],
        answered=sum(line.waited is None for line in lines),
        meetings=tuple(queries.meeting_lines(scope)),
        asked_to_hear=tuple(surveys.forum_interests(scope)) if names else (),
        asked_count=surveys.forum_interest_count(scope) if keeps and not names else None,
        to_read=report_queries.waiting_reports(scope).count() if keeps else 0,
        presenting=presenting_fact(presenting),
        next=next_thing(lines, presenting),
        may_write=keeps,
    )


def _forums(scope: Scope) -> tuple[ForumLine, ...]:
    counts, marked = member_queries.member_counts(scope), checklist.marked(scope)
    return tuple(
        ForumLine(
            id=forum.pk,
            name=forum.name,
            group=forum.get_group_display(),
            members=counts[forum.pk].members,
            standing=checklist.standing_of(marked.get(forum.pk, set())),
        )
        for forum in queries.forums(scope)
    )


def issue_lines(found: Iterable[IssuePath]) -> tuple[IssueLine, ...]:
    """Those without an answer first, the longest waiting on top."""
    lines = [_line(path) for path in found]
    return tuple(sorted(lines, key=lambda line: (line.waited is None, -(line.waited or 0))))


def _line(path: IssuePath) -> IssueLine:
    issue, waited = path.issue, None if path.answered_on else path.waited
    return IssueLine(issue.pk, issue.title, issue.area, issue.raised_on, path.stands, path.holder, waited, path.step)


def next_thing(lines: tuple[IssueLine, ...], presenting: Presenting) -> NextThing:
    """The oldest issue without an answer; then the forum's presentation to the board; or else the next issue."""
    if lines and lines[0].waited is None and presenting.is_due:
        step = "Every issue has an answer. Find a day on which the forum presents. About 2 minutes."
        return NextThing(presenting_fact(presenting), step, at_board=True)
    if not lines or lines[0].waited is None:
        return NextThing("Every issue has an answer" if lines else "No issue yet", "Write down what was raised last.")
    oldest = lines[0]
    waits = {0: "came in today", 1: "has waited 1 day"}.get(oldest.waited, f"has waited {oldest.waited} days")
    fact = f"“{oldest.title}” {waits}"
    if oldest.step == DECIDED:
        return NextThing(fact, "It is decided. Tell those who raised it. About 5 minutes.", oldest.id, True)
    who = f"{oldest.holder} has it." if oldest.holder else "Nobody has taken it up."
    return NextThing(fact, f"{who} See what it needs. About 2 minutes.", oldest.id)
