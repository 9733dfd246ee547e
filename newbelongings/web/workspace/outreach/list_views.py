"""The contact list of a round: how it stands, bringing it in, drawing the sample, how long it is kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import actions, reading, standing
from newbelongings.domain.outreach.characteristics import CHARACTERISTICS
from newbelongings.domain.outreach.forgetting import forget_on
from newbelongings.domain.outreach.standing import ListStanding
from newbelongings.domain.surveys import queries as surveys
from newbelongings.web.parts.gate import gate
from newbelongings.web.parts.kept_files import KeptFiles
from newbelongings.web.parts.mapped_files import ColumnsForm, read_by

from .list_forms import KeepForm, ListUploadForm, SampleForm
from .list_pages import ListFile, contacts_page, preview


def _files(scope: Scope, round_id: int) -> KeptFiles:
    """Kept apart from files of answers, so that neither is ever read as the other."""
    return KeptFiles(f"{scope.actor_id}-{round_id}-contacts")


@gate(Permission.RUN_SURVEYS)
def contacts(request: HttpRequest, round_id: int) -> HttpResponse:
    """How the contact list of a survey stands."""
    page = contacts_page(request.scope, round_id)  # type: ignore[attr-defined]
    return render(request, "workspace/outreach/contacts.html", page)


@gate(Permission.RUN_SURVEYS)
def upload_contacts(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose the file."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    form = ListUploadForm(request.POST, request.FILES) if request.method == "POST" else ListUploadForm()
    if form.is_bound and form.is_valid():
        upload = _files(scope, round_id).keep(form)
        if upload:
            chosen = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(reverse("map_contacts", args=[round_id, upload]) + chosen)
    page = {"form": form, "round": found, "stands": standing.list_standing(scope, round_id)}
    return render(request, "workspace/outreach/upload_contacts.html", page)


@gate(Permission.RUN_SURVEYS)
@never_cache
def map_contacts(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Say which column is what."""
    found = _open(request.scope, round_id, upload)  # type: ignore[attr-defined]
    return _ask_for_columns(request, found, found.form(chosen=request.GET), upload)


@gate(Permission.RUN_SURVEYS)
@never_cache
def check_contacts(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Look at what would be brought in, what is refused and what is doubtful. Nothing is written."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _open(scope, round_id, upload)
    form = found.form(request.GET)
    read = _reading(scope, found, form)
    if read is None:
        return _ask_for_columns(request, found, form, upload)
    page = {"round": found.round, "form": form, "upload": upload, "choices": request.GET.urlencode()}
    page |= preview(scope, found, form, read)
    return render(request, "workspace/outreach/check_contacts.html", page)


@gate(Permission.RUN_SURVEYS)
@require_POST
def bring_in_contacts(request: HttpRequest, round_id: int, upload: str) -> HttpResponse:
    """Bring in everybody, or nobody. The file is used up."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    with _files(scope, round_id).taken(upload) as path:
        found = ListFile(round_, path)
        read = _reading(scope, found, found.form(request.POST))
        if read is None or read.refused:
            raise Refused("Nobody was brought in. Go back to the columns, or put the file right.")
        if read.doubted and not request.POST.get("different"):
            raise Refused("Nobody was brought in. Go back, and say that the people pointed out are different people.")
        done = actions.bring_in_contacts(
            scope,
            round_id=round_id,
            people=read.people,
            source="Annex A" if found.is_annex_a else "A list of your own",
            given=read.given,
            died=read.died,
        )
    messages.success(
        request, f"New on the list: {done.added:,}. Brought up to date: {done.updated:,}. The file is deleted."
    )
    return redirect("contacts", round_id)


def _open(scope: Scope, round_id: int, upload: str) -> ListFile:
    round_ = surveys.round_(scope, round_id)
    return ListFile(round_, _files(scope, round_id).path(upload))


def _reading(scope: Scope, found: ListFile, form: ColumnsForm) -> reading.ListReading | None:
    return read_by(form, lambda: found.reading(scope, form))


def _ask_for_columns(request: HttpRequest, found: ListFile, form: ColumnsForm, upload: str) -> HttpResponse:
    page = {"round": found.round, "found": found, "columns": found.columns(form), "form": form, "upload": upload}
    return render(request, "workspace/outreach/map_contacts.html", page)


def _stands(scope: Scope, round_id: int) -> ListStanding:
    found = standing.list_standing(scope, round_id)
    if found is None:
        raise NotFound("This survey has no contact list yet. Bring one in first.")
    return found


@gate(Permission.RUN_SURVEYS)
def draw_sample(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose who is asked: everyone, a random sample, or one from each group."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    stands = _stands(scope, round_id)
    strata = [(name, CHARACTERISTICS[name].label) for name in standing.groups(scope, round_id)]
    form = SampleForm(request.POST or None, strata=strata)
    if request.method == "POST" and form.is_valid():
        try:
            drawn = actions.draw_sample(scope, round_id=round_id, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Chosen: {drawn.size:,}. Nobody has been asked yet.")
            return redirect("contacts", round_id)
    page = {"form": form, "round": stands.contacts.round, "stands": stands}
    return render(request, "workspace/outreach/draw_sample.html", page)


@gate(Permission.RUN_SURVEYS)
def keep_contacts(request: HttpRequest, round_id: int) -> HttpResponse:
    """How long after the survey closes its contacts are kept."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    stands = _stands(scope, round_id)
    form = KeepForm(request.POST or None, initial={"days": stands.contacts.kept_for})
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_contacts_for(scope, round_id=round_id, days=form.cleaned_data["days"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"The contacts will be deleted on {long_date(forget_on(kept))}.")
            return redirect("contacts", round_id)
    page = {"form": form, "round": stands.contacts.round, "stands": stands}
    return render(request, "workspace/outreach/keep_contacts.html", page)
