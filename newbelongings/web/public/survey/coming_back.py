"""Coming back with a code: to finish a survey, to change what was sent, or to take it back.

The code is typed into the page and travels in it, like everything else here; no address holds it.
"""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.kernel.errors import DomainError
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.given import OPEN_LINK
from newbelongings.domain.surveys.returning import ComeBack
from newbelongings.web.parts.compression import compressed
from newbelongings.web.parts.gate import public
from newbelongings.web.parts.manner import as_they_read

from .paper import Paper
from .steps import Door, answer, base_of, check, resume


# No cookie is read or set here either: see views.py.
@csrf_exempt
@compressed
@public
@as_they_read
def come_back(request: HttpRequest) -> HttpResponse:
    """Type the code; then go on where it leads."""
    code = request.POST.get("code", "")
    if request.method != "POST":
        return _ask(request)
    try:
        found = queries.come_back(request.scope, code=code)
        if found.draft is not None:
            return _go_on(request, found, code)
        return _sent(request, found, code)
    except DomainError as refusal:
        return _ask(request, code, refusal.sentence)


def _ask(request: HttpRequest, code: str = "", error: str = "") -> HttpResponse:
    links = [{"target": "code", "words": error}] if error else []
    context = {"code": code, "error": error, "page": {"links": links}}
    return _private(render(request, "public/survey/come_back.html", context))


def _go_on(request: HttpRequest, found: ComeBack, code: str) -> HttpResponse:
    """An unfinished survey, at the question where it was put away."""
    draft = found.draft
    door = Door(found.round, draft["way"], draft["token"])
    if door.way == OPEN_LINK and not found.round.open_link:
        return _ask(request, code, _("This survey is by personal link now. Open the link you were sent."))
    fields = QueryDict(mutable=True)
    for name, value in draft["fields"]:
        fields.appendlist(name, value)
    paper = Paper.read(queries.instrument_questions(found.round.instrument_id), fields)
    return _private(resume(request, door, paper, base_of(door, mode=draft["mode"], code=code), draft["at"]))


def _sent(request: HttpRequest, found: ComeBack, code: str) -> HttpResponse:
    """What was sent: change it, take it back, or leave it."""
    door = Door(found.round, sent=True)
    pressed = request.POST.get("go", "find")
    if pressed == "take_back":
        actions.take_back(request.scope, code=code)  # type: ignore[attr-defined]
        return _page(request, "taken_back", found, code)
    if pressed in ("find", "ask_take_back"):
        return _page(request, pressed, found, code)
    if pressed != "change_sent":
        return _private(answer(request, door))
    paper = Paper.of(queries.instrument_questions(found.round.instrument_id), found.answers or [])
    return _private(check(request, door, paper, base_of(door, code=code)))


def _page(request: HttpRequest, step: str, found: ComeBack, code: str) -> HttpResponse:
    context = {"step": step, "round": found.round, "authority": found.round.authority, "code": code}
    return _private(render(request, "public/survey/came_back.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
