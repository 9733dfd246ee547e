"""`newbelongings serve` as a process of its own, on a port of this machine."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

WORKERS = 2


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """A port that was free, and the id of the process; ended afterwards."""
    port = free_port()
    with serving_on(port) as pid:
        yield port, pid


@contextlib.contextmanager
def serving_on(port: int) -> Iterator[int]:
    """The id of the process that serves there; ended afterwards, if it still runs."""
    command = [sys.executable, "-m", "newbelongings", "serve", "--port", str(port), "--workers", str(WORKERS)]
    server = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=40)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError):
            connection.request("GET", "/accessibility/")
            if connection.getresponse().status == 200:
                return
        connection.close()
        time.sleep(0.1)
    raise RuntimeError("the server did not answer within a minute")


def family(pid: int) -> list[int]:
    """The process and all that it began."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]
