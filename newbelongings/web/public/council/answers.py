"""One reply on a page of its own, to be shared; its picture; and what whoever reads it says of it.

No account and no cookie: what is pressed is a count of a week (docs/adr/0035).
"""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.replies import reacting
from newbelongings.domain.replies.models import Reply
from newbelongings.web.parts.floods import is_flood
from newbelongings.web.parts.for_everyone import for_everyone
from newbelongings.web.parts.gate import public

from .around import Around, around
from .cards import public_cards
from .sharing import shared

HOUR: Final = 60 * 60
# One house, one answer an hour to each reply; a hostel has many, and a council may send its whole page round.
REPLIES_FROM_ONE: Final = 30
FROM_ALL: Final = 2000


@for_everyone
def public_reply(request: HttpRequest, slug: str, reply_id: int) -> HttpResponse:
    """One answer by itself. One that was withdrawn says so, and why, and nothing of what it said."""
    here, reply = _one(request, slug, reply_id)
    context = {"around": here, "authority": here.authority, "reply": reply}
    if reply.withdrawn_on:
        return render(request, "public/council/withdrawn_reply.html", context, status=410)
    (card,) = public_cards(request.scope, here.authority, [reply])  # type: ignore[attr-defined]
    context |= {"card": card, "shared": shared(here.authority, reply)}
    return render(request, "public/council/public_reply.html", context)


# csrf_exempt: nobody is signed in, and no cookie gives whoever forges this form anything.
@csrf_exempt
@never_cache
@public
@require_POST
def react(request: HttpRequest, slug: str, reply_id: int) -> HttpResponse:
    """Say of an answer that it helped, not yet, or that it isn't true."""
    here, reply = _one(request, slug, reply_id)
    if reply.withdrawn_on:
        raise NotFound(reacting.NO_ANSWER)
    kind = request.POST.get("kind", "")
    if kind not in reacting.KINDS:
        raise Refused("Press one of the three buttons.")
    if not _again(request, here, reply):
        reacting.react(request.scope, authority_id=here.authority.pk, reply_id=reply_id, kind=kind)  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("reacted", args=[slug, reply_id]), status=303)


@for_everyone
def reacted(request: HttpRequest, slug: str, reply_id: int) -> HttpResponse:
    """Thanks, and where to say more."""
    here, reply = _one(request, slug, reply_id)
    context = {"around": here, "authority": here.authority, "reply": reply}
    return render(request, "public/council/reacted.html", context)


def _one(request: HttpRequest, slug: str, reply_id: int) -> tuple[Around, Reply]:
    scope = request.scope  # type: ignore[attr-defined]
    here = around(scope, slug)
    return here, replies.published_reply(scope, here.authority.pk, reply_id)


def _again(request: HttpRequest, here: Around, reply: Reply) -> bool:
    """Whether this home said something of this reply within the hour, or of very many. It is thanked all the same."""
    council = {"authority_id": here.authority.pk, "from_all": FROM_ALL, "seconds": HOUR}
    return is_flood(request, "react", from_one=REPLIES_FROM_ONE, **council) or is_flood(
        request, f"react-{reply.pk}", from_one=1, **council
    )
