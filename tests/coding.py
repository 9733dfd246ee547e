"""Answers that lie on the coding desk, with what a text model said of them."""

from collections.abc import Sequence
from typing import Any

from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Answer, Round
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes.models import MachineReading, Suggestion, Theme

from .answering import days_ago
from .world import World

MODEL = "plain-1"


def round_of(world: World, words: Sequence[str], *, question: str = "", slug: str = "spring") -> Round:
    """A round in which so many people wrote these words, each an answer to one question."""
    scope = world.as_alice
    instrument = surveys.install_shipped_instruments(world.as_system())[0]
    asked = survey_queries.instrument_questions(instrument.pk)
    name = question or next(q.name for q in asked if q.kind == "three_things")
    round_ = surveys.open_round(
        scope,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title=f"{slug.title()} survey",
        opens=days_ago(90),
        closes=days_ago(30),
    )
    said = [ImportedResponse([GivenAnswer(name, text=each)]) for each in words]
    surveys.import_responses(scope, round_id=round_.pk, responses=said)
    return round_


def answers_of(world: World, round_: Round) -> list[Answer]:
    """The answers of a round, by their words."""
    return sorted(survey_queries.open_answers(world.as_alice, round_id=round_.pk), key=lambda answer: answer.text)


def add_themes(world: World, *names: str, area: str = "A6") -> list[Theme]:
    """Lines of this year's codebook."""
    return [themes.add_theme(world.as_alice, cycle_id=world.cycle.pk, area=area, name=name) for name in names]


def suggest(answer: Answer, *guesses: tuple[Theme, float], said: float = 0.5, **more: Any) -> None:
    """That a model read an answer: themes with their confidence, said from ``said`` on. ``more`` is of the reading.

    A guess may have a start and an end of a segment behind its confidence.
    """
    MachineReading.objects.create(answer=answer, model=MODEL, **more)
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                answer=answer,
                theme=theme,
                rank=rank,
                confidence=confidence,
                said=confidence >= said,
                because=answer.text[:12],
                model=MODEL,
                start=place[0] if place else 0,
                end=place[1] if place else 0,
            )
            for rank, (theme, confidence, *place) in enumerate(guesses, 1)
        ]
    )


def file_of_codes(round_id: int) -> bytes:
    """A file that says of one answer, by its words, that it is about a theme there is and one there is not."""
    text = Answer.objects.filter(response__round=round_id).exclude(text="").earliest("pk").text
    words = text.replace('"', '""')
    return f'text,themes\n"{words}",Somebody who rings; Draughts\n'.encode()
