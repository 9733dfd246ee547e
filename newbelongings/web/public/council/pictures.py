"""The picture of a reply, drawn once and kept: 1200 by 630 pixels, for phones, screens and other sites."""

import hashlib
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.cache import cache_control

from newbelongings.adapters.pdf import TEMPLATES, reply_picture_png
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.replies import reacting
from newbelongings.domain.replies.editions import words_edition
from newbelongings.web.parts.gate import public

from .around import around
from .sharing import picture_content

_TEMPLATE = "reply_picture.typ"


@public
@cache_control(public=True, max_age=60)
def reply_picture(request: HttpRequest, slug: str, reply_id: int) -> HttpResponse:
    """The picture of an answer that stands. Drawing takes a tenth of a second, so each is drawn once and kept."""
    scope = request.scope  # type: ignore[attr-defined]
    authority = around(scope, slug).authority
    reply = replies.published_reply(scope, authority.pk, reply_id)
    if reply.withdrawn_on:
        raise NotFound(reacting.NO_ANSWER)
    content = picture_content(authority, reply)
    name = hashlib.sha256(f"{_look()}{words_edition(reply)}{content}".encode()).hexdigest()[:32]
    if request.headers.get("If-None-Match") == f'"{name}"':
        return HttpResponseNotModified()
    response = HttpResponse(_kept(f"pictures/{reply.pk}-{name}.png", content), content_type="image/png")
    response["ETag"] = f'"{name}"'
    return response


def _kept(path: str, content: dict[str, str]) -> bytes:
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(reply_picture_png(content)))
    with default_storage.open(path) as file:
        return file.read()


@cache
def _look() -> str:
    """Changes when the drawing does."""
    return hashlib.sha256((TEMPLATES / _TEMPLATE).read_bytes()).hexdigest()
