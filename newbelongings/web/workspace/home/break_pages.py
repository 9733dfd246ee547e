"""What the page of one kind of break shows: each break, and what to do about it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newbelongings.domain.evidence.thread import BREAKS, HEARD, LATE, PROMISE, UNASKED, UNTOLD, Break, Thread
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

KINDS = {
    "theme": "Theme",
    "issue": "Forum issue",
    "action": "Action",
    "milestone": "Milestone",
    "objective": "Objective",
    PROMISE: "Promise of the pledge",
}
TITLES = {
    HEARD: "Heard and not acted on",
    LATE: "Promised and late",
    UNTOLD: "Acted and not told",
    UNASKED: "Plan lines nobody asked for",
}
ADVICE = {
    HEARD: "Choose each as a priority, or write a reply that says why not. A theme is here when more than {limit} "
    "people raised it; an issue of the forum is here from the day it was raised.",
    LATE: "Ask whoever leads it what is in the way, and write down how it stands. About 10 minutes each.",
    UNTOLD: "Write a short reply for the public page. About 5 minutes each.",
    UNASKED: "Link each to what care leavers said, or drop it. About 5 minutes each.",
}
WHOLE = {
    HEARD: "Each theme and issue has an answer, or a place in the plan.",
    LATE: "Nothing is late.",
    UNTOLD: "Everything that is done was told.",
    UNASKED: "Somebody asked for every line of the plan.",
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that mends a break: its words and its page."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """One break as a row."""

    found: Break
    kind: str
    remedies: tuple[Remedy, ...]


def breaks_page(scope: Scope, kind: str, thread: Thread, limit: int) -> dict[str, Any]:
    """Every break of one kind; raises ``NotFound`` for a kind that does not exist."""
    if kind not in BREAKS:
        raise NotFound("There is no such page. Go to the home page and choose from there.")
    lines = [BrokenLine(found, KINDS[found.kind], remedies(scope, kind, found)) for found in thread.breaks(kind)]
    return {
        "title": TITLES[kind],
        "advice": ADVICE[kind].format(limit=limit),
        "whole": WHOLE[kind],
        "lines": lines,
        "first": next((line for line in lines if line.remedies), None),
        "may_mend": any(line.remedies for line in lines),
    }


def remedies(scope: Scope, kind: str, found: Break) -> tuple[Remedy, ...]:
    """What may be done about a break by whoever looks at it, the best first."""
    asked = f"?{found.kind}={found.id}"
    reply = Remedy("Write a reply", reverse("write_reply") + asked)
    choose = Remedy("Choose as a priority", reverse("choose_priority") + asked)
    offered = {
        HEARD: [(Permission.EDIT_PLAN, choose), (Permission.WRITE_REPLIES, reply)],
        LATE: [_how_it_stands(found)],
        UNTOLD: [(Permission.WRITE_REPLIES, reply)],
        UNASKED: [(Permission.EDIT_PLAN, remedy) for remedy in _link_or_drop(found)],
    }
    return tuple(remedy for permission, remedy in offered[kind] if scope.may(permission))


def _how_it_stands(found: Break) -> tuple[Permission, Remedy]:
    if found.kind == PROMISE:
        address = reverse("update_promise", args=[found.id])
        return Permission.KEEP_COMMITMENTS, Remedy("Say how it stands", address)
    address = f"{reverse('add_update')}?{found.kind}={found.id}"
    return Permission.UPDATE_ACTIONS, Remedy("Say how it stands", address)


def _link_or_drop(found: Break) -> list[Remedy]:
    if found.kind == "milestone":
        return [Remedy("Put it under an objective", reverse("edit_milestone", args=[found.id]))]
    return [
        Remedy("Link to what was said", reverse("link_objective", args=[found.id])),
        Remedy("Drop it", reverse("drop_objective", args=[found.id])),
    ]
