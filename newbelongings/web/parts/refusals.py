"""The domain's three ways of saying no, each turned into a page with one sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newbelongings.domain.kernel.errors import DomainError, NotAllowed, NotFound


class SaysNo:
    """Turns an uncaught ``DomainError`` into a page; forms catch ``Refused`` themselves and keep what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            return _page(request, "We cannot find that page", error.sentence, 404)
        if isinstance(error, NotAllowed):
            return _page(request, "You cannot open this page", error.sentence, 403)
        if isinstance(error, DomainError):
            return _page(request, "That did not work", error.sentence, 400)
        return None


def _page(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    return render(request, "parts/refusal.html", {"title": title, "sentence": sentence}, status=status)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere."""
    return _page(request, "We cannot find that page", "Check the address, or go back and try the link again.", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own refusals, such as a form without its token."""
    return _page(request, "You cannot open this page", "Go back, load the page again and try once more.", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that was too large or could not be read."""
    return _page(request, "That was too much at once", "Go back and send less: what you typed is still there.", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side."""
    return _page(request, "Something went wrong on our side", "Go back and try again in a minute.", 500)


def form_has_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token no longer fits, usually because the person signed in again elsewhere."""
    return _page(request, "This page has been open too long", "Go back, load it again and send it once more.", 403)
