"""The grid: many answers as rows, by keyboard alone, and as plain forms without a script."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.grid import NOT_ASIDE, SET_ASIDE, GridChoice
from newbelongings.domain.themes.models import CodingAct, MachineReading, Theme
from newbelongings.domain.themes.models.fields import Sentiment
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.gate import gate

from .addresses import as_uuid
from .desk import GONE
from .desk_forms import CodeForm
from .desk_grid_page import GridRow, grid_rows, refused_row

A_PAGE: Final = 25
# The script asks for one row by itself; without it a whole page is sent.
_ONE_ROW: Final = "row"
_ASIDE: Final = [
    ("", "All"),
    (NOT_ASIDE, "Only with suggestions"),
    (SET_ASIDE, "Left to you by the model"),
    *MachineReading.Aside.choices,
]


class GridForm(Form):
    """What the grid shows, in the address."""

    question = forms.ChoiceField(label="Question", required=False)
    theme = forms.ChoiceField(label="Suggested theme", required=False)
    sentiment = forms.ChoiceField(label="How it sounds", required=False, choices=[("", "Any"), *Sentiment.choices])
    aside = forms.ChoiceField(label="Which answers", required=False, choices=_ASIDE)
    least = forms.IntegerField(label="Surer than, of 100", required=False, min_value=0, max_value=100)
    by = forms.ChoiceField(
        label="First come", required=False, choices=[("", "The surest"), ("worth", "Those that teach the model most")]
    )

    def __init__(self, *args: Any, questions: list[tuple[int, str]], codebook: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = [("", "All"), *questions]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", "Any"), *((t.pk, t.name) for t in codebook)]  # type: ignore[attr-defined]

    def choice(self) -> GridChoice:
        """As the query takes it; what makes no sense chooses nothing, and the form says so."""
        self.full_clean()
        given = self.cleaned_data
        return GridChoice(
            question_id=int(given["question"]) if given.get("question") else None,
            theme_id=int(given["theme"]) if given.get("theme") else None,
            sentiment=given.get("sentiment") or "",
            aside=given.get("aside") or "",
            least=(given.get("least") or 0) / 100,
            by_worth=given.get("by") == "worth",
        )


@dataclass(frozen=True, slots=True)
class _Grid:
    """One request to the grid: the round, its codebook, and what is chosen."""

    request: HttpRequest
    scope: Scope
    round: Round
    codebook: list[Theme]
    chosen: GridForm


@gate(Permission.CODE_ANSWERS)
def code_grid(request: HttpRequest, round_id: int) -> HttpResponse:
    """Say what many answers are about, row by row; the address holds what is shown."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    codebook = actions.ensure_codebook(scope, cycle_id=round_.cycle_id)
    questions = [(q.id, q.short) for q in surveys.instrument_questions(round_.instrument_id) if q.is_open]
    grid = _Grid(request, scope, round_, codebook, GridForm(request.GET, questions=questions, codebook=codebook))
    return _save(grid) if request.method == "POST" else _page(grid)


def _save(grid: _Grid) -> HttpResponse:
    one_row = grid.request.headers.get("X-Part") == _ONE_ROW
    asked = as_uuid(grid.request.POST.get("answer"))
    form = CodeForm(grid.codebook, grid.request.POST)
    try:
        desk = queries.answer_on_desk(grid.scope, answer_id=asked) if asked else None
        if desk is None or desk.answer.response.round_id != grid.round.pk:
            raise NotFound(GONE)
    except NotFound:
        if one_row:
            return render(grid.request, "workspace/themes/_grid_gone.html")
        messages.warning(grid.request, GONE)
        return redirect(grid.request.get_full_path())
    if form.is_valid():
        try:
            act = actions.code_answer(grid.scope, answer_id=desk.answer.pk, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _saved(grid, act) if one_row else redirect(grid.request.get_full_path())
    row = refused_row(desk, form, grid.codebook)
    if one_row:
        return render(
            grid.request,
            "workspace/themes/_grid_row.html",
            {"row": row, "moods": Sentiment.choices, "round": grid.round},
        )
    return _page(grid, refused=row)


def _saved(grid: _Grid, act: CodingAct) -> HttpResponse:
    chosen = act.readings.first()
    codings = chosen.answer.codings.select_related("theme") if chosen else []
    names = [coding.theme.name for coding in codings]
    context = {"act": act, "names": names, "words": chosen.answer.text if chosen else "", "round": grid.round}
    return render(grid.request, "workspace/themes/_grid_saved.html", context)


def _page(grid: _Grid, refused: GridRow | None = None) -> HttpResponse:
    found = queries.grid(grid.scope, round_id=grid.round.pk, choice=grid.chosen.choice())
    page = Paginator(found, A_PAGE).get_page(grid.request.GET.get("page"))
    rows = grid_rows(page, without=refused.answer_id if refused else None)
    kept = grid.request.GET.copy()
    kept.pop("page", None)
    context = {
        "round": grid.round,
        "form": grid.chosen,
        "page": page,
        "rows": [*([refused] if refused else []), *rows],
        "refused": refused,
        "codebook": grid.codebook,
        "moods": Sentiment.choices,
        "far": queries.how_far(grid.scope, round_id=grid.round.pk),
        "undo": queries.last_act(grid.scope, round_id=grid.round.pk),
        "kept": kept.urlencode(),
    }
    return render(grid.request, "workspace/themes/code_grid.html", context)
