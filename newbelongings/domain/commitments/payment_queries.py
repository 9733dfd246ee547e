"""Questions about the payment record; for those who keep it, and nobody else."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Payment


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What was paid in one month, undone lines taken off: in pence, and the hours it was for."""

    month: dt.date
    lines: int
    amount_pence: int
    hours: Decimal


def payments(scope: Scope) -> tuple[Payment, ...]:
    """The whole record in the order it was written."""
    scope.require(Permission.KEEP_PAYMENTS)
    return tuple(Payment.objects.filter(authority_id=scope.authority).select_related("undoes", "undone_by"))


def payment(scope: Scope, payment_id: int) -> Payment:
    """One line."""
    scope.require(Permission.KEEP_PAYMENTS)
    found: Payment | None = Payment.objects.filter(authority_id=scope.authority, pk=payment_id).first()
    if found is None:
        raise NotFound("There is no such payment in your record. Choose one from the list.")
    return found


def by_month(lines: Iterable[Payment]) -> tuple[MonthTotal, ...]:
    """The sums of each month in which there was a line, newest first.

    A line that undoes counts in the month in which it was written, as in a ledger: a month once closed stays as it was.
    """
    months: dict[dt.date, list[Payment]] = {}
    for line in lines:
        months.setdefault(line.on.replace(day=1), []).append(line)
    return tuple(
        MonthTotal(
            month,
            len(found),
            sum(line.amount_pence for line in found),
            sum((line.hours for line in found if line.hours is not None), Decimal(0)),
        )
        for month, found in sorted(months.items(), reverse=True)
    )
