"""The code that opens a vote, and the token of one ballot: random, signed, and kept only as a hash."""

import hashlib
import secrets
from typing import Final

from django.core.signing import BadSignature, Signer

from newbelongings.domain.kernel.errors import Refused

# No vowels, so that no word comes about by chance; none of 0 O 1 I L, which look alike on a projector.
LETTERS: Final = "bcdfghjkmnpqrstvwxyz23456789"
CODE_LETTERS: Final = 6
TOKEN_BYTES: Final = 16


def new_code() -> str:
    """What is typed into a phone: 28 to the power 6, 481 million. A vote is open for an hour or so."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))


def new_token(code: str) -> str:
    """A ballot for a vote. It is signed so that nobody can make one by themselves, and holds no time."""
    return _signer(code).sign(secrets.token_urlsafe(TOKEN_BYTES))


def hash_of_token(code: str, token: str) -> str:
    """What is kept of a token, in hex; raises ``Refused`` for one that was not made for this vote."""
    try:
        nonce = _signer(code).unsign(token)
    except BadSignature:
        raise Refused("This page is not of this vote. Open the vote again.") from None
    return hashlib.sha256(nonce.encode()).hexdigest()


def _signer(code: str) -> Signer:
    return Signer(salt=f"newbelongings.vote.{code}")
