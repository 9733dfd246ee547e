"""Bringing in answers that were gathered elsewhere: choose a file, say what its columns are, look, bring in.

The file is kept between the steps for the person who sent it, and for this round, only.
"""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.adapters import uploads
from newbelongings.adapters.tables import Unreadable, open_table
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import importing
from newbelongings.domain.surveys import queries as surveys
from newbelongings.web.parts.gate import gate

from .forms import ColumnsForm, UploadForm
from .import_pages import Import

GONE = "This file is no longer kept: it was brought in already, or is over a day old. Choose it again."


def _owner(scope: Scope, round_id: int) -> str:
    return f"{scope.actor_id}-{round_id}"


def _kept(scope: Scope, round_id: int, upload: str) -> Path:
    try:
        return uploads.kept_upload(upload, owner=_owner(scope, round_id))
    except uploads.UploadGone:
        raise NotFound(GONE) from None


@gate(Permission.RUN_SURVEYS)
def import_responses(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose the file."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        upload = _keep(scope, round_id, form)
        if upload:
            # What was chosen for a file that was refused is kept for the mended one.
            chosen = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(reverse("map_columns", args=[round_id, upload]) + chosen)
    return render(request, "workspace/listen/import_responses.html", {"form": form, "round": found})


def _keep(scope: Scope, round_id: int, form: UploadForm) -> str:
    """Keep the file if it is a table; otherwise say at the field why not, and keep nothing."""
    file = form.cleaned_data["file"]
    limit = settings.IMPORT_MAX_BYTES
    if file.size > limit:
        form.add_error("file", f"This file is larger than {limit // 2**20} MB: split it into parts.")
        return ""
    owner = _owner(scope, round_id)
    upload = uploads.keep_upload(file.chunks(), owner=owner)
    try:
        open_table(uploads.kept_upload(upload, owner=owner))
    except Unreadable as problem:
        uploads.drop_upload(upload, owner=owner)
        form.add_error("file", str(problem))
        return ""
    return upload


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
    page["left_out"] = [column.heading for column in found.columns(form) if not column.field.value()]
    page["more"] = reading.refused - len(reading.refusals)
    return render(request, "workspace/listen/check_import.html", page)


@gate(Permission.RUN_SURVEYS)
@require_POST
def bring_in(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Bring in every row, or none. The file is used up, so that a second press brings nothing in twice."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    try:
        with uploads.taken_upload(upload, owner=_owner(scope, round_id)) as path:
            found = Import(round_, path)
            form = found.form(request.POST)
            reading = _reading(found, form)
            if reading is None:
                raise Refused("Go back to the columns: they can not be brought in as they are.")
            count = importing.bring_in(scope, round_id=round_id, reading=reading)
    except uploads.UploadGone:
        raise NotFound(GONE) from None
    messages.success(request, f"{count:,} responses are in. The file is deleted.")
    return redirect("round", round_id)


def _open(scope: Scope, round_id: int, upload: str) -> Import:
    round_ = surveys.round_(scope, round_id)
    return Import(round_, _kept(scope, round_id, upload))


def _reading(found: Import, form: ColumnsForm) -> importing.Reading | None:
    """What the file would bring in; None, with the reason on the form, where these columns cannot be read."""
    if not form.is_valid():
        return None
    try:
        return found.reading(form)
    except Refused as refusal:
        form.refuse(refusal)
    except Unreadable as problem:
        form.add_error(None, str(problem))
    return None


def _ask_for_columns(request: HttpRequest, found: Import, form: ColumnsForm, upload: str) -> HttpResponse:
    page = {"round": found.round, "table": found.table, "columns": found.columns(form), "form": form, "upload": upload}
    return render(request, "workspace/listen/map_columns.html", page)
