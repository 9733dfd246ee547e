"""One answer of a shared sample at a time: read alone, or settled together. By keyboard alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes import actions, together_actions
from newbelongings.domain.themes import together as samples
from newbelongings.domain.themes.models import Judgement, SharedAnswer, SharedSample, Theme
from newbelongings.domain.themes.together import Both, Compared
from newbelongings.web.parts.gate import gate
from newbelongings.web.parts.marking import mark

from .together_forms import JudgeForm, SettleForm
from .together_pages import choices, moods, sides


@gate(Permission.CODE_ANSWERS)
def judge_shared_answer(request: HttpRequest, sample_id: int) -> HttpResponse:
    """Say, alone, what the next answer is about. ``?place=`` opens a certain one; ``?left=`` goes on behind one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    sample = samples.shared_sample(scope, sample_id)
    if sample.closed_at:
        return redirect("agreement", sample_id)
    samples.require_reader(scope, sample)
    shared = _asked(request, sample) or samples.next_to_judge(scope, sample, after=_number(request.GET.get("left")))
    if shared is None:
        return redirect("shared_sample", sample_id)
    codebook = _codebook(scope, sample)
    form = JudgeForm(codebook, request.POST or None)
    if request.method == "POST" and form.is_valid() and "add" not in request.POST:
        try:
            together_actions.judge_shared_answer(
                scope,
                sample_id=sample_id,
                place=shared.place,
                theme_ids=form.theme_ids(),
                sentiment=form.cleaned_data["sentiment"],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('judge_shared_answer', args=[sample_id])}?left={shared.place}")
    return render(request, "workspace/themes/together/judge.html", _judge_page(scope, sample, shared, codebook, form))


def _judge_page(
    scope: Scope, sample: SharedSample, shared: SharedAnswer, codebook: list[Theme], form: JudgeForm
) -> dict[str, object]:
    own = samples.own_judgement(scope, shared)
    ticked, mood = _typed(form) if form.is_bound else _said(own)
    by_id = {theme.pk: theme for theme in codebook}
    suggested = samples.suggested(shared) if sample.with_suggestions else []
    offered = list(dict.fromkeys([*suggested, *samples.own_themes(scope, sample)]))[: samples.MOST_OFFERED]
    rows = [by_id[pk] for pk in dict.fromkeys([*offered, *ticked]) if pk in by_id]
    standing = samples.standing(scope, sample)
    flags = point_out(shared.answer.text)
    return {
        "sample": sample,
        "shared": shared,
        "form": form,
        "rows": choices(rows, ticked),
        "moods": moods(mood),
        "codebook": codebook,
        "me": standing.first if standing.first.person.pk == scope.actor_id else standing.second,
        "judged": own,
        "pieces": mark(shared.answer.text, [], flags),
        "before": shared.place - 1,
    }


def _typed(form: JudgeForm) -> tuple[list[int], str]:
    """What was just ticked and, with a theme added by name, that one too."""
    ticked = [int(pk) for pk in form.data.getlist("theme") if pk.isdigit()]
    other = form.cleaned_data.get("other")
    return [*ticked, *([other.pk] if other else [])], form.data.get("sentiment", "")


def _said(own: Judgement | None) -> tuple[list[int], str]:
    return ([judged.theme_id for judged in own.themes.all()], own.sentiment) if own else ([], "")


@gate(Permission.CODE_ANSWERS)
def settle_difference(request: HttpRequest, sample_id: int) -> HttpResponse:
    """One difference at a time, both judgements side by side. ``?left=`` goes on behind one left for later."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    sample = samples.shared_sample(scope, sample_id)
    compared = samples.compare(scope, sample)
    both = _difference(request, compared)
    if both is None:
        return redirect("agreement", sample_id)
    codebook = _codebook(scope, sample)
    form = SettleForm(codebook, request.POST or None)
    if request.method == "POST" and form.is_valid() and "add" not in request.POST:
        try:
            _settle(scope, compared, both, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('settle_difference', args=[sample_id])}?left={both.shared.place}")
    return render(request, "workspace/themes/together/settle.html", _settle_page(compared, both, codebook, form))


def _settle(scope: Scope, compared: Compared, both: Both, form: SettleForm) -> None:
    themes, mood = form.theme_ids(), form.cleaned_data["sentiment"]
    take = form.cleaned_data["take"]
    if take == SettleForm.BOTH:
        themes = sorted(both.said[0] | both.said[1])
        mood = mood or one_mood(both.sentiments)
    elif take:
        who = 0 if take == SettleForm.FIRST else 1
        themes, mood = sorted(both.said[who]), both.sentiments[who]
    together_actions.settle_difference(
        scope, sample_id=compared.sample.pk, place=both.shared.place, theme_ids=themes, sentiment=mood
    )


def one_mood(said: tuple[str, str]) -> str:
    """How an answer is said where both of the two are right; ``Refused`` where they cannot both be."""
    given = {mood for mood in said if mood}
    if len(given) > 1:
        raise Refused("They differ on how it is said. Choose that first, then take both.", field="sentiment")
    return given.pop() if given else ""


def _settle_page(compared: Compared, both: Both, codebook: list[Theme], form: SettleForm) -> dict[str, object]:
    said = both.said[0] | both.said[1]
    ticked, mood = _typed(form) if form.is_bound else ([], "")
    if form.data.get("take") == SettleForm.BOTH:
        ticked = sorted(said)
    by_id = {theme.pk: theme for theme in codebook}
    rows = [by_id[pk] for pk in dict.fromkeys([*sorted(said), *ticked]) if pk in by_id]
    left = [one.shared.place for one in compared.differences]
    return {
        "sample": compared.sample,
        "both": both,
        "shared": both.shared,
        "form": form,
        "sides": sides(compared, both),
        "gone": sorted(compared.themes[pk].name for pk in said if compared.themes[pk].retired_on),
        "rows": choices(rows, ticked),
        "moods": moods(mood),
        "codebook": codebook,
        "number": left.index(both.shared.place) + 1,
        "left": len(left),
        "pieces": mark(both.shared.answer.text, [], point_out(both.shared.answer.text)),
    }


def _difference(request: HttpRequest, compared: Compared) -> Both | None:
    """The one that was sent, or the next behind the one just left; None when nothing is to be settled."""
    differences = compared.differences
    sent = _number(request.POST.get("place"))
    if sent:
        found = next((one for one in differences if one.shared.place == sent), None)
        if found is None:
            raise NotFound("This one is settled already, or was taken back by whoever gave it. Go on with the next.")
        return found
    left = _number(request.GET.get("left"))
    behind = (one for one in differences if one.shared.place > left)
    return next(behind, differences[0] if differences else None)


def _asked(request: HttpRequest, sample: SharedSample) -> SharedAnswer | None:
    place = _number(request.POST.get("place") or request.GET.get("place"))
    return samples.shared_answer(sample, place) if place else None


def _number(words: str | None) -> int:
    return int(words) if words and words.isdecimal() and len(words) < 7 else 0


def _codebook(scope: Scope, sample: SharedSample) -> list[Theme]:
    return actions.ensure_codebook(scope, cycle_id=sample.round.cycle_id)
