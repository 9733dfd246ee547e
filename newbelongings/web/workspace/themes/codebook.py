"""The codebook and its changes: themes split and merged, and either taken back."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.codebook_lines import answers_to_split, codebook_lines
from newbelongings.domain.themes.models import Theme
from newbelongings.web.parts.gate import gate
from newbelongings.web.parts.numbers import numbers

from .codebook_forms import BY_HAND, MergeForm, SplitForm

_A_PAGE: Final = 25
BY_HAND_AT_MOST: Final = 100


@gate(Permission.CODE_ANSWERS)
def codebook(request: HttpRequest) -> HttpResponse:
    """The lines of this year's codebook, or of ``?year=``, with how many answers each has."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    years = list(authorities.cycles(scope))
    running = authorities.current_cycle(scope)
    cycle = next((year for year in years if str(year.number) == request.GET.get("year")), running)
    actions.ensure_codebook(scope, cycle_id=cycle.pk)
    context = {
        "cycle": cycle,
        "years": years,
        "lines": codebook_lines(scope, cycle.pk),
        "changes": queries.theme_changes(scope, cycle.pk).count(),
    }
    return render(request, "workspace/themes/codebook.html", context)


@gate(Permission.CODE_ANSWERS)
def merge_themes(request: HttpRequest) -> HttpResponse:
    """Make one theme of those in ``?theme=``."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    themes = queries.themes_by_ids(scope, numbers(request.GET.getlist("theme")))
    if len(themes) < 2:
        return render(request, "workspace/themes/merge_themes.html", {"themes": themes})
    form = MergeForm(themes, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change = actions.merge_themes(scope, theme_ids=[theme.pk for theme in themes], **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Merged. You can undo it in the history of the codebook.")
            return redirect("theme", change.moved["new"][0])
    return render(request, "workspace/themes/merge_themes.html", {"form": form, "themes": themes})


@gate(Permission.CODE_ANSWERS)
def split_theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """Make several themes of one: first their names, then, where a person wants to, which answer goes where."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    theme = queries.theme(scope, theme_id)
    if theme.retired_on:
        return redirect("theme", theme_id)
    form = SplitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by_hand = form.cleaned_data["way"] == BY_HAND
        if by_hand and "dealt" not in request.POST:
            return _deal(request, theme, form)
        try:
            chosen = _chosen(request, scope, theme) if by_hand else {}
            change = actions.split_theme(scope, theme_id=theme_id, names=form.cleaned_data["names"], chosen=chosen)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _split_words(len(change.moved["reread"])))
            return redirect("theme", theme_id)
    answers = codebook_lines(scope, theme.cycle_id).get(pk=theme_id).answers  # type: ignore[attr-defined]
    return render(request, "workspace/themes/split_theme.html", {"form": form, "theme": theme, "answers": answers})


def _deal(request: HttpRequest, theme: Theme, form: SplitForm) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    answers, wordings = answers_to_split(scope, theme, most=BY_HAND_AT_MOST)
    context = {"form": form, "theme": theme, "answers": answers, "wordings": wordings}
    return render(request, "workspace/themes/deal_answers.html", context)


def _chosen(request: HttpRequest, scope: Scope, theme: Theme) -> dict[UUID, int]:
    """For each answer, and those with its words, the place of the new theme that was chosen for it."""
    answers, _ = answers_to_split(scope, theme, most=BY_HAND_AT_MOST)
    places: dict[UUID, int] = {}
    for answer in answers:
        sent = request.POST.get(f"to-{answer.pk}", "")
        if sent.isascii() and sent.isdigit():
            places |= dict.fromkeys(_ids(answer), int(sent))
    return places


def _ids(answer: Answer) -> list[UUID]:
    ids: list[UUID] = answer.ids  # type: ignore[attr-defined]
    return ids


def _split_words(read_again: int) -> str:
    again = f" {read_again:,} answers wait to be read again." if read_again else ""
    return f"Split.{again} You can undo it in the history of the codebook."


@gate(Permission.CODE_ANSWERS)
def theme_changes(request: HttpRequest) -> HttpResponse:
    """Every split and merge of the running year, latest first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    cycle = authorities.current_cycle(scope)
    changes = Paginator(queries.theme_changes(scope, cycle.pk), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "workspace/themes/theme_changes.html", {"cycle": cycle, "changes": changes})


@gate(Permission.CODE_ANSWERS)
@require_POST
def undo_theme_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take back a split or a merge."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    try:
        actions.undo_theme_change(scope, change_id=change_id)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, "Undone. The themes are as they were, and so is what was coded to them.")
    return redirect("theme_changes")
