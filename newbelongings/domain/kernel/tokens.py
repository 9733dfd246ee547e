"""Links that open something by themselves: what is kept of one is a hash, from which nobody can make the link."""

import hashlib


def token_hash(token: str) -> str:
    """What is kept of a link's token, in 64 hexadecimal digits; never fails, whatever somebody typed for a token."""
    return hashlib.sha256(token.encode("utf-8", "ignore")).hexdigest()
