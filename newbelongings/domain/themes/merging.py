"""Several themes become one."""

from collections.abc import Sequence

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .codebook import make_theme
from .earlier import ROWS, kept_coding
from .models import Coding, Suggestion, Theme, ThemeChange
from .moving import Moved, held_themes, recode, record


@transaction.atomic
def merge_themes(
    scope: Scope, *, theme_ids: Sequence[int], into_id: int | None = None, name: str = "", area: str = ""
) -> ThemeChange:
    """Make one theme of several: of ``into_id``, or a new one of that ``name`` (under ``area``, or the first's).

    All codings and suggestions of the others become its own, and the others retire. Who cites one of them still
    does, and is led to what it became.
    """
    scope.require(Permission.CODE_ANSWERS)
    themes = held_themes(scope, {*theme_ids, *([into_id] if into_id else [])})
    old = [theme for theme in themes if theme.pk != into_id]
    if len(themes) < 2:
        raise Refused("Choose at least two themes to merge.", field="themes")
    into = next((theme for theme in themes if theme.pk == into_id), None)
    made = into is None
    if into is None:
        phrases = [phrase for theme in old for phrase in theme.examples]
        into = make_theme(old[0].cycle, name, area or old[0].area, examples=phrases or [name.strip()])
    moved = _move(old, into)
    moved["made"] = [into.pk] if made else []
    change = record(scope, ThemeChange.Kind.MERGE, old, [into], moved, today())
    audit.note(scope, "merged_themes", into, themes=len(old), codings=len(moved["codings"]))
    return change


def _move(old: Sequence[Theme], into: Theme) -> Moved:
    codings = list(Coding.objects.filter(theme__in=old).select_related("answer__reading").order_by("pk"))
    themes = {coding.pk: coding.theme_id for coding in codings}
    went, dropped = recode(codings, into.pk)
    return {
        "codings": [(pk, themes[pk]) for pk in went],
        "dropped": [(str(coding.answer_id), kept_coding(coding), _read_at(coding)) for coding in dropped],
        "suggestions": _move_suggestions(old, into),
    }


def _read_at(coding: Coding) -> str:
    reading = getattr(coding.answer, "reading", None)
    return reading.read_at.isoformat() if reading else ""


def _move_suggestions(old: Sequence[Theme], into: Theme) -> list[tuple[int, int]]:
    """The best suggestion of a place becomes one of the new theme, unless it has one there; others stay hidden."""
    taken = set(Suggestion.objects.filter(theme=into).values_list("answer_id", "start", "end"))
    moved: list[tuple[int, int]] = []
    rows = Suggestion.objects.filter(theme__in=old).order_by("-confidence", "pk")
    for pk, theme_id, answer_id, start, end in rows.values_list("pk", "theme_id", "answer_id", "start", "end"):
        if (answer_id, start, end) not in taken:
            taken.add((answer_id, start, end))
            moved.append((pk, theme_id))
    for start in range(0, len(moved), ROWS):
        Suggestion.objects.filter(pk__in=[pk for pk, _ in moved[start : start + ROWS]]).update(theme=into)
    return moved
