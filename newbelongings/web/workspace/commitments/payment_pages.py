"""What the page of the payment record shows."""

from dataclasses import dataclass

from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.models import Payment
from newbelongings.domain.commitments.payment_queries import MonthTotal
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import vocabulary

from .words import pounds


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One line as the table shows it."""

    payment: Payment
    role: str
    amount: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The sum of a month."""

    total: MonthTotal
    amount: str


@dataclass(frozen=True, slots=True)
class PaymentsPage:
    """The record, newest line first."""

    rows: tuple[PaymentRow, ...]
    months: tuple[MonthRow, ...]
    total: str


def payments_page(scope: Scope) -> PaymentsPage:
    """The record of the council."""
    lines = queries.payments(scope)
    names = role_names()
    return PaymentsPage(
        rows=tuple(_row(line, names) for line in reversed(lines)),
        months=tuple(MonthRow(total, pounds(total.amount_pence)) for total in queries.by_month(lines)),
        total=pounds(sum(line.amount_pence for line in lines)),
    )


def role_names() -> dict[str, str]:
    """Each role's code with its plain name."""
    return {role.code: role.plain for role in vocabulary("roles").entries}


def _row(line: Payment, names: dict[str, str]) -> PaymentRow:
    may_undo = line.undoes is None and not hasattr(line, "undone_by")
    return PaymentRow(line, names[line.role], pounds(line.amount_pence), may_undo)
