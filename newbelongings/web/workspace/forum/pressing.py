"""A button that does one thing: it says what was done, or why not, on the page that one comes back to."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from newbelongings.domain.kernel.errors import Refused
from newbelongings.web.parts.gate import ScopedRequest


def press(request: ScopedRequest, act: Callable[..., object], *, done: str, to: str, **given: object) -> HttpResponse:
    """Do ``act`` and go to the address ``to``; ``done`` may be empty where the page shows it."""
    try:
        act(request.scope, **given)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        if done:
            messages.success(request, done)
    return redirect(to)
