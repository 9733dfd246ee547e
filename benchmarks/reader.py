"""A crowd that reads one page, as cheaply as it can: `python -m benchmarks.reader PORT PATH CONNECTIONS REQUESTS`.

One process without threads; each connection asks again as soon as its page is there. Prints one JSON line: how many
pages came whole with status 200, and the processor time it took itself. Nothing but this machine is ever asked.
"""

import json
import selectors
import socket
import sys
import time
from typing import Final

MOST_SECONDS: Final = 60.0
_LENGTH: Final = b"content-length: "


class Line:
    """One connection that stays open."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.request = request
        self.missing = 0

    def ask(self) -> None:
        self.missing = -1
        self.socket.sendall(self.request)

    def whole(self) -> bool:
        """Read what is there; whether the page is. Raises ``ConnectionError`` for any answer but a page."""
        came = self.socket.recv(65536)
        if self.missing < 0:
            head, found, body = came.partition(b"\r\n\r\n")
            if not found or not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(f"not a page: {came[:60]!r}")
            _, _, rest = head.lower().partition(_LENGTH)
            self.missing = int(rest.partition(b"\r\n")[0]) - len(body)
        else:
            self.missing -= len(came)
        return self.missing == 0


def read(port: int, path: str, connections: int, requests: int) -> int:
    """How many pages came whole, within ``MOST_SECONDS``."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    waiting, answered, asked = selectors.DefaultSelector(), 0, connections
    for _ in range(connections):
        line = Line(port, request)
        waiting.register(line.socket, selectors.EVENT_READ, line)
        line.ask()
    until = time.monotonic() + MOST_SECONDS
    while answered < requests and time.monotonic() < until:
        for key, _ in waiting.select(timeout=1):
            if key.data.whole():
                answered += 1
                if asked < requests:
                    asked += 1
                    key.data.ask()
    return answered


if __name__ == "__main__":
    port, path, connections, requests = sys.argv[1:]
    pages = read(int(port), path, int(connections), int(requests))
    print(json.dumps({"answered": pages, "processor_seconds": time.process_time()}))
