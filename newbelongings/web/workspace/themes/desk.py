"""The coding desk: one answer at a time, by keyboard alone; and taking back the last stroke."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.desk import OnTheDesk
from newbelongings.domain.themes.models import Theme
from newbelongings.web.parts.gate import gate

from .addresses import as_uuid
from .desk_forms import CodeForm, as_value
from .desk_page import Given, desk_page

GONE = "That answer is no longer here: it was taken back. Nothing was saved. Here is the next."


@gate(Permission.CODE_ANSWERS)
def code_answer(request: HttpRequest, round_id: int) -> HttpResponse:
    """Say what the next answer is about. ``?answer=`` opens a certain one; ``?left=`` goes on behind one left."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    try:
        desk = _on_desk(request, scope, round_)
    except NotFound:
        if request.method != "POST":
            raise
        messages.warning(request, GONE)
        return redirect("code_answer", round_id)
    if desk is None:
        return _all_read(request, scope, round_)
    codebook = actions.ensure_codebook(scope, cycle_id=round_.cycle_id)
    form = CodeForm(codebook, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.code_answer(scope, answer_id=desk.answer.pk, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('code_answer', args=[round_id])}?before={desk.answer.pk}")
    return render(request, "workspace/themes/code_answer.html", _context(request, round_, desk, codebook, form))


def _context(
    request: HttpRequest, round_: Round, desk: OnTheDesk, codebook: list[Theme], form: CodeForm
) -> dict[str, object]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    page = desk_page(
        desk,
        queries.how_far(scope, round_id=round_.pk),
        codebook,
        _given(request, desk),
        undo=queries.last_act(scope, round_id=round_.pk),
        set_aside=queries.set_aside(scope, round_id=round_.pk),
    )
    before = as_uuid(request.GET.get("before"))
    return {"round": round_, "desk": desk, "page": page, "form": form, "before": before}


def _all_read(request: HttpRequest, scope: Scope, round_: Round) -> HttpResponse:
    far = queries.how_far(scope, round_id=round_.pk)
    kept = queries.kept_for_two(scope, round_id=round_.pk).filter(reading=None).count()
    page = {"round": round_, "far": far, "kept": kept, "left": far.all - far.read - kept}
    return render(request, "workspace/themes/all_read.html", page)


@gate(Permission.CODE_ANSWERS)
@require_POST
def undo_coding(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take back one's own last stroke, or the one of ``act``; then see the answer again, or the strokes."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    surveys.round_(scope, round_id)
    asked = request.POST.get("act", "")
    try:
        if asked.isascii() and asked.isdigit():
            answers = actions.undo_act(scope, act_id=int(asked))
            messages.success(request, f"Undone: {answers:,} answer{'' if answers == 1 else 's'} as before.")
            return redirect("coding_acts", round_id)
        act = actions.undo_last(scope, round_id=round_id)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("coding_acts" if asked else "code_answer", round_id)
    many = f" {act.answers:,} answers are as they were before." if act.answers > 1 else ""
    messages.success(request, f"Undone.{many}")
    if request.POST.get("back") == "grid":
        return redirect("code_grid", round_id)
    return redirect(f"{reverse('code_answer', args=[round_id])}?answer={act.before['answers'][0]}")


def _on_desk(request: HttpRequest, scope: Scope, round_: Round) -> OnTheDesk | None:
    """The answer that was sent or asked for, or else the next that nobody has read; None when all are read."""
    asked = as_uuid(request.POST.get("answer") or request.GET.get("answer"))
    if asked is None:
        left = as_uuid(request.GET.get("left"))
        after = queries.answer_on_desk(scope, answer_id=left).answer if left else None
        following = queries.next_answer_to_code(scope, round_id=round_.pk, after=after)
        asked = following.pk if following else None
    if asked is None:
        return None
    desk = queries.answer_on_desk(scope, answer_id=asked)
    if desk.answer.response.round_id != round_.pk:
        raise NotFound("This answer is not part of this survey. Go back to the list.")
    return desk


def _given(request: HttpRequest, desk: OnTheDesk) -> Given:
    """What was just chosen, even if that is nothing; before that, what a person chose earlier."""
    if request.method == "POST":
        sent = request.POST
        return Given(frozenset(sent.getlist("theme")), sent.get("sentiment", ""), "same" in sent)
    coded = frozenset(as_value(each.theme_id, each.start, each.end) for each in desk.coded)
    return Given(coded, desk.sentiment, same=True)
