"""Themes side by side: by group, and since an earlier year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import gate

from .compare_pages import beside_page, change_page, groups_page


@gate(Permission.SEE_RESULTS)
@never_cache
def themes_by_group(request: HttpRequest) -> HttpResponse:
    """Who speaks of what."""
    asked = request.GET
    page = groups_page(
        request.scope,  # type: ignore[attr-defined]
        number=asked.get("year", ""),
        characteristic=asked.get("by", ""),
    )
    return render(request, "workspace/themes/by_group.html", page)


@gate(Permission.SEE_RESULTS)
@never_cache
def themes_since(request: HttpRequest) -> HttpResponse:
    """What changed since an earlier year, and what could be chance."""
    asked = request.GET
    page = change_page(
        request.scope,  # type: ignore[attr-defined]
        number=asked.get("year", ""),
        other=asked.get("since", ""),
    )
    return render(request, "workspace/themes/since.html", page)


@gate(Permission.SEE_RESULTS)
@never_cache
def themes_beside(request: HttpRequest) -> HttpResponse:
    """What this council hears more than others of its cluster."""
    page = beside_page(request.scope, number=request.GET.get("year", ""))  # type: ignore[attr-defined]
    return render(request, "workspace/themes/beside.html", page)
