"""Opening a survey, seeing how it stands, and taking its answers out."""

import io
import tempfile
from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.adapters.csv_files import write_rows
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import actions, exporting, instrument_queries
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Instrument
from newbelongings.web.parts.gate import gate

from .forms import ExtendForm, InviteForm, OpenRoundForm
from .pages import listen_page, round_page

_CSV = "text/csv; charset=utf-8"


@gate(Permission.RUN_SURVEYS, Permission.KEEP_FORUM)
def listen(request: HttpRequest) -> HttpResponse:
    """The surveys of this year, the forum, and the next thing to do."""
    return render(request, "workspace/listen/listen.html", listen_page(request.scope))  # type: ignore[attr-defined]


@gate(Permission.RUN_SURVEYS)
def open_round(request: HttpRequest) -> HttpResponse:
    """Choose the questions and the dates of a new survey."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    cycle = authorities.current_cycle(scope)
    instruments = [(found.pk, _named(found)) for found in instrument_queries.askable(scope)]
    form = OpenRoundForm(request.POST or None, instruments=instruments, wanted=request.GET.get("instrument", ""))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            opened = actions.open_round(
                scope,
                cycle_id=cycle.pk,
                instrument_id=given.pop("instrument"),
                slug=_free_slug(scope, given["title"]),
                **given,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{opened.title}” is ready. Nobody has been told yet.")
            return redirect("round", opened.pk)
    return render(request, "workspace/listen/open_round.html", {"form": form})


def _named(instrument: Instrument) -> str:
    own = instrument.authority_id is not None
    return f"{instrument.title} (your own, version {instrument.version})" if own else str(instrument)


def _free_slug(scope: Scope, title: str) -> str:
    """A short name from the title, for commands; with a number behind it where it is taken."""
    stem = slugify(title)[:40] or "survey"
    taken = set(surveys.rounds(scope).filter(slug__startswith=stem).values_list("slug", flat=True))
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


@gate(Permission.RUN_SURVEYS)
def round(request: HttpRequest, round_id: int) -> HttpResponse:  # noqa: A001  one word for address, view and thing
    """How one survey stands."""
    page = round_page(request, request.scope, round_id)  # type: ignore[attr-defined]
    return render(request, "workspace/listen/round.html", page)


@gate(Permission.RUN_SURVEYS)
def extend_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Keep a survey open for longer, or open it again."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            extended = actions.extend_round(scope, round_id=round_id, closes=form.cleaned_data["closes"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{extended.title}” now closes on {long_date(extended.closes)}.")
            return redirect("round", round_id)
    return render(request, "workspace/listen/extend_round.html", {"form": form, "round": found})


@gate(Permission.RUN_SURVEYS)
@never_cache
def invite(request: HttpRequest, round_id: int) -> HttpResponse:
    """Make a personal link for each reference; the links are shown this once."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        labels = form.cleaned_data["labels"]
        there = list(found.invitations.filter(label__in=labels).values_list("label", flat=True)[:5])
        if there:
            form.add_error("labels", f"These have a link already: {', '.join(there)}. Take them out.")
        else:
            try:
                return _show_links(request, scope, round_id, labels)
            except Refused as refusal:
                form.refuse(refusal)
    return render(request, "workspace/listen/invite.html", {"form": form, "round": found})


def _show_links(request: HttpRequest, scope: Scope, round_id: int, labels: list[str]) -> HttpResponse:
    made = actions.invite(scope, round_id=round_id, labels=labels)
    links = [
        (invitation.label, request.build_absolute_uri(reverse("start_invited_survey", args=[token])))
        for invitation, token in made
    ]
    page = {"links": links, "round": surveys.round_(scope, round_id)}
    return render(request, "workspace/listen/links.html", page)


@gate(Permission.RUN_SURVEYS)
@require_POST
@never_cache
def download_links(request: HttpRequest, round_id: int) -> HttpResponse:
    """The links that the page before shows, as a file. They come from that page: here nobody keeps them."""
    found = surveys.round_(request.scope, round_id)  # type: ignore[attr-defined]
    lines = request.POST.get("links", "").splitlines()
    text = io.StringIO()
    write_rows(text, ["reference", "link"], [line.rpartition(" ")[::2] for line in lines if line.strip()])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type=_CSV)
    response["Content-Disposition"] = f'attachment; filename="links-{found.slug}.csv"'
    return response


@gate(Permission.READ_ANSWERS)
@never_cache
def export_responses(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """What is in the file of answers, and the file itself: made whole first, then sent."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = surveys.round_(scope, round_id)
    if request.method != "POST":
        summary = surveys.round_summary(scope, round_id)
        return render(request, "workspace/listen/export_responses.html", {"round": found, "summary": summary})
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it; it has no name that could be left behind

    def write(header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        count = write_rows(text, header, rows)
        text.flush()
        text.detach()
        return count

    exporting.export_responses(scope, round_id=round_id, write=write)
    size = file.tell()
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=f"answers-{found.slug}.csv", content_type=_CSV)
    response["Content-Length"] = size
    return response
