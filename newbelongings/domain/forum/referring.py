"""Bringing an issue to the corporate parenting board: to which day, with which paper, and what it decided."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed

from . import actions, board_queries, queries
from .handing import hand_over
from .models import BOARD, BoardDay, Decision, Referral


@transaction.atomic
def add_board_day(scope: Scope, *, date: dt.date, presentation: bool = False) -> BoardDay:
    """Write down a day on which the board meets; ``presentation`` where the forum is to present there itself.

    A day that is there already stays one day, and becomes a presentation if it is to be one now.
    """
    scope.require(Permission.KEEP_FORUM)
    day, new = BoardDay.objects.get_or_create(
        authority_id=scope.authority, date=date, defaults={"presentation": presentation}
    )
    if presentation and not day.presentation:
        day.presentation = True
        day.save(update_fields=["presentation"])
    if new:
        audit.note(scope, "added_board_day", day, date=date.isoformat(), presentation=presentation)
    return day


@transaction.atomic
def refer(
    scope: Scope,
    *,
    issue_id: int,
    date: dt.date,
    paper: str,
    asks: str,
    holder: str,
    referred_on: dt.date | None = None,
) -> Referral:
    """Bring an issue to the board that meets on ``date``: the name of the paper, what is asked, and who takes it there.

    From that day it is with the board. The board's day is added where it is not there yet. Sent twice, it is one.
    """
    scope.require(Permission.KEEP_FORUM)
    issue = queries.issue(scope, issue_id)
    referred_on = referred_on or today()
    if date < referred_on:
        raise Refused("The board meets before this goes to it. Give a later day of the board.", field="date")
    given = {
        "paper": needed(paper, field="paper", ask="Give the paper a name, so that it can be found.", most=200),
        "asks": needed(asks, field="asks", ask="Write what you ask the board to decide, in one or two sentences."),
    }
    day = add_board_day(scope, date=date)
    earlier = Referral.objects.filter(issue=issue, board_day=day).first()
    if earlier is not None:
        if (earlier.paper, earlier.asks) == (given["paper"], given["asks"]):
            return earlier
        raise Refused("This goes to the board on that day already. Choose another day.", field="date")
    hand_over(scope, issue_id=issue_id, body=BOARD, holder=holder, on=referred_on)
    referral = Referral.objects.create(issue=issue, board_day=day, referred_on=referred_on, **given)
    audit.note(scope, "referred", issue, board_day=date.isoformat())
    return referral


@transaction.atomic
def decide_referral(scope: Scope, *, referral_id: int, words: str, decided_on: dt.date | None = None) -> Decision:
    """Write down what the board decided about what was brought to it; by default on the day it met. Once."""
    scope.require(Permission.KEEP_FORUM)
    board_queries.referral(scope, referral_id)
    referral = Referral.objects.select_for_update(of=("self",)).select_related("board_day").get(pk=referral_id)
    if referral.decision_id is not None:
        raise Refused("What the board decided is written down already. Add another decision on the issue's page.")
    decided_on = decided_on or referral.board_day.date
    if decided_on < referral.referred_on:
        raise Refused("This is before it went to the board. Check the day.", field="decided_on")
    decision = actions.decide(scope, issue_id=referral.issue_id, body=BOARD, words=words, decided_on=decided_on)
    if Referral.objects.filter(decision=decision).exists():
        raise Refused("The board decided this in the same words before. Say what is new.", field="words")
    referral.decision = decision
    referral.save(update_fields=["decision"])
    return decision


@transaction.atomic
def present(scope: Scope, *, board_day_id: int, presented: str) -> BoardDay:
    """Write down what the forum presented to the board. Once, and not before the day."""
    scope.require(Permission.KEEP_FORUM)
    board_queries.board_day(scope, board_day_id)
    day = BoardDay.objects.select_for_update().get(pk=board_day_id)
    if day.date > today():
        raise Refused(f"The board meets on {long_date(day.date)}. Write this down afterwards.", field="presented")
    if day.presented:
        raise Refused("What was presented is written down already. Look at it on the board's day.")
    ask = "Write what the forum presented, in a few sentences."
    day.presented = needed(presented, field="presented", ask=ask, most=4000)
    day.presentation = True
    day.save(update_fields=["presented", "presentation"])
    audit.note(scope, "presented", day, date=day.date.isoformat())
    return day
