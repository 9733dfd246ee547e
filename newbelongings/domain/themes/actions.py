"""Writes to the codebook and to what people say answers are about. Those of one purpose have a file of their own."""

from collections.abc import Sequence

from django.db import transaction

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .accepting import accept_suggestions
from .codebook import ensure_codebook, make_theme
from .coding import Segment, code_answer, code_answers
from .merging import merge_themes
from .models import Theme
from .quoting import clear_quotation
from .splitting import split_theme
from .unchanging import undo_theme_change
from .undoing import undo_act, undo_last

__all__ = [
    "Segment",
    "accept_suggestions",
    "add_theme",
    "clear_quotation",
    "code_answer",
    "code_answers",
    "ensure_codebook",
    "merge_themes",
    "split_theme",
    "undo_act",
    "undo_last",
    "undo_theme_change",
]


@transaction.atomic
def add_theme(
    scope: Scope, *, cycle_id: int, area: str, name: str, description: str = "", examples: Sequence[str] = ()
) -> Theme:
    """Add a line to a cycle's codebook, under an area."""
    scope.require(Permission.CODE_ANSWERS)
    cycle = authorities.cycle(scope, cycle_id)
    theme = make_theme(cycle, name, area, description=description, examples=examples)
    audit.note(scope, "added_theme", theme, area=area)
    return theme
