"""How well the suggestions did, question by question, in words and figures."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.how_well import HowWell
from newbelongings.domain.themes.scoring import NEEDED, Score
from newbelongings.web.parts.gate import gate

_LEAN_ON, _CHOOSE_FROM = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Figures:
    """One question's figures as they are read: shares of 100, ``None`` where there is nothing to take them of."""

    found: HowWell
    f1: str
    interval: str
    of_suggested: str
    of_coded: str
    worst: list[tuple[str, str]]
    so: str


@gate(Permission.CODE_ANSWERS)
def how_well(request: HttpRequest, round_id: int) -> HttpResponse:
    """Of what the model suggested, how much people kept; of what people coded, how much it had suggested."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    figures = [_figures(each) for each in queries.how_well(scope, round_id=round_id)]
    return render(request, "workspace/themes/how_well.html", {"round": round_, "figures": figures, "needed": NEEDED})


def _figures(found: HowWell) -> Figures:
    low_high = f"{found.interval.low:.2f} to {found.interval.high:.2f}" if found.interval else ""
    return Figures(
        found=found,
        f1="" if found.score.f1 is None else f"{found.score.f1:.2f}",
        interval=low_high,
        of_suggested=_of_100(found.score.precision),
        of_coded=_of_100(found.score.recall),
        so=_so(found),
        worst=[(each.name, _in_words(each.score)) for each in found.worst],
    )


def _so(found: HowWell) -> str:
    """What to do about it. By the low end of the interval: it may be as bad as that."""
    if found.interval is None:
        return ""
    if found.interval.low >= _LEAN_ON:
        return "Its suggestions are mostly yours. Accepting the surest, with a sample, saves you time."
    if found.interval.low >= _CHOOSE_FROM:
        return "Good to choose from. Read each answer yourself, and accept at once only what it is surest of."
    return "Often wrong or silent. Read these answers yourself; it learns from what you say."


def _of_100(share: float | None) -> str:
    return "" if share is None else f"{round(100 * share)}"


def _in_words(score: Score) -> str:
    return f"{score.both} rightly suggested, {score.extra} wrongly, {score.missed} missed"
