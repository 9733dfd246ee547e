"""What the pages of messages show, worked out before a template sees it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from newbelongings.adapters.senders import channels_to_send, goes_out
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, Shown
from newbelongings.domain.outreach import mailing_queries
from newbelongings.domain.outreach.channels import BY, LETTER, ORDER
from newbelongings.domain.outreach.mailing_queries import Occasion, Reach, Sent
from newbelongings.domain.outreach.models import Mailing
from newbelongings.domain.outreach.sending import Addresses
from newbelongings.domain.outreach.timing import reminder_days
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.web.workspace.listen.pages import Next

from .mailing_forms import MOST_WEEKS, Way

WAYS = {"email": "Email", "text": "Text", "letter": "Letter"}
OUTCOMES = ["Reached", "Out of date", "Could not be sent", "Not known yet"]
KINDS = {"invitation": "Invitation", "reminder": "Reminder"}


@dataclass(frozen=True)
class Row:
    """One way of one occasion: how it stands in words, and its numbers."""

    sent: Sent
    way: str
    stands: str
    cells: list[tuple[str, Shown]]

    @property
    def can_be_taken_back(self) -> bool:
        return self.sent.mailing.sent_on is None or self.sent.waits


@dataclass(frozen=True)
class Block:
    """One occasion with its rows."""

    title: str
    rows: list[Row]
    is_gone: bool


def addresses() -> Addresses:
    """Where the links of messages lead: the pages' own addresses, at the address the service is known by."""
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    link, stop = (reverse(name, args=["TOKEN"]) for name in ("start_invited_survey", "stop"))
    return Addresses(*(public + path.replace("TOKEN", "{token}") for path in (link, stop)))


def by_hand(mailing: Mailing) -> bool:
    """Whether the council prints and posts these letters itself."""
    return mailing.channel == LETTER and not (LETTER in channels_to_send() and goes_out(mailing.kind, LETTER))


def mailings_page(scope: Scope, round_id: int) -> dict[str, Any]:
    """Every message of a round, and the one next thing."""
    round_ = surveys.round_(scope, round_id)
    found = mailing_queries.occasions(scope, round_id)
    reach = mailing_queries.reach(scope, round_id)
    blocks = [_block(occasion, round_) for occasion in found]
    is_over = round_.closes < today()
    return {
        "round": round_,
        "reach": _reach_rows(reach) if reach else None,
        "blocks": blocks,
        "outcomes": OUTCOMES,
        "next": _next(round_, reach, found),
        "may_plan": reach is not None and not is_over,
        "has_invitation": any(occasion.kind == Mailing.INVITATION for occasion in found),
        "stays_here": stays_here(),
    }


def stays_here() -> list[str]:
    """The ways by which messages only lie in a folder of this machine: none is sent anywhere."""
    return [BY[way] for way in ("email", "text") if not goes_out("invitation", way)]


def _reach_rows(reach: Reach) -> list[tuple[str, Any]]:
    return [(f"By {BY[way]}", reach.by[way]) for way in ORDER] + [("By none of these", reach.by_none)]


def _block(occasion: Occasion, round_: Round) -> Block:
    rows = [row(part, round_) for part in occasion.parts]
    title = f"{KINDS[occasion.kind]}, {long_date(occasion.send_on)}"
    return Block(title, rows, any(part.mailing.sent_on or part.people for part in occasion.parts))


def row(part: Sent, round_: Round) -> Row:
    """One mailing, with how it stands in words."""
    mailing = part.mailing
    stands = _stands(mailing, round_, waits=part.waits)
    return Row(part, WAYS[mailing.channel], stands, list(zip(OUTCOMES, part.outcomes, strict=True)))


def _stands(mailing: Mailing, round_: Round, *, waits: bool) -> str:
    if waits:
        return "Going out. Some wait for the sender"
    if mailing.sent_on is not None:
        return f"Sent on {long_date(mailing.sent_on)}"
    if round_.closes < today():
        return "Not sent: the survey has closed"
    if mailing.send_on > today():
        return "Planned"
    return "Ready to download" if by_hand(mailing) else "Going out today, between 9 and 19 o’clock"


def _next(round_: Round, reach: Reach | None, found: list[Occasion]) -> Next:
    here = [round_.pk]
    if reach is None:
        return Next(
            "There is nobody to write to yet",
            "Bring in the people to ask and choose who is asked. Then plan what to send them.",
            "Bring in the people to ask",
            reverse("contacts", args=here),
        )
    if round_.closes < today():
        return Next(
            "The survey is closed. Nothing more goes out",
            "See whether everybody was heard. About 2 minutes.",
            "Is it everyone?",
            reverse("everyone", args=here),
        )
    letters = _letters_due(found)
    if letters is not None:
        return Next(
            "Letters are ready to be printed",
            "Download them, print them and post them. About 20 minutes.",
            "See the letters",
            reverse("mailing", args=[letters.pk]),
        )
    if not found:
        return Next(
            "Nobody has been written to",
            "Send each person a link of their own. The words are there: you can change them. About 5 minutes.",
            "Plan the invitation",
            reverse("plan_invitation", args=here),
        )
    return _next_later(round_, found)


def _next_later(round_: Round, found: list[Occasion]) -> Next:
    here = [round_.pk]
    if not any(occasion.kind == Mailing.REMINDER for occasion in found) and reminder_choices(round_, found):
        return Next(
            "No reminder is planned",
            "Plan them all in one go. Only those who have not answered get one. About 3 minutes.",
            "Plan the reminders",
            reverse("plan_reminders", args=here),
        )
    waiting = [occasion.send_on for occasion in found if occasion.send_on > today()]
    fact = f"The next message goes out on {long_date(min(waiting))}" if waiting else "Everything planned has gone out"
    return Next(
        fact,
        "Nothing to do here. See who is missing, and ask their advisers to mention the survey.",
        "Is it everyone?",
        reverse("everyone", args=here),
    )


def _letters_due(found: list[Occasion]) -> Mailing | None:
    parts = (part.mailing for occasion in found for part in occasion.parts)
    due = (mailing for mailing in parts if mailing.sent_on is None and mailing.send_on <= today())
    return next((mailing for mailing in due if by_hand(mailing)), None)


def reminder_choices(round_: Round, found: list[Occasion]) -> list[tuple[int, dt.date]]:
    """The weeks after the first invitation that lie before the survey closes and not in the past, with their days."""
    invited = [occasion.send_on for occasion in found if occasion.kind == Mailing.INVITATION]
    if not invited:
        return []
    days = {
        number: day
        for number in range(1, MOST_WEEKS + 1)
        for day in reminder_days(min(invited), round_.closes, [number])
    }
    return [(number, day) for number, day in days.items() if day >= today()]


def way_choices(scope: Scope, round_id: int) -> list[Way]:
    """Each way with how many people it is the best for."""
    reach = mailing_queries.reach(scope, round_id)
    people = [reach.by[way] if reach else None for way in ORDER]
    return [
        Way(way, WAYS[way] + _to(count), reaches_anybody=count != 0) for way, count in zip(ORDER, people, strict=True)
    ]


def _to(people: Shown | None) -> str:
    if people is None:
        return ""
    if isinstance(people, Hidden):
        return ", to a number of people that is hidden"
    return f", to {people:,} people" if people else ", to nobody so far"
