"""The council's public page with 500 replies: drawn, and as many a second as two web processes can send.

Drawn: the time in the server and its SQL statements, nothing kept (a request with a cookie is never given a kept page),
for the plain page, one area, a later page and all that is owed. Sent: `newbelongings serve` with two processes, asked
over a few connections that stay open, by processes of their own on the same machine, so that what they use of its two
cores is not the server's. They read no further than the end of each page. Bounded in number and in time.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import council
from benchmarks.figures import Figure
from benchmarks.server import WORKERS, serving
from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies import actions as replies
from newbelongings.jobs.serving import lay_out_static_files

REPLIES, OWED = 500, 60
TIMES = 25
READERS, CONNECTIONS, REQUESTS, WARM_UP = 2, 8, 20_000, 500
STATES = (
    {"state": "did", "changed": "11 people have a flat this way."},
    {"state": "cannot", "changed": "You can still ask for a loan."},
)


def measure() -> Iterator[Figure]:
    lay_out_static_files()
    scope, cycle = council.found()
    _answer(scope, cycle)
    page = f"/c/{Authority.objects.get(pk=scope.authority_id).slug}/"
    yield from _drawn(page)
    connection.close()
    with serving() as (port, _):
        _read(port, page, WARM_UP)
        yield _sent(port, page)


def _answer(scope: Scope, cycle: Cycle) -> None:
    for number in range(REPLIES + OWED):
        issue = forum.raise_issue(
            scope, title=f"Letters of kind {number} that scare people", words="The letter said court.",
            area=f"A{number % 10 + 1}", quotable=True,
        )  # fmt: skip
        if number < REPLIES:
            reply = replies.write_reply(
                scope, cycle_id=cycle.pk, title=f"Someone to sign for flat {number}", area=f"A{number % 10 + 1}",
                said="“I had the deposit and no one to sign for me.”", issue_ids=[issue.pk],
                answer="The council signs for you until you are 25. " * 4, **STATES[number % 2],
            )  # fmt: skip
            replies.publish_reply(scope, reply_id=reply.pk, unchecked_because="Nobody met yet.")


def _drawn(page: str) -> Iterator[Figure]:
    phone = Client(headers={"Accept-Encoding": "gzip", "Cookie": "drawn=anew"})
    for name, query in (("", ""), ("-area", "?area=A6"), ("-later", "?page=7"), ("-owed", "?owed=all")):
        phone.get(page + query)
        took, worked = [], time.process_time()
        for _ in range(TIMES):
            began = time.perf_counter()
            sent = phone.get(page + query)
            took.append(1_000 * (time.perf_counter() - began))
        worked = 1_000 * (time.process_time() - worked) / TIMES
        with CaptureQueriesContext(connection) as statements:
            phone.get(page + query)
        note = f"{REPLIES} replies, {OWED} owed"
        spent = f"median of {TIMES}, slowest {max(took):.0f} ms, {worked:.0f} ms of the processor"
        yield Figure(
            f"public-page{name}-milliseconds",
            median(took),
            "ms",
            REPLIES,
            f"{spent}; {note}; {len(sent.content):,} bytes",
        )
        yield Figure(f"public-page{name}-statements", len(statements), "statements", REPLIES, note)


def _sent(port: int, page: str) -> Figure:
    began = time.perf_counter()
    reports = _read(port, page, REQUESTS)
    taken = time.perf_counter() - began
    answered = sum(report["answered"] for report in reports)
    generator = sum(report["processor_seconds"] for report in reports)
    note = (
        f"{READERS} reading processes with {CONNECTIONS} open connections each, {WORKERS} web processes, one machine; "
        f"the readers took {generator:.1f} s of the processors of {taken:.1f} s"
    )
    return Figure("public-page-requests", answered / taken, "requests/s", answered, note)


def _read(port: int, page: str, requests: int) -> list[dict[str, float]]:
    command = [sys.executable, "-m", "benchmarks.reader", str(port), page, str(CONNECTIONS), str(requests // READERS)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
    return [json.loads(reader.communicate()[0]) for reader in readers]
