"""No more messages: one question, one button. No account, no cookie, no script.

A GET changes nothing, since mail programs open links by themselves. A POST without a word means stop, as mail
programs send it when somebody presses their own "unsubscribe".
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.outreach import stopping
from newbelongings.web.parts.gate import public


# No cookie is read or set here: see web/public/survey/views.py.
@csrf_exempt
@never_cache
@public
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Whether to stop, and once stopped, whether to begin again."""
    try:
        if request.method == "POST":
            change = stopping.ask_again if request.POST.get("go") == "again" else stopping.stop
            change(request.scope, token=token)  # type: ignore[attr-defined]
            return redirect("stop", token)
        standing = stopping.standing(request.scope, token)  # type: ignore[attr-defined]
    except NotFound as refusal:
        context = {"title": "There is nothing to stop", "sentence": refusal.sentence}
        return render(request, "public/survey/shut.html", context, status=404)
    context = {"stopped": standing.stopped, "authority": standing.authority}
    return render(request, "public/stop/stop.html", context)
