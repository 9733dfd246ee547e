"""What came of each item of an agenda: information, a decision, an action, or an issue raised. Not minutes alone."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed

from . import actions, meeting_queries
from .following import carry_forward
from .meetings import to_come
from .models import AgendaItem, Issue
from .models.issues import FORUM

_JOINED = (AgendaItem.DECISION, AgendaItem.ISSUE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an item, as it was said.

    An action needs ``who`` and ``due_on``; a decision an issue (``issue_id``, or the item's own) and a ``body``; an
    issue raised an ``area``. ``done``: what this item asks after, from an earlier meeting, has been done.
    """

    kind: str
    words: str
    who: str = ""
    due_on: dt.date | None = None
    issue_id: int | None = None
    body: str = FORUM
    area: str = ""
    quotable: bool = False
    done: bool = False


@transaction.atomic
def write_outcome(scope: Scope, *, item_id: int, outcome: Outcome) -> AgendaItem:
    """Write down what came of an item, at its meeting or afterwards until the meeting is written up.

    Information and actions can be put right until then. A decision or an issue stands from here on where it belongs,
    and stays. What is not done comes back: see ``following``.
    """
    scope.require(Permission.KEEP_FORUM)
    item = meeting_queries.agenda_item(scope, item_id)
    meeting = to_come(scope, item.meeting_id)
    if meeting.date > today():
        raise Refused("This meeting is still to come. Write down what came of it afterwards.")
    if item.outcome in _JOINED:
        raise Refused("What came of this item stands with its issue. Add to it there.")
    if outcome.kind not in dict(AgendaItem.OUTCOMES):
        raise Refused("Choose what came of it.", field="kind")
    _follow(item, outcome)
    item.outcome_words = needed(outcome.words, field="words", ask="Write in a sentence or two what came of it.")
    _JOIN[outcome.kind](scope, item, outcome)
    item.outcome, item.held = outcome.kind, False
    item.save()
    carry_forward(meeting.forum_id)
    audit.note(scope, "wrote_outcome", meeting, kind=outcome.kind)
    return item


@transaction.atomic
def finish_action(scope: Scope, *, item_id: int) -> AgendaItem:
    """Say that an action of a meeting is done today. Where the next meeting asks after it already, it is told there."""
    scope.require(Permission.KEEP_FORUM)
    item = meeting_queries.agenda_item(scope, item_id)
    if item.outcome != AgendaItem.ACTION:
        raise Refused("Only an action can be done. Load the page again.")
    if item.done_on is None:
        _done(item)
        audit.note(scope, "finished_action", item.meeting)
    return item


def _follow(item: AgendaItem, outcome: Outcome) -> None:
    """Whether what an earlier meeting left to do is done, decided otherwise, or goes on as an action from here."""
    earlier = item.follows
    if earlier is None:
        return
    ends_it = outcome.done or earlier.done_on or outcome.kind == AgendaItem.DECISION
    if not ends_it and outcome.kind != AgendaItem.ACTION:
        raise Refused(
            "This is not done yet. Tick that it is done, or make it an action again: who does it, and by when?",
            field="kind",
        )
    if outcome.done and earlier.done_on is None:
        _done(earlier)


def _done(action: AgendaItem) -> None:
    """Done, and so is every earlier meeting's action that became this one."""
    done: AgendaItem | None = action
    while done is not None:
        if done.done_on is None:
            done.done_on = today()
            done.save(update_fields=["done_on"])
        done = done.follows


def _inform(scope: Scope, item: AgendaItem, outcome: Outcome) -> None:
    item.who, item.due_on = "", None


def _act(scope: Scope, item: AgendaItem, outcome: Outcome) -> None:
    item.who = needed(outcome.who, field="who", ask="Say who does it.", most=120)
    if outcome.due_on is None:
        raise Refused("Say by when.", field="due_on")
    if outcome.due_on < item.meeting.date:
        raise Refused("This is before the meeting. Check the day.", field="due_on")
    item.due_on = outcome.due_on


def _decide(scope: Scope, item: AgendaItem, outcome: Outcome) -> None:
    _inform(scope, item, outcome)
    issue_id = outcome.issue_id or item.issue_id
    if issue_id is None:
        raise Refused("Choose the issue that this decides, or make it an issue raised.", field="issue_id")
    item.decision = actions.decide(
        scope, issue_id=issue_id, body=outcome.body, words=item.outcome_words, meeting_id=item.meeting_id
    )
    item.issue_id = issue_id


def _raise(scope: Scope, item: AgendaItem, outcome: Outcome) -> None:
    _inform(scope, item, outcome)
    item.issue = actions.raise_issue(
        scope,
        title=item.title,
        words=item.outcome_words,
        area=outcome.area,
        meeting_id=item.meeting_id,
        quotable=outcome.quotable,
        source=Issue.MEETING,
    )


_JOIN = {
    AgendaItem.INFORMATION: _inform,
    AgendaItem.ACTION: _act,
    AgendaItem.DECISION: _decide,
    AgendaItem.ISSUE: _raise,
}
