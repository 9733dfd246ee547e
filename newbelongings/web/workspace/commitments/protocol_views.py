"""The register of protocols."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import EndProtocolForm, ProtocolForm, ReviewForm
from .protocol_pages import protocol_page, protocols_page


@gate(Permission.READ_COMMITMENTS)
def protocols(request: ScopedRequest) -> HttpResponse:
    """The register: late ones first, ended ones last."""
    return render(request, "workspace/commitments/protocols.html", {"page": protocols_page(request.scope)})


@gate(Permission.KEEP_COMMITMENTS)
def agree_protocol(request: ScopedRequest) -> HttpResponse:
    """Write down an agreement."""
    page = Ask(
        title="Write down a protocol",
        lead="An agreement with a partner, and when you look at it again. About 3 minutes.",
        button="Keep this protocol",
        done="The protocol is in the register. The lead is reminded 28 days before its review is due.",
        to=reverse("protocols"),
        back_words="Protocols with partners",
    )
    form = ProtocolForm(request.POST or None, initial={"review_every": 6})
    return ask(request, form, actions.agree_protocol, page)


@gate(Permission.READ_COMMITMENTS)
def protocol(request: ScopedRequest, protocol_id: int) -> HttpResponse:
    """One protocol with its reviews."""
    page = protocol_page(request.scope, protocol_id)
    return render(request, "workspace/commitments/protocol.html", {"page": page})


@gate(Permission.KEEP_COMMITMENTS)
def review_protocol(request: ScopedRequest, protocol_id: int) -> HttpResponse:
    """Add a review."""
    found = queries.protocol(request.scope, protocol_id)
    page = Ask(
        title="Add a review",
        lead=f"The protocol with {found.partner} says: {found.words}",
        button="Keep this review",
        done="The review is kept, and the next one has its day.",
        to=reverse("protocol", args=[protocol_id]),
        back_words=found.partner,
        more=f"It was to be reviewed by {long_date(found.next_review)}.",
    )
    form = ReviewForm(request.POST or None, initial={"on": today(), "review_every": found.review_every})
    return ask(request, form, actions.review_protocol, page, protocol_id=protocol_id)


@gate(Permission.KEEP_COMMITMENTS)
def end_protocol(request: ScopedRequest, protocol_id: int) -> HttpResponse:
    """Say that it no longer holds."""
    found = queries.protocol(request.scope, protocol_id)
    page = Ask(
        title=f"End the protocol with {found.partner}",
        lead="It stays in the register with its reviews, and nobody is reminded of it any more.",
        button="End it",
        done="It has ended. It stays at the foot of the register.",
        to=reverse("protocols"),
        back_words=found.partner,
    )
    form = EndProtocolForm(request.POST or None, initial={"on": today()})
    return ask(request, form, actions.end_protocol, page, protocol_id=protocol_id)
