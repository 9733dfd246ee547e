"""How what was raised is used: for each issue what was said, who had it, what they did, how long it took, whether it
changed anything, and what members think.

The forum of one council of the pilot wanted such a form (Guide, appendix on Southwark). As many statements for fifty
issues as for five.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.forum.clocks import STEPS, half_within, usual_days
from newbelongings.domain.forum.models import Issue, Member, Verdict, VerdictVoice
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count

from .models import Reply
from .paths import IssuePath, paths
from .reacting import Reacted, reacted, reactions_to


@dataclass(frozen=True, slots=True)
class GroupVerdict:
    """What one forum said together, last: ``people`` is hidden where few."""

    forum: str
    change: str
    words: str
    people: Shown
    said_on: dt.date


@dataclass(frozen=True, slots=True)
class Told:
    """A reply that stands, with the actions and milestones it cites, and what anyone said of it."""

    reply: Reply
    reacted: tuple[Reacted, ...]

    @property
    def done(self) -> tuple[str, ...]:
        """The titles of what the reply cites."""
        actions = [action.title for action in self.reply.actions.all()]
        return (*actions, *(milestone.title for milestone in self.reply.milestones.all()))


@dataclass(frozen=True, slots=True)
class MonitorLine:
    """One issue. ``said`` only where whoever asks may read the words; ``mine`` is a member's own voice.

    ``replies`` are those that stand. ``voices`` are what members said one by one, each as it may be read; empty where
    nobody said anything.
    """

    path: IssuePath
    said: str
    replies: tuple[Told, ...]
    verdicts: tuple[GroupVerdict, ...]
    voices: tuple[Reacted, ...]
    mine: str

    @property
    def issue(self) -> Issue:
        return self.path.issue


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands at the top. ``within``: half of everything raised was answered within so many days, or None.

    ``usual``: for each step that at least four issues have left, the middle one of the days they took.
    """

    everything: int
    answered: int
    within: int | None
    longest: IssuePath | None
    usual: tuple[tuple[str, int], ...]

    @property
    def waiting(self) -> int:
        return self.everything - self.answered


@dataclass(frozen=True, slots=True)
class Monitor:
    """All of it as it stood ``on`` a day: what waits first, the longest on top, then what is answered, newest first."""

    on: dt.date
    summary: Summary
    lines: tuple[MonitorLine, ...]


def monitor(scope: Scope, *, on: dt.date | None = None) -> Monitor:
    """For staff and the board, with the words that may stand in public."""
    issues = forum.issues_on_their_way(scope)
    return _monitor(scope, issues, None, on or today())


def members_monitor(scope: Scope, member: Member, *, on: dt.date | None = None) -> Monitor:
    """For a member by their link: also with the words that were said at their own forum's meetings."""
    return _monitor(scope, forum.issues_for_members(scope, member), member, on or today())


def summary(found: Sequence[IssuePath]) -> Summary:
    """What all of it amounts to. Pure."""
    waits = [path.waited for path in found if path.answered_on is not None]
    waiting = [path for path in found if path.answered_on is None]
    taken: dict[str, list[int]] = defaultdict(list)
    for clock in (clock for path in found for clock in path.clocks):
        if clock.days is not None and not clock.running:
            taken[clock.stop.step].append(clock.days)
    usual = [(step, usual_days(taken[step])) for step in STEPS[:-1]]
    return Summary(
        everything=len(found),
        answered=len(waits),
        within=half_within(waits, len(waiting)),
        longest=max(waiting, key=lambda path: path.waited, default=None),
        usual=tuple((step, days) for step, days in usual if days is not None),
    )


def _monitor(scope: Scope, issues: QuerySet[Issue], member: Member | None, on: dt.date) -> Monitor:
    limit = member.forum.authority.hide_up_to if member else authorities.own_authority(scope).hide_up_to
    found = paths(scope, issues.prefetch_related("verdicts__forum"), on=on)
    told, voices, mine = _told(scope, limit), _voices(scope, limit), _mine(member)
    lines = [
        MonitorLine(
            path=path,
            said=path.issue.words if path.issue.quotable or _at_own_meeting(path.issue, member) else "",
            replies=tuple(told[path.issue.pk]),
            verdicts=_last_of_each(path.issue, limit),
            voices=voices.get(path.issue.pk, ()),
            mine=mine.get(path.issue.pk, ""),
        )
        for path in found
    ]
    return Monitor(on, summary(found), tuple(sorted(lines, key=_order)))


def _order(line: MonitorLine) -> tuple[bool, int, int]:
    answered = line.path.answered_on
    return answered is not None, -answered.toordinal() if answered else -line.path.waited, -line.issue.pk


def _at_own_meeting(issue: Issue, member: Member | None) -> bool:
    return member is not None and issue.meeting is not None and issue.meeting.forum_id == member.forum_id


def _told(scope: Scope, limit: int) -> dict[int, list[Told]]:
    """The replies that stand, by the issues they answer, in the order of their publication."""
    standing = Reply.objects.filter(published_on__isnull=False, withdrawn_on__isnull=True, issues__isnull=False)
    mine = standing.filter(cycle__authority_id=scope.authority).order_by("published_on", "pk").distinct()
    replies = list(mine.prefetch_related("issues", "actions", "milestones"))
    reactions = reactions_to(scope, [reply.pk for reply in replies], limit=limit)
    found: dict[int, list[Told]] = defaultdict(list)
    for reply in replies:
        for issue in reply.issues.all():
            found[issue.pk].append(Told(reply, reactions[reply.pk]))
    return found


def _voices(scope: Scope, limit: int) -> dict[int, tuple[Reacted, ...]]:
    rows = VerdictVoice.objects.filter(issue__authority_id=scope.authority).order_by().values_list("issue_id", "change")
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for issue_id, change, count in rows.annotate(people=Count("pk")):
        counts[issue_id][change] = count
    return {
        issue_id: tuple(reacted(change, said.get(change, 0), limit) for change, _ in Verdict.CHANGES)
        for issue_id, said in counts.items()
    }


def _mine(member: Member | None) -> dict[int, str]:
    return dict(member.verdict_voices.values_list("issue_id", "change")) if member else {}


def _last_of_each(issue: Issue, limit: int) -> tuple[GroupVerdict, ...]:
    """What each forum said last, in the order they said it."""
    last: dict[int, Verdict] = {verdict.forum_id: verdict for verdict in issue.verdicts.all()}
    return tuple(
        GroupVerdict(
            forum=verdict.forum.name,
            change=verdict.get_change_display(),
            words=verdict.words,
            people=show_count(verdict.people, limit=limit),
            said_on=verdict.said_on,
        )
        for verdict in sorted(last.values(), key=lambda verdict: (verdict.said_on, verdict.pk))
    )
