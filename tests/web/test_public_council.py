"""The council's public face: what one reads there, how plainly, how light it is, and that it follows no one."""

import gzip

import pytest
from django.test import Client

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.replies import actions as replies
from newbelongings.domain.surveys import actions as surveys
from tests.answering import days_ago, draft_of, issue_of, publish, themes_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


@pytest.fixture
def public(client: Client):
    """``public(address)``: the words of a public page, as a browser would send them on."""
    return lambda address="/c/ravensmere/": client.get(address).content.decode()


def test_a_published_reply_is_read_with_what_was_said(world, public):
    theme = themes_of(world, {"A signature": 34}, base=96)["A signature"]
    publish(world, theme_ids=[theme.pk])
    draft_of(world, title="Only a draft")
    html = public()
    assert "Someone to sign for your first flat" in html
    assert "“I had no mum or dad to sign.”" in html
    assert "34 of 96 people said something like this." in html
    assert "Only a draft" not in html


def test_a_count_of_few_people_is_left_out(world, public):
    theme = themes_of(world, {"Few": 4}, base=96)["Few"]
    publish(world, theme_ids=[theme.pk])
    assert "people said something like this" not in public()


def test_what_is_owed_is_said_with_how_long(world, public):
    issue_of(world.as_alice, raised_on=days_ago(61))
    html = public()
    assert "We still owe you an answer" in html
    assert "You said this 61 days ago." in html
    assert "The letter said court." not in html, "words that nobody cleared are not public"


def test_a_promise_whose_day_has_passed_says_so(world, public):
    publish(world, on=days_ago(20), state="doing", promised_by=days_ago(3), promised_who="The head of housing")
    assert "That day has passed, and it is not done." in public()


def test_a_withdrawn_answer_is_owed_again_with_the_reason(world, public):
    reply = publish(world, title="Wrong answer", answer="Text of the wrong answer.")
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It was about another council.")
    html = public()
    assert "Text of the wrong answer." not in html
    assert "It was about another council." in html


def test_the_other_councils_page_shows_nothing_of_it(world, public):
    publish(world)
    issue_of(world.as_alice)
    html = public("/c/aldersea/")
    assert "Nothing is here yet" in html
    assert "first flat" not in html and "Letters that scare" not in html


def test_area_filter_shows_its_cards_and_counts(world, public):
    publish(world, title="About a home", area="A6", issue_ids=[issue_of(world.as_alice, "Home").pk])
    publish(world, title="About money", area="A7", issue_ids=[issue_of(world.as_alice, "Money").pk])
    html = public("/c/ravensmere/?area=A7")
    assert "About money" in html and "About a home" not in html
    assert "Enough money (1)" in html and "Everything (2)" in html


@pytest.mark.parametrize("query", ["?area=ZZ", "?page=no", "?page=-1", "?page=99999", "?owed=x", "?area=%00"])
def test_an_odd_address_shows_the_page_all_the_same(world, client, query):
    publish(world)
    assert b"first flat" in client.get(f"/c/ravensmere/{query}").content


def test_six_at_once_and_the_next_six(world, public):
    for number in range(8):
        publish(world, title=f"Reply number {number:02}")
    first = public()
    assert first.count("</article>") == 6
    assert "Showing 1 to 6 of 8 answers." in first
    second = public("/c/ravensmere/?page=2")
    assert "Reply number 00" in second and "Reply number 02" not in second


def test_three_of_what_is_owed_then_all(world, public):
    for number in range(5):
        issue_of(world.as_alice, f"Issue {number}")
    first = public()
    assert first.count("</article>") == 3 and "We still owe you 5 answers" in first
    assert 'href="#owed"' in first and "Show all 5" in first
    assert public("/c/ravensmere/?owed=all").count("</article>") == 5


def test_hostile_words_stay_words(world, public):
    forum.raise_issue(world.as_alice, title=HOSTILE, words=HOSTILE, area="A1", quotable=True)
    publish(world, title=HOSTILE, said=HOSTILE, answer=HOSTILE, changed=HOSTILE)
    html = public()
    assert "<script" not in html and "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_survey_is_offered_only_while_it_is_open(world, public):
    assert "Answer the survey" not in public()
    instrument = surveys.install_shipped_instruments(world.as_system())[0]
    given = {"cycle_id": world.cycle.pk, "instrument_id": instrument.pk, "title": "Survey"}
    surveys.open_round(world.as_alice, slug="past", opens=days_ago(9), closes=days_ago(1), **given)
    assert "Answer the survey" not in public()
    round_ = surveys.open_round(world.as_alice, slug="now", opens=days_ago(9), closes=days_ago(-1), **given)
    assert f"/s/{round_.code}/" in public()


@pytest.mark.parametrize(
    "address",
    ["/", *(f"/c/ravensmere/{page}" for page in ("", "what-happens/", "forum/", "pledge/"))],
)
def test_no_cookie_no_script_and_a_minute_in_a_cache(world, client, address):
    publish(world)
    response = client.get(address)
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert b"<script" not in response.content


def test_signing_in_changes_nothing_of_the_public_page(world, client, public):
    publish(world)
    before = public()
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    assert public() == before


def test_what_happens_says_the_threshold_of_the_open_round(world, public):
    assert "They come out when 9 or more others lie in the box with yours." in public("/c/ravensmere/what-happens/")
    world.ravensmere.mix_at_least = 15
    world.ravensmere.hide_up_to = 7
    world.ravensmere.save()
    html = public("/c/ravensmere/what-happens/")
    assert "when 14 or more others lie in the box" in html
    assert "a number from 1 to 7 is hidden" in html


def test_no_such_council_is_a_sentence(world, client):
    response = client.get("/c/nowhere/")
    assert response.status_code == 404
    assert b"There is no council at this address." in response.content


def test_front_lists_councils_that_have_begun(world, public):
    html = public("/")
    assert "Ravensmere" in html and "Aldersea" in html and "This council is invented." in html


@pytest.mark.parametrize("count", [5, 50])
def test_statements_do_not_grow_with_the_replies(world, client, count, django_assert_max_num_queries):
    for number in range(count):
        publish(world, title=f"Reply {number}")
        issue_of(world.as_alice, f"Issue {number}")
    for query in ("", "?area=A6", "?page=2", "?owed=all", "?area=A6&page=3&owed=all"):
        with django_assert_max_num_queries(8):
            assert client.get(f"/c/ravensmere/{query}").status_code == 200


def test_a_full_page_is_light(world, client):
    long = {"said": "“" + "I had the deposit and no one to sign for me. " * 4 + "”", "answer": "We hire more. " * 25}
    for number in range(12):
        publish(world, title=f"Someone to sign for flat number {number}", **long)
        issue_of(world.as_alice, f"Letters of kind {number} that scare people", words="Words. " * 30, quotable=True)
    sent = client.get("/c/ravensmere/", headers={"Accept-Encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.content) < 12_000, f"{len(sent.content)} bytes"
    assert gzip.decompress(sent.content).count(b"<article") == 9
