"""Replies on paper: one, or the newest six, with a QR code that leads to the public page."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse

from newbelongings.adapters.pdf import reply_posters_pdf
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.replies import queries
from newbelongings.domain.replies.models import Reply
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.public.council.sharing import poster_content

ON_ONE_SHEET: Final = 6
_NOTHING: Final = "Nothing is published yet. Publish a reply, then make its poster."


@gate(Permission.WRITE_REPLIES)
def reply_poster(request: ScopedRequest, reply_id: int) -> HttpResponse:
    """A poster of one reply that stands."""
    reply = queries.reply(request.scope, reply_id)
    if reply.published_on is None or reply.withdrawn_on is not None:
        raise Refused("This reply is not on your public page, so there is no poster of it.")
    return _poster(request, [reply], f"reply-{reply.pk}.pdf")


@gate(Permission.WRITE_REPLIES)
def newest_poster(request: ScopedRequest) -> HttpResponse:
    """A poster of the newest six."""
    newest = list(queries.published_replies(request.scope, request.scope.authority)[:ON_ONE_SHEET])
    if not newest:
        raise Refused(_NOTHING)
    return _poster(request, newest, "you-said-we-did.pdf")


def _poster(request: ScopedRequest, replies: Sequence[Reply], name: str) -> HttpResponse:
    content = poster_content(authorities.own_authority(request.scope), replies)
    response = HttpResponse(reply_posters_pdf(content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
