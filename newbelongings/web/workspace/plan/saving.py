"""Doing what a form asks, and keeping what was typed when the domain says no."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans.edits import ChangedMeanwhile
from newbelongings.web.parts import numbers as ids

Act = Callable[..., Any]


def saved(form: Any, scope: Scope, act: Act, **given: Any) -> bool:
    """Whether the form was valid and ``act`` took what it gives. Otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        act(scope, **(given | form.given()))
    except ChangedMeanwhile as refusal:
        form.redraw_from(refusal.version)
        form.refuse(refusal)
        return False
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def number(request: HttpRequest, name: str) -> int | None:
    """An id in the address; None for anything that is not a number."""
    return ids.number(request.GET.get(name, ""))


def numbers(request: HttpRequest, name: str) -> list[int]:
    """All ids of that name in the address."""
    return ids.numbers(request.GET.getlist(name))
