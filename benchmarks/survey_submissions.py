"""Complete submissions a second over HTTP: the first page, then the finished form, by a few phones at once.

Then the same while the whole service is killed (SIGKILL) in the middle and started again. A phone that got no page
back sends the same form once more, as a person would. Every submission carries words of its own, so that what was
acknowledged and is not there (``lost``) and what is there twice (``doubled``) can be counted once every box is open.
The load is bounded in number and in time, and goes to this machine alone.
"""

import datetime as dt
import http.client
import os
import signal
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from benchmarks import council
from benchmarks.figures import Figure
from benchmarks.phone import Phone
from benchmarks.server import WORKERS, family, free_port, serving_on
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.models import Answer, Round

PHONES = 8
SUBMISSIONS = 6000
BROKEN = 2000
WARM_UP = 400
MOST_SECONDS = 90.0


@dataclass
class Load:
    """Phones that send one submission after another; what they were told, and how long it took."""

    port: int
    path: str
    count: int
    name: str
    acknowledged: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    taken: float = 0.0

    def start(self) -> "Load":
        self.started = time.monotonic()
        self.threads = [threading.Thread(target=self._phone, args=(number,)) for number in range(PHONES)]
        for thread in self.threads:
            thread.start()
        return self

    def wait(self) -> "Load":
        for thread in self.threads:
            thread.join()
        self.taken = time.monotonic() - self.started
        return self

    def _phone(self, number: int) -> None:
        phone = Phone(self.port, self.path)
        for turn in range(self.count // PHONES):
            if time.monotonic() - self.started > MOST_SECONDS:
                return
            words = f"{self.name}-{number}-{turn}"
            began = time.perf_counter()
            if self._send(phone, words):
                self.seconds.append(time.perf_counter() - began)
                self.acknowledged.append(words)

    def _send(self, phone: Phone, words: str) -> bool:
        token = ""
        while time.monotonic() - self.started < MOST_SECONDS:
            try:
                token = token or phone.open()
                return phone.send(token, words)
            except (OSError, http.client.HTTPException):
                phone.hang_up()
                time.sleep(0.05)
        return False


def _kept(scope: Scope, round_: Round) -> Counter[str]:
    """How often each submission's own words are there, once everything in the box has been opened."""
    surveys.open_box(scope, round_id=round_.pk, on=round_.closes + dt.timedelta(days=1))
    said = Answer.objects.filter(response__round=round_, question__name="advice").values_list("text", flat=True)
    return Counter(said.iterator())


def measure() -> Iterator[Figure]:
    scope, cycle = council.found()
    round_, broken_round = council.ask(scope, cycle), council.ask(scope, cycle, "broken")
    port = free_port()
    with serving_on(port):
        Load(port, f"/s/{round_.code}/", WARM_UP, "warm").start().wait()
        load = Load(port, f"/s/{round_.code}/", SUBMISSIONS, "quick").start().wait()
    broken = _through_a_crash(port, f"/s/{broken_round.code}/")
    yield from _figures(load, broken, _kept(scope, broken_round) + _kept(scope, round_))


def _through_a_crash(port: int, path: str) -> Load:
    load = Load(port, path, BROKEN, "broken")
    with serving_on(port) as first:
        load.start()
        while len(load.acknowledged) < BROKEN // 3:
            time.sleep(0.01)
        for process in family(first):
            os.kill(process, signal.SIGKILL)
    with serving_on(port):
        load.wait()
    return load


def _figures(load: Load, broken: Load, kept: Counter[str]) -> Iterator[Figure]:
    name, n = f"survey-submissions-{connection.vendor}", len(load.acknowledged)
    note = f"GET and POST by {PHONES} phones at once, {WORKERS} web processes, load and database on the same machine"
    yield Figure(name, n / load.taken, "submissions/s", n, note)
    slowest = statistics.quantiles(load.seconds, n=20)[-1] * 1000
    yield Figure(f"{name}-p95-milliseconds", slowest, "ms", n, "first page and sending together")
    acknowledged = load.acknowledged + broken.acknowledged
    crash = f"service killed with SIGKILL after {BROKEN // 3} of {BROKEN} and started again; rows counted"
    yield Figure(
        f"{name}-lost", sum(not kept[words] for words in acknowledged), "submissions", len(acknowledged), crash
    )
    yield Figure(f"{name}-doubled", sum(kept[words] > 1 for words in kept), "submissions", len(acknowledged), crash)
