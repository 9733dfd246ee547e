"""Answers that no theme fits, with what a model makes of them, built for tests."""

import numpy as np

from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Answer, Round
from newbelongings.domain.themes.models import AnswerVector, MachineReading
from tests.answering import days_ago
from tests.world import World

WIDTH = 32
MODEL = "numbers-1"
WHO = ("we", "i", "she", "he", "they", "mum", "nan", "dad")
PETS = [f"they said no pets in the flat so {who} had to give the dog away" for who in WHO]
OTHER = [f"something else {n} entirely about thing{n}" for n in range(30)]


def strays_of(world: World, *, slug: str = "strays", pets: tuple[str, ...] = tuple(PETS), seed: int = 1) -> Round:
    """A survey in which some said one thing, no theme fits it, and others said all sorts."""
    instrument = surveys.install_shipped_instruments(world.as_system())[0]
    name = next(q.name for q in survey_queries.instrument_questions(instrument.pk) if q.kind == "three_things")
    round_ = surveys.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title="Spring survey",
        opens=days_ago(90),
        closes=days_ago(30),
    )
    said = [ImportedResponse([GivenAnswer(name, text=text)]) for text in (*pets, *OTHER)]
    surveys.import_responses(world.as_alice, round_id=round_.pk, responses=said)
    seen(Answer.objects.filter(response__round=round_), seed=seed)
    return round_


def seen(answers, *, seed: int = 1, fit: float = 0.1) -> None:
    """As a model sees them: all that speak of pets near one place, each other answer somewhere else.

    By their words, since the order in which answers lie is chance: what an answer is given is the same in every run.
    """
    chance = np.random.default_rng(seed)
    middle = chance.normal(size=WIDTH)
    for answer in sorted(answers, key=lambda answer: answer.text):
        away = chance.normal(size=WIDTH)
        vector = middle + 0.3 * away if "pets" in answer.text else away
        MachineReading.objects.create(answer=answer, model=MODEL, fit=fit)
        AnswerVector.objects.create(answer=answer, model=MODEL, vector=vector.astype("<f2").tobytes())
