"""Questionnaires: which there are, starting one, a new version, a look at it as a care leaver has."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys import instrument_queries as queries
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import StartForm, TitleForm
from .pages import instrument_page, list_page, preview_page


@gate(Permission.RUN_SURVEYS)
def instruments(request: ScopedRequest) -> HttpResponse:
    """The council's own and the standard ones, and which surveys ask them."""
    return render(request, "workspace/instruments/instruments.html", list_page(request.scope))


@gate(Permission.RUN_SURVEYS)
def start_instrument(request: ScopedRequest) -> HttpResponse:
    """Start one from nothing, or from a standard one."""
    cards = queries.instrument_cards(request.scope)
    standard = [(card.instrument.pk, card.instrument.title) for card in cards if card.is_standard]
    form = StartForm(request.POST or None, standard=standard, initial={"base": request.GET.get("base", "")})
    if request.method == "POST" and form.is_valid():
        try:
            started = actions.start_instrument(request.scope, title=form.cleaned_data["title"], base_id=form.base_id())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{started.title}” is started. Nobody is asked anything yet.")
            return redirect("instrument", started.pk)
    return render(request, "workspace/instruments/start_instrument.html", {"form": form})


@gate(Permission.RUN_SURVEYS)
def instrument(request: ScopedRequest, instrument_id: int) -> HttpResponse:
    """One questionnaire with its questions."""
    return render(request, "workspace/instruments/instrument.html", instrument_page(request.scope, instrument_id))


@gate(Permission.RUN_SURVEYS)
def edit_instrument(request: ScopedRequest, instrument_id: int) -> HttpResponse:
    """Give it another title."""
    found = queries.own_instrument(request.scope, instrument_id)
    form = TitleForm(request.POST or None, initial={"title": found.title})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_instrument(request.scope, instrument_id=instrument_id, title=form.cleaned_data["title"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("instrument", instrument_id)
    return render(request, "workspace/instruments/edit_instrument.html", {"form": form, "instrument": found})


@gate(Permission.RUN_SURVEYS)
def preview_instrument(request: ScopedRequest, instrument_id: int) -> HttpResponse:
    """Its questions as a care leaver sees them, to try out. Nothing that is typed there is kept."""
    typed = request.POST if request.method == "POST" else QueryDict()
    page = preview_page(request.scope, instrument_id, typed)
    return render(request, "workspace/instruments/preview_instrument.html", page)


@gate(Permission.RUN_SURVEYS)
@require_POST
def start_version(request: ScopedRequest, instrument_id: int) -> HttpResponse:
    """A new version of one that was used, to be changed."""
    try:
        started = actions.start_version(request.scope, instrument_id=instrument_id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("instrument", instrument_id)
    messages.success(request, f"This is version {started.version}. Change what you like: the earlier one stays.")
    return redirect("instrument", started.pk)


@gate(Permission.RUN_SURVEYS)
def delete_instrument(request: ScopedRequest, instrument_id: int) -> HttpResponse:
    """Delete one that was never used."""
    found = queries.own_instrument(request.scope, instrument_id)
    if request.method == "POST":
        try:
            actions.delete_instrument(request.scope, instrument_id=instrument_id)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect("instrument", instrument_id)
        messages.success(request, f"“{found.title}” is deleted.")
        return redirect("instruments")
    return render(request, "workspace/instruments/delete_instrument.html", {"instrument": found})
