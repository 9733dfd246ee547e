"""How many planted details are pointed out, in sentences by hands that had not seen the code."""

from collections.abc import Iterator

from benchmarks.figures import Figure, processor_milliseconds
from newbelongings.domain.kernel.identifying import point_out
from tests.marked_sentences import FOLDER, sentences

ROUNDS = 5


def measure() -> Iterator[Figure]:
    files = sorted(int(path.stem) for path in FOLDER.glob("*.txt"))
    said = [sentence for number in files for sentence in sentences(number)]
    planted = sum(len(sentence.planted) for sentence in said)
    found = sum(len(sentence.found()) for sentence in said)
    beside = sum(sentence.marked_wrongly() for sentence in said)
    yield Figure("identifying-recall", found / planted, "of 1", planted, f"{len(said)} sentences, all learnt from")
    yield Figure("identifying-precision", found / (found + beside), "of 1", planted, "marks that touch a detail")
    spent = processor_milliseconds(point_out, [sentence.text for sentence in said], rounds=ROUNDS)
    yield Figure("identifying-milliseconds", spent, "ms", len(said), "a sentence")
