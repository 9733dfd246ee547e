"""Reading what became of themes, for this room and for those above whose rows cite one."""

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .descent import Descent
from .models import Theme, ThemeChange, ThemeDescent


def descent(scope: Scope) -> Descent:
    """What every theme of the council became; one statement, and no row where nothing was ever split or merged."""
    rows = ThemeDescent.objects.filter(old__cycle__authority_id=scope.authority).order_by("pk")
    became: dict[int, list[int]] = {}
    retired: set[int] = set()
    names: dict[int, str] = {}
    for row in rows.values_list(
        "old_id", "old__name", "old__retired_on", "new_id", "new__name", "new__retired_on", named=True
    ):
        became.setdefault(row.old_id, []).append(row.new_id)
        names |= {row.old_id: row.old__name, row.new_id: row.new__name}
        retired |= {row.old_id} if row.old__retired_on else set()
        retired |= {row.new_id} if row.new__retired_on else set()
    return Descent(became, frozenset(retired), names)


def family(scope: Scope, theme: Theme) -> tuple[list[Theme], list[Theme]]:
    """What a theme became, and what it was before: living themes, and retired ones."""
    known = descent(scope)
    ids = {*known.became(theme.pk), *known.was(theme.pk)} - {theme.pk}
    found = Theme.objects.filter(pk__in=ids, cycle__authority_id=scope.authority)
    return [each for each in found if each.retired_on is None], [each for each in found if each.retired_on]


def theme_changes(scope: Scope, cycle_id: int) -> QuerySet[ThemeChange]:
    """The splits and merges of a year, newest first, each with ``old_names`` and ``new_names``; what moved is left."""
    scope.require(Permission.CODE_ANSWERS)
    return (
        ThemeChange.objects.filter(cycle_id=cycle_id, cycle__authority_id=scope.authority)
        .annotate(old_names=KT("moved__old_names"), new_names=KT("moved__new_names"))
        .select_related("made_by", "undone_by")
        .defer("moved")
    )
