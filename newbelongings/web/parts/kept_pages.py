"""Pages that are the same for everyone, kept in the process for five seconds: one drawing for all who ask meanwhile.

It stands before everything else, so that a kept page costs no statement, no session and no template; so it is kept with
every header that the rest put on it. See docs/adr/0036.
"""

import hashlib
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from .compression import reads_gzip
from .for_everyone import known_query

SECONDS: Final = 5.0
MOST_BYTES: Final = 16 * 1024 * 1024
MOST_PAGES: Final = 1_000
_LARGEST: Final = 1024 * 1024

Key = tuple[str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Kept:
    """One page as it was sent, and the moment it was drawn (by a clock that only this process has)."""

    drawn: float
    content: bytes
    headers: tuple[tuple[str, str], ...]

    def again(self, now: float) -> HttpResponse:
        """The same page, which says how old it is: what others keep of it is never older than its minute."""
        response = HttpResponse(self.content)
        for name, value in self.headers:
            response[name] = value
        response["Age"] = str(math.ceil(now - self.drawn))
        return response


class Shelf:
    """What is kept, the longest untouched first. It never holds more than ``MOST_PAGES`` or ``MOST_BYTES``."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def take(self, key: Key, now: float) -> Kept | None:
        """The page of that key, unless it is older than ``SECONDS``."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or now - kept.drawn > SECONDS:
                return None
            self._kept.move_to_end(key)
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        """Keep a page in place of an older one; what was longest untouched makes room."""
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self._bytes += len(kept.content)
            while len(self._kept) > MOST_PAGES or self._bytes > MOST_BYTES:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: Key) -> None:
        if key in self._kept:
            self._bytes -= len(self._kept.pop(key).content)


shelf = Shelf()


class KeptPages:
    """Answers from the shelf where it can, and puts there what may be given to the next who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _asks_as_nobody(request):
            return self.get_response(request)
        key, now = _key(request), time.monotonic()
        kept = shelf.take(key, now)
        if kept is not None:
            return _unless_known(request, kept.again(now))
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _may_be_kept(response):
            response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
            if request.method == "GET":
                shelf.put(key, Kept(now, response.content, tuple(response.items())))
            return _unless_known(request, response)
        return response


def _asks_as_nobody(request: HttpRequest) -> bool:
    """Reading, and with nothing that could say who reads: somebody signed in neither gets nor fills a kept page."""
    sent = request.META
    return request.method in ("GET", "HEAD") and not (sent.get("HTTP_COOKIE") or sent.get("HTTP_AUTHORIZATION"))


def _key(request: HttpRequest) -> Key:
    """The whole of what a page is drawn from. The host stands as it was sent: a wrong one never got a page."""
    host = request.META.get("HTTP_HOST", "")
    return request.scheme or "", host, request.path_info, known_query(request), reads_gzip(request)


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        getattr(response, "for_everyone", False)
        and response.status_code == 200
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
        and len(response.content) <= _LARGEST
    )


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The page; or only that it has not changed, where the browser has this very one (``If-None-Match``)."""
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert answer is not None  # a response was given to choose
    if "Age" in response:
        answer["Age"] = response["Age"]
    return answer
