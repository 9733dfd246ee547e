"""Taking back a split or a merge."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .earlier import ROWS, Kept, KeptCoding, coding_of, reading_of
from .models import Coding, Reading, Suggestion, Theme, ThemeChange, ThemeDescent
from .moving import Moved, recode
from .splitting import BY_HAND


@transaction.atomic
def undo_theme_change(scope: Scope, *, change_id: int) -> ThemeChange:
    """Take back a split or a merge: the old themes live again with the codings they had.

    What people said since is not lost: after a split it is put under the theme that was split; a theme that a
    merge made stays where somebody has used it since. ``Refused`` while a later change stands in the way.
    """
    scope.require(Permission.CODE_ANSWERS)
    change = (
        ThemeChange.objects.select_for_update(of=("self",))
        .filter(pk=change_id, cycle__authority_id=scope.authority)
        .first()
    )
    if change is None:
        raise NotFound("There is no such change of your codebook. Choose one from its history.")
    if change.undone_at is not None:
        raise Refused("This has been undone already.")
    moved: Moved = change.moved
    if gone := Theme.objects.filter(pk__in=moved["new"], retired_on__isnull=False).first():
        raise Refused(f"“{gone.name}” has been split or merged since. Undo that first.")
    _names_are_free(change, moved)
    Theme.objects.filter(pk__in=moved["old"]).update(retired_on=None)
    if change.kind == ThemeChange.Kind.SPLIT:
        _rejoin(moved)
    else:
        _take_apart(moved)
    _turn_descents(change, _retire(moved))
    change.undone_at, change.undone_by_id = timezone.now(), scope.actor_id
    change.save(update_fields=["undone_at", "undone_by"])
    audit.note(scope, "undid_theme_change", change, kind=str(change.kind))
    return change


def _names_are_free(change: ThemeChange, moved: Moved) -> None:
    old = Theme.objects.filter(pk__in=moved["old"]).values_list("name", flat=True)
    others = Theme.objects.filter(cycle=change.cycle_id, retired_on=None).exclude(pk__in=moved["made"])
    if taken := others.filter(name__in=list(old)).first():
        raise Refused(f"There is another theme called “{taken.name}” by now. Merge into it instead.")


def _take_apart(moved: Moved) -> None:
    """Codings and suggestions that still are where the merge put them go back to the theme they came from."""
    into = moved["new"][0]
    for theme_id, ids in _by_theme(moved["codings"]).items():
        _move_back(Coding, ids, into, theme_id)
    for theme_id, ids in _by_theme(moved["suggestions"]).items():
        _move_back(Suggestion, ids, into, theme_id)
    _give_back(moved["dropped"])


def _move_back(rows: type[Coding] | type[Suggestion], ids: Sequence[int], into: int, theme_id: int) -> None:
    for start in range(0, len(ids), ROWS):
        rows._default_manager.filter(pk__in=ids[start : start + ROWS], theme=into).update(theme=theme_id)


def _give_back(dropped: Sequence[tuple[str, KeptCoding, str]]) -> None:
    """A coding that gave way comes back where its answer has not been read since: nobody's word is changed."""
    now = _read_at([pk for pk, _, _ in dropped])
    back = [coding_of(pk, coding) for pk, coding, read_at in dropped if now.get(pk, "") == read_at]
    Coding.objects.bulk_create(back, batch_size=ROWS, ignore_conflicts=True)


def _read_at(ids: Sequence[str]) -> dict[str, str]:
    """When each of these answers that a person has read was read, in the words of ``isoformat``."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), ROWS):
        readings = Reading.objects.filter(answer__in=map(UUID, ids[start : start + ROWS]))
        found |= {str(pk): at.isoformat() for pk, at in readings.values_list("answer_id", "read_at")}
    return found


def _rejoin(moved: Moved) -> None:
    old = moved["old"][0]
    recode(list(Coding.objects.filter(theme__in=moved["new"]).order_by("pk")), old)
    Suggestion.objects.filter(theme__in=moved["new"], model=BY_HAND).delete()
    read = _read_at(list(moved["reread"]))
    _as_they_were({pk: kept for pk, kept in moved["reread"].items() if pk not in read}, old)


def _as_they_were(had: dict[str, Kept], old: int) -> None:
    """Answers that nobody has read since the split: they are read again, and about the old theme."""
    Coding.objects.bulk_create(
        [coding_of(pk, coding) for pk, kept in had.items() for coding in kept["codings"] if coding[0] == old],
        batch_size=ROWS,
        ignore_conflicts=True,
    )
    Reading.objects.bulk_create(
        [reading_of(pk, kept["reading"]) for pk, kept in had.items() if kept["reading"]], batch_size=ROWS
    )


def _by_theme(pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for pk, theme_id in pairs:
        found[theme_id].append(pk)
    return found


def _retire(moved: Moved) -> list[int]:
    """Retire what the change made and nobody uses; returns their ids."""
    unused = Theme.objects.filter(pk__in=moved["made"], codings__isnull=True)
    ids = list(unused.values_list("pk", flat=True))
    Theme.objects.filter(pk__in=ids).update(retired_on=today())
    return ids


def _turn_descents(change: ThemeChange, retired: Sequence[int]) -> None:
    """Whoever cites a theme that is no more is led back to what it was made of."""
    was = list(change.descents.all())
    change.descents.all().delete()
    ThemeDescent.objects.bulk_create(
        [ThemeDescent(change=change, old_id=row.new_id, new_id=row.old_id) for row in was if row.new_id in retired]
    )
