"""Which year's plan a page is about."""

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.plans import queries
from newbelongings.web.parts.gate import ScopedRequest

from .saving import number


def chosen_cycle(request: ScopedRequest, years: list[Cycle]) -> Cycle:
    """The year that ``?year=`` names, or else the latest that has begun."""
    wanted = number(request, "year")
    if wanted is not None:
        return queries.cycle(request.scope, wanted)
    begun = [cycle for cycle in years if cycle.starts <= today()]
    return begun[-1] if begun else authorities.current_cycle(request.scope)
