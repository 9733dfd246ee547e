"""One forum: who is in it, what was agreed, how it is set up."""

from django.http import HttpResponse
from django.shortcuts import render

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import ScopedRequest, gate

from .one_forum_pages import one_forum_page


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
def one_forum(request: ScopedRequest, forum_id: int) -> HttpResponse:
    """Members by name for their worker, and in counts for everybody else."""
    return render(request, "workspace/forum/one_forum.html", {"page": one_forum_page(request.scope, forum_id)})
