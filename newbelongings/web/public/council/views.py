"""The council's public face: what became of what was said, and what happens to what one writes.

No account, no cookie, no script. A minute in a cache at most, so that a withdrawn answer is gone at once.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.safeguarding.actions import WORDS_KEPT
from newbelongings.domain.surveys.mixtures import FEWEST_AT_CLOSE
from newbelongings.web.parts.compression import compressed
from newbelongings.web.parts.gate import public

from .pages import open_survey, public_page


def for_everyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Public, compressed (these pages hold no secret to guess at), and fresh within a minute."""
    return public(cache_control(public=True, max_age=60)(compressed(view)))


@for_everyone
def front(request: HttpRequest) -> HttpResponse:
    """What New Belongings is, and which councils are here."""
    councils = authorities.councils_here(request.scope)  # type: ignore[attr-defined]
    return render(request, "public/council/front.html", {"councils": councils})


@for_everyone
def you_said_we_did(request: HttpRequest, slug: str) -> HttpResponse:
    """What became of each thing that care leavers of one council said, also when the answer is no."""
    scope = request.scope  # type: ignore[attr-defined]
    authority = authorities.authority_by_slug(scope, slug)
    context = {
        "authority": authority,
        "page": public_page(scope, authority, request.GET),
        "survey": open_survey(authority),
    }
    return render(request, "public/council/you_said_we_did.html", context)


@for_everyone
def what_happens(request: HttpRequest, slug: str) -> HttpResponse:
    """What is kept of what one writes, who sees it, and what happens next."""
    scope = request.scope  # type: ignore[attr-defined]
    authority = authorities.authority_by_slug(scope, slug)
    survey = open_survey(authority)
    mixed = survey.mix_at_least if survey else authority.mix_at_least
    context = {
        "authority": authority,
        "survey": survey,
        "others": mixed - 1,
        "others_at_close": FEWEST_AT_CLOSE - 1,
        "days_kept": WORDS_KEPT.days,
    }
    return render(request, "public/council/what_happens.html", context)
