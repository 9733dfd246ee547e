"""A reply, or a thing still owed one, as a card with its thread: worked out here, drawn by card.html."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.replies.queries import Owed
from newbelongings.domain.replies.reacting import reactions_to
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.web.parts.knots import REPLY_KNOTS

from .reactions import Ask, ask

QUOTES = "“\"‘'"
_MARKS = ' \n“”"'
STATE_WORDS = {"did": "We did it", "doing": "We are doing it", "cannot": "We cannot"}
_MIDDLE = {"did": "We did", "doing": "We are doing", "cannot": "We cannot, because"}
END_WORDS = {"did": "What changed", "doing": "What should change", "cannot": "What you can get now"}
_END_KNOT = {"did": "loop", "doing": "owed", "cannot": ""}
_LINE = {"did": "", "doing": "nb-thread__stop--stitched", "cannot": "nb-thread__stop--cut"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the thread. ``words`` are what was said, set large; ``quoted`` where they are a quotation.

    ``line`` is the class of the line that leads on from here.
    """

    knot: str
    label: str
    words: str = ""
    quoted: bool = False
    text: str = ""
    sources: tuple[str, ...] = ()
    line: str = ""
    knot_class: str = ""
    frayed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its title, its state in words, its area, and the stops of its thread.

    ``reply_id`` and ``ask`` are there where the card is public: its page, and what its reader may say of it.
    """

    key: str
    title: str
    state: str
    thread_tag: bool
    area: str
    stops: tuple[Stop, ...]
    reply_id: int = 0
    ask: Ask | None = None


def public_cards(scope: Scope, authority: Authority, replies: Iterable[Reply]) -> tuple[Card, ...]:
    """Published replies with what was said of them; one statement for all."""
    shown = list(replies)
    said = reactions_to(scope, [reply.pk for reply in shown], limit=authority.hide_up_to)
    return tuple(replace(reply_card(reply), reply_id=reply.pk, ask=ask(reply, said[reply.pk])) for reply in shown)


def reply_card(reply: Reply) -> Card:
    """A reply as the public reads it, or (for the preview) as it would. Uses the prefetched issues."""
    stops = [_said(reply), _answered(reply)]
    if reply.changed or reply.state == Reply.DOING:
        stops.append(_end(reply))
    return Card(
        key=f"reply-{reply.pk}",
        title=reply.title,
        state=STATE_WORDS[reply.state],
        thread_tag=reply.state != Reply.CANNOT,
        area=area_name(reply.area),
        stops=tuple(stops),
    )


def owed_card(owed: Owed) -> Card:
    """Something that has no answer yet, and for how long."""
    words = in_quotation_marks(owed.words) if owed.priority_id and owed.words else owed.words
    said = Stop("said", "You said", **_words(words), sources=(_since(owed),), line="nb-thread__stop--cut", frayed=True)
    waits = Stop("owed", "We have not answered yet", text=_waiting(owed), line="nb-thread__stop--two")
    return Card(
        key=f"issue-{owed.issue_id}" if owed.issue_id else f"priority-{owed.priority_id}",
        title=owed.title,
        state="We owe you an answer",
        thread_tag=False,
        area=area_name(owed.area),
        stops=(said, waits),
    )


def in_quotation_marks(words: str) -> str:
    """``“The letter said court.”``, also where the words carry marks of their own already."""
    return f"“{words.strip(_MARKS)}”"


def days_ago(days: int) -> str:
    """``today``, ``yesterday``, ``61 days ago``."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def _words(said: str) -> dict[str, str | bool]:
    return {"words": said, "quoted": said[:1] in QUOTES} if said else {}


def _said(reply: Reply) -> Stop:
    sources = [_raised(issue.raised_on, at_forum=issue.meeting_id is not None) for issue in reply.issues.all()[:1]]
    if reply.people_said is not None and reply.people_asked is not None:
        sources.insert(0, f"{reply.people_said} of {reply.people_asked} people said something like this.")
    return Stop("said", "You said", **_words(reply.said), sources=tuple(sources))


def _answered(reply: Reply) -> Stop:
    told = f"We told you on {long_date(reply.published_on)}." if reply.published_on else ""
    return Stop(
        REPLY_KNOTS[reply.state],
        _MIDDLE[reply.state],
        text=reply.answer,
        sources=(told,) if told else (),
        line=_LINE[reply.state],
        knot_class="nb-thread__knot--tied" if reply.state == Reply.CANNOT else "",
    )


def _end(reply: Reply) -> Stop:
    knot = _END_KNOT[reply.state]
    return Stop(
        knot,
        END_WORDS[reply.state],
        text=reply.changed,
        sources=_promise(reply, today()) if reply.state == Reply.DOING else (),
        knot_class="nb-thread__knot--loop" if knot == "loop" else "",
    )


def _promise(reply: Reply, on: dt.date) -> tuple[str, ...]:
    if reply.promised_by is None:
        return ()
    day = long_date(reply.promised_by)
    who = f"{reply.promised_who} promised this by {day}." if reply.promised_who else f"We promised this by {day}."
    return (who,) if reply.promised_by >= on else (who, "That day has passed, and it is not done.")


def _raised(day: dt.date, *, at_forum: bool) -> str:
    return f"{'The forum' if at_forum else 'You'} raised this on {long_date(day)}."


def _since(owed: Owed) -> str:
    if owed.priority_id:
        return f"You and we chose to work on this. It goes back to {long_date(owed.since)}."
    return _raised(owed.since, at_forum=owed.at_forum)


def _waiting(owed: Owed) -> str:
    said = f"{'That was' if owed.priority_id else 'You said this'} {days_ago(owed.days)}."
    if owed.withdrawn_on is None:
        return f"{said} Nobody has told you here what came of it."
    taken = f"We put an answer here and took it down on {long_date(owed.withdrawn_on)}."
    return f"{said} {taken} This is why: {owed.withdrawn_because}\n\nWe owe you a new answer."
