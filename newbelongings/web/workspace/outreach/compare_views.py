"""Two surveys of one council side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import gate

from .compare_pages import compare_page


@gate(Permission.SEE_RESULTS)
@never_cache
def compare_rounds(request: HttpRequest, round_id: int, other_id: int) -> HttpResponse:
    """What changed between two surveys, and what could be chance."""
    page = compare_page(request.scope, round_id, other_id)  # type: ignore[attr-defined]
    return render(request, "workspace/outreach/compare_rounds.html", page)
