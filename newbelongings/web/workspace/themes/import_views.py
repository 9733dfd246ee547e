"""Bringing in what was coded elsewhere, and a codebook of another tool: choose the file, map it, look, bring it in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.themes import bringing_in
from newbelongings.domain.themes.coded_rows import CodingReading
from newbelongings.web.parts.gate import gate
from newbelongings.web.parts.kept_files import KeptFiles
from newbelongings.web.parts.mapped_files import ColumnsForm, read_by

from .coding_file import BookFile, CodingFile, unknown_form
from .forms import CodebookUploadForm, CodingUploadForm


def _files(scope: Scope, round_id: int) -> KeptFiles:
    return KeptFiles(f"{scope.actor_id}-{round_id}-codings")


def _books(scope: Scope) -> KeptFiles:
    return KeptFiles(f"{scope.actor_id}-{scope.authority}-codebook", opens=BookFile.at)


@gate(Permission.CODE_ANSWERS)
def import_codings(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose the file."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    form = CodingUploadForm(request.POST, request.FILES) if request.method == "POST" else CodingUploadForm()
    if form.is_bound and form.is_valid() and (upload := _files(scope, round_id).keep(form)):
        return redirect("map_codings", round_id, upload)
    return render(request, "workspace/themes/import_codings.html", {"form": form, "round": found})


@gate(Permission.CODE_ANSWERS)
@never_cache
def map_codings(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Say which column is what."""
    found = _open(request.scope, round_id, upload)  # type: ignore[attr-defined]
    return _ask_for_columns(request, found, found.form(chosen=request.GET), upload)


@gate(Permission.CODE_ANSWERS)
@never_cache
def check_codings(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Look at what would be brought in, what is refused and which themes are unknown. Nothing is written."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _open(scope, round_id, upload)
    form = found.form(request.GET)
    reading = _reading(found, form)
    if reading is None:
        return _ask_for_columns(request, found, form, upload)
    areas = unknown_form(reading)
    page = {
        "round": found.round,
        "form": form,
        "reading": reading,
        "upload": upload,
        "choices": request.GET.urlencode(),
        "left_out": found.left_out(form),
        "unknown": [(areas[f"a{place}"], reading.unknown[name]) for place, name in enumerate(areas.names)],
        "replaced": bringing_in.read_already(scope, round_id=round_id, reading=reading),
    }
    return render(request, "workspace/themes/check_codings.html", page)


@gate(Permission.CODE_ANSWERS)
@require_POST
def bring_in_codings(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Bring in every row, or none. The file is used up."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    with _files(scope, round_id).taken(upload) as path:
        found = CodingFile(scope, round_, path)
        reading = _reading(found, found.form(request.POST))
        if reading is None:
            raise Refused("Go back to the columns: they can not be brought in as they are.")
        areas = unknown_form(reading, request.POST)
        if not areas.is_valid():
            raise Refused("Go back, and choose an area from the list for each new theme.")
        act, made = bringing_in.bring_in_codings(scope, round_id=round_id, reading=reading, make=areas.chosen())
    messages.success(request, f"Answers coded: {act.answers:,}. New themes: {made}. You can undo this as one.")
    return redirect("theme_files")


def _open(scope: Scope, round_id: int, upload: str) -> CodingFile:
    round_ = surveys.round_(scope, round_id)
    return CodingFile(scope, round_, _files(scope, round_id).path(upload))


def _reading(found: CodingFile, form: ColumnsForm) -> CodingReading | None:
    return read_by(form, lambda: found.reading(form))


def _ask_for_columns(request: HttpRequest, found: CodingFile, form: ColumnsForm, upload: str) -> HttpResponse:
    page = {"round": found.round, "table": found.table, "columns": found.columns(form), "form": form, "upload": upload}
    return render(request, "workspace/themes/map_codings.html", page)


@gate(Permission.CODE_ANSWERS)
def import_codebook(request: HttpRequest) -> HttpResponse:
    """Choose the codebook of another tool."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = CodebookUploadForm(request.POST, request.FILES) if request.method == "POST" else CodebookUploadForm()
    if form.is_bound and form.is_valid() and (upload := _books(scope).keep(form)):
        return redirect("check_codebook", upload)
    return render(request, "workspace/themes/import_codebook.html", {"form": form})


@gate(Permission.CODE_ANSWERS)
@never_cache
def check_codebook(request: HttpRequest, upload: str) -> HttpResponse:
    """Say under which area each heading goes, and add its codes to this year's codebook."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    cycle = authorities.current_cycle(scope)
    found = BookFile.at(_books(scope).path(upload))
    form = found.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with _books(scope).taken(upload):
                lines = found.lines(form.chosen())
                made = bringing_in.bring_in_codebook(scope, cycle_id=cycle.pk, lines=lines)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Themes added to the codebook: {made}. The file is deleted.")
            return redirect("theme_files")
    groups = [(form[f"a{place}"], found.under(name)) for place, name in enumerate(form.names)]
    return render(request, "workspace/themes/check_codebook.html", {"form": form, "groups": groups, "cycle": cycle})
