"""The plan's page as a running plan grows: 60 actions, 15 milestones and 1,000 updates; time, and SQL statements."""

import datetime as dt
import time
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import council
from benchmarks.figures import Figure
from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.themes.codebook import ensure_codebook
from newbelongings.jobs.serving import lay_out_static_files

OBJECTIVES, ACTIONS, MILESTONES, UPDATES = 12, 60, 15, 1_000
TIMES = 15


def measure() -> Iterator[Figure]:
    lay_out_static_files()
    scope, cycle = council.found()
    _plan(scope, cycle)
    lead = accounts.add_person(
        scope, email="lead@example.org", name="Lead", role=Role.LEAD, password="lantern copper meadow"
    )
    client = Client()
    client.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/plan/").content.count(b"Action 5") > 9
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get("/plan/")
        took.append(1_000 * (time.perf_counter() - began))
    with CaptureQueriesContext(connection) as statements:
        client.get("/plan/")
    note = f"{ACTIONS} actions, {MILESTONES} milestones, {UPDATES:,} updates"
    yield Figure("plan-page-milliseconds", median(took), "ms", UPDATES, f"median of {TIMES}; {note}")
    yield Figure("plan-page-statements", len(statements), "statements", UPDATES, "the session's own counted")


def _plan(scope: Scope, cycle: Cycle) -> None:
    """Every sixth action waits for nothing, ends early and is late; updates are of a year, evenly spread."""
    themes = [theme.pk for theme in ensure_codebook(scope, cycle_id=cycle.pk)]
    plan = plans.write_plan(scope, cycle_id=cycle.pk, aim="One aim of some length.", lead="Lead")
    starts, days = cycle.starts, max(1, (today() - cycle.starts).days)
    lines = []
    for number in range(OBJECTIVES):
        chosen = plans.choose_priority(
            scope, cycle_id=cycle.pk, title=f"Priority {number}", area="A6", theme_ids=[themes[number % len(themes)]]
        )
        objective = plans.set_objective(
            scope, plan_id=plan.pk, title=f"Objective {number}", success="So.", area="A6", priority_ids=[chosen.pk]
        )
        lines += [
            plans.add_action(
                scope, objective_id=objective.pk, title=f"Action {n}", lead="Tom", starts=starts,
                ends=starts if n % 6 == 0 else cycle.ends,
            )
            for n in range(number * 5, number * 5 + 5)
        ]  # fmt: skip
    for number in range(MILESTONES):
        due = starts + dt.timedelta(days=number * 20)
        plans.add_milestone(scope, plan_id=plan.pk, title=f"Milestone {number}", due=min(due, cycle.ends))
    for number in range(UPDATES):
        said_on = starts + dt.timedelta(days=number * days // UPDATES)
        plans.add_update(
            scope, action_id=lines[number % ACTIONS].pk, rag=("green", "amber", "red")[number % 3],
            words=f"Update {number}: a sentence of the usual length, and one more.", made_on=said_on,
        )  # fmt: skip
