"""The public survey, step by step: each page is the answer to a form that carries everything typed so far.

Nothing is kept between pages: no cookie, no session, no row. Only "Send my answers" and "Finish later" write.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.codes import new_return_code
from newbelongings.domain.surveys.given import INVITATION, OPEN_LINK
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.parts.manner import changes_manner, manner_of

from . import pages
from .first_page import first_page
from .pages import Keep
from .paper import Paper


@dataclass(frozen=True)
class Door:
    """How somebody came in: by the open link, by a personal one that was used or not, or back with their code.

    ``sent`` says that what the code brought back was sent before, and is being changed.
    """

    round: Round
    way: str = OPEN_LINK
    token: str = ""
    used: bool = False
    sent: bool = False

    @property
    def action(self) -> str:
        """Where the forms of its pages go."""
        if self.sent:
            return reverse("come_back")
        if self.way == INVITATION:
            return reverse("start_invited_survey", args=[self.token])
        return reverse("start_survey", args=[self.round.code])


def answer(request: HttpRequest, door: Door) -> HttpResponse:
    """The page that follows from what was pressed."""
    pressed = request.POST.get("go", "")
    # Sending comes first: a form sent twice must be told that it has arrived, not that its link was used.
    if pressed != "send":
        if words := pages.shut_words(door.round, today()):
            return shut(request, words["title"], words["sentence"], door.round)
        if door.used:
            sentence = _("Somebody has already answered with it. If that was you, your answers have arrived.")
            return shut(request, _("This link has been used"), sentence, door.round)
    if request.method != "POST":
        return _kept_here(first_page(request, door, base_of(door)))
    paper = Paper.read(queries.instrument_questions(door.round.instrument_id), request.POST)
    return _step(request, door, paper, _base(request, door, pressed), pressed)


def _base(request: HttpRequest, door: Door, pressed: str) -> dict[str, Any]:
    """What stays the same from page to page."""
    posted = request.POST
    everything = pressed != "one" and (pressed == "all" or posted.get("mode") == pages.ALL)
    return base_of(
        door,
        form_token=posted.get("form", ""),
        mode=pages.ALL if everything else pages.ONE,
        changing=posted.get("changing") == "1",
        code=posted.get("code", ""),
    )


def base_of(
    door: Door, *, form_token: str = "", mode: str = pages.ONE, changing: bool = False, code: str = ""
) -> dict[str, Any]:
    """The same for a page that no form led to."""
    return {
        "action": door.action,
        "form_token": form_token or pages.new_form_token(),
        "mode": mode,
        "personal": door.way == INVITATION,
        "sent": door.sent,
        "changing": changing,
        "code": code,
    }


def _step(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], pressed: str) -> HttpResponse:
    """Turn a pressed button into the next page."""
    if pressed == "send":
        return _send(request, door, paper, base)
    if pressed == "later" and not door.sent:
        return _put_away(request, door, paper, base)
    if pressed == "resume" or changes_manner(pressed):
        return resume(request, door, paper, base, request.POST.get("at", ""))
    if pressed == "all":
        return _show(request, "all", pages.all_page(door.round, paper, base, {}))
    if pressed == "one":
        return _question(request, door, paper, base, paper.questions[0])
    if pressed.startswith("change:"):
        return _go_to(request, door, paper, base, pressed.removeprefix("change:"))
    return _onward(request, door, paper, base, pressed)


def _onward(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], pressed: str) -> HttpResponse:
    """Continue, back or skip, from wherever the person is."""
    at = request.POST.get("at", "")
    if at == pages.ALL and pressed == "next":
        errors = paper.errors(paper.asked)
        if errors:
            return _show(request, "all", pages.all_page(door.round, paper, base, errors))
        return check(request, door, paper, base)
    if at == "check" and pressed == "back":
        return _last(request, door, paper, base)
    here = next((question for question in paper.questions if question.name == at), None)
    if here is None or pressed not in ("next", "back", "skip"):
        return _show(request, "start", pages.page(door.round, paper, base, "start", []))
    return _from_question(request, door, paper, base, pressed, here)


def _from_question(
    request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], pressed: str, here: QuestionSheet
) -> HttpResponse:
    if pressed == "skip":
        paper = paper.without(here)
    if pressed == "next" and (errors := paper.errors([here])):
        return _show(request, "question", pages.question_page(door.round, paper, base, here, errors))
    if pressed == "back" and not base["changing"]:
        before = paper.before(here.position)
        if before is None:
            return _show(request, "start", pages.page(door.round, paper, base, "start", []))
        return _question(request, door, paper, base, before)
    # A changed answer may open questions that were not asked before; the rest need not be walked through again.
    onward = paper.opened(here) if base["changing"] else paper.after(here.position)
    if onward is None or pressed == "back":
        return check(request, door, paper, base)
    return _question(request, door, paper, base, onward)


def _go_to(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], name: str) -> HttpResponse:
    """Back from the last page to one question; from there the way leads to the last page again."""
    if base["mode"] == pages.ALL:
        return _show(request, "all", pages.all_page(door.round, paper, base, {}))
    here = next((question for question in paper.questions if question.name == name), paper.questions[0])
    return _question(request, door, paper, {**base, "changing": True}, here)


def _last(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any]) -> HttpResponse:
    if base["mode"] == pages.ALL:
        return _show(request, "all", pages.all_page(door.round, paper, base, {}))
    return _question(request, door, paper, base, paper.asked[-1])


def _question(
    request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], here: QuestionSheet
) -> HttpResponse:
    return _show(request, "question", pages.question_page(door.round, paper, base, here, {}))


def check(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], refusal: str = "") -> HttpResponse:
    """The page on which answers are looked over; ``refusal`` is why sending them did not work."""
    keep = Keep(request.POST.get("keep_code") or base["code"] or new_return_code(), request.POST.get("keep") == "1")
    return _show(request, "check", pages.check_page(door.round, paper, {**base, "changing": False}, keep, refusal))


def resume(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], name: str) -> HttpResponse:
    """Where somebody is, or had stopped: at a question, on the page of all questions, at the beginning or the end."""
    if at := next((question for question in paper.asked if question.name == name), None):
        return _question(request, door, paper, base, at)
    if name == pages.ALL:
        return _show(request, "all", pages.all_page(door.round, paper, base, {}))
    if name == "start":
        return _show(request, "start", pages.page(door.round, paper, base, "start", []))
    return check(request, door, paper, base)


def _send(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any]) -> HttpResponse:
    keep = not door.sent and request.POST.get("keep") == "1"
    code = request.POST.get("keep_code", "") if keep else base["code"]
    given = {"answers": paper.answers(), "form_token": base["form_token"], "code": code}
    try:
        if door.sent:
            actions.change_response(request.scope, **given)  # type: ignore[attr-defined]
        else:
            door_given = {"round_id": door.round.pk, "way": door.way, "invitation_token": door.token}
            actions.submit_response(request.scope, **given, **door_given, keep=keep)  # type: ignore[attr-defined]
    except Refused as refusal:
        return check(request, door, paper, base, refusal.sentence)
    if keep or door.sent:
        # Shown by this answer itself: an address that held the code would be kept by the browser.
        return _with_code(request, "sent", door, code)
    return redirect(reverse("survey_sent", args=[door.round.code]) + manner_of(request).query)


def _put_away(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any]) -> HttpResponse:
    """Keep what was typed for later, locked with a code that is shown this once."""
    at = request.POST.get("at", "")
    base = {**base, "code": base["code"] or new_return_code()}
    draft = {"fields": paper.carried(), "at": at, "mode": base["mode"], "way": door.way, "token": door.token}
    try:
        scope = request.scope  # type: ignore[attr-defined]
        actions.put_away(scope, round_id=door.round.pk, code=base["code"], draft=draft)
    except Refused as refusal:
        return check(request, door, paper, base, refusal.sentence)
    page = pages.page(door.round, paper, base, at, [])
    return _with_code(request, "later", door, base["code"], page=page)


def _with_code(request: HttpRequest, name: str, door: Door, code: str, **more: Any) -> HttpResponse:
    context = {"round": door.round, "authority": door.round.authority, "others": pages.others(door.round), **more}
    context |= {"code": pages.in_groups(code), "changed": door.sent}
    response = render(request, f"public/survey/{name}.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _show(request: HttpRequest, name: str, page: pages.Page) -> HttpResponse:
    context = {"page": page, "authority": page.round.authority}
    return _kept_here(render(request, f"public/survey/{name}.html", context))


def _kept_here(response: HttpResponse) -> HttpResponse:
    """Kept by this browser alone, so that its Back button finds what was typed."""
    response["Cache-Control"] = "private, no-cache"
    return response


def shut(
    request: HttpRequest, title: str, sentence: str, round_: Round | None = None, status: int = 200
) -> HttpResponse:
    context = {"title": title, "sentence": sentence, "authority": round_.authority if round_ else None}
    return render(request, "public/survey/shut.html", context, status=status)
