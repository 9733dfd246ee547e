"""Temporary."""

from django.http import HttpRequest, HttpResponse

from .gate import public, signed_in


@signed_in
def stub(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse("stub")


@public
def public_stub(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse("stub")
