"""What employers and community groups offer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import EndOfferForm, OfferForm, TakeUpForm
from .offer_pages import offer_page, offers_page


@gate(Permission.READ_COMMITMENTS)
def offers(request: ScopedRequest) -> HttpResponse:
    """What is offered beside what was asked for."""
    page = offers_page(request.scope, authorities.current_cycle(request.scope).pk)
    return render(request, "workspace/commitments/offers.html", {"page": page})


@gate(Permission.KEEP_COMMITMENTS)
def add_offer(request: ScopedRequest) -> HttpResponse:
    """Write down an offer. ``?area=`` chooses what it helps with."""
    page = Ask(
        title="Write down an offer",
        lead="What somebody offers care leavers, and how many can have it. About 3 minutes.",
        button="Keep this offer",
        done="The offer is in the list. Add to it when places are taken up.",
        to=reverse("offers"),
        back_words="Offers",
    )
    area = request.GET.get("area", "")
    known = area in {each.code for each in areas()}
    form = OfferForm(request.POST or None, initial={"starts": today(), "area": area if known else ""})
    return ask(request, form, actions.add_offer, page)


@gate(Permission.READ_COMMITMENTS)
def offer(request: ScopedRequest, offer_id: int) -> HttpResponse:
    """One offer, with its entries for those who keep them."""
    return render(request, "workspace/commitments/offer.html", {"page": offer_page(request.scope, offer_id)})


@gate(Permission.KEEP_COMMITMENTS)
def record_take_up(request: ScopedRequest, offer_id: int) -> HttpResponse:
    """Add how many more places were taken up."""
    found = queries.offer(request.scope, offer_id)
    page = Ask(
        title="Places taken up",
        lead=f"{found.title}, from {found.giver}: {found.taken} of {found.places:,} places so far.",
        button="Keep this number",
        done="The number is kept.",
        to=reverse("offer", args=[offer_id]),
        back_words=found.title,
    )
    form = TakeUpForm(request.POST or None, initial={"on": today()})
    return ask(request, form, actions.record_take_up, page, offer_id=offer_id)


@gate(Permission.KEEP_COMMITMENTS)
def end_offer(request: ScopedRequest, offer_id: int) -> HttpResponse:
    """Say that it no longer stands."""
    found = queries.offer(request.scope, offer_id)
    page = Ask(
        title="End this offer",
        lead=f"{found.title}, from {found.giver}. It is kept with what was taken up.",
        button="End it",
        done="It has ended. It stays in the list.",
        to=reverse("offers"),
        back_words=found.title,
    )
    return ask(request, EndOfferForm(request.POST or None), actions.end_offer, page, offer_id=offer_id)
