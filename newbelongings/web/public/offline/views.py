"""The app on an adviser's device, and the one address to which it sends. No account, no cookie: a token names them."""

import base64
import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import DomainError, NotAllowed, NotFound, Refused
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.capturing import open_capture
from newbelongings.web.parts.gate import public

from . import shell

TOKEN_HEADER = "X-Capture-Token"  # noqa: S105  the name of a header
# Thirty questions of three long answers each come to about 700 kB.
MOST_BYTES = 1024 * 1024
_STATUS = {NotAllowed: 403, NotFound: 404, Refused: 409}


@public
def offline_device(request: HttpRequest) -> HttpResponse:
    """The page that opens without a signal. It is the same for everybody and holds nothing about anyone."""
    response = render(request, shell.PAGE)
    response["Cache-Control"] = "no-cache"
    return response


@public
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Where it is served from says how far it reaches."""
    response = HttpResponse(shell.worker_script(request), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@public
def offline_manifest(request: HttpRequest) -> HttpResponse:
    """What the home screen needs to know."""
    return JsonResponse(shell.manifest(), content_type="application/manifest+json")


# csrf_exempt: no cookie is read, so a forged request could borrow nothing.
@csrf_exempt
@never_cache
@public
@require_POST
def send_offline(request: HttpRequest) -> HttpResponse:
    """Take in one envelope. The device deletes it only when its number comes back as arrived."""
    try:
        capture = open_capture(request.headers.get(TOKEN_HEADER, ""))
        form_id, sealed = _envelope(request)
        actions.submit_captured(capture.scope, round_id=capture.round_id, form_id=form_id, sealed=sealed)
    except DomainError as refusal:
        return JsonResponse({"refused": refusal.sentence}, status=_STATUS.get(type(refusal), 400))
    return JsonResponse({"arrived": str(form_id)})


def _envelope(request: HttpRequest) -> tuple[UUID, bytes]:
    """The number and the envelope that a request brings."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        raise Refused("These answers are too long to send. Keep the device as it is and tell your programme lead.")
    try:
        sent = json.loads(request.body)
        return UUID(sent["id"]), base64.b64decode(sent["sealed"], validate=True)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("What was sent is not complete. Try again where the signal is better.") from None
