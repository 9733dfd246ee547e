"""The survey as a phone without JavaScript sees it: every page is the answer to a form."""

import datetime as dt
import re
import secrets

import pytest

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import public_scope, system_scope
from newbelongings.domain.surveys import actions, faces, queries
from newbelongings.domain.surveys.models import Answer, ForumInterest, Invitation, Round, SealedResponse
from tests.phone import Phone
from tests.public_pages import weight

MOST_BYTES = 60_000


@pytest.fixture
def round_(world) -> Round:
    instrument = actions.install_shipped_instruments(system_scope())[0]
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="spring",
        title="Spring survey",
        opens=today() - dt.timedelta(days=20),
        closes=today() + dt.timedelta(days=20),
    )


@pytest.fixture
def token(world, round_) -> str:
    [(_, token)] = actions.invite(world.as_alice, round_id=round_.pk, labels=["Person 1"])
    return token


def to_question(phone: Phone, number: int) -> Phone:
    phone.open().press("Start")
    for _ in range(number - 1):
        phone.press("Continue")
    assert f"Question {number} of 10." in phone.text
    return phone


def sent_words(world, round_: Round) -> list[str]:
    """What the council reads of what was sent, once enough others have joined it."""
    while SealedResponse.objects.filter(round=round_).count() < round_.mix_at_least:
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.type(worst__1="filling").press("Check my answers").press("Send my answers")
    actions.open_box(world.as_alice, round_id=round_.pk)
    return sorted(Answer.objects.exclude(text__in=["filling", ""]).values_list("text", flat=True))


