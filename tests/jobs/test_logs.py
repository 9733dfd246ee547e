"""Nothing that the service writes down joins an address to an answer: the real server, its output read afterwards."""

import contextlib
import http.client
import json
import logging
import os
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest

from benchmarks.form import form_token
from newbelongings.config.logs import Discreet
from tests.jobs.test_serving import ROOT, _answer, _command, _free_port

ADDRESS, AGENT = "203.0.113.77", "MarkedAgent/9.9"
WORDS = "he hits me, said the zugzwang"
MAKE_ROUND = """
import django, json; django.setup()
from benchmarks import council
from newbelongings.domain.surveys import actions
scope, cycle = council.found()
round_ = council.ask(scope, cycle)
made = actions.invite(scope, round_id=round_.pk, labels=["K 17", "K 18"])
print(json.dumps([cycle.authority.slug, round_.code, *(token for _, token in made)]))
"""


@pytest.fixture
def environment(migrated):
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PYTEST_CURRENT_TEST")}
    return kept | {"NEWBELONGINGS_DATA": str(migrated), "DJANGO_SETTINGS_MODULE": "newbelongings.config.settings"}


def _ask(port: int, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, bytes]:
    headers = {"User-Agent": AGENT, "X-Forwarded-For": ADDRESS, "Content-Type": "application/x-www-form-urlencoded"}
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request(method, path, urllib.parse.urlencode(fields or {}), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_the_logs_hold_no_address_no_words_and_no_link(tmp_path, environment):
    made = subprocess.run([sys.executable, "-c", MAKE_ROUND], cwd=ROOT, env=environment, capture_output=True, text=True)
    slug, code, token, other = json.loads(made.stdout.splitlines()[-1])
    port = _free_port()
    server = subprocess.Popen(
        _command(tmp_path, "serve", "--port", str(port), "--workers", "1"),
        cwd=ROOT,
        env=environment | {"TRUSTED_PROXIES": "1"},  # so that the address is believed, and counted
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        _answer(f"http://127.0.0.1:{port}/accessibility/", server)
        status, page = _ask(port, "GET", f"/i/{token}/")
        assert status == 200
        sent = {"form": form_token(page), "at": "check", "mode": "one", "go": "send", "worst__1": WORDS}
        assert _ask(port, "POST", f"/i/{token}/", sent)[0] == 302
        assert _ask(port, "GET", f"/i/{token}x/")[0] == 404
        assert _ask(port, "GET", f"/nowhere/{token}/")[0] == 404
        assert _tell_us(port, slug) == 302
        assert not [path for path in tmp_path.rglob("*") if path.is_file() and ADDRESS.encode() in path.read_bytes()]
        _break_the_database(tmp_path)
        assert _ask(port, "POST", f"/i/{other}/", sent)[0] == 500
        server.send_signal(signal.SIGTERM)
        out, errors = server.communicate(timeout=120)
    finally:
        server.kill()
        server.wait()
    written = out + errors + b"".join(path.read_bytes() for path in tmp_path.rglob("*.log"))
    assert b"500 at start_invited_survey" in written, "what broke, and where, must be there"
    for mark in (ADDRESS, AGENT, "zugzwang", "hits", token, other, code):
        assert mark.encode() not in written


def _tell_us(port: int, slug: str) -> int:
    """Raise something on the public page, as quickly as a machine: the second press counts."""
    status, page = _ask(port, "GET", f"/c/{slug}/tell-us/")
    for _ in range(2):
        drawn = page.decode().partition('name="drawn" value="')[2].partition('"')[0]
        status, page = _ask(port, "POST", f"/c/{slug}/tell-us/", {"drawn": drawn, "words": WORDS})
    return status


def _break_the_database(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "newbelongings.sqlite3")) as database:
        database.execute("ALTER TABLE surveys_invitation RENAME TO surveys_broken")


def test_an_error_is_written_down_without_what_it_says():
    try:
        raise ValueError(WORDS)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, f"/i/token/ {WORDS}", None, sys.exc_info())
    said = Discreet().format(record)
    assert "ValueError" in said and "test_logs.py:" in said
    assert "zugzwang" not in said and "token" not in said


def test_the_proxy_that_we_ship_writes_no_line_about_who_answers():
    config = (ROOT / "deploy" / "nginx.conf").read_text()
    lines = [line.split("#")[0].strip() for line in config.splitlines()]
    servers = lines.count("server {")
    assert servers == lines.count("access_log off;") >= 2
    assert [line for line in lines if line.startswith("access_log")] == ["access_log off;"] * servers
    assert not any(line.startswith("log_format") for line in lines)
    # Every lower level names the client's address and the request.
    assert all(line.endswith(" emerg;") for line in lines if line.startswith("error_log"))
    assert len(re.findall(r"^\s*error_log ", config, re.MULTILINE)) == servers
    assert 'proxy_set_header X-Forwarded-For "";' in lines
