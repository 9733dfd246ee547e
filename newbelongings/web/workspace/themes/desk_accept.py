"""Accepting many suggestions at once: how many there are, a sample to check, what it showed, and then all of them."""

import secrets
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.models import Theme
from newbelongings.domain.themes.offers import Checked, Offer, Sampled
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.gate import gate

_SEEDS: Final = 2**31
_RIGHT, _WRONG = "right", "wrong"


class OfferForm(Form):
    """Which suggestions. The address holds it, and the seed of the sample."""

    theme = forms.ChoiceField(label="About", required=False)
    least = forms.IntegerField(
        label="As sure as this, of 100",
        help_text="The higher, the fewer and the safer. 80 is a good start.",
        min_value=1,
        max_value=100,
        error_messages={"required": "Give a number from 1 to 100.", "invalid": "Give a number from 1 to 100."},
    )
    seed = forms.IntegerField(required=False, min_value=0, max_value=_SEEDS, widget=forms.HiddenInput)

    def __init__(self, codebook: Sequence[Theme], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "Any theme"), *((t.pk, t.name) for t in codebook)]  # type: ignore[attr-defined]
        self.fields["least"].widget.attrs |= {"class": "govuk-input govuk-input--width-4", "inputmode": "numeric"}

    def offer(self, round_id: int) -> Offer:
        theme = self.cleaned_data["theme"]
        return Offer(round_id, self.cleaned_data["least"] / 100, int(theme) if theme else None)


@gate(Permission.CODE_ANSWERS)
def accept_suggestions(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose a theme and a confidence; check the sample; see how many of it were right; accept."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    codebook = actions.ensure_codebook(scope, cycle_id=round_.cycle_id)
    form = OfferForm(codebook, request.GET if "least" in request.GET else None, initial={"least": 80})
    if not form.is_bound or not form.is_valid():
        return render(request, "workspace/themes/accept_suggestions.html", {"round": round_, "form": form})
    offer, seed = form.offer(round_id), form.cleaned_data["seed"]
    if seed is None:
        return _count(request, round_, form, offer)
    return _sample(request, round_, form, offer, seed)


def _count(request: HttpRequest, round_: Round, form: OfferForm, offer: Offer) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "round": round_,
        "form": form,
        "waiting": queries.to_accept(scope, offer).count(),
        "seed": secrets.randbelow(_SEEDS),
    }
    return render(request, "workspace/themes/accept_suggestions.html", context)


def _sample(request: HttpRequest, round_: Round, form: OfferForm, offer: Offer, seed: int) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    sample = queries.sample_to_check(scope, offer, seed=seed)
    judged = _judged(request, sample)
    all_judged = len(judged) == len(sample)
    told = ""
    if request.method == "POST" and "accept" in request.POST:
        try:
            act = actions.accept_suggestions(scope, offer, seed=seed, judged=judged)
        except Refused as refusal:
            told = refusal.sentence
        else:
            messages.success(request, f"{act.answers:,} answers are coded as suggested. You can undo it here, whole.")
            return redirect("coding_acts", round_.pk)
    elif request.method == "POST" and not all_judged:
        told = f"Say of each whether it is right: {len(sample) - len(judged)} to go."
    checked = Checked(sum(judged.values()), len(sample)) if sample and all_judged else None
    context = {
        "round": round_,
        "form": form,
        "rows": _rows(sample, judged),
        "waiting": queries.to_accept(scope, offer).count(),
        "checked": checked,
        "wrong": len(sample) - checked.right if checked else 0,
        "told": told,
        "query": request.GET.urlencode(),
    }
    return render(request, "workspace/themes/accept_sample.html", context)


def _judged(request: HttpRequest, sample: list[Sampled]) -> dict[UUID, bool]:
    """What was said of the sample; answers that look alike are judged together, by the first of them."""
    first: dict[tuple[str, ...], UUID] = {}
    said: dict[UUID, bool] = {}
    for each in sample:
        leader = first.setdefault(_alike(each), each.answer.pk)
        word = request.POST.get(f"judged-{leader}")
        if word in (_RIGHT, _WRONG):
            said[each.answer.pk] = word == _RIGHT
    return said


def _rows(sample: list[Sampled], judged: dict[UUID, bool]) -> list[dict[str, Any]]:
    """One row for each wording, with what was said of it so far."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for each in sample:
        row = rows.setdefault(_alike(each), {"one": each, "same": 0, "judged": judged.get(each.answer.pk)})
        row["same"] += 1
    return list(rows.values())


def _alike(each: Sampled) -> tuple[str, ...]:
    return (str(each.answer.question_id), each.answer.text, *sorted(str(s.theme_id) for s in each.suggestions))
