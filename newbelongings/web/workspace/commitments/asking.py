"""The one page that every form here is drawn on, and the year that a page is about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.errors import Refused
from newbelongings.web.parts.gate import ScopedRequest

from .forms import GivingForm


@dataclass(frozen=True, slots=True)
class Ask:
    """The words of a form's page: what it asks, what its button does, where one came from and goes to."""

    title: str
    lead: str
    button: str
    done: str
    to: str
    back_words: str
    more: str = ""
    """A further sentence, for what was said already."""


def ask(request: ScopedRequest, form: GivingForm, act: Callable[..., object], page: Ask, **given: Any) -> HttpResponse:
    """Do what the form asks and go on, or draw it with all that was typed and the reason why not."""
    if request.method == "POST" and form.is_valid():
        try:
            act(request.scope, **given, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, page.done)
            return redirect(page.to)
    return render(request, "workspace/commitments/form.html", {"form": form, "page": page})


@dataclass(frozen=True, slots=True)
class Years:
    """The year a page is about, and the others of the council."""

    cycle: Cycle
    all: tuple[Cycle, ...]
    is_current: bool


def years(request: ScopedRequest) -> Years:
    """This year, or the one named by ``?year=``."""
    scope, current = request.scope, authorities.current_cycle(request.scope)
    wanted = request.GET.get("year", "")
    named = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    cycle = authorities.cycle(scope, int(wanted)) if named else current
    return Years(cycle, tuple(authorities.cycles(scope)), cycle == current)
