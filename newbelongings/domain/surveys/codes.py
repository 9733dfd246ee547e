"""Addresses that are read out, typed from paper, and not to be guessed."""

import hashlib
import secrets
from typing import Final

from django.utils.crypto import salted_hmac

# No vowels, so that no word comes about by chance; none of 0 O 1 I L, which look alike.
LETTERS: Final = "bcdfghjkmnpqrstvwxyz23456789"
ROUND_LETTERS: Final = 8
TOKEN_LETTERS: Final = 20
RETURN_LETTERS: Final = 20


def new_round_code() -> str:
    """The address of a round's open link: 28 to the power 8 of them, 378 billion."""
    return _letters(ROUND_LETTERS)


def new_return_code() -> str:
    """What brings somebody's own answers back: 96 bits, kept by nobody but them."""
    return _letters(RETURN_LETTERS)


def new_seed() -> str:
    """The random part of one invitation's token: 128 bits, in hex."""
    return secrets.token_hex(16)


def invitation_token(seed: str) -> str:
    """The address of one invitation: 96 bits, not to be found by trying.

    Made from the invitation's seed and ``SECRET_KEY``, so that a reminder can carry the link of the invitation
    though nobody keeps the link; whoever has the database alone cannot make it.
    """
    number = int.from_bytes(salted_hmac("newbelongings.invitation", seed, algorithm="sha256").digest(), "big")
    letters = []
    for _ in range(TOKEN_LETTERS):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def tidy_code(code: str) -> str:
    """A code as somebody types it from paper: capitals, spaces and dashes make no difference."""
    return "".join(letter for letter in code.lower() if letter.isalnum())


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256, in hex. Capitals and spaces from paper make no difference."""
    return hashlib.sha256(token.strip().lower().encode("utf-8", "ignore")).hexdigest()


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
