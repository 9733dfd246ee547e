"""The forum's public page: what it is, which groups there are, what came of what they raised, and how to join."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.forum.models import Forum, Meeting
from newbelongings.domain.forum.public_queries import PublicForum, public_forums
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies import queries as replies
from newbelongings.web.parts.for_everyone import for_everyone

from .around import around
from .cards import STATE_WORDS

_NEWEST_NOTES, _NEWEST_ANSWERS = 4, 3
_FOR = {
    Forum.EVERYONE: "For all who leave care or have left it.",
    Forum.IN_CARE: "For those who are still in care.",
    Forum.LEAVING: "For those of 16 and over who will leave care.",
    Forum.OLDER: "For those who left care a while ago.",
    Forum.FAR: "For those who live far away.",
}
_WAYS = {
    Meeting.IN_PERSON: "in a room",
    Meeting.PHONE: "by phone",
    Meeting.ONLINE: "online",
    Meeting.ON_THE_MOVE: "out and about",
}


@for_everyone
def public_forum(request: HttpRequest, slug: str) -> HttpResponse:
    """What the forum of one council is, and the way in."""
    scope = request.scope  # type: ignore[attr-defined]
    here = around(scope, slug)
    context = {"around": here, "authority": here.authority, **_page(scope, here.authority)}
    return render(request, "public/council/forum.html", context)


def _page(scope: Scope, authority: Authority) -> dict[str, Any]:
    heard = replies.heard_at_forum(scope, authority.pk, most=_NEWEST_ANSWERS)
    return {
        "groups": [_group(one) for one in public_forums(scope, authority.pk)],
        "raised": heard.raised,
        "answered": heard.answered,
        "answers": [{"title": reply.title, "state": STATE_WORDS[reply.state]} for reply in heard.newest],
        "notes": forum.published_notes(scope, authority.pk, most=_NEWEST_NOTES),
    }


def _group(one: PublicForum) -> dict[str, str]:
    meets = f"It meets next in {one.next_month:%B}, {_WAYS[one.way]}." if one.next_month else ""
    return {"name": one.name, "whom": _FOR[one.group], "meets": meets or "No day is set yet."}
