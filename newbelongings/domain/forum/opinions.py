"""What members think came of an issue: a group's own verdict from a meeting, and single voices from members' pages.

The group's verdict is theirs to publish, words and all. A single voice is one of four answers and is only ever shown
as a count, with small ones hidden.
"""

import datetime as dt

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import optional

from . import queries
from .models import Member, Verdict, VerdictVoice


@transaction.atomic
def record_verdict(
    scope: Scope,
    *,
    issue_id: int,
    forum_id: int,
    change: str,
    people: int,
    words: str = "",
    said_on: dt.date | None = None,
) -> Verdict:
    """Write down what a forum said together of what came of an issue, and how many said so. Added, never edited.

    ``change`` is ``yes``, ``some``, ``no`` or ``too_soon``. Sent twice, it is one verdict.
    """
    scope.require(Permission.KEEP_FORUM)
    issue, forum = queries.issue(scope, issue_id), queries.forum(scope, forum_id)
    said_on = said_on or today()
    if said_on > today():
        raise Refused("This day is still to come. Give today or a day before it.", field="said_on")
    if said_on < issue.raised_on:
        raise Refused("This is before the issue was raised. Check the day.", field="said_on")
    if not 1 <= people <= 500:
        raise Refused("Give how many said so, from 1 to 500.", field="people")
    verdict, new = Verdict.objects.get_or_create(
        issue=issue,
        forum=forum,
        change=_one_of_four(change),
        people=people,
        words=optional(words, field="words", most=500),
        said_on=said_on,
    )
    if new:
        audit.note(scope, "recorded_verdict", issue, change=change, said_on=said_on.isoformat())
    return verdict


@transaction.atomic
def say_verdict(scope: Scope, member: Member, *, issue_id: int, change: str) -> VerdictVoice:
    """A member says what they think came of an issue, by their own link. Said again, the last word stands."""
    scope.require(Permission.SPEAK_UP)
    issue = queries.issue_for_members(scope, member, issue_id)
    voice, _ = VerdictVoice.objects.update_or_create(
        issue=issue, member=member, defaults={"change": _one_of_four(change)}
    )
    return voice


def _one_of_four(change: str) -> str:
    if change not in dict(Verdict.CHANGES):
        raise Refused("Choose one of the four.", field="change")
    return change
