"""A questionnaire from a file, and as one: XLSForm for Kobo, ODK and others; the structure of a LimeSurvey survey."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from newbelongings.adapters.limesurvey import read_structure
from newbelongings.adapters.rows import Unreadable
from newbelongings.adapters.xlsform import read_sheets, write_sheets
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys import instrument_queries as queries
from newbelongings.domain.surveys.authoring import prepared
from newbelongings.domain.surveys.limesurvey import from_structure
from newbelongings.domain.surveys.soundness import Fault, faults
from newbelongings.domain.surveys.specs import spec_of
from newbelongings.domain.surveys.xlsform import Reading, from_sheets, to_sheets
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.parts.kept_files import KeptFiles

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class InstrumentFileForm(Form):
    file = forms.FileField(
        label="The file with the questions",
        help_text="An XLSForm (.xlsx) as Kobo and ODK use it, or a LimeSurvey structure (.lss).",
        error_messages={
            "required": "Choose the file that holds the questions",
            "empty": "This file is empty: choose the file that holds the questions.",
        },
    )


@dataclass(frozen=True)
class Read:
    """A file as a questionnaire: what would come in, what would be left out, what is wrong."""

    spec: Mapping[str, Any]
    left_out: list[str]
    faults: list[Fault]


def _reading(path: Path) -> Reading:
    """The questionnaire in a file, which is known by its first bytes and not by its name."""
    with path.open("rb") as file:
        start = file.read(200).lstrip()
    if start.startswith(b"PK"):
        return from_sheets(read_sheets(path))
    if start.startswith((b"<", b"\xef\xbb\xbf<")):
        return from_structure(read_structure(path))
    raise Unreadable("This is neither an XLSForm nor a LimeSurvey structure: choose an .xlsx or .lss file.")


def _read(path: Path) -> Read:
    reading = _reading(path)
    made = prepared(reading.spec)
    return Read(made, reading.left_out, faults(made))


def _kept(request: ScopedRequest) -> KeptFiles:
    return KeptFiles(f"{request.scope.actor_id}-questions", _reading)


@gate(Permission.RUN_SURVEYS)
def bring_in_instrument(request: ScopedRequest) -> HttpResponse:
    """Choose the file."""
    form = InstrumentFileForm(request.POST, request.FILES) if request.method == "POST" else InstrumentFileForm()
    if form.is_bound and form.is_valid() and (upload := _kept(request).keep(form)):
        return redirect("check_instrument", upload)
    return render(request, "workspace/instruments/bring_in_instrument.html", {"form": form})


@gate(Permission.RUN_SURVEYS)
def check_instrument(request: ScopedRequest, instrument_file: str) -> HttpResponse:
    """Look at what would come in and what would be left out; then bring it in as a draft, or not."""
    kept = _kept(request)
    read = _read(kept.path(instrument_file))
    if request.method == "POST" and not read.faults:
        with kept.taken(instrument_file):
            made = actions.create_instrument(request.scope, spec=read.spec)
        messages.success(request, f"“{made.title}” is in. Nobody is asked anything yet.")
        return redirect("instrument", made.pk)
    page = {"read": read, "questions": read.spec["questions"], "instrument_file": instrument_file}
    return render(request, "workspace/instruments/check_instrument.html", page)


@gate(Permission.RUN_SURVEYS)
def download_instrument(request: ScopedRequest, instrument_id: int) -> HttpResponse:
    """The questionnaire as an XLSForm."""
    found = queries.instrument_card(request.scope, instrument_id).instrument
    response = HttpResponse(write_sheets(to_sheets(spec_of(found))), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-{found.version}.xlsx"'
    return response
