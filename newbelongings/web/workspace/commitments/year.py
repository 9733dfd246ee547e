"""The year that a page is about, and the others of the council."""

from dataclasses import dataclass

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.web.parts.gate import ScopedRequest


@dataclass(frozen=True, slots=True)
class Years:
    """The year a page is about, and the others of the council."""

    cycle: Cycle
    all: tuple[Cycle, ...]
    is_current: bool


def years(request: ScopedRequest) -> Years:
    """This year, or the one named by ``?year=``."""
    scope, current = request.scope, authorities.current_cycle(request.scope)
    wanted = request.GET.get("year", "")
    named = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    cycle = authorities.cycle(scope, int(wanted)) if named else current
    return Years(cycle, tuple(authorities.cycles(scope)), cycle == current)
