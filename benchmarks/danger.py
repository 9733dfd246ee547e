"""How well words of danger are told from others, on 200 sentences that were written first and never learnt from."""

from collections.abc import Iterator

from benchmarks.figures import Figure, processor_milliseconds
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
    spent = processor_milliseconds(suggests_danger, [line.text for line in lines], rounds=ROUNDS)
    yield Figure("danger-milliseconds", spent, "ms", len(lines), f"a sentence of about {letters} letters")
