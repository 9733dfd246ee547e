"""The one page for the board: to read, and to take to the meeting."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.evidence.board import board_page as compose
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import ScopedRequest, gate

from .files import FILES


@gate(Permission.READ_COMMITMENTS)
@never_cache
def board_page(request: ScopedRequest) -> HttpResponse:
    """Two minutes: what they said, what we promised, what is done, what is late, what we ask of you."""
    years = list(authorities.cycles(request.scope))
    cycle = _cycle(request, years)
    page = {"page": compose(request.scope, cycle_id=cycle.pk), "cycle": cycle, "years": years, "files": FILES}
    return render(request, "workspace/board/board_page.html", page)


@gate(Permission.READ_COMMITMENTS)
@never_cache
def board_file(request: ScopedRequest, kind: str) -> HttpResponse:
    """The same page as PDF, as slides or in Word."""
    if kind not in FILES:
        raise Http404
    cycle = _cycle(request, list(authorities.cycles(request.scope)))
    file = FILES[kind]
    response = HttpResponse(file.draw(compose(request.scope, cycle_id=cycle.pk)), content_type=file.type)
    response["Content-Disposition"] = f'attachment; filename="board-page-year-{cycle.number}.{kind}"'
    return response


def _cycle(request: ScopedRequest, years: list[Cycle]) -> Cycle:
    """The year of the number in ``?year=``, or else the latest that has begun."""
    wanted = next((cycle for cycle in years if str(cycle.number) == request.GET.get("year", "")), None)
    begun = [cycle for cycle in years if cycle.starts <= today()]
    return wanted or (begun[-1] if begun else authorities.current_cycle(request.scope))
