"""How fast the text model senses many answers, all different, in two processes of one thread each, and one alone."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.figures import Figure

MANY = int(os.environ.get("NB_BENCH_ANSWERS", "100000"))
PROCESSES = 2
AT_ONCE = 512
PIECES = 25


def answers(count: int, seed: int) -> list[str]:
    """Answers of 25 word pieces on average, made of sentences of the training text put together by chance."""
    from newbelongings.adapters.text_model.training import examples

    chance, sentences = random.Random(seed), [example.text for example in examples()]
    made: set[str] = set()
    while len(made) < count:
        made.add(" ".join(chance.sample(sentences, chance.choice((1, 1, 1, 2, 2)))) + f" {chance.randrange(1000)}")
    return sorted(made)


def work(count: int, seed: int) -> None:
    """One process: print its processor time, its memory, and the seconds that an answer alone takes."""
    from newbelongings.adapters.text_model.model import TextModel

    model, texts = TextModel(), answers(count, seed)
    model.sense(texts[:1])
    began = time.process_time()
    for start in range(0, count, AT_ONCE):
        for seen in model.sense(texts[start : start + AT_ONCE]):
            seen.because_area(max(seen.areas, key=lambda area: seen.areas[area]))
    busy = time.process_time() - began
    began = time.process_time()
    for text in texts[:100]:
        model.sense([text])
    alone = (time.process_time() - began) / 100
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"busy": busy, "memory": memory, "alone": alone}))


def measure() -> Iterator[Figure]:
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    began = time.perf_counter()
    share = MANY // PROCESSES
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.text_model_speed", str(share), str(seed)],
            env=environment, stdout=subprocess.PIPE, text=True,
        )
        for seed in range(PROCESSES)
    ]  # fmt: skip
    found = [json.loads(child.communicate()[0].splitlines()[-1]) for child in children]
    wall = time.perf_counter() - began
    note = f"{PROCESSES} processes of one thread"
    yield Figure("themes-many-seconds", wall, "s", MANY, f"{note}; with loading and making the answers")
    yield Figure(
        "themes-many-processor-seconds", max(one["busy"] for one in found), "s", MANY, f"{note}; the busier one"
    )
    yield Figure("themes-many-memory", sum(one["memory"] for one in found), "MB", MANY, f"{note}, both together")
    yield Figure("themes-one-milliseconds", 1000 * found[0]["alone"], "ms", 100, "processor time of one answer alone")


if __name__ == "__main__":
    work(int(sys.argv[1]), int(sys.argv[2]))
