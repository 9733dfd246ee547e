"""The themes table, themes under a question, the thread and the pack as answers grow: time, and SQL statements."""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks import council
from benchmarks.figures import Figure
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.evidence import actions as evidence
from newbelongings.domain.evidence import queries as thread
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes import queries as theme_queries
from newbelongings.domain.themes.amounts import amounts
from newbelongings.domain.themes.codebook import ensure_codebook

SIZES = (300, 3_000, 30_000)
TIMES = 5


def measure() -> Iterator[Figure]:
    scope, cycle = council.found()
    round_ = council.ask(scope, cycle)
    lines = [theme.pk for theme in ensure_codebook(scope, cycle_id=cycle.pk)]
    _plan(scope, cycle, lines[:2])
    asked = 0
    for size in SIZES:
        surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(size - asked))
        asked = size
        unread = theme_queries.unread_answers(scope, round_id=round_.pk)
        themes.code_answers(
            scope, codings={answer.pk: [lines[n % len(lines)]] for n, answer in enumerate(unread.order_by("pk"))}
        )
        assert survey_queries.open_answers(scope, round_id=round_.pk).count() == 6 * size
        connection.cursor().execute("ANALYZE")
        for name, work in _works(scope, cycle).items():
            yield from _figures(name, work, size)


def _works(scope: Scope, cycle: Cycle) -> dict[str, Callable[[], Any]]:
    return {
        "themes-table": lambda: theme_queries.theme_table(scope, cycle_id=cycle.pk),
        "themes-amounts": lambda: amounts(scope, cycle_id=cycle.pk, question="worst"),
        "thread": lambda: thread.thread(scope, cycle_id=cycle.pk),
        "pack": lambda: _pack(scope, cycle),
    }


def _pack(scope: Scope, cycle: Cycle) -> None:
    """Made and taken back, so that each time is the first."""
    with transaction.atomic():
        evidence.make_pack(scope, cycle_id=cycle.pk)
        transaction.set_rollback(True)


def _figures(name: str, work: Callable[[], Any], size: int) -> Iterator[Figure]:
    with CaptureQueriesContext(connection) as statements:
        work()
    seconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    note = f"median of {TIMES}; {6 * size} coded answers"
    yield Figure(f"{name}-milliseconds", 1000 * median(seconds), "ms", size, note)
    yield Figure(f"{name}-statements", len(statements), "statements", size)


def _plan(scope: Scope, cycle: Cycle, theme_ids: list[int]) -> None:
    priority = plans.choose_priority(
        scope, cycle_id=cycle.pk, title="A home that stays", area="A6", theme_ids=theme_ids
    )
    plan = plans.write_plan(scope, cycle_id=cycle.pk, aim="Nobody is moved unasked", lead="Head of service")
    for number in range(10):
        objective = plans.set_objective(
            scope,
            plan_id=plan.pk,
            title=f"Objective {number}",
            success="People say so",
            area="A6",
            priority_ids=[priority.pk],
        )
        for part in range(4):
            action = plans.add_action(
                scope,
                objective_id=objective.pk,
                title=f"Action {number}.{part}",
                lead="Housing",
                starts=cycle.starts,
                ends=cycle.ends,
            )
            plans.add_update(scope, rag="green", words="Going well", action_id=action.pk, made_on=today())
