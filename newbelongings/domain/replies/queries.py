"""Questions about replies: the council's own drafts and answers, and what anyone may read."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .checks import read_by_forum
from .live import live
from .models import Reply
from .owing import Owed, owed_for
from .readiness import Gap, Standing, gaps

__all__ = [
    "Heard",
    "Owed",
    "Tally",
    "answered_issue_ids",
    "drafts",
    "gaps_of",
    "heard_at_forum",
    "owed",
    "published_replies",
    "published_reply",
    "replies",
    "replies_to_issue",
    "reply",
    "tally",
    "withdrawn",
]

LINKS = ("themes", "issues", "actions", "milestones", "checks")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many published replies there are of each state (``did``, ``doing``, ``cannot``) and in each area."""

    states: dict[str, int]
    areas: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Heard:
    """How many issues were raised, how many of them have a published answer, and the newest of those answers."""

    raised: int
    answered: int
    newest: tuple[Reply, ...]


def replies(scope: Scope, cycle_id: int) -> QuerySet[Reply]:
    """All replies of one of the council's cycles with what they join: drafts, published and withdrawn."""
    return _own(scope).filter(cycle_id=cycle_id)


def reply(scope: Scope, reply_id: int) -> Reply:
    """One reply of the council, whatever its state."""
    found = _own(scope).filter(pk=reply_id).first()
    if found is None:
        raise NotFound("There is no such reply in your list. Choose one from the replies page.")
    return found


def drafts(scope: Scope) -> QuerySet[Reply]:
    """What is written and not published, of whatever cycle, the oldest first."""
    return _own(scope).filter(published_on__isnull=True).order_by("written_on", "pk")


def withdrawn(scope: Scope) -> QuerySet[Reply]:
    """What was published and taken back, the latest first."""
    return _own(scope).filter(withdrawn_on__isnull=False).order_by("-withdrawn_on", "-pk")


def replies_to_issue(scope: Scope, issue_id: int) -> QuerySet[Reply]:
    """Every reply, draft or not, that answers an issue of the council."""
    return _own(scope).filter(issues=issue_id)


def answered_issue_ids(scope: Scope) -> set[int]:
    """The issues of the council that have a published answer."""
    standing = live().filter(cycle__authority_id=scope.authority, issues__isnull=False)
    return set(standing.values_list("issues", flat=True))


def gaps_of(reply: Reply, on: dt.date, *, unread_because: str = "") -> tuple[Gap, ...]:
    """What keeps this reply from being published on that day, with this reason why no forum read it, if any."""
    return gaps(
        Standing(
            state=reply.state,
            answer=reply.answer,
            changed=reply.changed,
            promised_by=reply.promised_by,
            cites_what_was_said=bool(reply.themes.all() or reply.issues.all()),
            cites_what_was_done=bool(reply.actions.all() or reply.milestones.all()),
            read_by_forum=read_by_forum(reply),
            unread_because=unread_because,
        ),
        on,
    )


def published_replies(scope: Scope, authority_id: int, area: str = "") -> QuerySet[Reply]:
    """What anyone may read, newest first. Counts of people in it were guarded on the day of publication."""
    found = live().filter(cycle__authority_id=authority_id)
    return found.filter(area=area) if area else found


def published_reply(scope: Scope, authority_id: int, reply_id: int) -> Reply:
    """One reply that anyone may read, or that anyone could until it was withdrawn (``withdrawn_on``)."""
    once = Reply.objects.filter(cycle__authority_id=authority_id, published_on__isnull=False)
    found = once.filter(pk=reply_id).prefetch_related("issues").first()
    if found is None:
        raise NotFound("There is no such answer here. Look at the newest ones.")
    return found


def tally(scope: Scope, authority_id: int) -> Tally:
    """How many answers the public page holds, by state and by area; one statement."""
    rows = live().filter(cycle__authority_id=authority_id).order_by().values_list("state", "area")
    states: Counter[str] = Counter()
    areas: Counter[str] = Counter()
    for state, area, count in rows.annotate(count=Count("pk")):
        states[state] += count
        areas[area] += count
    return Tally(dict(states), dict(areas))


def heard_at_forum(scope: Scope, authority_id: int, *, most: int) -> Heard:
    """What came of what the council's forums raised at their meetings; anyone may ask. Two statements."""
    raised = Issue.objects.filter(authority_id=authority_id, meeting__isnull=False)
    has_answer = Exists(live().filter(issues=OuterRef("pk")))
    counts = raised.order_by().aggregate(raised=Count("pk"), answered=Count("pk", filter=has_answer))
    newest = published_replies(scope, authority_id).filter(Exists(raised.filter(replies=OuterRef("pk"))))
    return Heard(**counts, newest=tuple(newest[:most]))


def owed(scope: Scope, authority_id: int) -> list[Owed]:
    """What care leavers said and have no published answer to, longest waiting first; anyone may read it.

    Every open issue of the council, of whatever year, and every priority of its current cycle. An issue
    that is among the reasons of such a priority, or was raised from a theme that is, is counted there, once.
    """
    return owed_for(authority_id)


def _own(scope: Scope) -> QuerySet[Reply]:
    if not scope.may(Permission.READ_THREAD):
        scope.require(Permission.WRITE_REPLIES)
    return Reply.objects.filter(cycle__authority_id=scope.authority).prefetch_related(*LINKS)
