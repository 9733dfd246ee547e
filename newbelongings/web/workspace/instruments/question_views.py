"""One question of a questionnaire that is being written: add it, change it, say who is asked it, move it, remove it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys import instrument_queries as queries
from newbelongings.domain.surveys.models import Question
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import ConditionForm, KindForm, OnForm, QuestionForm

_KINDS = dict(Question.KINDS)


@gate(Permission.RUN_SURVEYS)
def add_question(request: ScopedRequest, instrument_id: int) -> HttpResponse:
    """Say how it is answered, then write it."""
    found = queries.own_instrument(request.scope, instrument_id)
    kind = request.GET.get("kind", "")
    if kind not in _KINDS:
        form = KindForm(request.GET if "kind" in request.GET else None)
        return render(request, "workspace/instruments/add_question.html", {"form": form, "instrument": found})
    question = QuestionForm(request.POST or None, kind=kind)
    if request.method == "POST" and question.is_valid():
        try:
            actions.add_question(request.scope, instrument_id=instrument_id, question=question.question())
        except Refused as refusal:
            question.refuse(refusal)
        else:
            messages.success(request, "The question is in, at the end.")
            return redirect("instrument", instrument_id)
    page = {"form": question, "instrument": found, "kind": _KINDS[kind], "sheet": None}
    return render(request, "workspace/instruments/question.html", page)


@gate(Permission.RUN_SURVEYS)
def change_question(request: ScopedRequest, instrument_id: int, name: str) -> HttpResponse:
    """Other words, other choices."""
    found, sheet = _own_question(request.scope, instrument_id, name)
    form = QuestionForm(request.POST or None, kind=sheet.kind, before=sheet)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_question(request.scope, instrument_id=instrument_id, name=name, question=form.question())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The question is changed.")
            return redirect("instrument", instrument_id)
    page = {"form": form, "instrument": found, "kind": _KINDS[sheet.kind], "sheet": sheet}
    return render(request, "workspace/instruments/question.html", page)


@gate(Permission.RUN_SURVEYS)
def set_condition(request: ScopedRequest, instrument_id: int, name: str) -> HttpResponse:
    """Who is asked: everyone, or those who picked something at an earlier question."""
    found, sheet = _own_question(request.scope, instrument_id, name)
    sheets = queries.written_questions(request.scope, instrument_id)
    earlier = [each for each in sheets[: sheet.position - 1] if not each.is_open]
    only = earlier[0].name if len(earlier) == 1 else ""
    wanted = request.GET.get("on") or sheet.condition.get("question", "") or only
    on = next((each for each in earlier if each.name == wanted), None)
    page = {"instrument": found, "sheet": sheet, "earlier": earlier, "on": on}
    if "everyone" in request.POST or on is None:
        if request.method == "POST":
            actions.set_condition(request.scope, instrument_id=instrument_id, name=name, condition={})
            messages.success(request, "Everyone is asked it.")
            return redirect("instrument", instrument_id)
        form = OnForm(request.GET if "on" in request.GET else None, earlier=earlier)
        return render(request, "workspace/instruments/set_condition.html", {**page, "form": form})
    condition = ConditionForm(request.POST or None, on=on, before=sheet)
    if request.method == "POST" and condition.is_valid():
        try:
            actions.set_condition(
                request.scope, instrument_id=instrument_id, name=name, condition=condition.condition()
            )
        except Refused as refusal:
            condition.refuse(refusal)
        else:
            messages.success(request, "Only those are asked it.")
            return redirect("instrument", instrument_id)
    return render(request, "workspace/instruments/set_condition.html", {**page, "form": condition})


@gate(Permission.RUN_SURVEYS)
@require_POST
def move_question(request: ScopedRequest, instrument_id: int, name: str) -> HttpResponse:
    """One place up or down."""
    by = -1 if request.POST.get("to") == "up" else 1
    try:
        actions.move_question(request.scope, instrument_id=instrument_id, name=name, by=by)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("instrument", instrument_id)


@gate(Permission.RUN_SURVEYS)
def remove_question(request: ScopedRequest, instrument_id: int, name: str) -> HttpResponse:
    """Take it out, once asked whether that is meant."""
    found, sheet = _own_question(request.scope, instrument_id, name)
    if request.method == "POST":
        try:
            actions.remove_question(request.scope, instrument_id=instrument_id, name=name)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "The question is out.")
        return redirect("instrument", instrument_id)
    return render(request, "workspace/instruments/remove_question.html", {"instrument": found, "sheet": sheet})


def _own_question(scope: Scope, instrument_id: int, name: str) -> tuple[object, QuestionSheet]:
    found = queries.own_instrument(scope, instrument_id)
    for sheet in queries.written_questions(scope, instrument_id):
        if sheet.name == name:
            return found, sheet
    raise NotFound("This questionnaire has no such question. Choose one from the list.")
