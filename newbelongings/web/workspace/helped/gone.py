"""Nobody steps back into what somebody else answered: headers and a cookie for pages that change hands."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_COOKIE = "handed_back"
_MOST = 20
_HOURS = 12 * 60 * 60


def kept_nowhere(response: HttpResponse) -> HttpResponse:
    """Not stored by the browser, for a step back or for anything else."""
    response["Cache-Control"] = "no-store, private"
    return response


def wipes(response: HttpResponse) -> HttpResponse:
    """The same, and the browser forgets the pages that it kept for stepping back."""
    response["Clear-Site-Data"] = '"cache"'
    return kept_nowhere(response)


def is_handed_back(request: HttpRequest, form_token: str) -> bool:
    """Whether the private part of this form is over on this device."""
    return _mark(form_token) in request.COOKIES.get(_COOKIE, "").split(".")


def remember_handed_back(request: HttpRequest, response: HttpResponse, form_token: str) -> None:
    """From now on this device is shown no private page of this form, not even one that it sends again."""
    earlier = [mark for mark in request.COOKIES.get(_COOKIE, "").split(".") if mark]
    response.set_cookie(
        _COOKIE,
        ".".join([*earlier, _mark(form_token)][-_MOST:]),
        max_age=_HOURS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def _mark(form_token: str) -> str:
    return hashlib.sha256(form_token.encode("utf-8", "ignore")).hexdigest()[:16]
