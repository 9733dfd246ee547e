"""The public survey: each page is the answer to a form that carries everything typed so far.

Nothing is kept between pages: no cookie, no session, no row. Only "Send my answers" writes.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.given import INVITATION, OPEN_LINK
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.parts.gate import public

from . import pages
from .paper import Paper


@dataclass(frozen=True)
class Door:
    """How somebody came in: by the open link, or by a personal one that was used or not."""

    round: Round
    way: str = OPEN_LINK
    token: str = ""
    used: bool = False


# csrf_exempt: nobody is signed in here and no cookie is read, so a forged form could borrow nothing.
# gzip_page: nothing secret stands in these pages beside text from elsewhere, so its length tells nothing.
@csrf_exempt
@gzip_page
@public
def start_survey(request: HttpRequest, code: str) -> HttpResponse:
    """The survey by its open link."""
    try:
        round_ = queries.public_round(request.scope, code)
    except NotFound as refusal:
        return _shut(request, "We don’t know this link", refusal.sentence, status=404)
    if not round_.open_link:
        return _shut(request, "This survey is by personal link", "Open the link you were sent.", round_)
    return _answer(request, Door(round_))


@csrf_exempt
@gzip_page
@public
def start_invited_survey(request: HttpRequest, token: str) -> HttpResponse:
    """The survey by a personal link, which works once."""
    try:
        invitation = queries.invitation_by_token(request.scope, token)
    except NotFound as refusal:
        return _shut(request, "We don’t know this link", refusal.sentence, status=404)
    return _answer(request, Door(invitation.round, INVITATION, token, invitation.answered))


@gzip_page
@public
def survey_sent(request: HttpRequest, code: str) -> HttpResponse:
    """After sending: what happens next, and who to ring."""
    try:
        round_ = queries.public_round(request.scope, code)
    except NotFound as refusal:
        return _shut(request, "We don’t know this link", refusal.sentence, status=404)
    context = {"round": round_, "authority": round_.authority, "others": pages.others(round_)}
    return render(request, "public/survey/sent.html", context)


def _answer(request: HttpRequest, door: Door) -> HttpResponse:
    pressed = request.POST.get("go", "")
    # Sending comes first: a form sent twice must be told that it has arrived, not that its link was used.
    if pressed != "send":
        if shut := pages.shut_words(door.round, today()):
            return _shut(request, shut["title"], shut["sentence"], door.round)
        if door.used:
            sentence = "Somebody has already answered with it. If that was you, your answers have arrived."
            return _shut(request, "This link has been used", sentence, door.round)
    paper = Paper.read(queries.instrument_questions(door.round.instrument_id), request.POST)
    base = {
        "form_token": request.POST.get("form") or pages.new_form_token(),
        "mode": pages.ALL if pressed == "all" or request.POST.get("mode") == pages.ALL else pages.ONE,
        "personal": door.way == INVITATION,
        "changing": request.POST.get("changing") == "1",
    }
    if pressed == "one":
        base["mode"] = pages.ONE
    return _step(request, door, paper, base, pressed)


def _step(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], pressed: str) -> HttpResponse:
    """Turn a pressed button into the next page."""
    if pressed == "send":
        return _send(request, door, paper, base)
    if pressed == "all":
        return _show(request, "all", pages.all_page(door.round, paper, base, {}))
    if pressed == "one":
        return _question(request, door, paper, base, paper.questions[0])
    if pressed.startswith("change:"):
        return _change(request, door, paper, base, pressed.removeprefix("change:"))
    return _onward(request, door, paper, base, pressed)


def _onward(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], pressed: str) -> HttpResponse:
    """Continue, back or skip, from wherever the person is."""
    at = request.POST.get("at", "")
    if at == pages.ALL and pressed == "next":
        errors = paper.errors(paper.asked)
        if errors:
            return _show(request, "all", pages.all_page(door.round, paper, base, errors))
        return _check(request, door, paper, base)
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
        return _check(request, door, paper, base)
    return _question(request, door, paper, base, onward)


def _change(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], name: str) -> HttpResponse:
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


def _check(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any], refusal: str = "") -> HttpResponse:
    page = pages.check_page(door.round, paper, {**base, "changing": False}, refusal)
    return _show(request, "check", page)


def _send(request: HttpRequest, door: Door, paper: Paper, base: dict[str, Any]) -> HttpResponse:
    try:
        actions.submit_response(
            request.scope,
            round_id=door.round.pk,
            answers=paper.answers(),
            way=door.way,
            form_token=base["form_token"],
            invitation_token=door.token,
        )
    except Refused as refusal:
        return _check(request, door, paper, base, refusal.sentence)
    return redirect("survey_sent", door.round.code)


def _show(request: HttpRequest, name: str, page: pages.Page) -> HttpResponse:
    context = {"page": page, "authority": page.round.authority}
    response = render(request, f"public/survey/{name}.html", context)
    # Kept by this browser alone, so that its Back button finds what was typed.
    response["Cache-Control"] = "private, no-cache"
    return response


def _shut(
    request: HttpRequest, title: str, sentence: str, round_: Round | None = None, status: int = 200
) -> HttpResponse:
    context = {"title": title, "sentence": sentence, "authority": round_.authority if round_ else None}
    return render(request, "public/survey/shut.html", context, status=status)
