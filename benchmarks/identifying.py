"""How many planted details are pointed out, in sentences by hands that had not seen the code."""

import time
from collections.abc import Iterator
from statistics import median

from benchmarks.figures import Figure
from newbelongings.domain.kernel.identifying import point_out
from tests.marked_sentences import FOLDER, Sentence, sentences

ROUNDS = 5


def measure() -> Iterator[Figure]:
    files = sorted(int(path.stem) for path in FOLDER.glob("*.txt"))
    said = [sentence for number in files for sentence in sentences(number)]
    planted = sum(len(sentence.planted) for sentence in said)
    found = sum(len(sentence.found()) for sentence in said)
    beside = sum(sentence.marked_wrongly() for sentence in said)
    yield Figure("identifying-recall", found / planted, "of 1", planted, f"{len(said)} sentences, all learnt from")
    yield Figure("identifying-precision", found / (found + beside), "of 1", planted, "marks that touch a detail")
    yield Figure("identifying-milliseconds", median(_each(said)), "ms", len(said), "a sentence")


def _each(said: list[Sentence]) -> list[float]:
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for sentence in said:
            point_out(sentence.text)
        spent.append((time.process_time() - begun) * 1000 / len(said))
    return spent
