"""Readiness at the outset; what leaders promised; the days they met care leavers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import CommitmentForm, ContactForm, OutcomeForm, ReadinessForm
from .leader_pages import leaders_page, readiness_page
from .year import years


@gate(Permission.READ_COMMITMENTS)
def readiness(request: ScopedRequest) -> HttpResponse:
    """What the approach needs from the outset, each with what was last said of it."""
    of = years(request)
    page = readiness_page(request.scope, of.cycle)
    return render(request, "workspace/commitments/readiness.html", {"page": page, "years": of})


@gate(Permission.KEEP_COMMITMENTS)
def note_readiness(request: ScopedRequest, kind: str) -> HttpResponse:
    """Say how one of them stands."""
    cycle = authorities.current_cycle(request.scope)
    found = next((each for each in queries.readiness(request.scope, cycle.pk) if each.standard.code == kind), None)
    if found is None:
        raise NotFound("There is no such line. Choose one from the list.")
    page = Ask(
        title=found.standard.name,
        lead="Yes or not yet, who says so, and how one can see it. About 2 minutes.",
        button="Keep how it stands",
        done="Kept. What was said before stays as its history.",
        to=reverse("readiness"),
        back_words="Ready from the outset",
        more=f"Last said on {long_date(found.latest.on)}: {found.latest.words}" if found.latest else "",
    )
    form = ReadinessForm(request.POST or None, initial={"on": today()})
    return ask(request, form, actions.note_readiness, page, cycle_id=cycle.pk, item=kind)


@gate(Permission.READ_COMMITMENTS)
def leaders(request: ScopedRequest) -> HttpResponse:
    """Promises with how each stands, and the days on which leaders met care leavers."""
    of = years(request)
    page = leaders_page(request.scope, of.cycle)
    return render(request, "workspace/commitments/leaders.html", {"page": page, "years": of})


@gate(Permission.KEEP_COMMITMENTS)
def make_commitment(request: ScopedRequest) -> HttpResponse:
    """Write down a promise."""
    cycle = authorities.current_cycle(request.scope)
    page = Ask(
        title="Write down a promise",
        lead="By the chief executive, the leader or a councillor, in their own words. About 3 minutes.",
        button="Keep this promise",
        done="The promise is kept here. Say whether it was kept once its day has come.",
        to=reverse("leaders"),
        back_words="Leaders",
    )
    form = CommitmentForm(request.POST or None, initial={"promised_on": today()})
    return ask(request, form, actions.make_commitment, page, cycle_id=cycle.pk)


@gate(Permission.KEEP_COMMITMENTS)
def close_commitment(request: ScopedRequest, commitment_id: int) -> HttpResponse:
    """Say whether a promise was kept."""
    found = queries.commitment(request.scope, commitment_id)
    page = Ask(
        title="Was it kept?",
        lead=f"{found.name}, {found.office_name.lower()}, promised by {long_date(found.due)}: “{found.words}”",
        button="Keep this answer",
        done="Kept, with the promise.",
        to=reverse("leaders"),
        back_words="Leaders",
        more=f"Last said on {long_date(found.latest.on)}: {found.latest.words}" if found.latest else "",
    )
    form = OutcomeForm(request.POST or None, initial={"on": today()})
    return ask(request, form, actions.close_commitment, page, commitment_id=commitment_id)


@gate(Permission.KEEP_COMMITMENTS)
def record_contact(request: ScopedRequest) -> HttpResponse:
    """Write down a day on which a leader met care leavers."""
    page = Ask(
        title="A leader met care leavers",
        lead="Who of the leaders, when, and where. Not whom they met. About 1 minute.",
        button="Keep this day",
        done="The day is kept, and counts towards what was promised.",
        to=reverse("leaders"),
        back_words="Leaders",
    )
    return ask(request, ContactForm(request.POST or None, initial={"on": today()}), actions.record_contact, page)


@gate(Permission.KEEP_COMMITMENTS)
@require_POST
def strike_contact(request: ScopedRequest, contact_id: int) -> HttpResponse:
    """Take out a day that was written down by mistake."""
    actions.strike_contact(request.scope, contact_id=contact_id)
    messages.success(request, "Taken out. It counts no more.")
    return redirect("leaders")
