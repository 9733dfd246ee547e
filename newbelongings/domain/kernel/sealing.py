"""Sealing what may lie in the database but not be read there: encrypted, with no time, and all of one size.

A response in the ballot box is sealed, a paper sheet between two keyings, a concern, and what a page carries that
whoever helps must not see. See docs/adr/0004 and 0015.
The key is made from ``settings.BALLOT_KEY``, which must not lie beside the backups.
"""

import base64
import json
import zlib
from functools import lru_cache
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext

from newbelongings.domain.kernel.errors import Refused

# Ten long answers, packed, fit in one block. Only somebody who pastes pages of noise needs a second.
BLOCK: Final = 8 * 1024
_LENGTH_BYTES: Final = 4
BALLOT_BOX: Final = "ballot box"
CONCERN: Final = "concern"
PAPER: Final = "paper sheet"
HANDED_OVER: Final = "handed over"
CODE: Final = "code of a respondent"


def seal(content: Any, *, purpose: str = BALLOT_BOX) -> bytes:
    """Plain values (dicts, lists, text, numbers) as a sealed block, which opens for the same purpose only."""
    return _close(content, _own_fernet(settings.BALLOT_KEY, purpose))


def unseal(sealed: bytes | memoryview, *, purpose: str = BALLOT_BOX) -> Any:
    """What was sealed; ``Refused`` where the key is not the one it was sealed with."""
    try:
        return _open(sealed, _own_fernet(settings.BALLOT_KEY, purpose))
    except InvalidToken:
        raise Refused(
            "The ballot box was sealed with another key. Put back the BALLOT_KEY this service had before."
        ) from None


def lock(content: Any, *, code: str) -> bytes:
    """Plain values as a block that opens with ``code`` alone: no secret of the service opens it.

    ``code`` must not be guessable (``surveys.codes.new_return_code``): no time is spent on making guesses slow.
    """
    return _close(content, _fernet(code, CODE))


def unlock(locked: bytes | memoryview, *, code: str) -> Any:
    """What was locked with ``code``; ``Refused`` where it is another."""
    try:
        return _open(locked, _fernet(code, CODE))
    except InvalidToken:
        raise Refused(gettext("We don’t know this code. Check each letter and type it again.")) from None


def _close(content: Any, fernet: Fernet) -> bytes:
    packed = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    framed = len(packed).to_bytes(_LENGTH_BYTES, "big") + packed
    blocks = -(-len(framed) // BLOCK)
    # Fernet writes the time in clear beside what it seals: give it none.
    return fernet.encrypt_at_time(framed.ljust(blocks * BLOCK, b"\0"), 0)


def _open(closed: bytes | memoryview, fernet: Fernet) -> Any:
    framed = fernet.decrypt(bytes(closed))
    length = int.from_bytes(framed[:_LENGTH_BYTES], "big")
    return json.loads(zlib.decompress(framed[_LENGTH_BYTES : _LENGTH_BYTES + length]))


def _fernet(secret: str, purpose: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=f"newbelongings {purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


@lru_cache(maxsize=8)
def _own_fernet(secret: str, purpose: str) -> Fernet:
    """The service's own, made once a process. A respondent's code is never kept in memory so."""
    return _fernet(secret, purpose)
