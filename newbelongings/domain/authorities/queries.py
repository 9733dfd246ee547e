"""Questions about councils and their cycles."""

from django.db.models import QuerySet, Subquery

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Authority, Cycle


def own_authority(scope: Scope) -> Authority:
    """The council the scope acts for."""
    return Authority.objects.get(pk=scope.authority)


def authority_by_slug(scope: Scope, slug: str, **beside: Subquery) -> Authority:
    """A council's public face: anyone may ask by its short name. What is read ``beside`` it becomes attributes."""
    found = Authority.objects.filter(slug=slug).annotate(**beside).first()
    if found is None:
        raise NotFound("There is no council at this address. Check the link you were given.")
    return found


def authority_by_code(scope: Scope, code: str) -> Authority:
    """A council by its three-digit code; for commands."""
    scope.require(Permission.RUN_THE_SERVICE)
    found = Authority.objects.filter(code=code).first()
    if found is None:
        raise NotFound(f"There is no council with the code {code}: load the councils first, or check the code.")
    return found


def cycles(scope: Scope) -> QuerySet[Cycle]:
    """The council's cycles, oldest first."""
    return Cycle.objects.filter(authority_id=scope.authority)


def cycle(scope: Scope, cycle_id: int) -> Cycle:
    """One cycle of the scope's council; raises ``NotFound`` for another council's."""
    found = cycles(scope).filter(pk=cycle_id).first()
    if found is None:
        raise NotFound("There is no such year at this council. Choose one from the list.")
    return found


def current_cycle(scope: Scope) -> Cycle:
    """The cycle that runs today, or else the latest one."""
    found = cycles(scope).filter(starts__lte=today()).order_by("-starts").first() or cycles(scope).last()
    if found is None:
        raise NotFound("This council has no cycle yet. Start one from the home page.")
    return found


def councils_here(scope: Scope) -> QuerySet[Authority]:
    """The councils that have begun (those with a cycle), by name; anyone may ask."""
    return Authority.objects.filter(cycles__isnull=False).distinct()
