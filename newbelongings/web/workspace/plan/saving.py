"""Doing what a form asks, and keeping what was typed when the domain says no."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans.edits import ChangedMeanwhile

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
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def numbers(request: HttpRequest, name: str) -> list[int]:
    """All ids of that name in the address."""
    given = request.GET.getlist(name)
    return [int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 19]
