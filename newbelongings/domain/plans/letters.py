"""The words of the emails about a plan: pure. Each is plain text, and says what to do and how long it takes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.standing import STALE_WEEKS

from .reminding import ASKED, LATE, SOON, STALE

FIRST = {
    LATE: "is past its date",
    STALE: f"has had no word for {STALE_WEEKS} weeks or more",
    SOON: "ends soon",
    ASKED: "needs a word from you",
    "": "is yours to do",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where emails lead: a personal link with ``{token}`` in it, and the plan. The domain knows no addresses."""

    link: str
    plan: str


@dataclass(frozen=True, slots=True)
class Named:
    """One action in an email: its words and dates, why it is named, what was said last, and its personal link."""

    title: str
    ends: dt.date
    reason: str
    late_days: int
    last_words: str
    last_on: dt.date | None
    link: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A plan in numbers: open actions, those late, those nobody spoke of, those that end soon, updates in a week."""

    open: int
    late: tuple[str, ...]
    stale: tuple[str, ...]
    soon: int
    updates: int


def to_owner(name: str, council: str, actions: Sequence[Named], *, weekly: bool) -> tuple[str, str]:
    """The subject and the words of an email to whoever leads these actions, and of no others."""
    first = actions[0]
    if weekly:
        subject = f"Your actions this week: {_count(len(actions))}"
        why = f"This is your weekly list from {council}’s plan for care leavers."
    elif len(actions) == 1:
        subject = f"How does it stand? {first.title}"[:200]
        why = f"This action in {council}’s plan for care leavers {FIRST[first.reason]}."
    else:
        subject = f"How do they stand? {_count(len(actions))}"
        why = f"{_count(len(actions))} of yours in {council}’s plan for care leavers need a word from you."
    closing = (
        "Each link opens one action and nothing else. You need no password, it takes 30 seconds, and it works for 30 "
        "days. Please do not pass it on."
    )
    return subject, "\n\n".join([f"Dear {name},", why, *(_paragraph(action) for action in actions), closing]) + "\n"


def _paragraph(action: Named) -> str:
    lines = [action.title, f"By {long_date(action.ends)}{_late(action.late_days)}."]
    if action.last_on is None:
        lines.append("Nobody has said anything about it yet.")
    else:
        lines.append(f"Last update, {long_date(action.last_on)}: {action.last_words}")
    return "\n".join([*lines, f"Say how it stands: {action.link}"])


def _late(late_days: int) -> str:
    return f", {late_days:,} day{'' if late_days == 1 else 's'} late" if late_days else ""


def to_lead(name: str, council: str, tally: Tally, plan: str) -> tuple[str, str]:
    """The subject and the words of the weekly email to whoever leads the plan."""
    subject = f"The plan this week: {len(tally.late)} late, {len(tally.stale)} without a word"
    counts = (
        f"{_count(tally.open)} still to do in {council}’s plan for care leavers. {tally.soon} end within two weeks. "
        f"{tally.updates} update{'' if tally.updates == 1 else 's'} came in the last seven days."
    )
    lists = [
        f"{heading}\n" + "\n".join(f"- {title}" for title in titles)
        for heading, titles in (
            ("Past their date:", tally.late),
            (f"No word for {STALE_WEEKS} weeks or more:", tally.stale),
        )
        if titles
    ]
    return subject, "\n\n".join([f"Dear {name},", counts, *lists, f"The plan: {plan}"]) + "\n"


def _count(number: int) -> str:
    return f"{number} action{'' if number == 1 else 's'}"
