"""Pages that are kept for a moment: who gets one, who never does, and when it is drawn anew."""

import pytest
from django.test import Client

from newbelongings.domain.replies import actions as replies
from newbelongings.web.parts import kept_pages
from tests.answering import issue_of, publish

PAGE = "/c/ravensmere/"
FIRST, SECOND = "About a home", "About money"


@pytest.fixture
def later(monkeypatch):
    """A process that keeps pages; ``later(seconds)`` lets so much time pass by its clock."""
    clock = [1000.0]
    monkeypatch.setattr(kept_pages, "SECONDS", 5.0)
    monkeypatch.setattr(kept_pages.time, "monotonic", lambda: clock[0])

    def pass_by(seconds: float) -> None:
        clock[0] += seconds

    return pass_by


@pytest.fixture
def first(world, later):
    """One reply is published."""
    return publish(world, title=FIRST, area="A6", issue_ids=[issue_of(world.as_alice, "Home").pk])


def _second(world):
    return publish(world, title=SECOND, area="A7", issue_ids=[issue_of(world.as_alice, "Money").pk])


def test_the_next_who_ask_cost_no_statement_and_get_the_same(first, client, django_assert_num_queries):
    drawn = client.get(PAGE)
    with django_assert_num_queries(0):
        again = client.get(PAGE)
    assert again.content == drawn.content
    assert dict(again.headers) == {**drawn.headers, "Age": "0"}, "the security headers come with it"
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]


def test_a_withdrawn_reply_is_gone_after_five_seconds(first, world, client, later):
    assert FIRST in client.get(PAGE).content.decode()
    replies.withdraw_reply(world.as_alice, reply_id=first.pk, because="It was about another council.")
    later(4.9)
    kept = client.get(PAGE)
    assert FIRST in kept.content.decode()
    assert kept.headers["Age"] == "5", "so that no cache keeps it longer than a minute from when it was drawn"
    later(0.2)
    assert FIRST not in client.get(PAGE).content.decode()


def test_who_is_signed_in_gets_no_kept_page_and_leaves_none(first, world, later):
    nobody, alice, charlie = Client(), Client(), Client()
    alice.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    charlie.force_login(world.charlie, backend="django.contrib.auth.backends.ModelBackend")
    alice.get(PAGE)
    assert len(kept_pages.shelf) == 0
    nobody.get(PAGE)
    _second(world)
    assert SECOND not in nobody.get(PAGE).content.decode()
    for person in (alice, charlie):
        seen = person.get(PAGE)
        assert SECOND in seen.content.decode() and "Age" not in seen.headers
    assert SECOND not in nobody.get(PAGE).content.decode(), "what they were shown is not given to others"


@pytest.mark.parametrize("header", [{"Authorization": "Basic eDp5"}, {"Cookie": "anything=1"}])
def test_whoever_says_who_they_are_is_drawn_a_page(first, client, header, django_assert_max_num_queries):
    client.get(PAGE)
    assert "Age" not in client.get(PAGE, headers=header).headers


def test_two_councils_are_never_mixed(first, client):
    for _ in range(2):
        assert FIRST in client.get(PAGE).content.decode()
        assert FIRST not in client.get("/c/aldersea/").content.decode()


def test_what_a_page_is_drawn_from_is_what_it_is_kept_by(first, world, client):
    _second(world)
    for _ in range(2):
        assert SECOND not in client.get(f"{PAGE}?area=A6").content.decode()
        assert FIRST not in client.get(f"{PAGE}?area=A7").content.decode()
        assert FIRST in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "query",
    ["utm_source=x&fbclid=1", "area=", "area=A6+", "area=A99", "page=0", "page=1e3", "page=-1", "owed=ALL", "%00=%ff",
     "area=A7&area=", "x" * 4000, "page=" + "9" * 400],
)  # fmt: skip
def test_words_that_we_do_not_know_lead_to_the_one_kept_page(first, world, client, query, django_assert_num_queries):
    plain = client.get(PAGE).content
    with django_assert_num_queries(0):
        assert client.get(f"{PAGE}?{query}").content == plain
    assert len(kept_pages.shelf) == 1


def test_an_odd_address_cannot_leave_its_own_page_for_others(first, world, client):
    _second(world)
    odd = client.get(f"{PAGE}?area=A7%20&page=1e3").content
    assert client.get(PAGE).content == odd
    assert FIRST in odd.decode() and SECOND in odd.decode()


def test_known_words_in_another_order_are_the_same_page(first, client, django_assert_num_queries):
    client.get(f"{PAGE}?area=A6&page=1")
    with django_assert_num_queries(0):
        client.get(f"{PAGE}?page=1&utm=x&area=A6")


def test_a_browser_that_reads_no_gzip_gets_none(first, client):
    small = client.get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    plain = client.get(PAGE)
    assert small.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert small.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_phone_that_has_the_page_is_told_only_that(first, client, later):
    drawn = client.get(PAGE)
    for _ in range(2):
        known = client.get(PAGE, headers={"If-None-Match": drawn.headers["ETag"]})
        assert known.status_code == 304 and known.content == b""
        later(6)
    assert client.get(PAGE, headers={"If-None-Match": '"another"'}).status_code == 200


def test_head_gets_what_is_kept_and_leaves_nothing(first, client):
    assert client.head(PAGE).status_code == 200
    assert len(kept_pages.shelf) == 0
    client.get(PAGE)
    assert client.head(PAGE).headers["Age"] == "0"


def test_another_host_is_refused_and_gets_no_kept_page(first, client):
    client.get(PAGE)
    assert client.get(PAGE, headers={"Host": "elsewhere.example.org"}).status_code == 400


@pytest.mark.parametrize("address", ["/c/nowhere/", "/sign-in/", "/accessibility/", "/c/ravensmere"])
def test_refusals_and_other_pages_are_not_kept(first, client, address):
    assert "ETag" not in client.get(address).headers
    assert len(kept_pages.shelf) == 0


def test_the_shelf_stays_small(monkeypatch, first, client):
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 3)
    for number in range(1, 9):
        client.get(f"{PAGE}?page={number}")
        client.get(PAGE)
    assert len(kept_pages.shelf) == 3
    assert "Age" in client.get(PAGE).headers, "what is asked for often stays"
    monkeypatch.setattr(kept_pages, "MOST_BYTES", len(client.get(PAGE).content))
    client.get("/c/aldersea/")
    assert len(kept_pages.shelf) == 1
