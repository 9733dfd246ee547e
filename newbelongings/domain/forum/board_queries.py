"""Questions about what the forum brings to the corporate parenting board."""

from django.db.models import Count, QuerySet

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import BoardDay, Referral
from .presentations import Presenting
from .presentations import presenting as work_out


def board_days(scope: Scope) -> QuerySet[BoardDay]:
    """The days of the board, the latest first, each with how many issues were brought to it (``brought``)."""
    _require_reader(scope)
    return BoardDay.objects.filter(authority_id=scope.authority).annotate(brought=Count("referrals"))


def days_to_come(scope: Scope) -> list[BoardDay]:
    """The days on which the board meets from today, the next one first."""
    return list(board_days(scope).filter(date__gte=today()).order_by("date"))


def board_day(scope: Scope, board_day_id: int) -> BoardDay:
    """One day of the council's board."""
    found = board_days(scope).filter(pk=board_day_id).first()
    if found is None:
        raise NotFound("There is no such day of the board in your list. Choose one from the board's days.")
    return found


def referrals(scope: Scope) -> QuerySet[Referral]:
    """What was brought to the board, the longest waiting first, with its issue, its day and what was decided."""
    _require_reader(scope)
    return Referral.objects.filter(issue__authority_id=scope.authority).select_related("issue", "board_day", "decision")


def referral(scope: Scope, referral_id: int) -> Referral:
    """One thing that was brought to the council's board."""
    found = referrals(scope).filter(pk=referral_id).first()
    if found is None:
        raise NotFound("There is no such thing in what was brought to the board. Choose one from its days.")
    return found


def undecided(scope: Scope, issue_id: int) -> Referral | None:
    """The first day of the board to which an issue was brought and of which no decision is written down."""
    return referrals(scope).filter(issue=issue_id, decision=None).order_by("board_day__date").first()


def presenting(scope: Scope) -> Presenting:
    """When the forum presented to the board last, and when it should again."""
    _require_reader(scope)
    days = BoardDay.objects.filter(authority_id=scope.authority, presentation=True).values_list("date", "presented")
    rows, now = list(days), today()
    held = [date for date, presented in rows if presented]
    return work_out(held, [date for date, _ in rows if date >= now], now)


def _require_reader(scope: Scope) -> None:
    if not scope.may(Permission.READ_THREAD):
        scope.require(Permission.KEEP_FORUM)
