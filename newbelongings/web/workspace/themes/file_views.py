"""Answers with their codes, and the codebook, from and to others."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.asked import rounds_of
from newbelongings.web.parts.gate import gate

from . import files
from .pages import chosen_year

_CODED = {"csv": files.coded_csv, "xlsx": files.coded_xlsx, "qdpx": files.coded_project}


@gate(Permission.CODE_ANSWERS)
def theme_files(request: HttpRequest) -> HttpResponse:
    """What can be taken along, and brought in."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    cycle = chosen_year(scope, request.GET.get("year", ""))
    page = {
        "cycle": cycle,
        "piles": [(round_, queries.how_far(scope, round_id=round_.pk)) for round_ in rounds_of(scope, cycle.pk)],
        "themes": queries.themes(scope, cycle.pk).count(),
    }
    return render(request, "workspace/themes/files.html", page)


@gate(Permission.READ_ANSWERS)
@never_cache
def export_coded(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """What is in a file of answers with their codes, and the file itself."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    wanted = _CODED.get(request.POST.get("as", "")) if request.method == "POST" else None
    if wanted is None:
        far = queries.how_far(scope, round_id=round_id)
        return render(request, "workspace/themes/export_coded.html", {"round": found, "far": far})
    return wanted(scope, round_id, found.slug)


@gate(Permission.CODE_ANSWERS)
@never_cache
def export_codebook(request: HttpRequest) -> FileResponse:
    """A year's codebook as a file: no answer is in it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    cycle = chosen_year(scope, request.GET.get("year", ""))
    wanted = files.codebook_qdc if request.GET.get("as") == "qdc" else files.codebook_csv
    return wanted(scope, cycle.pk, cycle.number)
