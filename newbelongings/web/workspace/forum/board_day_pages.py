"""What the pages about the board's days show, and the same in Word."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from newbelongings.adapters import word
from newbelongings.domain.forum import board_queries
from newbelongings.domain.forum.models import BoardDay, Referral
from newbelongings.domain.forum.presentations import Presenting
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.counted_days import counted_days
from newbelongings.web.public.council.cards import in_quotation_marks


@dataclass(frozen=True, slots=True)
class BoardDaysPage:
    """The days to come and those that were, and one sentence about the forum's presentations."""

    to_come: tuple[BoardDay, ...]
    were: tuple[BoardDay, ...]
    presenting: Presenting
    fact: str
    undecided: tuple[Referral, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing brought to the board. ``said`` only where those who said it agreed that it may stand in public."""

    referral: Referral
    said: str
    waits: str


@dataclass(frozen=True, slots=True)
class BoardDayPage:
    """The one page that goes to the board on a day."""

    day: BoardDay
    brought: tuple[Brought, ...]
    passed: bool
    may_write: bool


def board_days_page(scope: Scope) -> BoardDaysPage:
    """The board's days, what waits for its decision, and when the forum presents next."""
    days, now = list(board_queries.board_days(scope)), today()
    presenting = board_queries.presenting(scope)
    undecided = board_queries.referrals(scope).filter(decision=None, board_day__date__lte=now)
    return BoardDaysPage(
        to_come=tuple(sorted((day for day in days if day.date >= now), key=lambda day: day.date)),
        were=tuple(day for day in days if day.date < now),
        presenting=presenting,
        fact=presenting_fact(presenting),
        undecided=tuple(undecided),
        may_write=scope.may(Permission.KEEP_FORUM),
    )


def presenting_fact(presenting: Presenting) -> str:
    """When the forum presented last, and what follows from two a year."""
    if presenting.last is None:
        last = "The forum has not presented to the board yet."
    else:
        last = f"The forum last presented to the board on {long_date(presenting.last)}."
    if presenting.planned is not None:
        return f"{last} It presents next on {long_date(presenting.planned)}."
    if presenting.due is None:
        return f"{last} Twice a year is right: find a day."
    if presenting.late:
        return f"{last} Twice a year is right: the next one is {counted_days(presenting.late)} late."
    return f"{last} Twice a year is right: the next one is due by {long_date(presenting.due)}."


def board_day_page(scope: Scope, board_day_id: int) -> BoardDayPage:
    """What the forum brings to one day of the board."""
    day = board_queries.board_day(scope, board_day_id)
    return BoardDayPage(
        day=day,
        brought=tuple(_brought(one) for one in board_queries.referrals(scope).filter(board_day=day)),
        passed=day.date <= today(),
        may_write=scope.may(Permission.KEEP_FORUM),
    )


def _brought(referral: Referral) -> Brought:
    issue = referral.issue
    until = referral.decision.decided_on if referral.decision else min(today(), referral.board_day.date)
    days = counted_days(max(0, (until - issue.raised_on).days))
    waits = f"Raised on {long_date(issue.raised_on)}. "
    waits += f"The board decided after {days}." if referral.decision else f"They have waited {days}."
    return Brought(referral, in_quotation_marks(issue.words) if issue.quotable else "", waits)


def board_day_document(page: BoardDayPage, council: str, made: dt.date) -> bytes:
    """The page as a Word file."""
    noon = dt.datetime.combine(made, dt.time(12), dt.UTC)
    return word.document(_parts(page, council), title="Brought to you by the forum", author=council, made=noon)


def _parts(page: BoardDayPage, council: str) -> Iterable[word.Part]:
    yield word.Paragraph(f"{council}, corporate parenting board, {long_date(page.day.date)}")
    for one in page.brought:
        yield word.Heading(one.referral.issue.title)
        if one.said:
            yield word.Paragraph(one.said, quoted=True)
        yield word.Bullets([f"You are asked: {one.referral.asks}", f"Paper: {one.referral.paper}", one.waits])
        if one.referral.decision:
            yield word.Paragraph(f"You decided: {one.referral.decision.words}")
    if page.day.presented:
        yield word.Heading("What the forum presented")
        yield word.Paragraph(page.day.presented)
