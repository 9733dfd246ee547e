"""The pages of a running round at a hundred thousand responses and as many contacts: time of the server, statements."""

import time
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from benchmarks import council
from benchmarks.figures import Figure
from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import actions as outreach
from newbelongings.domain.outreach import drawing
from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.models import Invitation, Round
from newbelongings.jobs.serving import lay_out_static_files

PEOPLE = 100_000
AT_ONCE = 10_000
TIMES = 7
PAGES = {"round-live-page": "everyone", "round-page": "round"}


def measure() -> Iterator[Figure]:
    lay_out_static_files()
    scope, cycle = council.found()
    round_ = council.ask(scope, cycle)
    _contacts(scope, round_)
    for _ in range(PEOPLE // AT_ONCE):
        surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(AT_ONCE))
    connection.cursor().execute("ANALYZE")
    lead = accounts.add_person(
        scope, email="lead@example.org", name="Lead", role=Role.LEAD, password="lantern copper meadow"
    )
    client = Client()
    client.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    suffix = "" if connection.vendor == "postgresql" else f"-{connection.vendor}"
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for name, page in PAGES.items():
            yield from _figures(client, name, reverse(page, args=[round_.pk]), suffix)


def _contacts(scope: Scope, round_: Round) -> None:
    chance = council.CHANCE
    people = [
        GivenContact(
            f"LC-{number}",
            name=f"Invented person {number}",
            email=f"lc{number}@example.org",
            age_band=chance.choice(council.AGES),
            sex=chance.choice(("male", "female")),
            stage="former-relevant",
            area=f"Ward {number % 20}",
            disability=chance.choice(("yes", "no", "no", "")),
            uasc=chance.choice(("yes", "no", "no")),
            out_of_area=chance.choice(("yes", "no")),
            in_custody="no" if number % 40 else "yes",
        )
        for number in range(PEOPLE)
    ]
    outreach.bring_in_contacts(scope, round_id=round_.pk, people=people)
    drawing.draw_sample(scope, round_id=round_.pk, method="everyone")
    half = Invitation.objects.filter(round=round_).order_by("token_hash").values("pk")[: PEOPLE // 2]
    Invitation.objects.filter(pk__in=half).update(answered=True)


def _figures(client: Client, name: str, address: str, suffix: str) -> Iterator[Figure]:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(address).status_code == 200
        count = len(statements)  # the next request begins the log anew
    seconds, cpu = [], []
    for _ in range(TIMES):
        started, used = time.perf_counter(), time.process_time()
        client.get(address)
        seconds.append(time.perf_counter() - started)
        cpu.append(time.process_time() - used)
    note = f"{connection.vendor}, {PEOPLE:,} contacts; median of {TIMES}, fastest {1000 * min(seconds):.0f} ms"
    note += f"; {1000 * median(cpu):.0f} ms of the web process's own processor time"
    yield Figure(f"{name}-milliseconds{suffix}", 1000 * median(seconds), "ms", PEOPLE, note)
    yield Figure(f"{name}-statements{suffix}", count, "statements", PEOPLE)
