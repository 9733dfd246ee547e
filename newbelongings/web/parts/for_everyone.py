"""The mark of a page that is the same for everyone: no account, no cookie, no script, nothing of who asks.

A minute in a cache at most, so that a withdrawn answer is gone at once.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.cache import cache_control

from .compression import compressed
from .gate import public


def for_everyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Public, compressed (these pages hold no secret to guess at), and fresh within a minute."""
    return public(cache_control(public=True, max_age=60)(compressed(view)))
