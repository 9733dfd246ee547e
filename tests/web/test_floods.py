"""Floods from one address are kept out, and nobody can tell afterwards which address it was."""

import ipaddress

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.web.parts.floods import FROM_ONE, KEY_LASTS, Marks, address_of, is_flood

ONE, OTHER = "203.0.113.77", "198.51.100.4"


def _from(address: str, **more: str):
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


def test_the_eleventh_from_one_address_is_too_many_and_the_others_go_on():
    asked = [is_flood(_from(ONE), "words", authority_id=1) for _ in range(FROM_ONE + 1)]
    assert asked == [False] * FROM_ONE + [True]
    assert not is_flood(_from(OTHER), "words", authority_id=1)
    assert not is_flood(_from(ONE), "words", authority_id=2)
    assert not is_flood(_from(ONE), "reactions", authority_id=1)


def test_a_council_has_a_pace_of_its_own_that_one_address_cannot_use_up():
    for _ in range(50):
        is_flood(_from(ONE), "words", authority_id=1, from_one=3, from_all=8)
    asked = [is_flood(_from(f"192.0.2.{n}"), "words", authority_id=1, from_one=3, from_all=8) for n in range(6)]
    assert asked == [False] * 5 + [True]


def test_what_is_counted_names_no_address():
    is_flood(_from(ONE), "words", authority_id=1)
    kept = repr((cache._cache, cache._expire_info))  # everything that the cache of this process holds
    assert "words.1" in kept
    assert ONE not in kept
    assert str(int(ipaddress.ip_address(ONE))) not in kept


def test_an_hour_later_the_same_address_has_another_mark():
    now = [0.0]
    marks = Marks(clock=lambda: now[0])
    before = marks.of(ONE)
    now[0] = KEY_LASTS - 1
    assert marks.of(ONE) == before
    now[0] = KEY_LASTS
    assert marks.of(ONE) != before
    assert Marks(clock=lambda: 0.0).of(ONE) != before  # another process


@pytest.mark.parametrize(
    ("proxies", "forwarded", "known"),
    [
        (0, "6.6.6.6", "203.0.113.77"),  # what a caller writes is not believed
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (2, "6.6.6.6, 192.0.2.1, 10.0.0.9", "192.0.2.1"),
        (2, "192.0.2.1", ""),  # one hop is missing: whose address it is cannot be known
        (1, "", ""),
        (1, "not an address", ""),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, known):
    settings.TRUSTED_PROXIES = proxies
    assert address_of(_from(ONE, HTTP_X_FORWARDED_FOR=forwarded)) == known


def test_behind_a_proxy_that_passes_nothing_on_nobody_is_taken_for_somebody_else(settings):
    settings.BEHIND_HTTPS = True
    assert address_of(_from("127.0.0.1")) == ""
    assert not any(is_flood(_from("127.0.0.1"), "words", authority_id=1) for _ in range(FROM_ONE + 5))


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_a_home_is_one_whichever_of_its_addresses_it_calls_from(address, inside):
    neighbour = ipaddress.IPv6Address((int(address) >> 64 << 64) + inside)
    if address.ipv4_mapped is None and neighbour.ipv4_mapped is None:
        assert address_of(_from(str(address))) == address_of(_from(str(neighbour)))


def test_an_address_of_the_fourth_version_inside_the_sixth_is_the_same():
    assert address_of(_from(f"::ffff:{ONE}")) == ONE
