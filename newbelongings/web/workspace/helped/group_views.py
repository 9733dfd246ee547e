"""A group answers: one device goes round and each voice is its own, or one answer is written down for all."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import groups, keying
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import GroupSession
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.public.survey.pages import new_form_token, others, shut_words
from newbelongings.web.public.survey.paper import Paper

from . import gone
from .forms import GroupSessionForm
from .pages import Page, check_page, is_open, question_page
from .walking import END, START, first, last, step

CHECK = "check"


@dataclass(frozen=True)
class Turn:
    """One person's turn with the device (or the group's, where it agreed); ``sent`` counts those before them here."""

    scope: Scope
    session: GroupSession
    paper: Paper
    form_token: str
    sent: int
    changing: bool = False

    @property
    def part(self) -> list[str]:
        return [question.name for question in self.paper.questions]

    def carried(self, *, without: str = "") -> list[tuple[str, str]]:
        """What the next page carries: everything but the question that it shows."""
        base = [("form", self.form_token), ("sent", str(self.sent))]
        if self.changing:
            base.append(("changing", "1"))
        return [*base, *self.paper.carried([q for q in self.paper.questions if q.name == without])]


@gate(Permission.HELP_ANSWER)
def group_sessions(request: ScopedRequest, round_id: int) -> HttpResponse:
    """The group sessions of a survey, and writing down another."""
    round_ = surveys.round_(request.scope, round_id)
    form = GroupSessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = groups.record_group_session(request.scope, round_id=round_id, **form.cleaned_data)
            return redirect("group_session", round_id, made.pk)
        except Refused as refusal:
            form.refuse(refusal)
    found = groups.group_sessions(request.scope, round_id=round_id)
    context = {"round": round_, "form": form, "sessions": found, "is_open": is_open(round_)}
    return render(request, "workspace/helped/group_sessions.html", context)


@gate(Permission.HELP_ANSWER)
def group_session(request: ScopedRequest, round_id: int, session_id: int) -> HttpResponse:
    """One session, before the device goes round."""
    session = groups.group_session(request.scope, round_id=round_id, session_id=session_id)
    agreed = session.kind == GroupSession.AGREED
    context = {
        "round": session.round,
        "session": session,
        "agreed": agreed,
        "is_open": is_open(session.round),
        "is_sent": agreed and groups.agreed_answer_is_sent(request.scope, session=session),
    }
    return render(request, "workspace/helped/group_session.html", context)


@gate(Permission.HELP_ANSWER)
def next_person(request: ScopedRequest, round_id: int, session_id: int) -> HttpResponse:
    """Between two people: nothing of the last one is here, and the browser forgets their pages."""
    session = groups.group_session(request.scope, round_id=round_id, session_id=session_id)
    sent = _count(request.GET.get("sent", ""), session)
    context = {
        "round": session.round,
        "authority": session.round.authority,
        "session": session,
        "sent": sent,
        "agreed": session.kind == GroupSession.AGREED,
        "all": sent >= session.people,
    }
    return gone.wipes(render(request, "workspace/helped/next_person.html", context))


@gate(Permission.HELP_ANSWER)
def answer_in_group(request: ScopedRequest, round_id: int, session_id: int) -> HttpResponse:
    """The questions, for whoever holds the device now."""
    session = groups.group_session(request.scope, round_id=round_id, session_id=session_id)
    if shut := shut_words(session.round, today()):
        return render(request, "workspace/helped/shut.html", {**shut, "round": session.round})
    turn = _read(request, session)
    if keying.was_sent(request.scope, round_id=round_id, form_token=turn.form_token):
        return _onward(turn)
    return gone.kept_nowhere(_step(request, turn, request.POST.get("go", "")))


def _read(request: ScopedRequest, session: GroupSession) -> Turn:
    questions = surveys.instrument_questions(session.round.instrument_id)
    given = request.POST
    return Turn(
        scope=request.scope,
        session=session,
        paper=Paper.read(questions, given),
        form_token=given.get("form") or new_form_token(),
        sent=_count(given.get("sent") or request.GET.get("sent", ""), session),
        changing=given.get("changing") == "1",
    )


def _count(typed: str, session: GroupSession) -> int:
    """How many this device has sent, as the page itself carried it."""
    return min(int(typed), session.people) if typed.isdecimal() and len(typed) < 5 else 0


def _step(request: HttpRequest, turn: Turn, pressed: str) -> HttpResponse:
    at = request.POST.get("at", "")
    if not pressed:
        return _draw(request, "group_start", turn, Page(START, turn.carried()))
    if pressed == "send":
        return _send(request, turn)
    if pressed.startswith("change:"):
        return _question(request, replace(turn, changing=True), pressed.removeprefix("change:"), {})
    if at == CHECK:
        return _question(request, turn, last(turn.paper, turn.part), {})
    if at == START:
        return _question(request, turn, first(turn.paper, turn.part), {})
    taken = step(turn.paper, turn.part, at=at, pressed=pressed, changing=turn.changing)
    now = replace(turn, paper=taken.paper)
    if taken.to == START:
        return _draw(request, "group_start", now, Page(START, now.carried()))
    return _check(request, now) if taken.to == END else _question(request, now, taken.to, taken.errors)


def _question(request: HttpRequest, turn: Turn, name: str, errors: dict[str, str]) -> HttpResponse:
    if name not in turn.part:
        return _check(request, turn)
    page = question_page(turn.paper, turn.part, name, turn.carried(without=name), errors)
    return _draw(request, "group_question", turn, page)


def _check(request: HttpRequest, turn: Turn, refusal: str = "") -> HttpResponse:
    now = replace(turn, changing=False)
    return _draw(request, "group_check", now, check_page(now.paper, now.part, now.carried(), refusal))


def _send(request: HttpRequest, turn: Turn) -> HttpResponse:
    given = turn.paper.answers()
    try:
        if turn.session.kind == GroupSession.AGREED:
            groups.send_agreed_answer(turn.scope, session=turn.session, answers=given)
        else:
            groups.send_voice(turn.scope, session=turn.session, answers=given, form_token=turn.form_token)
    except Refused as refusal:
        return _check(request, turn, refusal.sentence)
    return _onward(turn)


def _onward(turn: Turn) -> HttpResponse:
    address = reverse("next_person", args=[turn.session.round_id, turn.session.pk])
    return redirect(f"{address}?sent={min(turn.sent + 1, turn.session.people)}")


def _draw(request: HttpRequest, name: str, turn: Turn, page: Page) -> HttpResponse:
    round_ = turn.session.round
    context = {
        "page": page,
        "round": round_,
        "authority": round_.authority,
        "session": turn.session,
        "agreed": turn.session.kind == GroupSession.AGREED,
        "number": turn.sent + 1,
        "others": others(round_),
        "questions": len(turn.paper.questions),
    }
    return render(request, f"workspace/helped/{name}.html", context)
