"""How well the areas of coded answers are told once some of the codings were learnt from."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

import numpy as np

from newbelongings.adapters.text_model.scores import Scores, score
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.themes.expecting import AREAS, Line, expected, lines_as_numbers
from newbelongings.domain.themes.learning import Learned
from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.rehearsing import Known, by_chance, reveal

from .coded_file import CodedAnswer

# Of each seed's answers so many, by chance, may be asked for: else the desk would choose the same for every seed.
ASKED_FOR: Final = 0.8


@dataclass(frozen=True, slots=True)
class Learning:
    """Means over the seeds: codings chosen as the desk would, and by chance; each scored on all that is left.

    ``chosen_before``, ``by_chance_before``: the same answers scored with no coding. What the desk chooses is the hard
    part, so what is left is easier: only beside this does a score say what learning gave.
    """

    chosen: Scores
    chosen_before: Scores
    by_chance: Scores
    by_chance_before: Scores


def evaluate_learning(machine: Machine, answers: Sequence[CodedAnswer], *, codings: int, seeds: int) -> Learning:
    """Reveal ``codings`` of the answers and score the rest, for each of ``seeds``. Each area is one theme.

    ``Refused`` where too few answers are left to score.
    """
    if not 0 < codings <= ASKED_FOR * len(answers):
        most = int(ASKED_FOR * len(answers))
        raise Refused(f"This file has {len(answers):,} answers: learn from 1 to {most:,} of them, and score the rest.")
    known = _known(machine, answers)
    pools = [by_chance(range(len(answers)), count=int(ASKED_FOR * len(answers)), seed=seed) for seed in range(seeds)]
    chosen = [reveal(known, pool, count=codings) for pool in pools]
    chance = [pool[:codings] for pool in pools]
    return Learning(*(_mean(scores) for places in (chosen, chance) for scores in _beside(known, answers, places)))


def _beside(
    known: Known, answers: Sequence[CodedAnswer], revealed: Sequence[Sequence[int]]
) -> tuple[list[Scores], list[Scores]]:
    """What each of ``revealed`` leaves, scored with what was learnt, and with no coding."""
    learnt = [_scored(known, answers, places, known.learn(places)) for places in revealed]
    before = [_scored(known, answers, places, known.learn([])) for places in revealed]
    return learnt, before


def _known(machine: Machine, answers: Sequence[CodedAnswer]) -> Known:
    lines = [Line(place, area.code, (area.name, area.plain), False) for place, area in enumerate(areas())]
    numbers = lines_as_numbers(lines, machine.vectors([words for line in lines for words in line.phrases]))
    sensed = machine.reader.sense([answer.text for answer in answers])
    vectors = np.array([one.vector for one in sensed], dtype=np.float32)
    likely = np.array([[one.areas[area] for area in AREAS] for one in sensed], dtype=np.float32)
    said = np.array([[line.area in answer.areas for line in lines] for answer in answers], dtype=np.float32)
    return Known([answer.text for answer in answers], vectors, expected(numbers, likely, vectors), said)


def _scored(known: Known, answers: Sequence[CodedAnswer], revealed: Sequence[int], learned: Learned) -> Scores:
    left = sorted(set(range(len(answers))) - set(revealed))
    rows = known.values(learned, left)
    # As a reader does, who gives each answer an area: the likeliest, and others that the model would say.
    found = [
        [AREAS[i] for place, i in enumerate(np.argsort(-row)) if place == 0 or row[i] >= learned.cuts[i]]
        for row in rows
    ]
    return score([answers[place].areas for place in left], found)


def _mean(scores: Sequence[Scores]) -> Scores:
    return Scores(
        fmean(one.main_accuracy for one in scores),
        fmean(one.micro_f1 for one in scores),
        fmean(one.macro_f1 for one in scores),
    )
