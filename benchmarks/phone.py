"""A phone as a load generator: one connection, requests made beforehand, answers read no further than needed.

It asks for compressed pages, as phones do, and unpacks the one that holds the form's random number.
"""

import re
import socket
import zlib
from typing import Final
from urllib.parse import urlencode

from benchmarks.form import finished, form_token

_LENGTH: Final = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_GZIP: Final = 31
_MARK: Final = "form-token"
_WORDS: Final = "own-words"


class Phone:
    """Opens the first page and sends the finished form. Raises ``OSError`` where the line breaks."""

    def __init__(self, port: int, path: str) -> None:
        self.port = port
        head = f"{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        self.get = f"GET {head}\r\n".encode()
        self.post = f"POST {head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        self.form = urlencode(finished(_MARK) | {"advice__1": _WORDS})
        self.line: socket.socket | None = None

    def open(self) -> str:
        """The random number of the form on the first page."""
        _, body = self._ask(self.get)
        return form_token(zlib.decompress(body, _GZIP))

    def send(self, token: str, words: str) -> bool:
        """Whether the service said that the answers have arrived."""
        form = self.form.replace(_MARK, token).replace(_WORDS, words)
        head, _ = self._ask(f"{self.post}{len(form)}\r\n\r\n{form}".encode())
        return head.startswith(b"HTTP/1.1 302")

    def hang_up(self) -> None:
        """Forget the line; the next request opens another."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def _ask(self, request: bytes) -> tuple[bytes, bytes]:
        if self.line is None:
            self.line = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.line.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        while found and len(body) < int(found[1]):
            body += self._more()
        return head, body

    def _more(self) -> bytes:
        assert self.line is not None
        more = self.line.recv(65536)
        if not more:
            raise ConnectionError("The service closed the line.")
        return more
