"""What a change of the codebook moves, as it is kept with the change. Shared by splits, merges and their undoing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypedDict

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.scope import Scope

from .earlier import ROWS, Kept, KeptCoding
from .models import Coding, Theme, ThemeChange, ThemeDescent


class Moved(TypedDict, total=False):
    """``made``: themes that the change made. ``codings`` and ``suggestions``: id of the row and of its theme before.

    ``dropped``: codings that were twice the same after the change, as the answer's id, the coding, and when the
    answer was last read.
    ``reread``: what was said of answers that went back to be read, by id. The names are for the history.
    """

    old: list[int]
    new: list[int]
    made: list[int]
    old_names: str
    new_names: str
    codings: list[tuple[int, int]]
    suggestions: list[tuple[int, int]]
    dropped: list[tuple[str, KeptCoding, str]]
    reread: dict[str, Kept]


def held_themes(scope: Scope, ids: Iterable[int]) -> list[Theme]:
    """Living themes of one year of the scope's council, held until the transaction ends."""
    wanted = set(ids)
    found = list(
        Theme.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted, cycle__authority_id=scope.authority)
        .select_related("cycle")
        .order_by("pk")
    )
    if len(found) != len(wanted):
        raise NotFound("One of these themes is not in your codebook. Load the page again and choose once more.")
    if gone := next((theme for theme in found if theme.retired_on), None):
        raise Refused(f"“{gone.name}” has been split or merged already. Load the page again and choose once more.")
    if len({theme.cycle_id for theme in found}) > 1:
        raise Refused("Choose themes of one year.")
    return found


def record(
    scope: Scope, kind: ThemeChange.Kind, old: Sequence[Theme], new: Sequence[Theme], moved: Moved, day: dt.date
) -> ThemeChange:
    """Retire the old themes, and keep what they became with all that moved."""
    Theme.objects.filter(pk__in=[theme.pk for theme in old]).update(retired_on=day)
    moved |= {
        "old": [theme.pk for theme in old],
        "new": [theme.pk for theme in new],
        "old_names": names(old),
        "new_names": names(new),
    }
    change = ThemeChange.objects.create(cycle=old[0].cycle, kind=kind, made_by_id=scope.actor_id, moved=moved)
    ThemeDescent.objects.bulk_create([ThemeDescent(change=change, old=o, new=n) for o in old for n in new])
    return change


def names(themes: Iterable[Theme]) -> str:
    """The names of themes for the history, in quotation marks."""
    return ", ".join(f"“{theme.name}”" for theme in themes)


def recode(codings: Sequence[Coding], to: int) -> tuple[list[int], list[Coding]]:
    """Code to the theme ``to`` what was coded to others. Where an answer is coded so already, the other goes.

    Returns the ids of those that moved, and those that went.
    """
    taken: set[tuple[object, int]] = set()
    answers = [coding.answer_id for coding in codings]
    for start in range(0, len(answers), ROWS):
        there = Coding.objects.filter(theme_id=to, answer__in=answers[start : start + ROWS])
        taken |= set(there.values_list("answer_id", "start"))
    move: list[int] = []
    drop: list[Coding] = []
    for coding in codings:
        place = (coding.answer_id, coding.start)
        if place in taken:
            drop.append(coding)
        else:
            taken.add(place)
            move.append(coding.pk)
    for start in range(0, len(move), ROWS):
        Coding.objects.filter(pk__in=move[start : start + ROWS]).update(theme_id=to)
    gone = [coding.pk for coding in drop]
    for start in range(0, len(gone), ROWS):
        Coding.objects.filter(pk__in=gone[start : start + ROWS]).delete()
    return move, drop
