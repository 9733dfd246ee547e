"""How hard it is to read what somebody is typing: a part of a page, drawn anew as they go on."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.replies.plain_words import read
from newbelongings.web.parts.gate import ScopedRequest, gate

MOST: Final = 10_000


@gate(Permission.WRITE_REPLIES, Permission.KEEP_FORUM)
@require_POST
@never_cache
def reading(request: ScopedRequest) -> HttpResponse:
    """The reading box for the words of a form that nobody has saved yet. Nothing of them is kept."""
    words = "\n".join(part for part in request.POST.getlist("words") if part.strip())
    return render(request, "workspace/replies/reading.html", {"reading": read(words[:MOST])})
