"""Ten thousand suggestions accepted in one stroke, taken back, and shown as rows."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from benchmarks import council
from benchmarks.figures import Figure
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.codebook import ensure_codebook
from newbelongings.domain.themes.grid import GridChoice
from newbelongings.domain.themes.models import MachineReading, Suggestion
from newbelongings.domain.themes.offers import Offer

ANSWERS = 10_000
A_PERSON = 6
A_PAGE = 25
ROWS = 500


def measure() -> Iterator[Figure]:
    scope, cycle = council.found()
    round_ = council.ask(scope, cycle)
    surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(ANSWERS // A_PERSON + 1))
    lines = ensure_codebook(scope, cycle_id=cycle.pk)
    answers = list(queries.unread_answers(scope, round_id=round_.pk)[:ANSWERS])
    MachineReading.objects.bulk_create([MachineReading(answer=a, model="bench") for a in answers], batch_size=ROWS)
    Suggestion.objects.bulk_create(
        [
            Suggestion(answer=a, theme=lines[n % len(lines)], rank=1, confidence=0.9, model="bench")
            for n, a in enumerate(answers)
        ],
        batch_size=ROWS,
    )
    connection.cursor().execute("ANALYZE")
    rows = queries.grid(scope, round_id=round_.pk, choice=GridChoice(least=0.5))
    yield Figure("grid-milliseconds", 1000 * _seconds(lambda: list(rows[:A_PAGE])), "ms", ANSWERS, "one page of 25")
    offer = Offer(round_.pk, 0.8)
    judged = {each.answer.pk: True for each in queries.sample_to_check(scope, offer, seed=1)}
    used = time.process_time()
    took = _seconds(lambda: themes.accept_suggestions(scope, offer, seed=1, judged=judged))
    used = time.process_time() - used
    yield Figure("accept-10k-seconds", took, "s", ANSWERS, "one stroke, one transaction")
    yield Figure("accept-10k-processor-seconds", used, "s", ANSWERS, "of the processor")
    yield Figure("accept-10k-undo-seconds", _seconds(lambda: themes.undo_last(scope, round_id=round_.pk)), "s", ANSWERS)


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
