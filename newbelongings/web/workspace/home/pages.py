"""What the first page shows, worked out before the template is drawn."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.evidence.next_things import (
    ASK,
    PROVE,
    PUBLISH,
    READ,
    TAKE_DOWN,
    NextThing,
    Waiting,
    next_things,
    next_to_read,
)
from newbelongings.domain.evidence.steps import Step
from newbelongings.domain.evidence.thread import HEARD, LATE, UNASKED, UNTOLD, Thread
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden

AFTER_THAT = 3
_STEP_PAGES = {1: "listen", 2: "forum", 6: "plan"}


@dataclass(frozen=True, slots=True)
class ThingToDo:
    """A next thing with the page it leads to."""

    thing: NextThing
    url: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the thread: its drawing, its name, and how many."""

    knot: str
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two stops: a break with its number, or a whole line with one sentence."""

    kind: str
    count: int
    title: str
    text: str
    link: str


def home_page(
    scope: Scope, cycle: Cycle, thread: Thread, waiting: Waiting, steps: tuple[Step, ...], now: dt.datetime
) -> dict[str, Any]:
    """The thread with its breaks, the next thing for whoever may do it, and the six steps."""
    return {
        "cycle": cycle,
        "day": f"{now:%A} {long_date(now.date())}",
        "greeting": f"{greeting(now.hour)}, {scope.actor_name.partition(' ')[0]}",
        "has_ended": cycle.ends < now.date() and scope.may(Permission.EDIT_PLAN),
        "to_do": to_do(scope, thread, waiting),
        "thread": thread,
        "broken": broken_words(thread),
        "line": line(scope, thread),
        "stray": stray(scope, thread),
        "steps": [(step, step_url(scope, step)) for step in steps],
    }


def greeting(hour: int) -> str:
    """By the clock of the council."""
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


def to_do(scope: Scope, thread: Thread, waiting: Waiting) -> list[ThingToDo]:
    """One next thing, and for those who write up to three after it."""
    things = next_things(thread, waiting) if _writes(scope) else (next_to_read(thread),)
    return [ThingToDo(thing, _url(thing.kind, thread, waiting)) for thing in things[: 1 + AFTER_THAT]]


def _writes(scope: Scope) -> bool:
    return any(scope.may(permission) for permission in (Permission.WRITE_REPLIES, Permission.EDIT_PLAN))


def _url(kind: str, thread: Thread, waiting: Waiting) -> str:
    if kind == UNTOLD and len(thread.acted_not_told) == 1:
        only = thread.acted_not_told[0]
        return f"{reverse('write_reply')}?{only.kind}={only.id}"
    if kind == READ and waiting.unread_round:
        return reverse("code_answer", args=[waiting.unread_round])
    pages = {ASK: "open_round", PUBLISH: "replies", PROVE: "packs", TAKE_DOWN: "pictures"}
    return reverse(pages[kind]) if kind in pages else reverse("breaks", args=[kind])


def broken_words(thread: Thread) -> str:
    """In how many places it is broken, as a sentence."""
    if thread.broken == 0:
        return "The thread runs from an answer to a reply. It is whole."
    places = "one place" if thread.broken == 1 else f"{thread.broken:,} places"
    return f"The thread runs from an answer to a reply. It is broken in {places}."


def line(scope: Scope, thread: Thread) -> list[Stop | Gap]:
    """Stops and gaps in the order of the thread."""
    return [
        Stop("said", "Said", _said(thread)),
        _heard(thread),
        Stop("said", "Promised", f"{_n(thread.actions, 'action')}, {_n(thread.milestones, 'milestone')}"),
        _late(thread),
        Stop("did", "Done", f"{thread.done:,} of {thread.actions + thread.milestones:,}"),
        _untold(thread, _writes(scope)),
        Stop("loop", "Told back", _n(thread.told, "reply", "replies")),
    ]


def _said(thread: Thread) -> str:
    people = "number of people hidden" if isinstance(thread.people, Hidden) else _n(thread.people, "person", "people")
    issues = f", {_n(thread.issues, 'forum issue')}" if thread.issues else ""
    return f"{people}, {_n(thread.themes, 'theme')}{issues}"


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _gap(thread: Thread, kind: str, title: str, text: str, link: str, whole: str) -> Gap:
    count = len(thread.breaks(kind))
    if not count:
        return Gap(kind, 0, "", whole, "")
    return Gap(kind, count, title, text, link)


def _heard(thread: Thread) -> Gap:
    found = thread.heard_not_acted_on
    text = f"No answer, and nothing in the plan.{_oldest(found[0].days) if found else ''}"
    link = f"See {_the(len(found), 'thing')}"
    whole = "Each theme and issue has an answer, or a place in the plan."
    if not thread.themes and not thread.issues:
        whole = "Nothing is heard yet."
    return _gap(thread, HEARD, "Heard and not acted on", text, link, whole)


def _oldest(days: int | None) -> str:
    return f" The oldest has waited {_n(days, 'day')}." if days else ""


def _the(count: int, one: str) -> str:
    return f"the {one}" if count == 1 else f"the {count:,} {one}s"


def _late(thread: Thread) -> Gap:
    found = thread.promised_and_late
    text = f"Past the day, and not done. The latest by {_n(found[0].days or 0, 'day')}." if found else ""
    whole = "Nothing is late." if thread.actions or thread.milestones else "Nothing is promised yet."
    return _gap(thread, LATE, "Promised and late", text, f"See {_the(len(found), 'promise')}", whole)


def _untold(thread: Thread, writes: bool) -> Gap:
    found = thread.acted_not_told
    whole = "Everything that is done was told." if thread.done else "Nothing is done yet."
    link = f"See {_the(len(found), 'thing')}"
    if writes:
        link = "Write the reply" if len(found) == 1 else f"Write the {len(found):,} replies"
    return _gap(thread, UNTOLD, "Acted and not told", "Finished, and no published reply says so.", link, whole)


def stray(scope: Scope, thread: Thread) -> Gap | None:
    """Lines of the plan that nobody asked for, which hang from no thread."""
    found = thread.nobody_asked
    if not found:
        return None
    text = "No theme and no forum issue leads there."
    if _writes(scope):
        text += " Link to what was said, or drop it."
    title = "Plan line nobody asked for" if len(found) == 1 else "Plan lines nobody asked for"
    return Gap(UNASKED, len(found), title, text, f"See {_the(len(found), 'line')}")


def step_url(scope: Scope, step: Step) -> str:
    """The page of a step, for those who may open it."""
    needs = {1: Permission.RUN_SURVEYS, 2: Permission.READ_THREAD, 6: Permission.READ_PLAN}
    if step.number not in needs or not scope.may(needs[step.number]):
        return ""
    return reverse(_STEP_PAGES[step.number])
