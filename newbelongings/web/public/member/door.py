"""The door of a member's own page: their link, and nothing else. No account, no cookie, no script.

A GET changes nothing, since mail programs open links by themselves. Every view behind the door is marked
``behind_their_link`` and is given the ``Visit``; a closed link leads to one page that says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.forum import links
from newbelongings.domain.forum.models import Member
from newbelongings.domain.kernel.errors import DomainError, NotFound
from newbelongings.domain.kernel.scope import Scope, public_scope
from newbelongings.web.parts.gate import public
from newbelongings.web.parts.pace import within_pace

MINUTE: Final = 60
WRONG_LINKS_A_MINUTE: Final = 60
TOO_MANY: Final = "Too many wrong links were tried. Wait a minute. Then open your link again."


@dataclass(frozen=True, slots=True)
class Visit:
    """A member at their own page. ``scope`` is somebody without an account, at the council of their forum."""

    scope: Scope
    token: str
    member: Member

    @property
    def authority(self) -> Authority:
        """The council of their forum."""
        return self.member.forum.authority


def member_address() -> str:
    """Where messages to members lead, with ``{token}`` in it for each member's own."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("member_page", args=["TOKEN"]).replace("TOKEN", "{token}")


def behind_their_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens ``view(request, visit, ...)`` to whoever holds a member's link.

    The address is the key: it goes to no other site, into no index and into no cache, and the page is not
    compressed. No cookie is read or set, so nobody gains by forging a form: see web/public/survey/views.py.
    """

    @csrf_exempt
    @never_cache
    @public
    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: object, **kwargs: object) -> HttpResponse:
        try:
            member = _member(request.scope, token)  # type: ignore[attr-defined]
            visit = Visit(public_scope(member.forum.authority_id), token, member)
        except NotFound as refusal:
            response = _said_no(request, "This link is closed", refusal, {})
        else:
            response = _inside(request, visit, view, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def _inside(
    request: HttpRequest, visit: Visit, view: Callable[..., HttpResponse], *args: object, **kwargs: object
) -> HttpResponse:
    try:
        return view(request, visit, *args, **kwargs)
    except DomainError as refusal:
        return _said_no(request, "That did not work", refusal, {"token": visit.token, "authority": visit.authority})


def _said_no(request: HttpRequest, title: str, refusal: DomainError, known: dict[str, object]) -> HttpResponse:
    status = 404 if isinstance(refusal, NotFound) else 400
    context = {"title": title, "sentence": refusal.sentence} | known
    return render(request, "public/member/closed.html", context, status=status)


def _member(scope: Scope, token: str) -> Member:
    try:
        return links.linked_member(scope, token)
    except NotFound:
        if not within_pace("wrong-member-links", at_most=WRONG_LINKS_A_MINUTE, seconds=MINUTE):
            raise NotFound(TOO_MANY) from None
        raise
