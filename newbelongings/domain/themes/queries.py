"""Questions about the codebook and what it was found to say, for the rooms above."""

from collections.abc import Sequence

from django.db.models import QuerySet

from newbelongings.domain.kernel.scope import Scope

from .amounts import theme_table
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
from .models import Quotation
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
    "theme_table",
    "themes",
    "themes_by_ids",
    "to_accept",
    "unread_answers",
]


def quotations(scope: Scope, theme_ids: Sequence[int]) -> QuerySet[Quotation]:
    """Words that a person has cleared, under these themes, what they became and what became of that; newest first."""
    known = descent(scope)
    ids = {each for theme_id in theme_ids for each in known.kin(theme_id)}
    return (
        Quotation.objects.filter(theme_id__in=ids, theme__cycle__authority_id=scope.authority)
        .select_related("theme")
        .order_by("-cleared_on", "-pk")
    )
