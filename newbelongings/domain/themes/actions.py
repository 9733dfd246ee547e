"""Writes to the codebook and to what people say answers are about."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer

from . import desk, queries
from .codebook import ensure_codebook
from .models import Coding, Quotation, Reading, Theme
from .suggesting import suggest_for_round

__all__ = ["add_theme", "clear_quotation", "code_answer", "code_answers", "ensure_codebook", "suggest_for_round"]

# SQLite takes some hundreds of values in one statement.
_ROWS = 500


@transaction.atomic
def add_theme(
    scope: Scope, *, cycle_id: int, area: str, name: str, description: str = "", examples: Sequence[str] = ()
) -> Theme:
    """Add a line to a cycle's codebook, under an area."""
    scope.require(Permission.CODE_ANSWERS)
    cycle = authorities.cycle(scope, cycle_id)
    name = name.strip()
    slug = slugify(name)[:50]
    if not slug:
        raise Refused("Give the theme a name in a few words.", field="name")
    if Theme.objects.filter(cycle=cycle, slug=slug).exists():
        raise Refused("There is a theme of this name already. Use that one, or choose another name.", field="name")
    theme = Theme.objects.create(
        cycle=cycle, slug=slug, area=area, name=name, description=description.strip(), examples=list(examples)
    )
    audit.note(scope, "added_theme", theme, area=area)
    return theme


@transaction.atomic
def code_answer(scope: Scope, *, answer_id: UUID, theme_ids: list[int], version: str | None = None) -> None:
    """Say what one answer is about: these themes, in place of what was said before. None of them is an answer too.

    ``version`` is that of the answer as it lay on the desk; ``Refused`` where somebody read it since.
    """
    scope.require(Permission.CODE_ANSWERS)
    if version is not None:
        now = (
            Reading.objects.select_for_update(of=("self",)).filter(answer_id=answer_id).select_related("reader").first()
        )
        if desk.version_of(now) != version:
            who = now.reader.name if now and now.reader else "Somebody"
            raise Refused(
                f"{who} has read this one since you opened it. Save again to put your choice in place of theirs."
            )
    code_answers(scope, codings={answer_id: theme_ids})


@transaction.atomic
def code_answers(scope: Scope, *, codings: Mapping[UUID, Sequence[int]]) -> int:
    """Say what many answers are about at once; returns how many. All of them, or none."""
    scope.require(Permission.CODE_ANSWERS)
    themes = {theme.pk: theme for theme in queries.themes_by_ids(scope, {t for ids in codings.values() for t in ids})}
    answers = _own_answers(scope, list(codings))
    for answer in answers:
        if any(themes[t].cycle_id != answer.response.round.cycle_id for t in codings[answer.pk]):
            raise Refused("Choose themes of the year in which the answer was given.", field="themes")
    for start in range(0, len(answers), _ROWS):
        Coding.objects.filter(answer__in=answers[start : start + _ROWS]).delete()
    Coding.objects.bulk_create(
        [
            Coding(answer=answer, theme_id=theme_id, coder_id=scope.actor_id)
            for answer in answers
            for theme_id in dict.fromkeys(codings[answer.pk])
        ],
        batch_size=_ROWS,
    )
    Reading.objects.bulk_create(
        [Reading(answer=answer, reader_id=scope.actor_id, read_at=timezone.now()) for answer in answers],
        batch_size=_ROWS,
        update_conflicts=True,
        unique_fields=["answer"],
        update_fields=["reader", "read_at"],
    )
    if answers:
        audit.note(scope, "coded_answers", answers[0].response.round, answers=len(answers))
    return len(answers)


def _own_answers(scope: Scope, ids: list[UUID]) -> list[Answer]:
    found: list[Answer] = []
    for start in range(0, len(ids), _ROWS):
        found += Answer.objects.filter(
            pk__in=ids[start : start + _ROWS], response__round__authority_id=scope.authority
        ).select_related("response__round")
    if len(found) != len(set(ids)):
        raise NotFound("This answer is not at your council. Go back to the list.")
    return found


@transaction.atomic
def clear_quotation(scope: Scope, *, theme_id: int, words: str, cleared_on: dt.date | None = None) -> Quotation:
    """Clear words to be quoted: a person has read them and taken out what could tell who said them."""
    scope.require(Permission.CODE_ANSWERS)
    theme = queries.theme(scope, theme_id)
    words = words.strip()
    if not 0 < len(words) <= 500:
        raise Refused("Give the words to quote, in 500 letters or fewer.", field="words")
    quotation = Quotation.objects.create(
        theme=theme, words=words, cleared_by_id=scope.actor_id, cleared_on=cleared_on or today()
    )
    audit.note(scope, "cleared_quotation", quotation)
    return quotation
