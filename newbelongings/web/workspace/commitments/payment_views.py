"""The payment record, for the programme lead."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import PaymentForm, UndoForm
from .payment_files import TYPES, draw
from .payment_pages import payments_page
from .words import pounds


@gate(Permission.KEEP_PAYMENTS)
@never_cache
def payments(request: ScopedRequest) -> HttpResponse:
    """Every line, and the sums by month."""
    return render(request, "workspace/commitments/payments.html", {"page": payments_page(request.scope)})


@gate(Permission.KEEP_PAYMENTS)
def record_payment(request: ScopedRequest) -> HttpResponse:
    """Add a payment."""
    page = Ask(
        title="Record a payment",
        lead="No name and nothing of a bank. It is never changed, only undone by a second line. About 2 minutes.",
        button="Record this payment",
        done="The payment is in the record.",
        to=reverse("payments"),
        back_words="Payment record",
    )
    form = PaymentForm(request.POST or None, initial={"on": today()})
    return ask(request, form, actions.record_payment, page)


@gate(Permission.KEEP_PAYMENTS)
def undo_payment(request: ScopedRequest, payment_id: int) -> HttpResponse:
    """Put one right by a second line."""
    found = queries.payment(request.scope, payment_id)
    page = Ask(
        title=f"Undo payment {found.number}",
        lead=f"{pounds(found.amount_pence)} on {long_date(found.on)}, {found.reference}. Both lines stay.",
        button="Undo it",
        done="It is undone. Record the right payment as a new one.",
        to=reverse("payments"),
        back_words="Payment record",
    )
    return ask(request, UndoForm(request.POST or None), actions.undo_payment, page, payment_id=payment_id)


@gate(Permission.KEEP_PAYMENTS)
@never_cache
def download_payments(request: ScopedRequest, kind: str) -> HttpResponse:
    """The whole record as a file: csv or xlsx."""
    if kind not in TYPES:
        raise NotFound("The record comes as CSV or as a spreadsheet. Choose one of the two on its page.")
    lines = actions.download_payments(request.scope, kind=kind)
    response = HttpResponse(draw(kind, lines), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="payments-{today().isoformat()}.{kind}"'
    return response
