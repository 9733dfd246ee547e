"""SQL statements behind a page of the survey, and behind sending it."""

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import council
from benchmarks.figures import Figure
from benchmarks.form import finished, form_token
from newbelongings.jobs.serving import lay_out_static_files


def measure() -> Iterator[Figure]:
    lay_out_static_files()
    scope, cycle = council.found()
    round_ = council.ask(scope, cycle)
    client, url = Client(), f"/s/{round_.code}/"
    client.get(url)
    with CaptureQueriesContext(connection) as page:
        start = client.get(url)
    questions = []
    for at in ("", "age", "best"):
        with CaptureQueriesContext(connection) as asked:
            client.post(url, {"form": "x" * 20, "at": at, "go": "next" if at else "one"})
        questions.append(len(asked))
    yield Figure("survey-page-statements", max(len(page), *questions), "statements", 1, "the page with the most")
    with CaptureQueriesContext(connection) as sent:
        answer = client.post(url, finished(form_token(start.content)))
    assert answer.status_code == 302
    yield Figure("survey-submission-statements", len(sent), "statements", 1, "BEGIN, SAVEPOINT and COMMIT counted")
