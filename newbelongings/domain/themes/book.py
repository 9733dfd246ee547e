"""The lines of a codebook, for every query and action of this room and for those above."""

from collections.abc import Iterable

from django.db.models import QuerySet

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.scope import Scope

from .models import Theme


def themes(scope: Scope, cycle_id: int) -> QuerySet[Theme]:
    """One cycle's codebook as it stands, by area and name: themes that were split or merged are not in it."""
    return Theme.objects.filter(cycle_id=cycle_id, cycle__authority_id=scope.authority, retired_on=None)


def theme(scope: Scope, theme_id: int) -> Theme:
    """One theme of the scope's council, retired or not."""
    found = Theme.objects.filter(pk=theme_id, cycle__authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such theme in your codebook. Choose one from the list.")
    return found


def themes_by_ids(scope: Scope, ids: Iterable[int]) -> list[Theme]:
    """The themes of these ids; ``NotFound`` if one of them is not the council's own."""
    wanted = set(ids)
    found = list(Theme.objects.filter(pk__in=wanted, cycle__authority_id=scope.authority))
    if len(found) != len(wanted):
        raise NotFound("One of these themes is not in your codebook. Load the page again and choose once more.")
    return found
