"""An adviser helps somebody to answer, on the telephone or face to face, and hands the phone over for private answers.

Nothing is kept between pages, as in the public survey. What the adviser must not see travels sealed (docs/adr/0015).
"""

from dataclasses import dataclass, field, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import DomainError, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import helping
from newbelongings.domain.surveys import actions, handing, keying
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Response, Round
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.public.survey.pages import new_form_token, shut_words
from newbelongings.web.public.survey.paper import Paper, field_names

from . import gone
from .forms import HelpForm
from .pages import Page, check_page, open_rounds, question_page
from .walking import END, START, first, last, private_names, step

HAND, BACK, CHECK = "hand-over", "hand-back", "check"
_WAYS = (Response.TELEPHONE, Response.FACE_TO_FACE)


@gate(Permission.HELP_ANSWER)
def ask(request: ScopedRequest) -> HttpResponse:
    """The surveys that somebody can be helped with today."""
    return render(request, "workspace/helped/ask.html", {"rounds": open_rounds(request.scope)})


@gate(Permission.HELP_ANSWER)
def help_answer(request: ScopedRequest, round_id: int) -> HttpResponse:
    """The questions, read out by whoever helps; the private ones in the hands of whoever answers."""
    round_ = surveys.round_(request.scope, round_id)
    if shut := shut_words(round_, today()):
        return render(request, "workspace/helped/shut.html", {**shut, "round": round_})
    pressed = request.POST.get("go", "")
    if pressed in ("", "begin"):
        return _choose(request, round_)
    sitting = _read(request, request.scope, round_)
    if keying.was_sent(request.scope, round_id=round_id, form_token=sitting.form_token):
        return redirect("helped_sent", round_id)
    return gone.kept_nowhere(_step(request, sitting, pressed))


@gate(Permission.HELP_ANSWER)
def helped_sent(request: ScopedRequest, round_id: int) -> HttpResponse:
    """It has arrived; nothing of it is shown."""
    round_ = surveys.round_(request.scope, round_id)
    return gone.wipes(render(request, "workspace/helped/sent.html", {"round": round_, "authority": round_.authority}))


@dataclass(frozen=True)
class Sitting:
    """One person who answers and one who helps: everything that their pages carry."""

    scope: Scope
    round: Round
    way: str
    interpreter: bool
    person: str
    form_token: str
    changing: bool
    paper: Paper
    private: frozenset[str] = field(default_factory=frozenset)

    @property
    def open_part(self) -> list[str]:
        return [question.name for question in self.paper.questions if question.name not in self.private]

    @property
    def private_part(self) -> list[str]:
        """What is asked in private: nothing on the telephone, where there is no phone to hand over."""
        return sorted(self.private) if self.way == Response.FACE_TO_FACE else []

    def shown_to_helper(self) -> list[tuple[str, str]]:
        """What a page in the helper's hands carries: open answers as they are, private ones sealed."""
        plain = [(name, value) for name, values in self._typed(private=False).items() for value in values]
        private = self._typed(private=True)
        return [*self._base(), *plain, *([("sealed", self._seal(private))] if private else [])]

    def shown_to_person(self) -> list[tuple[str, str]]:
        """What a page in the young person's hands carries: all of it sealed."""
        return [*self._base(), ("sealed", self._seal(self.paper.typed))]

    def _base(self) -> list[tuple[str, str]]:
        base = [("form", self.form_token), ("way", self.way)]
        if self.interpreter:
            base.append(("interpreter", "on"))
        if self.person:
            base.append(("person", self.person))
        return [*base, ("changing", "1")] if self.changing else base

    def _typed(self, *, private: bool) -> dict[str, list[str]]:
        wanted = [q for q in self.paper.questions if (q.name in self.private) is private]
        names = {name for question in wanted for name in field_names(question)}
        return {name: values for name, values in self.paper.typed.items() if name in names}

    def _seal(self, typed: dict[str, list[str]]) -> str:
        return handing.hand_over(self.scope, round_id=self.round.pk, form_token=self.form_token, typed=typed)


def _read(request: HttpRequest, scope: Scope, round_: Round) -> Sitting:
    """What a page brought: the sealed part first, then what was typed by whoever holds the device now."""
    questions = surveys.instrument_questions(round_.instrument_id)
    private = frozenset(private_names(questions))
    form_token, at = request.POST.get("form", ""), request.POST.get("at", "")
    held = handing.handed_over(scope, round_id=round_.pk, form_token=form_token, field=request.POST.get("sealed", ""))
    here = {at} if at in private else set() if at in (HAND, BACK) else {q.name for q in questions} - private
    typed_now = Paper.read(tuple(q for q in questions if q.name in here), request.POST).typed
    if typed_now and at in private:
        held = Paper(questions, held).without(next(q for q in questions if q.name == at)).typed
    return Sitting(
        scope=scope,
        round=round_,
        way=request.POST.get("way") if request.POST.get("way") in _WAYS else Response.FACE_TO_FACE,
        interpreter=request.POST.get("interpreter") == "on",
        person=request.POST.get("person", ""),
        form_token=form_token or new_form_token(),
        changing=request.POST.get("changing") == "1",
        paper=Paper(questions, {**held, **typed_now}),
        private=private,
    )


def _choose(request: ScopedRequest, round_: Round) -> HttpResponse:
    """Before the first question: how they talk, whether somebody interprets, and whom it is for."""
    people = [(str(p.pk), p.reference) for p in helping.people_to_help(request.scope, round_id=round_.pk)]
    form = HelpForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            _token(request.scope, round_, given.get("person", ""))
        except DomainError as refusal:
            form.add_error("person", refusal.sentence)
        else:
            sitting = replace(_read(request, request.scope, round_), form_token=new_form_token())
            return gone.kept_nowhere(_helper_question(request, sitting, first(sitting.paper, sitting.open_part)))
    questions = surveys.instrument_questions(round_.instrument_id)
    context = {"form": form, "round": round_, "private": len(private_names(questions)), "questions": len(questions)}
    return render(request, "workspace/helped/choose.html", context)


