"""What a reply still lacks before care leavers may read it. Pure: it looks at plain values only."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: the field of the form, and a sentence that says what to do."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """As much of a reply as decides whether it can be published.

    ``read_by_forum``: a forum agreed to it in its present words. ``unread_because``: why none did.
    """

    state: str
    answer: str
    changed: str
    promised_by: dt.date | None
    cites_what_was_said: bool
    cites_what_was_done: bool
    read_by_forum: bool = False
    unread_because: str = ""


def gaps(reply: Standing, on: dt.date) -> tuple[Gap, ...]:
    """Everything that keeps ``reply`` from being published on the day ``on``, in the order of the form."""
    found = []
    if not reply.answer:
        found.append(Gap("answer", _NO_ANSWER.get(reply.state, _NO_ANSWER["did"])))
    if reply.state == "did" and not (reply.cites_what_was_done or reply.changed):
        found.append(Gap("changed", "Link what was done (an action or a milestone), or say what changed."))
    if reply.state == "doing" and reply.promised_by is None:
        found.append(Gap("promised_by", "Give the day by which it will be done. If nobody can, say that we cannot."))
    if reply.state == "doing" and reply.promised_by is not None and reply.promised_by < on:
        found.append(Gap("promised_by", "This day has passed. Give a day that can be kept."))
    if not reply.cites_what_was_said:
        found.append(Gap("themes", "Link at least one theme or issue: whom does this answer?"))
    if not (reply.read_by_forum or reply.unread_because):
        found.append(UNREAD)
    return tuple(found)


UNREAD = Gap("unchecked_because", "Ask a forum to read it first, or say in one sentence why none did.")
_NO_ANSWER = {
    "did": "Write what you did, in one or two sentences.",
    "doing": "Write what you are doing, in one or two sentences.",
    "cannot": "Write why not. People can live with a no that has a reason.",
}
