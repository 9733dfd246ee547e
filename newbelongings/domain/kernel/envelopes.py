"""Envelopes that a device without a signal seals for the service, and that only the service can open.

Whoever finds the device has the envelopes and the public key, and can read nothing. See docs/adr/0016.
An envelope is ``version (1 byte) | the device's one-time public key (65) | nonce (12) | AES-256-GCM``: the one-time
key and ours agree on a secret (ECDH on P-256), HKDF makes the key of it. What it is ``bound_to`` goes in as
associated data, so that it opens for nothing else. Spaces behind the JSON pad all to one size.
"""

import json
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from .errors import Refused

VERSION: Final = 1
POINT: Final = 65
NONCE: Final = 12
ENVELOPE_INFO: Final = b"newbelongings envelope 1"
_CURVE: Final = ec.SECP256R1()
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# 16 bytes more than the order has, so that the remainder favours no number.
_SCALAR_BYTES: Final = 48


def public_key() -> bytes:
    """What a device seals with: a point of P-256, not compressed (65 bytes)."""
    return _point(_private_key(settings.BALLOT_KEY))


def open_envelope(sealed: bytes, *, bound_to: str) -> Any:
    """The plain values in an envelope; ``Refused`` where it is damaged, another's, or bound to something else.

    Which of these it was is not said: somebody who tries must learn nothing by trying.
    """
    try:
        if sealed[0] != VERSION:
            raise ValueError
        one_time, nonce, locked = (
            sealed[1 : 1 + POINT],
            sealed[1 + POINT : 1 + POINT + NONCE],
            sealed[1 + POINT + NONCE :],
        )
        other = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, one_time)
        secret = _private_key(settings.BALLOT_KEY).exchange(ec.ECDH(), other)
        plain = AESGCM(_key_from(secret, one_time)).decrypt(nonce, locked, bound_to.encode())
        return json.loads(plain)
    except (ValueError, IndexError, InvalidTag, RecursionError):
        raise Refused("These answers cannot be opened. They were changed, or locked for another service.") from None


def _key_from(secret: bytes, one_time: bytes) -> bytes:
    """The key of one envelope; the device's one-time key is the salt, so it is tied to this one."""
    return HKDF(SHA256(), length=32, salt=one_time, info=ENVELOPE_INFO).derive(secret)


@lru_cache(maxsize=8)
def _private_key(secret: str) -> ec.EllipticCurvePrivateKey:
    """The service's key, made from ``BALLOT_KEY`` under a label of its own, so nothing more has to be kept safe."""
    label = b"newbelongings device key"
    drawn = HKDF(SHA256(), length=_SCALAR_BYTES, salt=None, info=label).derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (_ORDER - 1) + 1, _CURVE)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
