"""The payment record: added, and put right by a line that undoes another. It holds no name and nothing of a bank."""

import datetime as dt
import re
import uuid
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import Max

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.identifying import bank_details
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import one_line, one_of

from . import payment_queries as queries
from .given import SENTENCE, entry_of, past_day
from .models import Payment

MOST_PENCE: Final = 10_000_000
MOST_HOURS: Final = Decimal(1000)
# Letters, digits and a few signs, with a digit somewhere, and never so many letters in a row that it may be a name.
_REFERENCE: Final = re.compile(r"(?=[^0-9]*[0-9])(?!.*[A-Za-z]{6})[A-Za-z0-9][A-Za-z0-9/._-]*", re.ASCII)
_NATIONAL_INSURANCE: Final = re.compile(r"[a-z]{2}[-./_]?\d{2}[-./_]?\d{2}[-./_]?\d{2}[-./_]?[a-d]", re.IGNORECASE)


@transaction.atomic
def record_payment(
    scope: Scope,
    *,
    on: dt.date,
    role: str,
    reference: str,
    amount_pence: int,
    kind: str,
    approved_by: str,
    hours: Decimal | None = None,
    mark: uuid.UUID | None = None,
) -> Payment:
    """Add a payment: for which of the ten roles, under which reference of the finance system, how much, who approved.

    Whoever approved it is another person than whoever writes it down. Two equal payments are two payments; sent twice
    with one ``mark``, it is one.
    """
    scope.require(Permission.KEEP_PAYMENTS)
    number = _next_number(scope)
    sent: Payment | None = Payment.objects.filter(authority_id=scope.authority, mark=mark).first() if mark else None
    if sent is not None:
        return sent
    if not 0 < amount_pence <= MOST_PENCE:
        raise Refused("Give an amount above 0, up to £100,000.", field="amount")
    if hours is not None and not 0 < hours <= MOST_HOURS:
        raise Refused("Give the hours of this payment, up to 1,000, or leave them empty.", field="hours")
    payment = Payment.objects.create(
        authority_id=scope.authority,
        number=number,
        on=past_day(on, field="on"),
        role=entry_of("roles", role, field="role", ask="Choose which of the ten roles this was for."),
        reference=_reference(reference),
        hours=hours,
        amount_pence=amount_pence,
        kind=one_of(Payment.KINDS, kind, field="kind", ask="Choose what kind of payment this was."),
        approved_by=_second_person(scope, approved_by),
        recorded_by=scope.actor_name,
        mark=mark,
    )
    audit.note(scope, "recorded_payment", payment, number=payment.number)
    return payment


@transaction.atomic
def undo_payment(scope: Scope, *, payment_id: int, because: str, approved_by: str) -> Payment:
    """Put a payment right by a second line with the same amount and hours below zero. Both stay. Once for each."""
    scope.require(Permission.KEEP_PAYMENTS)
    number = _next_number(scope)
    wrong = queries.payment(scope, payment_id)
    if wrong.undoes_id is not None:
        raise Refused("This line undoes another. Record the right payment as a new one.")
    if Payment.objects.filter(undoes=wrong).exists():
        raise Refused("This payment is undone already. Record the right one as a new payment.")
    because = one_line(because, field="because", ask="Say in a sentence what was wrong.", most=SENTENCE)
    _no_bank_details(because, field="because")
    line = Payment.objects.create(
        authority_id=scope.authority,
        number=number,
        on=today(),
        role=wrong.role,
        reference=wrong.reference,
        hours=None if wrong.hours is None else -wrong.hours,
        amount_pence=-wrong.amount_pence,
        kind=wrong.kind,
        approved_by=_second_person(scope, approved_by),
        recorded_by=scope.actor_name,
        undoes=wrong,
        because=because,
    )
    audit.note(scope, "undid_payment", line, number=line.number, undoes=wrong.number)
    return line


@transaction.atomic
def download_payments(scope: Scope, *, kind: str) -> tuple[Payment, ...]:
    """The whole record for a file of that kind, and an audit line that it was taken out."""
    lines = queries.payments(scope)
    audit.note(scope, "downloaded_payments", authorities.own_authority(scope), kind=kind, lines=len(lines))
    return lines


def _next_number(scope: Scope) -> int:
    """The council's row is held until the transaction ends, so that numbers have neither gap nor twin."""
    Authority.objects.select_for_update().get(pk=scope.authority)
    return (Payment.objects.filter(authority_id=scope.authority).aggregate(last=Max("number"))["last"] or 0) + 1


def _reference(text: str) -> str:
    ask = "Give the reference that your finance system knows this by."
    kept = one_line(text, field="reference", ask=ask, most=40)
    _no_bank_details(kept, field="reference")
    if _NATIONAL_INSURANCE.fullmatch(kept.replace(" ", "")):
        raise Refused("This looks like a National Insurance number. " + ask, field="reference")
    if not _REFERENCE.fullmatch(kept):
        raise Refused(
            "This should be a reference and not a name: no spaces, at least one digit, no word of 6 letters or more, "
            "such as PO-20417.",
            field="reference",
        )
    return kept


def _second_person(scope: Scope, name: str) -> str:
    kept = one_line(name, field="approved_by", ask="Say who approved it.")
    _no_bank_details(kept, field="approved_by")
    if kept.casefold() == scope.actor_name.strip().casefold():
        raise Refused("You write it down, so somebody else has to have approved it. Name them.", field="approved_by")
    return kept


def _no_bank_details(text: str, *, field: str) -> None:
    found = bank_details(text)
    if found:
        raise Refused(
            f"This looks like {found}, and nothing of a bank is kept here. Leave it out; if it is a reference, put "
            "its letters in front, such as PO12345678.",
            field=field,
        )
