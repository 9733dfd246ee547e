"""The mark of a page that is the same for everyone: no account, no cookie, no script, nothing of who asks.

What stands here may be kept for a moment and given to the next who asks (`kept_pages`), so the page is drawn from what
it is kept by and from nothing else: its address, and of the words behind the question mark those that we know.
A minute in a cache at most, so that a withdrawn answer is gone at once.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import cache_control

from newbelongings.domain.standards.vocabularies import areas

from .compression import compressed
from .gate import public

# What may stand behind the question mark of such a page. Whatever else stands there is as if it did not, so that a
# thousand addresses of one page fill no memory and cost no drawing.
_KNOWN: Final = {
    "area": re.compile("|".join(re.escape(area.code) for area in areas())),
    "owed": re.compile("all"),
    "page": re.compile("[1-9][0-9]{0,2}"),
}


def for_everyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Public, compressed (these pages hold no secret to guess at), and fresh within a minute."""
    marked = public(cache_control(public=True, max_age=60)(compressed(view)))

    @wraps(marked)
    def drawn_alike(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.GET = QueryDict(known_query(request))
        response = marked(request, *args, **kwargs)
        response.for_everyone = True  # type: ignore[attr-defined]
        return response

    return drawn_alike


def known_query(request: HttpRequest) -> str:
    """The part of the query that a page may be drawn from, always in one order; of a word said twice the last."""
    if not request.META.get("QUERY_STRING"):
        return ""
    asked = request.GET
    return urlencode([(name, asked[name]) for name, form in _KNOWN.items() if form.fullmatch(asked.get(name, ""))])
