"""Bringing in answers that were gathered elsewhere: choose a file, say what its columns are, look, bring in.

The file is kept between the steps for the person who sent it, and for this round, only.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import importing
from newbelongings.domain.surveys import queries as surveys
from newbelongings.web.parts.gate import gate
from newbelongings.web.parts.kept_files import KeptFiles
from newbelongings.web.parts.mapped_files import ColumnsForm, read_by

from .forms import UploadForm
from .import_pages import Import


def _files(scope: Scope, round_id: int) -> KeptFiles:
    return KeptFiles(f"{scope.actor_id}-{round_id}")


@gate(Permission.RUN_SURVEYS)
def import_responses(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose the file."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        upload = _files(scope, round_id).keep(form)
        if upload:
            # What was chosen for a file that was refused is kept for the mended one.
            chosen = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(reverse("map_columns", args=[round_id, upload]) + chosen)
    return render(request, "workspace/listen/import_responses.html", {"form": form, "round": found})


@gate(Permission.RUN_SURVEYS)
def map_columns(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Say which column answers which question."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _open(scope, round_id, upload)
    return _ask_for_columns(request, found, found.form(chosen=request.GET), upload)


@gate(Permission.RUN_SURVEYS)
def check_import(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Look at what would be brought in and what would be refused, row by row. Nothing is written."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _open(scope, round_id, upload)
    form = found.form(request.GET)
    reading = _reading(found, form)
    if reading is None:
        return _ask_for_columns(request, found, form, upload)
    page = {"found": found, "round": found.round, "form": form, "reading": reading, "upload": upload}
    page["choices"] = request.GET.urlencode()
    page["left_out"] = found.left_out(form)
    return render(request, "workspace/listen/check_import.html", page)


@gate(Permission.RUN_SURVEYS)
@require_POST
def bring_in(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Bring in every row, or none. The file is used up, so that a second press brings nothing in twice."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    with _files(scope, round_id).taken(upload) as path:
        found = Import(round_, path)
        form = found.form(request.POST)
        reading = _reading(found, form)
        if reading is None:
            raise Refused("Go back to the columns: they can not be brought in as they are.")
        count = importing.bring_in(scope, round_id=round_id, reading=reading)
    messages.success(request, f"{count:,} responses are in. The file is deleted.")
    return redirect("round", round_id)


def _open(scope: Scope, round_id: int, upload: str) -> Import:
    round_ = surveys.round_(scope, round_id)
    return Import(round_, _files(scope, round_id).path(upload))


def _reading(found: Import, form: ColumnsForm) -> importing.Reading | None:
    return read_by(form, lambda: found.reading(form))


def _ask_for_columns(request: HttpRequest, found: Import, form: ColumnsForm, upload: str) -> HttpResponse:
    page = {"round": found.round, "table": found.table, "columns": found.columns(form), "form": form, "upload": upload}
    return render(request, "workspace/listen/map_columns.html", page)
