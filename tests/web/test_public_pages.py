"""What every page for care leavers must be: read by a child of eleven, light, without a cookie and without a script.

Each is drawn for a council with something on every page, and for one that has only just begun.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from newbelongings.domain.replies.plain_words import AIM, LONG_SENTENCE, read
from tests.full_world import FullWorld, build_full_world
from tests.public_pages import FILES, OPEN_TO_ALL, draw, own_words, typed_words, weight

MOST_BYTES = 60_000
# The one script a care leaver can meet: it reads the page out. Without it the page has no button for that (ADR 0017).
HEARD = '<script src="/static/read-aloud.js" defer>'
# A council that has just begun has these.
AT_THE_START = [address for address in OPEN_TO_ALL if set(address.wanted) <= {"slug"}]
full_pages = pytest.mark.parametrize("address", OPEN_TO_ALL, ids=[address.name for address in OPEN_TO_ALL])
first_pages = pytest.mark.parametrize("address", AT_THE_START, ids=[address.name for address in AT_THE_START])


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[FullWorld, list[str]]]:
    """Built once for the whole file, with every text that people typed in it; taken away with its transaction."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        full = build_full_world()
        yield full, typed_words()
        transaction.set_rollback(True)


@pytest.fixture
def full(built, db) -> FullWorld:
    return built[0]


def _hard(html: str, typed: list[str]) -> list[str]:
    """What of the page's own words a child of eleven would stumble over, one sentence each."""
    blocks = own_words(html, typed)
    assert sum(len(block.split()) for block in blocks) > 15, "the page says something"
    whole = read("\n".join(block if block[-1] in ".?" else f"{block}." for block in blocks))
    found = [f"the whole page: age {whole.age}"] if whole.age > AIM else []
    for block in blocks:
        reading = read(block)
        found += [f"more than {LONG_SENTENCE} words: {sentence}" for sentence in reading.long_sentences]
        if len(block.split()) >= 8 and reading.age > AIM + 2:
            found.append(f"age {reading.age}: {block}")
    return found


def test_hard_words_of_ours_are_found_and_those_of_others_are_not():
    plain = "This is a page of ours. We wrote it so that you can read all of it, and it is short."
    hard = "We will endeavour to facilitate the implementation of appropriate arrangements."
    page = f"<main><p>{plain}</p><p>{hard}</p></main>"
    assert _hard(page, [hard]) == []
    assert any(hard in found for found in _hard(page, []))


@full_pages
def test_our_own_words_can_be_read_at_eleven(full, built, address):
    assert _hard(draw(address.within(full)), built[1]) == []


@first_pages
def test_so_they_can_where_a_council_has_only_begun(full, built, address):
    begun = FullWorld(full.world, {"slug": "aldersea"})
    assert _hard(draw(address.within(begun)), built[1]) == []


@full_pages
def test_no_page_weighs_60_kb(full, address):
    assert weight(draw(address.within(full))) < MOST_BYTES


@full_pages
def test_no_page_sets_or_reads_a_cookie_or_needs_a_script(full, address):
    response = Client().get(address.within(full))
    assert "Set-Cookie" not in response.headers and not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.status_code == 200
    scripts = re.findall(r"<script[^>]*>", response.content.decode())
    assert set(scripts) <= {HEARD}


@pytest.mark.parametrize("address", FILES, ids=[address.name for address in FILES])
def test_no_file_for_care_leavers_sets_a_cookie(full, address):
    response = Client().get(address.within(full))
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers and not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
