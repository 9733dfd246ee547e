"""Language, size and layout of the survey's pages: carried by each page, kept by nobody."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.models import Question, Round, SealedResponse
from newbelongings.domain.surveys.pictures import PICTURES
from newbelongings.web.parts.easy_read import LINES, LONGEST_SENTENCE
from newbelongings.web.parts.languages import OTHERS
from newbelongings.web.parts.manner import Manner
from tests.phone import Phone
from tests.web.test_public_survey import MOST_BYTES, weight

NOT_CHECKED = "A machine drafted this translation. No person has checked it yet."


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


def opened(round_: Round, query: str) -> Phone:
    phone = Phone(f"/s/{round_.code}/{query}").open()
    assert phone.response.status_code == 200
    return phone


class TestLanguage:
    def test_from_the_first_page_to_the_last_in_arabic(self, round_):
        phone = opened(round_, "?lang=ar")
        assert phone.response["Content-Language"] == "ar"
        assert '<html lang="ar" dir="rtl"' in phone.source
        for button in ("ابدأ", "متابعة", "متابعة", "متابعة"):
            assert NOT_CHECKED in phone.text
            phone.press(button)
            assert '<html lang="ar" dir="rtl"' in phone.source
        phone.type(best__1="باب بيتي").press("متابعة")
        for _ in range(6):
            phone.press("متابعة")
        assert "باب بيتي" in phone.text
        phone.press("أرسل إجاباتي")
        assert phone.response.redirect_chain[-1][0] == f"/s/{round_.code}/sent/?lang=ar"
        assert "أُرسلت إجاباتك" in phone.text
        assert SealedResponse.objects.count() == 1
        assert not phone.client.cookies

    def test_another_language_in_the_middle_loses_nothing(self, round_):
        phone = opened(round_, "").press("Start").press("Continue").type(stage__other="a tent").press("العربية")
        assert '<html lang="ar"' in phone.source
        assert phone.fields["stage__other"] == ["a tent"]
        assert "السؤال 2 من" in phone.text
        phone.press("English (Language)" if "English (Language)" in phone.text else "English")
        assert "Question 2 of" in phone.text
        assert phone.fields["stage__other"] == ["a tent"]

    @pytest.mark.parametrize("query", ["?lang=xx", "?lang=", "?lang=en", "?lang=ar%00", "?size=huge&layout=%3Cb%3E"])
    def test_what_we_do_not_know_is_the_usual_page(self, round_, query):
        assert '<html lang="en-GB" class="govuk-template"' in opened(round_, query).source

    def test_an_answer_picked_in_albanian_is_the_same_answer(self, round_):
        phone = opened(round_, "?lang=sq").press("Fillo").type(age="18-20").press("English")
        assert phone.fields["age"] == ["18-20"]
        assert "18 to 20" in phone.text

    def test_a_councils_own_words_are_marked_as_english(self, round_):
        Question.objects.filter(instrument=round_.instrument, name="age").update(text="Do you like Ravensmere?")
        phone = opened(round_, "?lang=ar").press("ابدأ")
        assert '<span lang="en-GB" dir="ltr">Do you like Ravensmere?</span>' in phone.source
        assert "من 18 إلى 20" in phone.text

    def test_what_is_wrong_is_said_in_the_readers_language(self, round_):
        phone = opened(round_, "?lang=sq").press("Shiko të gjitha pyetjet në një faqe")
        phone.type(advice__1="x" * 2001).press("Kontrollo përgjigjet e mia")
        assert "Shkurtoje këtë. Ka 2,001 shkronja dhe lejohen 2,000." in phone.text
        assert phone.fields["advice__1"] == ["x" * 2001]

    def test_a_link_that_nobody_knows_is_said_in_the_readers_language(self, client, db):
        page = client.get("/s/zzzzzzzz/?lang=sq")
        assert page.status_code == 404
        assert "Nuk e njohim këtë lidhje" in page.content.decode()

    def test_the_forums_list_goes_on_in_the_language(self, client, world):
        address = f"/c/{world.ravensmere.slug}/forum/join/"
        page = client.post(address, {"lang": "sq", "name": "Jay"}).content.decode()
        assert "Na jep një numër telefoni" in page
        sent = client.post(address, {"lang": "sq", "name": "Jay", "contact": "07700 900123"})
        assert sent["Location"].endswith("?lang=sq")

    def test_the_next_page_is_english_again(self, client, round_):
        client.get(f"/s/{round_.code}/?lang=ar")
        assert "What is leaving care like for you?" in client.get(f"/s/{round_.code}/").content.decode()
        assert translation.get_language() == "en-gb"

    def test_each_council_has_its_own_page_in_each_language(self, client, world, round_):
        other = actions.open_round(
            world.as_charlie,
            cycle_id=world.aldersea_cycle.pk,
            instrument_id=round_.instrument_id,
            slug="autumn",
            title="Autumn survey",
            opens=today(),
            closes=today() + dt.timedelta(days=9),
        )
        for query in ("", "?lang=ar", "?layout=easy"):
            for one, name in ((round_, world.ravensmere.name), (other, other.authority.name)):
                page = client.get(f"/s/{one.code}/{query}").content.decode()
                assert len({world.ravensmere.name, other.authority.name} & set(re.findall(r"\w+", page))) == 1
                assert name in page


class TestSizeAndLayout:
    def test_larger_text_and_back(self, round_):
        phone = opened(round_, "?size=large")
        assert 'class="govuk-template nb-large"' in phone.source
        phone.press("Start").type(age="18-20").press("Usual size")
        assert 'class="govuk-template"' in phone.source
        assert phone.fields["age"] == ["18-20"]

    def test_easy_read_and_a_language_together(self, round_):
        phone = opened(round_, "?layout=easy&lang=sq&size=large")
        assert 'class="govuk-template nb-large nb-easy"' in phone.source
        assert "Përgjigjet e tua shkojnë në një kuti të mbyllur." in phone.text
        phone.press("Fillo")
        assert "pictures.svg#" in phone.source
        assert "Sa vjeç je? Nuk je i detyruar ta thuash." in phone.text

    def test_every_page_of_easy_read_has_pictures_and_none_of_the_long_sentences(self, round_):
        phone = opened(round_, "?layout=easy")
        assert "Your answers go into a locked box." in phone.text
        assert "mixed with at least nine others" not in phone.text
        phone.press("See all the questions on one page").type(worst__1="alone")
        assert phone.source.count("pictures.svg#") > 9
        phone.press("Check my answers")
        assert "It is safer to take it out." in phone.text
        phone.press("Send my answers")
        assert "Your answers are in the locked box." in phone.text

    def test_choosing_a_layout_on_the_last_page_keeps_the_wish_for_a_code(self, round_):
        phone = opened(round_, "").press("See all the questions on one page").type(worst__1="alone")
        phone.press("Check my answers").type(keep="1").press("Easy Read, with pictures")
        assert "alone" in phone.text
        assert phone.fields["keep"] == ["1"]


class TestEasyWords:
    @pytest.mark.parametrize("name", LINES)
    def test_each_sentence_has_at_most_15_words(self, name):
        values = {"council": "Ravensmere Council", "questions": 10, "minutes": 5, "others": "nine", "day": "3 May 2027"}
        for _, words in LINES[name]:
            for sentence in re.split(r"(?<=[.?!])\s", words.format(**values)):
                assert len(sentence.split()) <= LONGEST_SENTENCE, sentence

    def test_the_easy_words_of_the_questionnaires_are_as_short(self, round_):
        for easy in Question.objects.exclude(easy="").values_list("easy", flat=True):
            for sentence in re.split(r"(?<=[.?!])\s", easy):
                assert len(sentence.split()) <= LONGEST_SENTENCE, sentence

    def test_every_picture_that_is_named_is_drawn(self):
        drawn = set(re.findall(r'<symbol id="([\w-]+)"', Path(finders.find("pictures.svg")).read_text()))
        assert {picture for lines in LINES.values() for picture, _ in lines} | set(PICTURES) <= drawn


class TestDrawnOnce:
    def test_what_is_named_tells_one_from_another(self):
        part = Template("{% load drawing %}{% drawn_once name %}{{ name }} {{ unnamed }}{% enddrawn_once %}")
        request = RequestFactory().get("/")

        def draw(**values) -> str:
            return part.render(Context({"request": request, **values}))

        assert draw(name="a", unnamed=1) == "a 1"
        assert draw(name="b", unnamed=2) == "b 2"
        assert draw(name="a", unnamed=3) == "a 1"
        request.manner = Manner(large=True)
        assert draw(name="a", unnamed=4) == "a 4"


class TestCost:
    @pytest.mark.parametrize("query", [f"?lang={language.code}&layout=easy&size=large" for language in OTHERS])
    def test_no_page_weighs_more_than_60_kb(self, client, round_, query):
        phone = opened(round_, query)
        weights = [weight(phone.source)]
        for go in ["one", *["next"] * 10]:
            phone._shows(client.post(phone.address, {**phone.fields, "go": go}))
            weights.append(weight(phone.source))
        pictures = len(Path(finders.find("pictures.svg")).read_bytes())
        assert max(weights) < MOST_BYTES, weights
        assert pictures < 20_000

    def test_statements_are_as_many_as_in_english(self, round_, django_assert_max_num_queries):
        queries.instrument_questions(round_.instrument_id)
        with django_assert_max_num_queries(1):
            phone = opened(round_, "?lang=ar&layout=easy")
        with django_assert_max_num_queries(1):
            phone.press("ابدأ")
