"""The pledge on the council's public face, and as a file to print."""

import json
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from newbelongings.adapters.pdf import pledge_pdf
from newbelongings.web.parts.for_everyone import for_everyone

from .around import around
from .pledge_pages import paper, pledge_page


@for_everyone
def pledge(request: HttpRequest, slug: str) -> HttpResponse:
    """You said, we promise to do: each promise, who stands behind it, and how it stands."""
    here = around(request.scope, slug)  # type: ignore[attr-defined]
    page = pledge_page(request.scope, here.authority.pk)  # type: ignore[attr-defined]
    context = {"around": here, "authority": here.authority, "page": page}
    return render(request, "public/council/pledge.html", context)


@for_everyone
def pledge_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The pledge with its signature page as PDF."""
    here = around(request.scope, slug)  # type: ignore[attr-defined]
    page = pledge_page(request.scope, here.authority.pk)  # type: ignore[attr-defined]
    if page is None:
        raise Http404
    council = f"{here.authority.name} (invented)" if here.authority.imagined else here.authority.name
    content = json.dumps(paper(page.pledge, council), sort_keys=True)
    response = HttpResponse(_drawn(content), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="pledge.pdf"'
    return response


@lru_cache(maxsize=32)
def _drawn(content: str) -> bytes:
    """Drawn once for as long as it says the same: anyone may ask for it as often as they like."""
    return pledge_pdf(json.loads(content))
