"""Conditions on the public pages: nobody is shown, counted or sent what they are not asked."""

import datetime as dt

import pytest

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Answer, Round
from tests.phone import Phone
from tests.web.test_public_survey import sent_words


def _question(name: str, kind: str, **more) -> dict:
    return {"name": name, "number": "", "kind": kind, "short": name.title(), "text": f"About {name}?", **more}


CHOICES = [{"name": "yes", "text": "Yes"}, {"name": "no", "text": "No"}]
QUESTIONS = [
    _question("age", "age_band"),
    _question(
        "happy", "scale", ends=["not at all", "completely"], condition={"question": "age", "none_of": ["under-16"]}
    ),
    _question("job", "one", options=CHOICES),
    _question("boss", "yes_no", condition={"question": "job", "any_of": ["yes"]}),
    _question("pay", "long_text", condition={"question": "boss", "any_of": ["yes", "not-sure"]}),
    _question("worst", "three_things"),
]


@pytest.fixture
def round_(world) -> Round:
    questions = [{**question, "number": str(place)} for place, question in enumerate(QUESTIONS, 1)]
    spec = {"slug": "routed", "version": "1", "title": "Routed", "source": "", "questions": questions}
    instrument = actions.install_instrument(system_scope(), spec=spec)
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="routed",
        title="Routed survey",
        opens=today(),
        closes=today() + dt.timedelta(days=20),
    )


@pytest.fixture
def phone(round_) -> Phone:
    return Phone(f"/s/{round_.code}/").open()


class TestOneQuestionAPage:
    def test_the_count_says_up_to_until_it_is_known(self, phone):
        assert "Up to 6 questions" in phone.text
        assert "Question 1 of up to 6." in phone.press("Start").text
        assert "Question 2 of up to 5." in phone.type(age="under-16").press("Continue").text
        assert "About job?" in phone.text
        phone.type(job="no").press("Continue")
        assert "Question 3 of 3." in phone.text
        assert "About worst?" in phone.text

    def test_back_leads_to_the_last_question_that_was_asked(self, phone):
        phone.press("Start").type(age="18-20").press("Continue").press("Skip this question")
        phone.type(job="no").press("Continue")
        assert "About worst?" in phone.text
        assert "About job?" in phone.press("Back").text
        assert phone.fields["job"] == ["no"]

    def test_a_chain_of_conditions_is_followed(self, phone):
        phone.press("Start").press("Continue").press("Continue").type(job="yes").press("Continue")
        assert "Question 4 of up to 6." in phone.text
        assert "About pay?" in phone.type(boss="not-sure").press("Continue").text
        assert "Question 6 of 6." in phone.press("Continue").text

    def test_a_changed_answer_leads_through_what_it_opened_and_back_to_the_check(self, phone):
        phone.press("Start")
        for answer in ({"age": "18-20"}, {"happy": "7"}, {"job": "no"}, {"worst__1": "rent"}):
            phone.type(**answer).press("Continue")
        assert "Boss" not in phone.text
        phone.press("Change your answer to: Job").type(job="yes").press("Continue")
        assert "About boss?" in phone.text
        assert "About pay?" in phone.type(boss="yes").press("Continue").text
        phone.type(pay__1="low").press("Continue")
        assert "Check your answers" in phone.text
        assert "rent" in phone.text

    def test_what_is_no_longer_asked_is_named_kept_back_and_not_sent(self, world, phone, round_):
        phone.press("Start").press("Continue").press("Continue").type(job="yes").press("Continue")
        phone.type(boss="yes").press("Continue").type(pay__1="secret wage").press("Continue").press("Continue")
        phone.press("Change your answer to: Job").type(job="no").press("Continue")
        assert "You also answered “Boss”, “Pay”." in phone.text
        assert "secret wage" not in phone.text
        phone.press("Send my answers")
        assert sent_words(world, round_) == []
        assert set(Answer.objects.exclude(text="filling").values_list("option__name", flat=True)) == {"no"}

    def test_too_long_words_that_are_not_asked_for_hold_nobody_up(self, phone):
        phone.press("Start").press("Continue").press("Continue").type(job="yes").press("Continue")
        phone.type(boss="yes").press("Continue").type(pay__1="x" * 100_000).press("Continue")
        assert "Make this shorter. It has 100,000 letters" in phone.text
        phone.press("Back").type(boss="no").press("Continue").press("Continue").press("Send my answers")
        assert "Your answers have been sent" in phone.text


class TestAllOnOnePage:
    def test_each_conditional_question_says_when_to_answer_it(self, phone):
        phone.press("See all the questions on one page")
        assert "All 6 questions" in phone.text
        assert "Answer this unless you picked “Under 16” for “Age”." in phone.text
        assert "Answer this if you picked “Yes” or “Not sure” for “Boss”." in phone.text
        assert 'aria-describedby="happy__only_if happy__ends"' in phone.source

    def test_the_check_leaves_out_what_is_not_asked(self, phone):
        phone.press("See all the questions on one page").type(pay__1="low", job="no").press("Check my answers")
        assert "You also answered “Pay”. By what you picked above, you are not asked this" in phone.text
        assert 'id="row-boss"' not in phone.source


class TestAScale:
    def test_eleven_radios_with_the_ends_said(self, phone):
        phone.press("Start").press("Continue")
        assert phone.source.count('type="radio" name="happy"') == 11
        assert "0 is “not at all”. 10 is “completely”." in phone.text
        assert "10, completely" in phone.text

    def test_what_was_picked_is_still_picked_on_the_way_back(self, phone):
        phone.press("Start").press("Continue").type(happy="10").press("Continue")
        assert phone.press("Back").fields["happy"] == ["10"]
