"""The programme team's page over all 152 authorities of England, each with a plan of 60 actions and 300 updates."""

import datetime as dt
import time
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Figure
from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.plans.models import Action, Objective, Plan, Update
from newbelongings.jobs.serving import lay_out_static_files

COUNCILS, ACTIONS, UPDATES_OF_EACH = 152, 60, 5
TIMES = 5


def measure() -> Iterator[Figure]:
    lay_out_static_files()
    system = system_scope()
    councils = [
        authorities.add_authority(system, code=f"B{n:03}", name=f"Invented {n:03}", region="Invented", imagined=True)
        for n in range(COUNCILS)
    ]
    _plans(councils)
    programme = authorities.form_programme(system, name="All", authorities=councils)
    person = accounts.add_person(
        system, email="all@example.org", name="All", role=Role.PROGRAMME, password="lantern copper meadow",
        programme=programme,
    )  # fmt: skip
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert b"Invented 151" in client.get("/oversight/").content
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get("/oversight/")
        took.append(1_000 * (time.perf_counter() - began))
    with CaptureQueriesContext(connection) as statements:
        client.get("/oversight/")
    note = f"median of {TIMES}; {COUNCILS} councils, {ACTIONS} actions and {ACTIONS * UPDATES_OF_EACH} updates each"
    yield Figure("oversight-page-milliseconds", median(took), "ms", COUNCILS, note)
    yield Figure("oversight-page-statements", len(statements), "statements", COUNCILS, "the session's own counted")


def _plans(councils: list[Authority]) -> None:
    starts = today() - dt.timedelta(days=200)
    ends = starts + dt.timedelta(days=364)
    for council in councils:
        cycle = authorities.start_cycle(system_scope().at(council.pk), starts=starts, ends=ends)
        plan = Plan.objects.create(cycle=cycle, aim="One aim.", lead="Lead")
        objective = Objective.objects.create(plan=plan, position=1, title="One", success="So.", area="A6")
        made = Action.objects.bulk_create(
            Action(objective=objective, title=f"Action {n}", lead="Tom", starts=starts, ends=ends)
            for n in range(ACTIONS)
        )
        Update.objects.bulk_create(
            Update(action=action, rag="green", words="It goes on.", made_by="Lead", made_on=starts)
            for action in made
            for _ in range(UPDATES_OF_EACH)
        )
