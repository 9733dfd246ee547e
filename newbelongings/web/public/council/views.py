"""The council's public face: what became of what was said, and what happens to what one writes.

No account, no cookie, no script.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.safeguarding.actions import WORDS_KEPT
from newbelongings.domain.surveys.mixtures import FEWEST_AT_CLOSE
from newbelongings.web.parts.for_everyone import for_everyone

from .around import around
from .pages import public_page


@for_everyone
def front(request: HttpRequest) -> HttpResponse:
    """What New Belongings is, and which councils are here."""
    councils = authorities.councils_here(request.scope)  # type: ignore[attr-defined]
    return render(request, "public/council/front.html", {"councils": councils})


@for_everyone
def you_said_we_did(request: HttpRequest, slug: str) -> HttpResponse:
    """What became of each thing that care leavers of one council said, also when the answer is no."""
    scope = request.scope  # type: ignore[attr-defined]
    here = around(scope, slug)
    context = {
        "around": here,
        "authority": here.authority,
        "page": public_page(scope, here.authority, request.GET),
    }
    return render(request, "public/council/you_said_we_did.html", context)


@for_everyone
def what_happens(request: HttpRequest, slug: str) -> HttpResponse:
    """What is kept of what one writes, who sees it, and what happens next."""
    here = around(request.scope, slug)  # type: ignore[attr-defined]
    mixed = (here.survey or here.authority).mix_at_least
    context = {
        "around": here,
        "authority": here.authority,
        "others": mixed - 1,
        "others_at_close": FEWEST_AT_CLOSE - 1,
        "days_kept": WORDS_KEPT.days,
    }
    return render(request, "public/council/what_happens.html", context)
