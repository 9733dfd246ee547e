"""To be told by email or text: asked for on the public page, confirmed and stopped by the links in the messages.

A GET changes nothing, since mail programs open links by themselves. A POST to the link that stops, without a word,
means stop, as mail programs send it when somebody presses their own "unsubscribe".
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.forum import listening
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.scope import Scope, public_scope
from newbelongings.web.parts.gate import public
from newbelongings.web.public.council.around import around

from .forms import HearForm


# No cookie is read or set here: see web/public/survey/views.py.
@csrf_exempt
@never_cache
@public
def hear(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave an email or a number: for what one raised oneself (``about``), or for every new answer."""
    here = around(request.scope, slug)  # type: ignore[attr-defined]
    scope, about = public_scope(here.authority.pk), request.GET.get("about", "")
    about = about if listening.is_about(scope, about) else ""
    form = HearForm(request, about=about)
    if form.sent("hear", scope.authority, lambda: _asked(scope, form)):
        return redirect(f"{reverse('asked_to_hear', args=[slug])}?{urlencode({'about': 'mine' if about else ''})}")
    context = {"form": form, "about": about, "around": here, "authority": here.authority}
    return render(request, "public/hearing/hear.html", context, status=form.status)


def _asked(scope: Scope, form: HearForm) -> bool:
    # A machine that fills in every field gets the same page and no message to anybody.
    if not form.trapped:
        listening.hear(scope, **form.given())
    return True


@never_cache
@public
def asked_to_hear(request: HttpRequest, slug: str) -> HttpResponse:
    """What comes next: the same whether or not the address was known."""
    here = around(request.scope, slug)  # type: ignore[attr-defined]
    context = {"around": here, "authority": here.authority, "mine": request.GET.get("about") == "mine"}
    return render(request, "public/hearing/asked_to_hear.html", context)


@csrf_exempt
@never_cache
@public
def confirm_hearing(request: HttpRequest, token: str) -> HttpResponse:
    """Say yes, it was me who asked."""
    scope = request.scope  # type: ignore[attr-defined]
    try:
        if request.method == "POST":
            listening.confirm(scope, token=token)
            return redirect("confirm_hearing", token)
        standing = listening.standing(scope, token)
    except NotFound as refusal:
        return _gone(request, refusal)
    context = {"standing": standing, "authority": standing.authority, "token": token}
    return _secret(render(request, "public/hearing/confirm_hearing.html", context))


@csrf_exempt
@never_cache
@public
def stop_hearing(request: HttpRequest, token: str) -> HttpResponse:
    """No more messages: one button."""
    scope = request.scope  # type: ignore[attr-defined]
    try:
        if request.method == "POST":
            listening.stop(scope, token=token)
            return redirect("stop_hearing", token)
        standing = listening.standing(scope, token)
    except NotFound as refusal:
        return _gone(request, refusal)
    return _secret(render(request, "public/hearing/stop_hearing.html", {"authority": standing.authority}))


def _gone(request: HttpRequest, refusal: NotFound) -> HttpResponse:
    """Stopped, or never there: the two are one page, and it is no error to press the link again."""
    return _secret(render(request, "public/hearing/no_longer.html", {"sentence": refusal.sentence}))


def _secret(response: HttpResponse) -> HttpResponse:
    """The address is the key: it goes to no other site and into no index."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
