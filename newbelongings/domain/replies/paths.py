"""The whole path of an issue, from raised to answered, with the clock of each step.

The forum knows the path as far as the decision; the answer is known here. An answer that was taken back stays on the
path, and from that day an answer is owed again.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.forum.clocks import ANSWERED, DECIDED, RAISED, TAKEN_UP, WITH, Clock, Stop, at_last, clocks
from newbelongings.domain.forum.clocks import waited as days_waited
from newbelongings.domain.forum.models import BOARD, FORUM, SERVICE, Issue
from newbelongings.domain.forum.stops import stops
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope

from .models import Reply

TAKEN_BACK: Final = "taken_back"
STANDS: Final = {
    RAISED: "Raised",
    TAKEN_UP: "Taken up",
    WITH: "With somebody",
    DECIDED: "Decided",
    TAKEN_BACK: "Answer taken back",
    ANSWERED: "Answered",
}
AT: Final = {FORUM: "With the forum", SERVICE: "With a service", BOARD: "With the board"}


@dataclass(frozen=True, slots=True)
class IssuePath:
    """One issue with the clock of each step. ``answered_on`` is the day of the first answer that still stands.

    ``step`` is where it is now, ``holder`` who has it, ``days`` how long it has been there (None once answered), and
    ``waited`` how long those who raised it waited, or have waited so far.
    """

    issue: Issue
    clocks: tuple[Clock, ...]
    answered_on: dt.date | None

    @property
    def step(self) -> str:
        now = at_last(self.clocks)
        return now.stop.step if now else ANSWERED

    @property
    def stands(self) -> str:
        """The same in a word or two."""
        now = at_last(self.clocks)
        return AT[now.stop.body] if now and now.stop.step == WITH else STANDS[self.step]

    @property
    def holder(self) -> str:
        """Whoever has it: the last person or office it went to. A decision hands nothing over."""
        held = [clock.stop.holder for clock in self.clocks if clock.stop.step in (TAKEN_UP, WITH)]
        return held[-1] if held and self.answered_on is None else ""

    @property
    def days(self) -> int | None:
        now = at_last(self.clocks)
        return now.days if now else None

    @property
    def waited(self) -> int:
        return days_waited(self.clocks)


def issue_path(scope: Scope, issue_id: int) -> IssuePath:
    """The path of one issue of the council."""
    forum.issue(scope, issue_id)
    return paths(scope, forum.issues_on_their_way(scope).filter(pk=issue_id))[0]


def paths(scope: Scope, issues: Iterable[Issue], *, on: dt.date | None = None) -> list[IssuePath]:
    """The paths of these issues of ``forum.queries.issues_on_their_way``, in their order; one statement more."""
    found, now = list(issues), on or today()
    answers = _answers(scope, [issue.pk for issue in found])
    return [_path(issue, answers[issue.pk], now) for issue in found]


@dataclass(frozen=True, slots=True)
class _Answer:
    title: str
    published: dt.date
    withdrawn: dt.date | None
    because: str


def _answers(scope: Scope, issue_ids: list[int]) -> dict[int, list[_Answer]]:
    published = Reply.objects.filter(cycle__authority_id=scope.authority, published_on__isnull=False)
    rows = published.filter(issues__in=issue_ids).order_by("published_on", "pk")
    wanted = ("issues", "title", "published_on", "withdrawn_on", "withdrawn_because")
    found: dict[int, list[_Answer]] = defaultdict(list)
    for issue_id, *answer in rows.values_list(*wanted):
        found[issue_id].append(_Answer(*answer))
    return found


def _path(issue: Issue, answers: list[_Answer], on: dt.date) -> IssuePath:
    standing = [max(answer.published, issue.raised_on) for answer in answers if answer.withdrawn is None]
    ended = min(standing, default=None)
    row = [*stops(issue), *(stop for answer in answers if answer.withdrawn for stop in _taken_back(answer, issue))]
    return IssuePath(issue, clocks(row, ended=ended, on=on), ended)


def _taken_back(answer: _Answer, issue: Issue) -> list[Stop]:
    """An answer that did not stand: the day it was given, and the day from which an answer is owed again."""
    given = max(answer.published, issue.raised_on)
    back = max(answer.withdrawn or given, given)
    return [
        Stop(ANSWERED, given, words=answer.title, order=5),
        Stop(TAKEN_BACK, back, words=answer.because, order=6),
    ]