class TestTheWayThrough:
    def test_one_question_a_page_from_start_to_sent(self, world, round_):
        phone = Phone(f"/s/{round_.code}/").open()
        assert "mixed with at least nine others" in phone.text
        phone.press("Start").type(age="18-20").press("Continue")
        phone.type(stage__other="Between two homes").press("Continue")
        phone.press("Skip this question").press("Continue")
        phone.type(worst__1="moved three times", worst__2="alone").press("Continue")
        for _ in range(5):
            phone.press("Continue")
        assert "Check your answers" in phone.text
        assert "18 to 20" in phone.text
        assert "Other: Between two homes" in phone.text
        assert "moved three times" in phone.text
        phone.press("Send my answers")
        assert phone.response.redirect_chain[-1][0] == f"/s/{round_.code}/sent/"
        assert "Your answers have been sent" in phone.text
        assert f"/c/{world.ravensmere.slug}/forum/join/" in phone.source
        assert sent_words(world, round_) == ["Between two homes", "alone", "moved three times"]

    def test_all_on_one_page(self, world, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.type(sex="female", best__1="my own door", advice__1="ask").press("Check my answers")
        assert "Female" in phone.text
        phone.press("Change your answer to: Best things about leaving care").type(best__1="my own front door")
        phone.press("Check my answers").press("Send my answers")
        assert sent_words(world, round_) == ["ask", "my own front door"]

    def test_going_back_keeps_what_was_typed_on_both_pages(self, round_):
        phone = to_question(Phone(f"/s/{round_.code}/"), 4).type(best__1="freedom").press("Continue")
        phone.type(worst__3="the bus fare").press("Back")
        assert phone.fields["best__1"] == ["freedom"]
        phone.press("Continue")
        assert phone.fields["worst__3"] == ["the bus fare"]

    def test_back_leads_as_far_as_the_start_and_nothing_is_lost(self, round_):
        phone = to_question(Phone(f"/s/{round_.code}/"), 1).type(age="21-25").press("Back")
        assert "What is leaving care like for you?" in phone.text
        assert phone.press("Start").fields["age"] == ["21-25"]

    def test_skipping_takes_back_what_was_typed(self, round_):
        phone = to_question(Phone(f"/s/{round_.code}/"), 7).type(advice__1="never mind").press("Skip this question")
        assert phone.press("Back").fields["advice__1"] == [""]

    def test_changing_one_answer_leads_straight_back_to_the_check(self, round_):
        phone = to_question(Phone(f"/s/{round_.code}/"), 10).type(**{"anything-else__1": "thanks"}).press("Continue")
        phone.press("Change your answer to: Age").type(age="over-25").press("Continue")
        assert "Check your answers" in phone.text
        assert "Over 25" in phone.text
        assert "thanks" in phone.text
        assert "Question 10 of 10" in phone.press("Back").text

    def test_nothing_is_kept_before_it_is_sent(self, round_):
        phone = to_question(Phone(f"/s/{round_.code}/"), 5).type(worst__1="secret").press("Continue")
        assert not phone.client.cookies
        assert not SealedResponse.objects.exists()


class TestSending:
    def test_the_same_form_sent_again_is_counted_once_and_called_sent(self, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.type(worst__1="once").press("Check my answers")
        fields = {**phone.fields, "go": "send"}
        for _ in range(2):
            response = phone.client.post(phone.address, fields, follow=True)
            assert "Your answers have been sent" in response.content.decode()
        assert SealedResponse.objects.count() == 1

    def test_nothing_filled_in_is_said_and_not_sent(self, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.press("Check my answers").press("Send my answers")
        assert "There is nothing to send yet." in phone.text
        assert not SealedResponse.objects.exists()

    def test_a_round_that_closed_while_somebody_typed_keeps_their_words_on_the_page(self, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.type(worst__1="too late").press("Check my answers")
        Round.objects.update(closes=today() - dt.timedelta(days=1))
        phone.press("Send my answers")
        assert "Nothing was sent." in phone.text
        assert "too late" in phone.text


class TestBadInput:
    def test_too_long_is_one_sentence_and_nothing_typed_is_lost(self, round_):
        phone = to_question(Phone(f"/s/{round_.code}/"), 5).type(worst__1="kept", worst__2="x" * 2001)
        phone.press("Continue")
        assert "Make this shorter. It has 2,001 letters and 2,000 fit." in phone.text
        assert "Error:" in re.search(r"<title>(.*)</title>", phone.source).group(1)
        assert 'href="#worst__2"' in phone.source
        assert phone.fields["worst__1"] == ["kept"]
        assert phone.fields["worst__2"] == ["x" * 2001]

    def test_too_long_on_the_one_page_version_too(self, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.type(advice__1="y" * 2001, stage__other="z" * 2001).press("Check my answers")
        assert "2 things to put right" in phone.text
        assert phone.fields["advice__1"] == ["y" * 2001]

    def test_back_past_something_too_long_still_cannot_send_it(self, round_):
        phone = to_question(Phone(f"/s/{round_.code}/"), 5).type(worst__1="x" * 2001).press("Back")
        phone.client.post(phone.address, {**phone.fields, "go": "send"})
        assert not SealedResponse.objects.exists()

    def test_strange_letters_come_back_as_they_were_typed(self, round_):
        odd = "\n\"<script>alert(1)</script>\" 🧵 \u202etfel\u202c &amp; 'x'"
        phone = to_question(Phone(f"/s/{round_.code}/"), 7).type(advice__1=odd).press("Continue")
        assert "<script>alert" not in phone.source
        assert phone.press("Back").fields["advice__1"] == [odd]

    @pytest.mark.parametrize("fields", [{}, {"go": "change:nothing"}, {"go": "next", "at": "nowhere"}, {"go": "\0"}])
    def test_a_form_that_no_page_of_ours_sent_leads_to_a_page(self, client, round_, fields):
        assert client.post(f"/s/{round_.code}/", fields).status_code == 200

    def test_an_option_that_does_not_exist_is_not_stored(self, client, round_):
        fields = {"go": "send", "form": "x", "age": "<b>ninety</b>", "worst__1": "y\0"}
        response = client.post(f"/s/{round_.code}/", fields)
        assert "Choose one of the answers" in response.content.decode()
        assert not SealedResponse.objects.exists()


class TestLinks:
    def test_a_personal_link_works_once(self, round_, token):
        for expected in ("Your answers have been sent", "This link has been used"):
            phone = Phone(f"/i/{token}/").open()
            if "This link has been used" not in phone.text:
                assert "This is your own link, and it works once." in phone.text
                phone.press("See all the questions on one page").type(age="18-20")
                phone.press("Check my answers").press("Send my answers")
            assert expected in phone.text
        assert Invitation.objects.get().answered

    def test_the_second_of_two_open_pages_is_told_and_keeps_its_words(self, round_, token):
        first, second = (Phone(f"/i/{token}/").open().press("See all the questions on one page") for _ in range(2))
        second.type(worst__1="second").press("Check my answers")
        first.type(worst__1="first").press("Check my answers").press("Send my answers")
        second.press("Send my answers")
        assert "Somebody has already answered with this link." in second.text
        assert "second" in second.text
        assert SealedResponse.objects.count() == 1

    @pytest.mark.parametrize("address", ["/s/zzzzzzzz/", "/i/zzzzzzzzzzzzzzzzzzzz/", "/s/zzzzzzzz/sent/", "/i/%00/"])
    def test_an_unknown_link_is_a_sentence(self, client, db, address):
        response = client.get(address)
        assert response.status_code == 404
        assert "We don’t know this link" in response.content.decode()
        assert "Who to ring now" in response.content.decode()

    def test_before_it_opens_and_after_it_closed(self, client, world, round_):
        opens = today() + dt.timedelta(days=3)
        Round.objects.update(opens=opens)
        assert f"It opens on {long_date(opens)}" in client.get(f"/s/{round_.code}/").content.decode()
        closed = today() - dt.timedelta(days=3)
        Round.objects.update(opens=closed, closes=closed)
        page = client.get(f"/s/{round_.code}/").content.decode()
        assert f"It closed on {long_date(closed)}" in page
        assert f"/c/{world.ravensmere.slug}/" in page

    def test_a_round_by_invitation_only(self, client, round_, token):
        Round.objects.update(open_link=False)
        assert "This survey is by personal link" in client.get(f"/s/{round_.code}/").content.decode()
        assert "This is your own link" in client.get(f"/i/{token}/").content.decode()


class TestForumInterest:
    def test_on_the_list(self, client, world):
        address = f"/c/{world.ravensmere.slug}/forum/join/"
        response = client.post(address, {"name": "Jay", "contact": "07700 900123"}, follow=True)
        assert "You are on the list" in response.content.decode()
        assert ForumInterest.objects.get().authority == world.ravensmere
        assert not client.cookies

    def test_what_is_missing_is_said_and_the_rest_kept(self, client, world):
        page = client.post(f"/c/{world.ravensmere.slug}/forum/join/", {"name": "Jay"}).content.decode()
        assert "Tell us a phone number" in page
        assert 'value="Jay"' in page
        assert not ForumInterest.objects.exists()


class TestCost:
    def test_statements_of_a_page_and_of_sending(self, round_, token, django_assert_max_num_queries, monkeypatch):
        monkeypatch.setattr(faces, "SECONDS", 3600.0)  # a process that has served the round before
        queries.public_round(public_scope(), round_.code)
        queries.instrument_questions(round_.instrument_id)
        for address in (f"/s/{round_.code}/", f"/i/{token}/"):
            phone = Phone(address)
            with django_assert_max_num_queries(1):
                phone.open()
            with django_assert_max_num_queries(1):
                phone.press("See all the questions on one page")
            phone.type(worst__1=secrets.token_hex(4)).press("Check my answers")
            with django_assert_max_num_queries(8):  # with the test's savepoint, and the page after sending
                phone.press("Send my answers")

    def test_no_page_weighs_more_than_60_kb(self, client, world, round_, token):
        phone = Phone(f"/s/{round_.code}/")
        weights = {"start": weight(phone.open().source), "question 1": weight(phone.press("Start").source)}
        for number in range(2, 11):
            weights[f"question {number}"] = weight(phone.type(worst__1="w" * 300).press("Continue").source)
        weights["check"] = weight(phone.press("Continue").source)
        weights["all"] = weight(Phone(f"/s/{round_.code}/").open().press("See all the questions on one page").source)
        weights["sent"] = weight(client.get(f"/s/{round_.code}/sent/").content.decode())
        weights["forum"] = weight(client.get(f"/c/{world.ravensmere.slug}/forum/join/").content.decode())
        weights["personal"] = weight(client.get(f"/i/{token}/").content.decode())
        assert max(weights.values()) < MOST_BYTES, weights

    def test_pages_travel_compressed(self, client, round_):
        page = client.get(f"/s/{round_.code}/", headers={"accept-encoding": "gzip"})
        assert page["Content-Encoding"] == "gzip"
