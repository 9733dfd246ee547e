"""Is it everyone? The page of a running survey that says who is missing, and what to do about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import gate

from .coverage_pages import everyone_page


@gate(Permission.SEE_RESULTS)
@never_cache
def everyone(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who was asked, reached and heard, and who is missing."""
    page = everyone_page(request.scope, round_id)  # type: ignore[attr-defined]
    return render(request, "workspace/outreach/everyone.html", page)
