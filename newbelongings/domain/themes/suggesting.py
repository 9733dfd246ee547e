"""What a text model thinks answers are about. The model is handed in; nothing here knows how it thinks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer

from .codebook import ensure_codebook
from .desk import unread_answers
from .models import Suggestion, Theme

_TEXTS_AT_ONCE = 64
_ROWS = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the codebook as a text model sees it: its area (``A1`` to ``A10``) and short phrases about it."""

    area: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """That a text is about ``lines[line]``. ``confidence`` is 0 to 1; ``because`` are the words that moved it."""

    line: int
    confidence: float
    because: str


class Suggester(Protocol):
    """A text model that suggests lines of a codebook."""

    @property
    def version(self) -> str:
        """Which model this is, such as ``minilm-areas-1``; kept with each suggestion."""
        ...

    def suggest(self, texts: Sequence[str], lines: Sequence[Line]) -> list[list[Guess]]:
        """For each text at most three guesses of different areas, best first."""
        ...


Progress = Callable[[int, int], None]


def suggest_for_round(scope: Scope, *, round_id: int, suggester: Suggester, progress: Progress | None = None) -> int:
    """Suggest themes for a round's open answers that nobody has read and this model has not seen; returns how many.

    A batch at a time, each whole: killed in the middle, it goes on where it stopped. The same words get the
    same suggestions without being read twice. ``progress`` is told how many of how many texts are done.
    """
    scope.require(Permission.CODE_ANSWERS)
    round_ = surveys.round_(scope, round_id)
    themes = [theme for theme in ensure_codebook(scope, cycle_id=round_.cycle_id) if theme.examples]
    lines = [Line(theme.area, (theme.name, *theme.examples)) for theme in themes]
    waiting = _by_text(scope, round_id, suggester.version)
    texts = list(waiting)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        batch = texts[start : start + _TEXTS_AT_ONCE]
        _write(
            [(waiting[text], guesses) for text, guesses in zip(batch, suggester.suggest(batch, lines), strict=True)],
            themes,
            suggester.version,
        )
        if progress:
            progress(min(start + len(batch), len(texts)), len(texts))
    return sum(len(answers) for answers in waiting.values())


def _by_text(scope: Scope, round_id: int, version: str) -> dict[str, list[Answer]]:
    waiting: dict[str, list[Answer]] = {}
    for answer in unread_answers(scope, round_id=round_id).exclude(suggestions__model=version):
        waiting.setdefault(answer.text, []).append(answer)
    return waiting


@transaction.atomic
def _write(batch: list[tuple[list[Answer], list[Guess]]], themes: list[Theme], version: str) -> None:
    """Suggestions of an earlier model for these answers give way."""
    ids = [answer.pk for answers, _ in batch for answer in answers]
    for start in range(0, len(ids), _ROWS):
        Suggestion.objects.filter(answer__in=ids[start : start + _ROWS]).delete()
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                answer=answer,
                theme=themes[guess.line],
                rank=rank,
                confidence=guess.confidence,
                because=guess.because[:200],
                model=version,
            )
            for answers, guesses in batch
            for answer in answers
            for rank, guess in enumerate(guesses, 1)
        ],
        batch_size=_ROWS,
    )
