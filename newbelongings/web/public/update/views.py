"""Saying how one action stands, by a personal link: no account, no cookie, no script, and nothing else to see.

A GET changes nothing, since mail programs open links by themselves.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.plans import links
from newbelongings.web.parts.evidence_files import acting_with_files
from newbelongings.web.parts.gate import public
from newbelongings.web.workspace.plan.saving import saved

from .forms import LinkUpdateForm
from .pages import link_page

View = Callable[..., HttpResponse]


def _secret(view: View) -> View:
    """The address is the key: it goes to no other site, into no index and into no cache."""

    @wraps(view)
    def closed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return closed


# No cookie is read or set here: see web/public/survey/views.py.
@csrf_exempt
@never_cache
@public
@_secret
def update_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """One action: how it stands, and what happened. Nothing that was sent is read before the link is known."""
    scope = request.scope  # type: ignore[attr-defined]
    try:
        found = links.linked_action(scope, token)
        form = LinkUpdateForm(request.POST or None, request.FILES or None, owner=f"link-{found.link_id}")
        if request.method == "POST":
            if saved(form, scope, acting_with_files(links.update_by_link), token=token):
                form.forget_kept()
                return redirect("update_sent")
            form.keep_for_later()
    except NotFound as refusal:
        context = {"title": "This link is closed", "sentence": refusal.sentence}
        return render(request, "public/update/closed.html", context, status=404)
    return render(request, "public/update/update.html", link_page(found) | {"form": form})


@never_cache
@public
@_secret
def update_sent(request: HttpRequest) -> HttpResponse:
    """Thank you. It names no action, so it may be opened by anybody."""
    return render(request, "public/update/sent.html")
