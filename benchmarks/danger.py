"""How well words of danger are told from others, on 200 sentences that were written first and never learnt from."""

import time
from collections.abc import Iterator
from statistics import median

from benchmarks.figures import Figure
from newbelongings.domain.safeguarding import train
from newbelongings.domain.safeguarding.detector import suggests_danger

ROUNDS = 20


def measure() -> Iterator[Figure]:
    lines = train.read("measured.txt")
    flagged = [line for line in lines if suggests_danger(line.text)]
    alarming = sum(line.alarming for line in lines)
    rightly = sum(line.alarming for line in flagged)
    note = f"measured.txt, {alarming} alarming and {len(lines) - alarming} not"
    yield Figure("danger-recall", rightly / alarming, "of 1", len(lines), note)
    yield Figure("danger-precision", rightly / len(flagged), "of 1", len(lines), note)
    letters = sum(len(line.text) for line in lines) // len(lines)
    yield Figure(
        "danger-milliseconds", median(_each(lines)), "ms", len(lines), f"a sentence of about {letters} letters"
    )


def _each(lines: list[train.Line]) -> list[float]:
    """Milliseconds for one sentence, once a round."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for line in lines:
            suggests_danger(line.text)
        spent.append((time.process_time() - begun) * 1000 / len(lines))
    return spent