def _step(request: HttpRequest, sitting: Sitting, pressed: str) -> HttpResponse:
    """Turn a pressed button into the next page, for whoever holds the device then."""
    at = request.POST.get("at", "")
    if at in (*sitting.private, HAND, BACK) and gone.is_handed_back(request, sitting.form_token):
        return render(request, "workspace/helped/over.html", {"round": sitting.round})
    if at == HAND:
        return _from_hand_over(request, sitting, pressed)
    if at in sitting.private:
        return _from_private(request, sitting, at, pressed)
    if at == BACK:
        return _from_hand_back(request, sitting, pressed)
    if pressed == "send":
        return _send(request, sitting)
    if pressed.startswith("change:"):
        return _helper_question(request, replace(sitting, changing=True), pressed.removeprefix("change:"))
    if at == CHECK:
        return _helper_question(request, sitting, last(sitting.paper, sitting.open_part))
    return _from_question(request, sitting, at, pressed)


def _from_question(request: HttpRequest, sitting: Sitting, at: str, pressed: str) -> HttpResponse:
    taken = step(sitting.paper, sitting.open_part, at=at, pressed=pressed, changing=sitting.changing)
    now = replace(sitting, paper=taken.paper)
    if taken.to == START:
        return redirect("help_answer", sitting.round.pk)
    if taken.to != END:
        return _helper_question(request, now, taken.to, taken.errors)
    now = replace(now, changing=False)
    over = gone.is_handed_back(request, sitting.form_token)
    if over or first(now.paper, now.private_part) == END:
        return _check(request, now)
    return _draw(request, "hand_over", now, Page(HAND, now.shown_to_person()))


def _from_hand_over(request: HttpRequest, sitting: Sitting, pressed: str) -> HttpResponse:
    if pressed == "back":
        return _helper_question(request, sitting, last(sitting.paper, sitting.open_part))
    return _private_question(request, sitting, first(sitting.paper, sitting.private_part))


def _from_private(request: HttpRequest, sitting: Sitting, at: str, pressed: str) -> HttpResponse:
    taken = step(sitting.paper, sitting.private_part, at=at, pressed=pressed)
    now = replace(sitting, paper=taken.paper)
    if taken.to == START:
        return _draw(request, "hand_over", now, Page(HAND, now.shown_to_person()))
    if taken.to == END:
        return _draw(request, "hand_back", now, Page(BACK, now.shown_to_person()))
    return _private_question(request, now, taken.to, taken.errors)


def _from_hand_back(request: HttpRequest, sitting: Sitting, pressed: str) -> HttpResponse:
    if pressed == "back":
        return _private_question(request, sitting, last(sitting.paper, sitting.private_part))
    response = gone.wipes(_check(request, sitting))
    gone.remember_handed_back(request, response, sitting.form_token)
    return response


def _helper_question(
    request: HttpRequest, sitting: Sitting, name: str, errors: dict[str, str] | None = None
) -> HttpResponse:
    if name not in sitting.open_part:
        return _check(request, sitting)
    shown = {f for q in sitting.paper.questions if q.name == name for f in field_names(q)}
    hidden = [pair for pair in sitting.shown_to_helper() if pair[0] not in shown]
    page = question_page(sitting.paper, sitting.open_part, name, hidden, errors or {})
    return _draw(request, "question", sitting, page)


def _private_question(
    request: HttpRequest, sitting: Sitting, name: str, errors: dict[str, str] | None = None
) -> HttpResponse:
    if name not in sitting.private_part:
        return _draw(request, "hand_back", sitting, Page(BACK, sitting.shown_to_person()))
    page = question_page(sitting.paper, sitting.private_part, name, sitting.shown_to_person(), errors or {}, blank=True)
    return _draw(request, "private", sitting, page)


def _check(request: HttpRequest, sitting: Sitting, refusal: str = "") -> HttpResponse:
    now = replace(sitting, changing=False)
    page = check_page(now.paper, now.open_part, now.shown_to_helper(), refusal)
    return _draw(request, "check", now, page)


def _send(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    given = sitting.paper.answers()
    if sitting.way == Response.TELEPHONE:
        given = [answer for answer in given if answer.question not in sitting.private]
    try:
        actions.submit_response(
            sitting.scope,
            round_id=sitting.round.pk,
            answers=given,
            way=sitting.way,
            form_token=sitting.form_token,
            invitation_token=_token(sitting.scope, sitting.round, sitting.person),
            interpreter=sitting.interpreter,
        )
    except Refused as refusal:
        return _check(request, sitting, refusal.sentence)
    return redirect("helped_sent", sitting.round.pk)


def _token(scope: Scope, round_: Round, person: str) -> str:
    """The invitation of the person who is helped; empty where nobody is named."""
    if not person.isdecimal():
        return ""
    return helping.token_of_person(scope, round_id=round_.pk, contact_id=int(person))


def _draw(request: HttpRequest, name: str, sitting: Sitting, page: Page) -> HttpResponse:
    context = {
        "page": page,
        "round": sitting.round,
        "authority": sitting.round.authority,
        "asked_in_private": bool(sitting.private_part),
        "left_out": len(sitting.private) if sitting.way == Response.TELEPHONE else 0,
    }
    return render(request, f"workspace/helped/{name}.html", context)
