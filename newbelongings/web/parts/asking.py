"""A page that is one form: what it asks, and where one comes from and goes to. Its action gets what was given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.kernel.errors import Refused

from .forms import GivingForm
from .gate import ScopedRequest


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
    return render(request, "parts/form_page.html", {"form": form, "page": page})
