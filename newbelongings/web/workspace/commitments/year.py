"""The year that a page is about, and the others of the council."""

from dataclasses import dataclass

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.web.parts.gate import ScopedRequest
from newbelongings.web.parts.numbers import number


@dataclass(frozen=True, slots=True)
class Years:
    """The year a page is about, and the others of the council."""

    cycle: Cycle
    all: tuple[Cycle, ...]
    is_current: bool


def years(request: ScopedRequest) -> Years:
    """This year, or the one named by ``?year=``."""
    scope, current = request.scope, authorities.current_cycle(request.scope)
    wanted = number(request.GET.get("year", ""))
    cycle = authorities.cycle(scope, wanted) if wanted is not None else current
    return Years(cycle, tuple(authorities.cycles(scope)), cycle == current)
