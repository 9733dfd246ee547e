"""Holds the code against the access list: every address, opened by everybody.

Alice and one person of each other role belong to Ravensmere, whose ids are used. Charlie leads the next
council: whatever he opens, he must learn nothing of Ravensmere.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import get_resolver

from newbelongings.domain.kernel.permissions import Role
from tests.access_list import ACCESS, Entry
from tests.addresses import Address, addresses
from tests.full_world import FullWorld, build_full_world

ADDRESSES = addresses()
by_name = pytest.mark.parametrize("address", ADDRESSES, ids=[address.name for address in ADDRESSES])


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[FullWorld]:
    """Built once for the whole file, and taken away with its transaction."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        yield build_full_world()
        transaction.set_rollback(True)


@pytest.fixture
def full(built: FullWorld, db) -> FullWorld:
    """The same world for each test, which takes back whatever it wrote."""
    return built


def _client(full: FullWorld, person: object) -> Client:
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _opens(entry: Entry, response) -> bool:
    if response.status_code == 302 and response.url.startswith("/sign-in/?next="):
        return False
    if response.status_code in (200, 302) or (entry.gives == "button" and response.status_code == 405):
        return True
    assert response.status_code in (403, 404), f"answered {response.status_code}"
    return False


def test_every_address_is_on_the_list_and_nothing_else():
    names = [address.name for address in ADDRESSES]
    assert sorted(names) == sorted(set(names)), "two addresses share a name"
    assert set(names) == set(ACCESS)


def test_every_view_is_named_as_its_address():
    def views(patterns):
        for pattern in patterns:
            yield from views(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]

    assert [p.name for p in views(get_resolver().url_patterns) if p.callback.__name__ != p.name] == []


@by_name
def test_only_those_on_the_list_may_open_it(full, address: Address):
    entry = ACCESS[address.name]
    people = {**full.world.people, Role.PUBLIC: None}
    may = {
        role
        for role, person in people.items()
        if _opens(entry, _client(full, person).get(address.within(full, person)))
    }
    assert {role.value for role in may} == {role.value for role in entry.roles}


@by_name
def test_charlie_learns_nothing_of_the_next_council(full, address: Address):
    entry = ACCESS[address.name]
    if Role.PUBLIC in entry.roles:
        return
    response = _client(full, full.world.charlie).get(address.within(full))
    # A kind of page or of file, a part of a plan, and a code of a shared vocabulary belong to no council.
    if set(address.wanted) - {"kind", "part", "promise", "commitment"}:
        assert response.status_code in (403, 404, 405) or (entry.gives == "button" and response.status_code == 302)
    assert b"Ravensmere" not in (response.getvalue() if response.streaming else response.content)
