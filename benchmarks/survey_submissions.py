"""Complete submissions a second over HTTP: the first page, then the finished form, by a few phones at once.

The load is bounded in number and in time, and goes to this machine alone. Every submission that was
acknowledged is looked for in the database afterwards.
"""

import gzip
import http.client
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from django.db import connection

from benchmarks import council
from benchmarks.figures import Figure
from benchmarks.form import finished, form_token
from benchmarks.server import WORKERS, serving
from newbelongings.domain.surveys.models import Response, Round, SealedResponse

PHONES = 8
SUBMISSIONS = 3000
WARM_UP = 200
MOST_SECONDS = 90.0
HEADERS = {"Accept-Encoding": "gzip", "Accept": "text/html"}


class Phone(threading.Thread):
    """One phone after another on one connection; counts what was acknowledged."""

    def __init__(self, port: int, path: str, count: int, deadline: float) -> None:
        super().__init__()
        self.port, self.path, self.count, self.deadline = port, path, count, deadline
        self.acknowledged = 0

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for _ in range(self.count):
            if time.monotonic() > self.deadline:
                return
            line.request("GET", self.path, headers=HEADERS)
            page = line.getresponse()
            body = page.read()
            token = form_token(gzip.decompress(body) if page.headers["Content-Encoding"] == "gzip" else body)
            form = {**HEADERS, "Content-Type": "application/x-www-form-urlencoded"}
            line.request("POST", self.path, urlencode(finished(token)), form)
            answer = line.getresponse()
            answer.read()
            self.acknowledged += answer.status == 302


def _send(port: int, path: str, count: int) -> tuple[int, float]:
    started = time.monotonic()
    phones = [Phone(port, path, count // PHONES, started + MOST_SECONDS) for _ in range(PHONES)]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    return sum(phone.acknowledged for phone in phones), time.monotonic() - started


def _kept(round_: Round) -> int:
    """What lies in the box and what came out of it, counted at one moment."""
    return SealedResponse.objects.filter(round=round_).count() + Response.objects.filter(round=round_).count()


def measure() -> Iterator[Figure]:
    scope, cycle = council.found()
    round_ = council.ask(scope, cycle)
    with serving() as (port, _):
        warm, _ = _send(port, f"/s/{round_.code}/", WARM_UP)
        acknowledged, seconds = _send(port, f"/s/{round_.code}/", SUBMISSIONS)
    kept = _kept(round_)
    if kept != warm + acknowledged:
        raise RuntimeError(f"{warm + acknowledged} were acknowledged and {kept} are there")
    note = (
        f"GET and POST by {PHONES} phones at once, {WORKERS} web processes, load and database on the same machine; "
        f"all {kept} acknowledged are in the database"
    )
    yield Figure(f"survey-submissions-{connection.vendor}", acknowledged / seconds, "submissions/s", acknowledged, note)
