"""The strokes of a round: who coded what, how many at once, and taking one back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.themes import queries
from newbelongings.web.parts.gate import gate

_A_PAGE = 25


@gate(Permission.CODE_ANSWERS)
def coding_acts(request: HttpRequest, round_id: int) -> HttpResponse:
    """Everything that was said of a round's answers, stroke by stroke, latest first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    acts = Paginator(queries.coding_acts(scope, round_id=round_id), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "workspace/themes/coding_acts.html", {"round": round_, "acts": acts})
