"""`newbelongings serve` as a whole: begun on a new folder, asked for a page, and ended with everything it began."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def _command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "newbelongings", *words, "--data", str(folder)]


@pytest.fixture
def environment():
    return {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PYTEST_CURRENT_TEST")}


def _run(folder: Path, environment: dict, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run(_command(folder, *words), cwd=ROOT, env=environment, capture_output=True, text=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found] + [g for child in found for g in _children(int(child))]


def _answer(url: str, server: subprocess.Popen) -> str:
    for _ in range(1200):
        assert server.poll() is None, server.communicate()
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer within two minutes")


def test_an_empty_folder_is_refused_in_one_sentence_and_stays_empty_of_a_database(tmp_path, environment):
    done = _run(tmp_path, environment, "serve")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("There is no database in")
    assert not (tmp_path / "newbelongings.sqlite3").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see which processes were begun")
def test_it_serves_and_leaves_no_process_behind(migrated, tmp_path, environment):
    port = _free_port()
    words = ("serve", "--port", str(port), "--workers", "1")
    server = subprocess.Popen(
        _command(tmp_path, *words), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        page = _answer(f"http://127.0.0.1:{port}/accessibility/", server)
        sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert len(_answer(f"http://127.0.0.1:{port}{sheet}", server)) > 10_000
        begun = _children(server.pid)
        assert len(begun) >= 2
        server.send_signal(signal.SIGTERM)
        out, errors = server.communicate(timeout=120)
    finally:
        server.kill()
        server.wait()
    assert not [pid for pid in begun if Path(f"/proc/{pid}").exists()]
    assert b"127.0.0.1 -" not in out + errors
    assert b"Traceback" not in errors
    assert (tmp_path / "newbelongings.sqlite3").stat().st_mode & 0o077 == 0
