"""Posters, the questionnaire on paper, and keying what came back: once, or by two people."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.adapters.pdf import poster_pdf, questionnaire_pdf
from newbelongings.adapters.qr import qr_svg
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.surveys import keying
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.public.survey.pages import new_form_token, shut_words

from .forms import SheetNumberForm
from .keyed import Difference, Keyed, differences
from .pages import is_open
from .questionnaire import LARGE, ORDINARY, paper_content, poster_content

_LONGEST_PLACE = 300
_CHOOSE = "Choose what stands on the sheet."


@gate(Permission.RUN_SURVEYS)
def paper(request: ScopedRequest, round_id: int) -> HttpResponse:
    """Paper from one end to the other: print it, key it, and what waits for a second person."""
    round_ = surveys.round_(request.scope, round_id)
    context = {
        "round": round_,
        "is_open": is_open(round_),
        "form": SheetNumberForm(),
        "waiting": keying.waiting_sheets(request.scope, round_id=round_id),
        "sent": keying.count_of_sheets_sent(request.scope, round_id=round_id),
    }
    return render(request, "workspace/helped/paper.html", context)


@gate(Permission.RUN_SURVEYS)
def questionnaire(request: ScopedRequest, round_id: int) -> HttpResponse:
    """The questions on paper, in ordinary or in large print."""
    round_ = surveys.round_(request.scope, round_id)
    size = LARGE if request.GET.get("size") == "large" else ORDINARY
    back_to = " ".join(request.GET.get("back_to", "").split())[:_LONGEST_PLACE]
    content = paper_content(round_, surveys.instrument_questions(round_.instrument_id), size=size, back_to=back_to)
    name = f"questions-{round_.slug}{'-large-print' if size == LARGE else ''}.pdf"
    return _pdf(questionnaire_pdf(content), name)


@gate(Permission.RUN_SURVEYS)
def poster(request: ScopedRequest, round_id: int) -> HttpResponse:
    """A poster with the short address in large letters and as a QR code."""
    round_ = _with_open_link(request, round_id)
    address = open_address(request, round_)
    content = poster_content(round_, surveys.instrument_questions(round_.instrument_id))
    return _pdf(poster_pdf(content, address=short(address), qr=qr_svg(address)), f"poster-{round_.slug}.pdf")


@gate(Permission.RUN_SURVEYS)
def qr_code(request: ScopedRequest, round_id: int) -> HttpResponse:
    """The QR code by itself, for a letter or a screen."""
    round_ = _with_open_link(request, round_id)
    response = HttpResponse(qr_svg(open_address(request, round_)), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="qr-{round_.slug}.svg"'
    return response


@gate(Permission.RUN_SURVEYS)
def discard_keying(request: ScopedRequest, round_id: int) -> HttpResponse:
    """Forget a first keying, so that its sheet can be keyed anew. By a button only."""
    if request.method == "POST":
        keying.discard_first_keying(request.scope, round_id=round_id, number=request.POST.get("number", ""))
    return redirect("paper", round_id)


@gate(Permission.RUN_SURVEYS)
def key_sheet(request: ScopedRequest, round_id: int) -> HttpResponse:
    """All questions of one sheet on one screen, by keyboard alone."""
    round_ = surveys.round_(request.scope, round_id)
    if shut := shut_words(round_, today()):
        return render(request, "workspace/helped/shut.html", {**shut, "round": round_})
    questions = surveys.instrument_questions(round_.instrument_id)
    if request.method != "POST":
        return _screen(request, round_, Keyed(questions, {}), {})
    keyed = Keyed.read(questions, request.POST)
    errors = dict(keyed.errors)
    try:
        keying.tidy_number(request.POST.get("number", ""))
    except Refused as refusal:
        errors = {"number": refusal.sentence, **errors}
    pressed = request.POST.get("go", "")
    if errors or pressed not in ("send", "agree"):
        return _screen(request, round_, keyed, errors)
    try:
        return _take(request, round_, keyed, pressed)
    except Refused as refusal:
        return _screen(request, round_, keyed, {refusal.field: refusal.sentence})


def _take(request: ScopedRequest, round_: Round, keyed: Keyed, pressed: str) -> HttpResponse:
    """Send a sheet, keep it for a second person, or compare it with what the first one keyed."""
    scope = request.scope
    given = {
        "round_id": round_.pk,
        "number": request.POST["number"],
        "answers": keyed.answers,
        "interpreter": request.POST.get("interpreter") == "on",
    }
    form_token = request.POST.get("form", "")
    if keying.was_sent(scope, round_id=round_.pk, form_token=form_token):
        return _next_sheet(request, round_, "sent")
    state = keying.state_of_sheet(scope, round_id=round_.pk, number=given["number"])
    if state in ("second", "own"):
        return _second(request, round_, keyed, given, pressed)
    if request.POST.get("twice") == "on":
        keying.key_sheet_first(scope, **given)
        return _next_sheet(request, round_, "kept")
    keying.key_sheet_once(scope, **given, form_token=form_token)
    return _next_sheet(request, round_, "sent")


def _second(request: ScopedRequest, round_: Round, keyed: Keyed, given: dict, pressed: str) -> HttpResponse:
    """The second keying of a sheet: sent where both agree, else what differs is shown."""
    answers, interpreter = keying.first_keying(request.scope, round_id=round_.pk, number=given["number"])
    found = differences(Keyed.of(keyed.questions, answers), keyed)
    if pressed == "agree":
        found, chosen = _chosen(request, found, Keyed.of(keyed.questions, answers), keyed)
        if not any(each.error for each in found):
            if chosen.errors:
                return _screen(request, round_, chosen, chosen.errors)
            given["answers"], found = chosen.answers, []
    if found:
        return _compare(request, round_, keyed, found)
    given["interpreter"] = given["interpreter"] or interpreter
    keying.agree_sheet(request.scope, **given, form_token=request.POST.get("form", ""))
    return _next_sheet(request, round_, "sent")


def _chosen(
    request: HttpRequest, found: list[Difference], first: Keyed, second: Keyed
) -> tuple[list[Difference], Keyed]:
    """The differences with what was picked for each, and the sheet that this makes."""
    given = request.POST
    picked = [
        replace(d, picked=given.get(f"pick__{d.field}", ""), fixed=given.get(f"fix__{d.field}", "").strip())
        for d in found
    ]
    values = {
        d.field: {"first": first.typed.get(d.field, ""), "fix": d.fixed}.get(d.picked, second.typed.get(d.field, ""))
        for d in picked
    }
    chosen = second.changed(values)
    errors = chosen.errors | {d.field: _CHOOSE for d in picked if d.picked not in ("first", "second", "fix")}
    return [replace(d, error=errors.get(d.field, "")) for d in picked], chosen


def _next_sheet(request: HttpRequest, round_: Round, outcome: str) -> HttpResponse:
    """A fresh screen for the next sheet, which says what became of the last one."""
    twice = "&twice=on" if request.POST.get("twice") == "on" else ""
    return redirect(f"{reverse('key_sheet', args=[round_.pk])}?{outcome}=1{twice}")


def _screen(request: HttpRequest, round_: Round, keyed: Keyed, errors: dict[str, str]) -> HttpResponse:
    posted = request.POST if request.method == "POST" else request.GET
    boxes = keyed.boxes(errors)
    targets = {"number", *(box.name for box in boxes)}
    context = {
        "round": round_,
        "boxes": boxes,
        "number": posted.get("number", ""),
        "number_error": errors.get("number", ""),
        "twice": posted.get("twice") == "on",
        "interpreter": request.POST.get("interpreter") == "on",
        "form_token": request.POST.get("form") or new_form_token(),
        "links": [{"target": name if name in targets else "", "words": words} for name, words in errors.items()],
        "outcome": next((word for word in ("sent", "kept") if request.GET.get(word)), ""),
    }
    context["page"] = {"errors": bool(errors)}
    response = render(request, "workspace/helped/key_sheet.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _compare(request: HttpRequest, round_: Round, keyed: Keyed, found: list[Difference]) -> HttpResponse:
    context = {
        "round": round_,
        "found": found,
        "carried": list(keyed.typed.items()),
        "number": request.POST["number"],
        "twice": request.POST.get("twice") == "on",
        "interpreter": request.POST.get("interpreter") == "on",
        "form_token": request.POST.get("form", ""),
        "links": [{"target": f"pick__{d.field}__1", "words": f"{d.label}: {d.error}"} for d in found if d.error],
    }
    context["page"] = {"errors": bool(context["links"])}
    response = render(request, "workspace/helped/compare_sheets.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _with_open_link(request: ScopedRequest, round_id: int) -> Round:
    round_ = surveys.round_(request.scope, round_id)
    if not round_.open_link:
        raise Refused("This survey is by personal link only: there is no address for a poster.")
    return round_


def open_address(request: HttpRequest, round_: Round) -> str:
    """The address of the open link, whole."""
    return request.build_absolute_uri(reverse("start_survey", args=[round_.code]))


def short(address: str) -> str:
    """An address as somebody types it."""
    return address.partition("://")[2].rstrip("/")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
