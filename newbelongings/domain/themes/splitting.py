"""One theme becomes several."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .codebook import make_theme
from .earlier import ROWS, Kept, in_rows, keep
from .models import Coding, Reading, Suggestion, Theme, ThemeChange
from .moving import Moved, held_themes, recode, record

# In place of a model’s name: what is offered because a theme was split, and not because of any words.
BY_HAND: Final = "split"


@transaction.atomic
def split_theme(
    scope: Scope, *, theme_id: int, names: Sequence[str], chosen: Mapping[UUID, int] | None = None
) -> ThemeChange:
    """Make new themes of these ``names`` of one theme, which retires.

    ``chosen``: for answers a person has looked at, which of the names (from 0) each belongs to. All others that were
    coded to the theme go back to be read: they are unread again, with the new themes offered on the desk.
    """
    scope.require(Permission.CODE_ANSWERS)
    wanted = [name.strip() for name in names if name.strip()]
    if len({name.lower() for name in wanted}) < 2:
        raise Refused("Give at least two different names.", field="names")
    chosen = chosen or {}
    if any(not 0 <= place < len(wanted) for place in chosen.values()):
        raise Refused("Choose one of the new themes for each answer, or leave it to be read again.")
    old = held_themes(scope, [theme_id])[0]
    new = [make_theme(old.cycle, name, old.area, examples=[name]) for name in wanted]
    moved = _deal_out(old, new, chosen)
    change = record(scope, ThemeChange.Kind.SPLIT, [old], new, moved, today())
    audit.note(scope, "split_theme", old, themes=len(new), read_again=len(moved["reread"]))
    return change


def _deal_out(old: Theme, new: Sequence[Theme], chosen: Mapping[UUID, int]) -> Moved:
    by_place: dict[int, list[Coding]] = defaultdict(list)
    again: dict[UUID, None] = {}
    for coding in Coding.objects.filter(theme=old).order_by("pk"):
        if coding.answer_id in chosen:
            by_place[chosen[coding.answer_id]].append(coding)
        else:
            again[coding.answer_id] = None
    codings = [(pk, old.pk) for place, some in by_place.items() for pk in recode(some, new[place].pk)[0]]
    return {
        "made": [theme.pk for theme in new],
        "codings": codings,
        "dropped": [],
        "suggestions": [],
        "reread": _read_again(old, new, list(again)),
    }


def _read_again(old: Theme, new: Sequence[Theme], ids: Sequence[UUID]) -> dict[str, Kept]:
    """What else was said of these answers stays, for whoever reads them again to see."""
    kept = keep(ids)["had"]
    for some in in_rows(ids):
        Coding.objects.filter(theme=old, answer__in=some).delete()
        Reading.objects.filter(answer__in=some).delete()
        _offer(old, new, some)
    return kept


def _offer(old: Theme, new: Sequence[Theme], ids: Sequence[UUID]) -> None:
    """Offer the new themes until a model has read the answers again; no model said so, and none is named."""
    last = Suggestion.objects.filter(answer__in=ids).values("answer").annotate(last=Max("rank")).order_by()
    ranks = dict(last.values_list("answer_id", "last"))
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                answer_id=pk,
                theme=theme,
                rank=ranks.get(pk, 0) + place,
                confidence=0,
                said=False,
                because="",
                model=BY_HAND,
            )
            for pk in ids
            for place, theme in enumerate(new, 1)
        ],
        batch_size=ROWS,
    )
