"""Envelopes of a device, sealed here by an implementation of the device's side that shares no code with ours."""

import hashlib
import hmac
import json
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.envelopes import open_envelope, public_key
from newbelongings.domain.kernel.errors import Refused

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """RFC 5869 for one block, in plain hashes."""
    drawn = hmac.new(salt, secret, hashlib.sha256).digest()
    return hmac.new(drawn, info + b"\x01", hashlib.sha256).digest()


def seal_as_device(content: bytes, bound_to: str, key: bytes | None = None) -> bytes:
    """What the device does, by hand: a one-time key, a shared secret, a locked block."""
    one_time = ec.generate_private_key(ec.SECP256R1())
    numbers = one_time.public_key().public_numbers()
    point = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
    other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key or public_key())
    lock = _hkdf(one_time.exchange(ec.ECDH(), other), point, b"newbelongings envelope 1")
    nonce = os.urandom(12)
    return b"\x01" + point + nonce + AESGCM(lock).encrypt(nonce, content, bound_to.encode())


@given(PLAIN, st.integers(0, 300), st.text(st.characters(exclude_categories=("Cs",)), max_size=50))
def test_what_a_device_seals_comes_out_as_it_went_in(content, padding, bound_to):
    sealed = seal_as_device(json.dumps(content).encode() + b" " * padding, bound_to)
    assert open_envelope(sealed, bound_to=bound_to) == content


@given(st.data())
def test_an_envelope_that_was_changed_anywhere_does_not_open(data):
    sealed = bytearray(seal_as_device(b'{"said": "a word"}', "7/a"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        open_envelope(bytes(sealed), bound_to="7/a")


@given(st.integers(0, 200))
def test_an_envelope_cut_short_does_not_open(length):
    sealed = seal_as_device(b'{"said": "a word"}', "7/a")
    with pytest.raises(Refused):
        open_envelope(sealed[: min(length, len(sealed) - 1)], bound_to="7/a")


@given(st.binary(max_size=400))
def test_noise_is_refused_in_one_sentence(noise):
    with pytest.raises(Refused, match="cannot be opened"):
        open_envelope(b"\x01" + noise, bound_to="7/a")


def test_an_envelope_opens_for_nothing_but_what_it_was_bound_to():
    with pytest.raises(Refused):
        open_envelope(seal_as_device(b"{}", "7/a"), bound_to="8/a")


def test_another_services_key_opens_nothing(settings):
    sealed = seal_as_device(b"{}", "7/a")
    settings.BALLOT_KEY = "another"
    with pytest.raises(Refused):
        open_envelope(sealed, bound_to="7/a")


def test_the_key_stays_the_same_from_one_start_to_the_next(settings):
    before = public_key()
    settings.BALLOT_KEY = "another"
    assert public_key() != before
    assert len(before) == 65


def test_brackets_without_end_are_refused_and_break_nothing():
    with pytest.raises(Refused):
        open_envelope(seal_as_device(b"[" * 200_000, "7/a"), bound_to="7/a")
