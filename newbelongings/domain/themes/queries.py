"""Questions about the codebook and what it was found to say. Small numbers are hidden here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Shown, is_small, show_count
from newbelongings.domain.surveys.models import Response

from .book import theme, themes, themes_by_ids
from .desk import (
    answer_on_desk,
    answers_to_code,
    how_far,
    kept_for_two,
    next_answer_to_code,
    said_about,
    unread_answers,
)
from .grid import grid, set_aside
from .how_well import how_well
from .lineage import descent, family, theme_changes
from .models import Coding, Quotation
from .offers import sample_to_check, to_accept
from .undoing import coding_acts, last_act

__all__ = [
    "answer_on_desk",
    "answers_to_code",
    "coding_acts",
    "descent",
    "family",
    "grid",
    "how_far",
    "how_well",
    "kept_for_two",
    "last_act",
    "next_answer_to_code",
    "quotations",
    "said_about",
    "sample_to_check",
    "set_aside",
    "theme",
    "theme_changes",
    "theme_people",
    "theme_table",
    "themes",
    "themes_by_ids",
    "to_accept",
    "unread_answers",
]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme and how many people spoke of it, how often; hidden where few did."""

    theme_id: int
    name: str
    area: str
    people: Shown
    mentions: Shown


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """A cycle's themes, most people first. ``base`` is how many people answered in the cycle's rounds."""

    rows: tuple[ThemeRow, ...]
    base: Shown


def theme_table(scope: Scope, *, cycle_id: int) -> ThemeTable:
    """How many people spoke of each theme, in three statements however many answered."""
    limit = authorities.own_authority(scope).hide_up_to
    base = _people_who_answered(scope, cycle_id)
    of_people = ~Q(codings__answer__response__way=Response.GROUP_AGREED)
    counted = themes(scope, cycle_id).annotate(
        people=Count("codings__answer__response", distinct=True, filter=of_people), mentions=Count("codings")
    )
    rows = [_row(row.pk, row.name, row.area, row.people, row.mentions, base, limit) for row in counted]
    return ThemeTable(tuple(sorted(rows, key=_place)), HIDDEN if is_small(base, limit) else base)


def _people_who_answered(scope: Scope, cycle_id: int) -> int:
    """What a group agreed on can be coded and quoted, and is nobody's in a count."""
    answered = Response.objects.filter(round__cycle_id=cycle_id, round__authority_id=scope.authority)
    return answered.exclude(way=Response.GROUP_AGREED).count()


def _place(row: ThemeRow) -> tuple[int, str, str]:
    """Most people first; hidden ones after all that are shown, by name, so that their order says nothing."""
    people = row.people if isinstance(row.people, int) else -1
    return (-people, row.area, row.name)


def _row(theme_id: int, name: str, area: str, people: int, mentions: int, base: int, limit: int) -> ThemeRow:
    shown = show_count(people, base=base, limit=limit)
    # Where the people are hidden the mentions are too: three mentions are three people or fewer.
    return ThemeRow(theme_id, name, area, shown, mentions if isinstance(shown, int) else HIDDEN)


def theme_people(scope: Scope, theme_id: int) -> Shown:
    """How many people spoke of one theme."""
    found = theme(scope, theme_id)
    limit = authorities.own_authority(scope).hide_up_to
    base = _people_who_answered(scope, found.cycle_id)
    coded = Coding.objects.filter(theme=found).exclude(answer__response__way=Response.GROUP_AGREED)
    people = coded.values("answer__response").distinct().count()
    return show_count(people, base=base, limit=limit)


def quotations(scope: Scope, theme_ids: Sequence[int]) -> QuerySet[Quotation]:
    """Words that a person has cleared, under these themes, what they became and what became of that; newest first."""
    known = descent(scope)
    ids = {each for theme_id in theme_ids for each in known.kin(theme_id)}
    return (
        Quotation.objects.filter(theme_id__in=ids, theme__cycle__authority_id=scope.authority)
        .select_related("theme")
        .order_by("-cleared_on", "-pk")
    )
