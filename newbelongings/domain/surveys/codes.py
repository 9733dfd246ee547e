"""Addresses that are read out, typed from paper, and not to be guessed."""

import hashlib
import secrets
from typing import Final

# No vowels, so that no word comes about by chance; none of 0 O 1 I L, which look alike.
LETTERS: Final = "bcdfghjkmnpqrstvwxyz23456789"
ROUND_LETTERS: Final = 8
TOKEN_LETTERS: Final = 20


def new_round_code() -> str:
    """The address of a round's open link: 28 to the power 8 of them, 378 billion."""
    return _letters(ROUND_LETTERS)


def new_token() -> str:
    """The address of one invitation: 96 bits, not to be found by trying."""
    return _letters(TOKEN_LETTERS)


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256, in hex. Capitals and spaces from paper make no difference."""
    return hashlib.sha256(token.strip().lower().encode("utf-8", "ignore")).hexdigest()


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
