"""Suggestions for a hundred thousand answers by two workers; the domain's own part; one answer; one confirmation."""

import time
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from benchmarks import council
from benchmarks.figures import Figure
from benchmarks.files import command
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.coding import code_answers
from newbelongings.domain.themes.keeping_up import keep_up
from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.models import Batch, MachineReading
from newbelongings.domain.themes.suggesting import suggest_for_round
from newbelongings.domain.themes.text_models import Feeling, Floats
from newbelongings.jobs.suggester import local_machine

OPEN_EACH = 6
MANY = 100_000
OF_THEIR_OWN = 12_000
CODINGS = 5_000
WORKERS = 2


class Remembered:
    """A text that costs nothing to read: its vector is drawn by chance."""

    areas = {f"A{number}": 0.1 for number in range(1, 11)}
    feeling = Feeling("negative", 0.7, "three times")
    language = aside = ""

    def __init__(self, vector: Floats) -> None:
        self.vector = vector

    def because(self, direction: Floats) -> str:
        return "three times" if float(self.vector @ direction) else ""

    def because_area(self, area: str) -> str:
        return "three times"


class NoCost:
    """A model that costs nothing, so that what is left is the domain's."""

    version, width = "no-cost-1", 384

    def __init__(self) -> None:
        rows = np.random.default_rng(7).normal(size=(4_096, self.width)).astype(np.float32)
        self.rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def sense(self, texts: Sequence[str]) -> list[Remembered]:
        return [Remembered(self.rows[hash(text) % len(self.rows)]) for text in texts]


def measure() -> Iterator[Figure]:
    scope, cycle = council.found()
    small = council.ask(scope, cycle, "small")
    _answer(scope, small, OF_THEIR_OWN)
    yield _own_part(scope, small)
    yield from _confirmation(scope, small)
    yield _one_answer()
    many = council.ask(scope, cycle, "many")
    _answer(scope, many, MANY)
    spent = command("suggest-themes", "--authority", "901", "--round", "many", "--workers", str(WORKERS))
    read = MachineReading.objects.filter(answer__response__round=many).count()
    if read < MANY:
        raise RuntimeError(f"{read} answers were read and not {MANY}")
    note = f"whole command, {WORKERS} workers, {Batch.objects.filter(round=many).count()} stretches"
    yield Figure("suggest-100k-seconds", spent.seconds, "s", read, note)
    yield Figure("suggest-100k-memory", spent.megabytes, "MB", read, "highest resident memory of the largest process")


def _answer(scope: Scope, round_: Round, answers: int) -> None:
    people, left = 2_000, -(-answers // OPEN_EACH)
    while left > 0:
        surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(min(people, left)))
        left -= people


def _own_part(scope: Scope, round_: Round) -> Figure:
    began = time.process_time()
    read = suggest_for_round(scope, round_id=round_.pk, machine=Machine(NoCost()))
    each = 1000 * (time.process_time() - began) / read
    return Figure("suggest-own-milliseconds", each, "ms", read, "an answer, without the text model; of the processor")


def _confirmation(scope: Scope, round_: Round) -> Iterator[Figure]:
    """Five thousand codings, and one more: until the next answers stand on the desk as learnt from it."""
    machine = Machine(NoCost())
    book = [theme.pk for theme in themes.themes(scope, round_.cycle_id)]
    answers = list(survey_queries.open_answers(scope, round_id=round_.pk)[: CODINGS + 5])
    coded = {answer.pk: [book[place % len(book)]] for place, answer in enumerate(answers[:CODINGS])}
    code_answers(scope, codings=coded)
    keep_up(scope, cycle_id=round_.cycle_id, machine=machine)
    took, worked = [], []
    for answer in answers[CODINGS:]:
        code_answers(scope, codings={answer.pk: [book[0]]})
        began, worked_before = time.perf_counter(), time.process_time()
        keep_up(scope, cycle_id=round_.cycle_id, machine=machine)
        took.append(time.perf_counter() - began)
        worked.append(time.process_time() - worked_before)
    note = (
        f"median of {len(took)}, {len(book)} themes; learnt, and the next answers chosen and written, without the text "
        f"model; {median(worked):.1f} s of the processor"
    )
    yield Figure("learn-confirmation-seconds", median(took), "s", CODINGS, note)


def _one_answer() -> Figure:
    machine = local_machine()
    texts = [answer.text for response in council.responses(20) for answer in response.answers if answer.text]
    known = machine.known(_cycle_of_any_round())
    machine.judge(known, texts[:5])
    took, began = [], time.process_time()
    for text in texts[5:]:
        before = time.perf_counter()
        machine.judge(known, [text])
        took.append(1000 * (time.perf_counter() - before))
    worked = 1000 * (time.process_time() - began) / len(took)
    note = f"median; slowest {max(took):.0f} ms; {worked:.0f} ms of the processor on average"
    return Figure("suggest-one-milliseconds", median(took), "ms", len(took), note)


def _cycle_of_any_round() -> int:
    return Round.objects.values_list("cycle_id", flat=True)[0]
