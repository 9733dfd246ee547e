"""The coding desk: one answer at a time, by keyboard alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.desk import OnTheDesk
from newbelongings.web.parts.gate import gate

from .addresses import as_uuid
from .desk_page import desk_page
from .forms import DeskForm


@gate(Permission.CODE_ANSWERS)
def code_answer(request: HttpRequest, round_id: int) -> HttpResponse:
    """Say what the next answer is about. ``?answer=`` opens a certain one; ``?left=`` goes on behind one left."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    desk = _on_desk(request, scope, round_)
    if desk is None:
        far = queries.how_far(scope, round_id=round_id)
        return render(request, "workspace/themes/all_read.html", {"round": round_, "far": far})
    codebook = actions.ensure_codebook(scope, cycle_id=round_.cycle_id)
    form = DeskForm(codebook, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.code_answer(scope, answer_id=desk.answer.pk, theme_ids=form.theme_ids(), version=version)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('code_answer', args=[round_id])}?before={desk.answer.pk}")
    page = desk_page(desk, queries.how_far(scope, round_id=round_id), codebook, _ticked(request, desk))
    context = {"round": round_, "desk": desk, "page": page, "form": form, "before": as_uuid(request.GET.get("before"))}
    return render(request, "workspace/themes/code_answer.html", context)


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


def _ticked(request: HttpRequest, desk: OnTheDesk) -> list[int]:
    """What was just ticked, even if that is nothing; before that, what a person chose earlier."""
    if request.method == "POST":
        return [int(pk) for pk in request.POST.getlist("theme") if pk.isdigit()]
    return [coding.theme_id for coding in desk.coded]
