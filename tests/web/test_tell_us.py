"""Telling the council on its public page: anybody, without a cookie, guarded without a puzzle, nothing typed lost."""

import gzip
import time

import pytest
from django.core.cache import cache
from django.test import Client

from newbelongings.domain.forum import listening, report_queries
from newbelongings.domain.forum.models import Listener, Report
from newbelongings.domain.kernel.models import AuditLine, OutboxMessage
from newbelongings.jobs.forum_notices import tell_listeners
from newbelongings.web.parts.floods import FROM_ONE
from newbelongings.web.parts.guarded import OLD, TOO_MANY, TOO_OLD, TOO_QUICK, moment
from tests.public_forum_world import EMAIL, MOBILE, WORDS, hears_everything, report_of, waiting_for

PAGE, HEAR = "/c/ravensmere/tell-us/", "/c/ravensmere/hear/"
ADDRESS = "203.0.113.77"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
DRAWN = 'name="drawn" value="'


def _send(page: str = PAGE, *, address: str = ADDRESS, **given: str):
    return Client(REMOTE_ADDR=address).post(page, {"drawn": moment(time.time() - 60), "words": WORDS} | given)


def _said(response) -> str:
    return response.content.decode()


def _drawn_in(response) -> str:
    return _said(response).partition(DRAWN)[2].partition('"')[0]


def test_before_the_words_stands_who_to_ring_and_what_happens_and_no_cookie_is_set(world, client):
    response = client.get(PAGE)
    page = _said(response)
    assert page.index("116 123") < page.index("sound like danger") < page.index("<textarea")
    assert not response.cookies
    assert "<script" not in page
    assert "no-store" in response["Cache-Control"]
    assert len(gzip.compress(response.content)) < 8_000


def test_what_is_sent_waits_and_the_next_page_says_what_happens_and_how_to_be_told(world):
    sent = _send(area="A7")
    assert sent.status_code == 302 and not sent.cookies
    assert report_queries.waiting_reports(world.as_alice).get().area == "A7"
    after = Client().get(sent.url)
    link = _said(after).partition("/hear/?about=")[2].partition('"')[0]
    form = Client().get(f"{HEAR}?about={link}")
    assert "Shall we tell you what comes of it?" in _said(form)
    assert 'name="area"' not in _said(form)
    asked = _send(f"{HEAR}?about={link}", contact=MOBILE)
    assert "It can take some weeks" in _said(Client().get(asked.url))
    assert Listener.objects.get().report.words == WORDS


def test_who_left_a_number_is_not_asked_again(world):
    after = _said(Client().get(_send(contact=EMAIL).url))
    assert "We will write to you when there is an answer" in after
    assert "?about=" not in after


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"words": ""}, "A few words will do."),
        ({"contact": "kai"}, "Write one email address"),
        ({"area": "A77"}, "Choose one of the list"),
        ({"drawn": moment(time.time() + 600)}, TOO_QUICK),
        ({"drawn": moment(time.time() - OLD - 1)}, TOO_OLD),
        ({"drawn": ""}, TOO_OLD),
        ({"drawn": "made:up"}, TOO_OLD),
    ],
)
def test_what_is_not_taken_in_is_said_in_one_sentence_with_everything_typed_kept(world, given, sentence):
    typed = {"words": HOSTILE, "contact": EMAIL, "area": "A3"} | given
    response = _send(**typed)
    page = _said(response)
    assert sentence in page.replace("&#x27;", "'")
    assert page.count("One thing to put right") == 1
    assert "&lt;script&gt;" in page or not typed["words"]
    assert "<script" not in page and "<img" not in page
    assert f'value="{typed["contact"]}"' in page
    assert Report.objects.count() == 0


def test_whoever_was_too_quick_presses_again_and_it_counts(world):
    for first in (moment(time.time()), moment(time.time() - OLD - 1)):
        again = _send(words=f"{WORDS} {first}", drawn=_drawn_in(_send(drawn=first)))
        assert again.status_code == 302
    assert Report.objects.count() == 2


def test_a_field_that_people_do_not_see_holds_it_apart(world):
    assert _send(homepage="http://pills.example").status_code == 302
    assert report_queries.probable_spam(world.as_alice).get().words == WORDS
    _send(HEAR, homepage="http://pills.example", contact=EMAIL)
    assert Listener.objects.count() == 0


def test_the_eleventh_from_one_address_keeps_the_words_and_leaves_no_trace_of_it(world, caplog):
    for number in range(FROM_ONE):
        assert _send(words=f"Thing {number}").status_code == 302
    response = _send(words=HOSTILE, contact=EMAIL)
    assert response.status_code == 429
    assert TOO_MANY in _said(response)
    assert "&lt;script&gt;" in _said(response) and EMAIL in _said(response)
    assert Report.objects.count() == FROM_ONE
    assert _send(address="198.51.100.4").status_code == 302
    kept = [caplog.text, repr(cache._cache), str(list(Report.objects.values())), str(list(AuditLine.objects.values()))]
    assert not [place for place in kept if ADDRESS in place]


def test_a_page_of_a_megabyte_is_a_sentence(world):
    assert "Make it shorter" in _said(_send(words="long " * 200_000))


def test_no_such_council_is_not_found(world, client):
    assert client.get("/c/nowhere/tell-us/").status_code == 404
    assert _send("/c/nowhere/hear/").status_code == 404


def test_the_page_says_the_same_whether_or_not_an_address_is_known(world):
    hears_everything(world)
    known, new = _send(HEAR, contact=EMAIL), _send(HEAR, contact="new@example.org")
    assert known.url == new.url
    assert _said(Client().get(known.url)) == _said(Client().get(new.url))


def test_a_link_confirms_by_a_button_and_another_stops_by_one(world, client):
    _send(HEAR, contact=EMAIL)
    tell_listeners(world.as_system())
    body = waiting_for(EMAIL)[0].body
    yes = next(word for word in body.split() if word.endswith("/yes/")).partition("8000")[2]
    assert "Yes, tell me" in _said(client.get(yes))
    assert not Listener.objects.get().confirmed
    assert "We will tell you" in _said(client.post(yes, follow=True))
    assert Listener.objects.get().confirmed
    stop = OutboxMessage.objects.get(to=EMAIL).fields["stop"].partition("8000")[2]
    response = client.get(stop)
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert Listener.objects.count() == 1
    for _ in range(2):
        assert "You get no messages" in _said(client.post(stop, follow=True))
    assert Listener.objects.count() == OutboxMessage.objects.filter(template="answer").count() == 0
    assert not client.cookies


@pytest.mark.parametrize("token", ["x", "made:up", "%F0%9F%8C%B1", "a" * 300])
def test_a_link_that_leads_nowhere_is_a_sentence(world, client, token):
    for address in (f"/h/{token}/", f"/h/{token}/yes/"):
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, "You get no messages" in _said(answer)) == (200, True)


def test_an_about_that_somebody_made_up_asks_for_every_answer(world, client):
    token = listening.about_token(report_of(world))
    assert 'name="area"' in _said(client.get(HEAR, {"about": f"{token}x"}))
    assert 'name="area"' in _said(client.get("/c/aldersea/hear/", {"about": token}))
    assert _said(client.get("/c/ravensmere/tell-us/sent/", {"about": HOSTILE})).count("<script") == 0
