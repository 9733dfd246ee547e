"""Two people read the same answers, each alone; how far they agree, and what they settle on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.themes import together as samples
from newbelongings.domain.themes import together_actions
from newbelongings.web.parts.gate import gate

from .together_forms import SharedSampleForm, size_choices
from .together_pages import agreement_page, together_page, waits_for


@gate(Permission.CODE_ANSWERS)
def together(request: HttpRequest) -> HttpResponse:
    """The shared samples of this council, and the next thing to do with them."""
    page = together_page(request.scope)  # type: ignore[attr-defined]
    return render(request, "workspace/themes/together/together.html", {"page": page})


@gate(Permission.MANAGE_PEOPLE)
def make_shared_sample(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose two colleagues and how many answers they both read."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    available = samples.answers_to_draw(scope, round_id=round_id).count()
    form = SharedSampleForm(
        request.POST or None,
        people=[(m.person_id, m.person.name) for m in samples.who_may_code(scope)],
        questions=[(q.name, q.short) for q in samples.open_questions(round_)],
        sizes=size_choices(available),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = together_actions.make_shared_sample(scope, round_id=round_id, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("shared_sample", made.pk)
    context = {"form": form, "round": round_, "available": available, "fewest": together_actions.FEWEST}
    return render(request, "workspace/themes/together/make_shared_sample.html", context)


@gate(Permission.CODE_ANSWERS)
def shared_sample(request: HttpRequest, sample_id: int) -> HttpResponse:
    """How a sample stands: who has read how much, and what to do next."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    sample = samples.shared_sample(scope, sample_id)
    if sample.closed_at:
        return redirect("agreement", sample_id)
    standing = samples.standing(scope, sample)
    context = {
        "standing": standing,
        "readers": (standing.first, standing.second),
        "to_read": waits_for(scope, standing),
        "may_close": scope.may(Permission.MANAGE_PEOPLE) or standing.both_done,
    }
    return render(request, "workspace/themes/together/shared_sample.html", context)


@gate(Permission.CODE_ANSWERS)
@require_POST
def close_shared_sample(request: HttpRequest, sample_id: int) -> HttpResponse:
    """Compare what both have read so far."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    together_actions.close_shared_sample(scope, sample_id=sample_id)
    return redirect("agreement", sample_id)


@gate(Permission.CODE_ANSWERS)
def agreement(request: HttpRequest, sample_id: int) -> HttpResponse:
    """How far the two agree, what they part over, and the one next thing."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    sample = samples.shared_sample(scope, sample_id)
    page = agreement_page(scope, sample)
    return render(request, "workspace/themes/together/agreement.html", {"page": page, "sample": sample})


@gate(Permission.CODE_ANSWERS)
@require_POST
def take_over_agreed(request: HttpRequest, sample_id: int) -> HttpResponse:
    """What the two agree on, in one go."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    taken = together_actions.take_over_agreed(scope, sample_id=sample_id)
    messages.success(request, f"{taken} answer{'' if taken == 1 else 's'} taken over as you both said.")
    return redirect("agreement", sample_id)
