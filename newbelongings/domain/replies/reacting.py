"""What anyone says of a published reply without an account: it helped, not yet, it isn't true. Counts a week, no more.

Shown in steps of the council's threshold ("more than 10 people"), so that no two visits can be subtracted and no
count of 1 to 5 is ever read. See docs/adr/0035.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Sum

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today, week_of
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import is_small

from .models import Reaction, Reply

KINDS = dict(Reaction.KINDS)
NO_ANSWER = "This answer is not here any more. Look at the newest ones."


@dataclass(frozen=True, slots=True)
class Reacted:
    """How many said one thing, as it may be read: 0 for more than ``step`` of them not being reached.

    ``more_than`` is a multiple of the council's threshold: 10 says that 11 to 15 people (or so many) said it.
    ``anybody`` tells "nobody" from "a few", for the council's own pages.
    """

    kind: str
    more_than: int
    anybody: bool


@transaction.atomic
def react(scope: Scope, *, authority_id: int, reply_id: int, kind: str, on: dt.date | None = None) -> None:
    """Count one more who says so of a live reply, under this week and under nobody's name. Writes no audit line:
    its minute would say more of who it was than the count does."""
    scope.require(Permission.SPEAK_UP)
    if kind not in KINDS:
        raise Refused("Press one of the three buttons.", field="kind")
    live = Reply.objects.filter(pk=reply_id, cycle__authority_id=authority_id, withdrawn_on=None)
    if not live.exclude(published_on=None).exists():
        raise NotFound(NO_ANSWER)
    counted, _ = Reaction.objects.get_or_create(reply_id=reply_id, kind=kind, week=week_of(on or today()))
    Reaction.objects.filter(pk=counted.pk).update(count=F("count") + 1)


def reactions_to(scope: Scope, reply_ids: Iterable[int], *, limit: int) -> dict[int, tuple[Reacted, ...]]:
    """What was said of these replies, in one statement: of each the three kinds in their order; anyone may read it."""
    wanted = set(reply_ids)
    rows = Reaction.objects.filter(reply_id__in=wanted).values_list("reply_id", "kind")
    counts = {(reply, kind): count for reply, kind, count in rows.annotate(Sum("count")).order_by()}
    return {
        reply: tuple(reacted(kind, counts.get((reply, kind), 0), limit) for kind, _ in Reaction.KINDS)
        for reply in wanted
    }


def reactions_over_all(scope: Scope) -> tuple[Reacted, ...]:
    """What was said of all the council's live replies together, for those who answer."""
    scope.require(Permission.WRITE_REPLIES)
    limit = authorities.own_authority(scope).hide_up_to
    live = Reaction.objects.filter(reply__cycle__authority_id=scope.authority, reply__withdrawn_on=None)
    counts = dict(live.values_list("kind").annotate(Sum("count")).order_by())
    return tuple(reacted(kind, counts.get(kind, 0), limit) for kind, _ in Reaction.KINDS)


def reacted(kind: str, count: int, limit: int) -> Reacted:
    """A count in steps of ``limit`` (1 where nothing is hidden), rounded down to what it certainly exceeds. Pure."""
    step = max(limit, 1)
    reached = 0 if is_small(count, limit) or count == 0 else (count - 1) // step * step
    return Reacted(kind, reached, count > 0)
