"""The stops of an issue's path as far as the forum knows it: raised, taken up, with whom, decided."""

from .clocks import DECIDED, RAISED, Stop
from .models import BODIES, FORUM, Decision, Handover, Issue

# On one day: raised, taken up, what the forum decided, handed over, what the others decided.
_ON_ONE_DAY = {Handover.TAKEN_UP: 1, Handover.WITH: 3}


def stops(issue: Issue) -> list[Stop]:
    """What happened to an issue, from rows that ``queries.issues_on_their_way`` fetched; no statement of its own."""
    raised = Stop(RAISED, issue.raised_on)
    return [raised, *map(_handed, issue.handovers.all()), *map(_decided, issue.decisions.all())]


def _handed(row: Handover) -> Stop:
    return Stop(row.step, row.on, row.holder, row.body, row.words, _ON_ONE_DAY[row.step])


def _decided(row: Decision) -> Stop:
    name = dict(BODIES)[row.body]
    return Stop(DECIDED, row.decided_on, name, row.body, row.words, 2 if row.body == FORUM else 4)
