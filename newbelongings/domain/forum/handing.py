"""Taking an issue up and handing it over: who has it, from which day. Steps are added, never edited."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed, optional

from . import queries
from .models import BODIES, SERVICE, Handover, Issue


@transaction.atomic
def take_up(scope: Scope, *, issue_id: int, holder: str, on: dt.date | None = None, words: str = "") -> Handover:
    """Say who took an issue up, and from which day (default today). Once; after that it is handed over.

    Sent twice, it is one step.
    """
    scope.require(Permission.KEEP_FORUM)
    issue = _locked(scope, issue_id)
    step = _step(issue, Handover.TAKEN_UP, SERVICE, holder, on, words)
    earlier = issue.handovers.first()
    if earlier is not None and _same(earlier, step):
        return earlier
    if earlier is not None:
        raise Refused("Somebody has taken this up already. Hand it over instead.")
    return _keep(scope, step, "took_up")


@transaction.atomic
def hand_over(
    scope: Scope, *, issue_id: int, body: str, holder: str, on: dt.date | None = None, words: str = ""
) -> Handover:
    """Say that an issue goes to the ``forum``, a ``service`` or the ``board``, and who there has it from that day.

    Sent twice, it is one step.
    """
    scope.require(Permission.KEEP_FORUM)
    issue = _locked(scope, issue_id)
    if body not in dict(BODIES):
        raise Refused("Choose where it goes: the forum, a service or the board.", field="body")
    step, last = _step(issue, Handover.WITH, body, holder, on, words), issue.handovers.last()
    return last if last is not None and _same(last, step) else _keep(scope, step, "handed_over")


def _locked(scope: Scope, issue_id: int) -> Issue:
    """The issue, so that two people who move it at once do so one after the other."""
    queries.issue(scope, issue_id)
    return Issue.objects.select_for_update().get(pk=issue_id)


def _step(issue: Issue, step: str, body: str, holder: str, on: dt.date | None, words: str) -> Handover:
    ask = "Give a name or an office: somebody has to have it."
    return Handover(
        issue=issue,
        step=step,
        body=body,
        holder=needed(holder, field="holder", ask=ask, most=120),
        on=_in_order(issue, on or today()),
        words=optional(words, field="words", most=500),
    )


def _in_order(issue: Issue, on: dt.date) -> dt.date:
    if on > today():
        raise Refused("This day is still to come. Give today or a day before it.", field="on")
    if on < issue.raised_on:
        raise Refused("This is before the issue was raised. Check the day.", field="on")
    last = issue.handovers.last()
    if last is not None and on < last.on:
        raise Refused(f"It was with {last.holder} from {long_date(last.on)}. Give that day or a later one.", field="on")
    return on


def _same(one: Handover, other: Handover) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("step", "body", "holder", "on", "words"))


def _keep(scope: Scope, step: Handover, verb: str) -> Handover:
    step.save()
    audit.note(scope, verb, step.issue, body=step.body, on=step.on.isoformat())
    return step
