"""Putting down what a text model makes of answers. What a person has read is left as they found it."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import numpy as np
from django.db import connection, transaction

from newbelongings.domain.surveys.models import Answer

from .judging import Judged
from .machine import Known
from .models import AnswerVector, MachineReading, Suggestion
from .text_models import Floats

ROWS: Final = 500
# What every reading may be worth; above it stand those that were chosen to be read next.
_ORDINARY: Final = 0.5
_READING: Final = [
    "model", "learnt_from", "mark", "language", "aside", "areas", "sentiment", "sentiment_confidence",
    "sentiment_because", "worth", "fit",
]  # fmt: skip


@transaction.atomic
def write(answers: Sequence[Answer], judged: Mapping[str, Judged], *, known: Known, model: str) -> int:
    """Put down what the model made of these answers, in place of what it made earlier; returns of how many.

    At most some hundreds at a time. An answer that a person has read, or is reading into the database this moment,
    is left out: what they were shown must stand, or nobody could say how well the suggestions did.
    """
    unread = _hold_unread([answer.pk for answer in answers])
    kept = [(answer, judged[answer.text]) for answer in answers if answer.pk in unread]
    Suggestion.objects.filter(answer__in=unread).delete()
    MachineReading.objects.bulk_create(
        [_reading(answer, one, known, model) for answer, one in kept],
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["answer"],
        update_fields=_READING,
    )
    write_vectors([(answer.pk, one.vector) for answer, one in kept], model=model)
    Suggestion.objects.bulk_create(
        [suggestion for answer, one in kept for suggestion in _suggestions(answer, one, model)], batch_size=ROWS
    )
    return len(kept)


def write_vectors(vectors: Sequence[tuple[UUID, Floats]], *, model: str) -> None:
    """Keep answers as the model sees them."""
    AnswerVector.objects.bulk_create(
        [AnswerVector(answer_id=pk, model=model, vector=vector.astype("<f2").tobytes()) for pk, vector in vectors],
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["answer"],
        update_fields=["model", "vector"],
    )


def vector_of(kept: bytes | memoryview) -> Floats:
    """The numbers that ``write_vectors`` kept."""
    return np.frombuffer(kept, dtype="<f2").astype(np.float32)


def _hold_unread(ids: Sequence[UUID]) -> set[UUID]:
    """Those nobody has read, held against being read until the transaction ends; others that are held are left."""
    skip = connection.features.has_select_for_update_skip_locked
    held = Answer.objects.select_for_update(skip_locked=skip, of=("self",) if skip else ()).filter(pk__in=ids)
    held_ids = list(held.order_by("pk").values_list("pk", flat=True))
    # Asked once they are held: a reading that was written meanwhile is seen.
    return set(Answer.objects.filter(pk__in=held_ids, reading=None).values_list("pk", flat=True))


def _reading(answer: Answer, judged: Judged, known: Known, model: str) -> MachineReading:
    return MachineReading(
        answer=answer,
        model=model,
        learnt_from=known.learned.codings,
        mark=known.mark,
        language=judged.language[:8],
        aside=judged.aside,
        areas=[list(pair) for pair in judged.areas],
        sentiment="" if judged.aside else judged.feeling.sentiment,
        sentiment_confidence=0.0 if judged.aside else round(judged.feeling.confidence, 3),
        sentiment_because="" if judged.aside else judged.feeling.because[:200],
        worth=_ORDINARY * judged.doubt,
        fit=judged.fit,
    )


def _suggestions(answer: Answer, judged: Judged, model: str) -> list[Suggestion]:
    return [
        Suggestion(
            answer=answer,
            theme_id=guess.theme_id,
            rank=rank,
            confidence=guess.confidence,
            said=guess.said,
            because=guess.because,
            start=guess.start,
            end=guess.end,
            model=model,
        )
        for rank, guess in enumerate(judged.guesses, 1)
    ]
