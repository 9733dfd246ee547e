"""Keeping floods from one address out without knowing, or keeping, who it was. See docs/adr/0034.

An address is only ever seen as a mark: a hash under a random key that lies in this process's memory alone, and is
thrown away within two hours. Marks are counted in the cache and written nowhere. Each process counts for itself.
"""

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from .pace import within_pace

KEY_LASTS: Final = 60 * 60  # seconds
# A youth club, a hostel or a telephone company may stand behind one address.
FROM_ONE: Final = 10
FROM_ALL: Final = 120
WITHIN: Final = 10 * 60  # seconds
# A home or a telephone has a network of this size to itself, and may call from any address in it.
ONE_HOME: Final = 64


class Marks:
    """Marks of addresses, under a key that is made anew every ``KEY_LASTS`` seconds of ``clock``."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._hour = -1
        self._key = b""

    def of(self, address: str) -> str:
        """The same for the same address while one key lasts; afterwards nobody can tell whose it was."""
        hour = int(self._clock() // KEY_LASTS)
        if hour != self._hour:
            self._hour, self._key = hour, secrets.token_bytes(32)
        return hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest()[:32]


_marks = Marks()


def is_flood(
    request: HttpRequest,
    what: str,
    *,
    authority_id: int,
    from_one: int = FROM_ONE,
    from_all: int = FROM_ALL,
    seconds: int = WITHIN,
) -> bool:
    """Whether ``what`` was done too often: ``from_one`` times from the address of this request, or ``from_all`` times
    at this council, within these ``seconds``. Counts this time.

    What one address does too often does not count for the council, so that nobody can shut the others out.
    Where no address is known (see ``address_of``) there is only the council's pace.
    """
    here = f"{what}.{authority_id}"
    address = address_of(request)
    if address and not within_pace(f"{here}.{_marks.of(address)}", at_most=from_one, seconds=seconds):
        return True
    return not within_pace(here, at_most=from_all, seconds=seconds)


def address_of(request: HttpRequest) -> str:
    """The network that asks, for counting and for nothing else; empty where it cannot be known.

    ``X-Forwarded-For`` is believed only as far as ``TRUSTED_PROXIES`` says: so many entries at its end were written by
    our own proxies, and the first of those names who asked. Behind a proxy that passes no address on, everybody
    would seem to be this machine, so it counts as unknown.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        passed_on = hops[-settings.TRUSTED_PROXIES :]
        return _network(passed_on[0]) if len(passed_on) == settings.TRUSTED_PROXIES else ""
    return "" if settings.BEHIND_HTTPS and _is_this_machine(direct) else _network(direct)


def _network(address: str) -> str:
    """``address`` in one spelling, of the sixth version without its last half; empty where it is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), ONE_HOME), strict=False))
    return str(found)


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True
