"""Workers in processes of their own share the reading of a round; one that is killed leaves the rest to the next."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import council

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE, ANSWERS = 200, 1200


@pytest.fixture
def environment(migrated):
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PYTEST_CURRENT_TEST")}
    settings = {"NEWBELONGINGS_DATA": str(migrated), "DJANGO_SETTINGS_MODULE": "newbelongings.config.settings"}
    return kept | settings | {"OPENBLAS_NUM_THREADS": "1"}


@pytest.fixture
def ask(tmp_path, environment):
    """Answers of the workers' database, once there is a round in it to read."""
    assert _end(_begin(environment, "prepare", str(PEOPLE))) == ANSWERS

    def ask(question: str) -> list[tuple]:
        with closing(sqlite3.connect(tmp_path / "newbelongings.sqlite3", timeout=30)) as database:
            found = database.execute(question).fetchall()
            database.commit()
            return found

    return ask


def _begin(environment: dict, *words: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.jobs.reading_worker", *words]
    pipe = subprocess.PIPE
    worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
    assert worker.stdout.readline() == "ready\n"
    return worker


def _end(worker: subprocess.Popen) -> int:
    """Let it go, and wait until it says how many answers it had."""
    return int(worker.communicate("go\n")[0])


def _let_go(worker: subprocess.Popen) -> None:
    worker.stdin.write("go\n")
    worker.stdin.flush()


def _read(ask) -> int:
    return ask("select count(*) from themes_machinereading")[0][0]


def _nothing_is_lost_or_doubled(ask) -> None:
    assert _read(ask) == ANSWERS
    assert ask("select count(distinct answer_id) from themes_machinereading")[0][0] == ANSWERS
    assert ask("select count(*) from themes_answervector")[0][0] == ANSWERS
    assert ask("select count(distinct answer_id) from themes_suggestion")[0][0] == ANSWERS
    twice = "select 1 from themes_suggestion group by answer_id, theme_id, start having count(*) > 1"
    gaps = "select 1 from themes_suggestion group by answer_id having max(rank) <> count(*)"
    assert (ask(twice), ask(gaps)) == ([], [])
    assert ask("select count(*) from themes_batch where done_at is null")[0][0] == 0


def test_a_worker_that_is_killed_leaves_its_stretch_to_the_next(environment, ask):
    worker = _begin(environment, "read")
    _let_go(worker)
    while _read(ask) < ANSWERS / 4:
        assert worker.poll() is None
        time.sleep(0.02)
    worker.kill()
    worker.communicate()
    before = _read(ask)
    assert 0 < before < ANSWERS
    # As when the minute of its claim has gone by.
    ask("update themes_batch set claimed_until = '2020-01-01 00:00:00' where claimed_until is not null")
    assert _end(_begin(environment, "read")) == ANSWERS - before
    _nothing_is_lost_or_doubled(ask)


def test_two_workers_share_the_work(environment, ask):
    workers = [_begin(environment, "read"), _begin(environment, "read")]
    for worker in workers:
        _let_go(worker)
    shares = [int(worker.communicate()[0]) for worker in workers]
    assert all(shares)
    assert sum(shares) == ANSWERS
    _nothing_is_lost_or_doubled(ask)


def test_the_command_shares_a_round_between_two_workers(environment, tmp_path):
    """With the model that councils have: each worker loads its own."""
    assert _end(_begin(environment, "prepare", "40")) == 240
    command = [sys.executable, "-m", "newbelongings", "suggest-themes", "--authority", council.CODE, "--workers", "2"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "suggestions for 240 answers" in done.stdout
    with closing(sqlite3.connect(tmp_path / "newbelongings.sqlite3")) as database:
        read = "select count(*), count(distinct answer_id) from themes_machinereading"
        assert database.execute(read).fetchall() == [(240, 240)]
        assert database.execute("select count(*) from themes_batch where done_at is null").fetchall() == [(0,)]
