"""The one page for a councillor, on the screen and on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newbelongings.adapters.pdf import in_short_pdf as draw
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import gate

from .short_page import short_page


@gate(Permission.SEE_RESULTS)
@never_cache
def in_short(request: HttpRequest) -> HttpResponse:
    """What care leavers said, in two minutes."""
    page = short_page(request.scope, number=request.GET.get("year", ""))  # type: ignore[attr-defined]
    return render(request, "workspace/themes/in_short.html", {"page": page})


@gate(Permission.SEE_RESULTS)
@never_cache
def in_short_pdf(request: HttpRequest) -> HttpResponse:
    """The same on one side of A4."""
    page = short_page(request.scope, number=request.GET.get("year", ""))  # type: ignore[attr-defined]
    response = HttpResponse(draw(page.content()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="in-short-year-{page.cycle.number}.pdf"'
    return response
