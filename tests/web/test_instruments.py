"""The pages on which a lead writes a questionnaire, without JavaScript."""

import datetime as dt
import re

import pytest

from newbelongings.adapters import uploads
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Instrument, Round
from newbelongings.domain.surveys.sheets import read_questions

JOB = {"kind": "one", "text": "Do you have a job?", "options": [{"text": "Yes"}, {"text": "No"}]}
WHY = {"kind": "long_text", "text": "What is in the way?"}


@pytest.fixture
def alice(world, client):
    client.force_login(world.alice)
    return client


@pytest.fixture
def standard(world) -> Instrument:
    return actions.install_shipped_instruments(system_scope())[0]


@pytest.fixture
def draft(world) -> Instrument:
    made = actions.start_instrument(world.as_alice, title="Work and pay")
    for question in (JOB, WHY):
        actions.add_question(world.as_alice, instrument_id=made.pk, question=question)
    return made


def ask(world, instrument: Instrument) -> Round:
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="autumn",
        title="Autumn survey",
        opens=today(),
        closes=today() + dt.timedelta(days=9),
    )


def address(draft: Instrument, end: str = "") -> str:
    return f"/instruments/{draft.pk}/{end}"


WHY_PAGE = "questions/what-is-in-the-way/"


class TestTheList:
    def test_own_and_standard_ones_with_the_surveys_that_ask_them(self, world, alice, standard, draft):
        ask(world, standard)
        page = alice.get("/instruments/").content.decode()
        assert page.index("Work and pay") < page.index("Standard ones")
        assert "Asked in: Autumn survey." in page
        assert "Not asked yet: you can still change it." in page

    def test_the_next_council_sees_none_of_it(self, world, client, draft):
        client.force_login(world.charlie)
        assert "Work and pay" not in client.get("/instruments/").content.decode()
        assert client.get(address(draft)).status_code == 404

    def test_it_takes_few_statements(self, alice, standard, draft, django_assert_max_num_queries):
        alice.get("/instruments/")
        with django_assert_max_num_queries(12):
            alice.get("/instruments/")


class TestStarting:
    def test_from_nothing(self, alice):
        page = alice.post("/instruments/start/", {"title": "Ours", "base": ""}, follow=True).content.decode()
        assert "It has no questions yet" in page
        assert "Add a question" in page

    def test_from_a_standard_one(self, alice, standard):
        given = {"title": "Ours", "base": standard.pk}
        page = alice.post("/instruments/start/", given, follow=True).content.decode()
        assert "10 questions" in page
        assert "What stage are you in terms of leaving care?" in page
        assert "Take out" not in page

    def test_a_title_that_is_missing_is_asked_for(self, alice):
        page = alice.post("/instruments/start/", {"title": " \0 "}).content.decode()
        assert "One thing to put right" in page
        assert not Instrument.objects.filter(authority__isnull=False).exists()


class TestAQuestion:
    def test_first_how_it_is_answered_then_its_words(self, alice, draft):
        page = alice.get(address(draft, "add-question/")).content.decode()
        assert "0 to 10: they pick a number" in page
        page = alice.get(address(draft, "add-question/?kind=scale")).content.decode()
        assert "What 10 means" in page
        assert "The answers to pick from" not in page
        given = {
            "text": "How is work?",
            "low": "bad",
            "high": "good",
            "area": "A4",
            "private": "yes",
            "picture": "work",
        }
        alice.post(address(draft, "add-question/?kind=scale"), given)
        sheet = read_questions(draft.pk)[-1]
        assert (sheet.text, sheet.ends, sheet.area, sheet.private) == ("How is work?", ("bad", "good"), "A4", True)
        assert len(sheet.options) == 11

    def test_choices_are_typed_one_a_line_with_one_for_own_words(self, alice, draft):
        given = {
            "text": "Where do you work?",
            "options": "Shop\r\n\r\n  Care home \r\nبيت",
            "other": "Somewhere else 🙂",
        }
        alice.post(address(draft, "add-question/?kind=many"), given)
        options = read_questions(draft.pk)[-1].options
        assert [(o.text, o.other) for o in options] == [
            ("Shop", False),
            ("Care home", False),
            ("بيت", False),
            ("Somewhere else 🙂", True),
        ]

    def test_other_words_for_a_choice_leave_conditions_on_it_alone(self, world, alice, draft):
        condition = {"question": "do-you-have-a-job", "any_of": ["no"]}
        actions.set_condition(world.as_alice, instrument_id=draft.pk, name="what-is-in-the-way", condition=condition)
        given = {"text": "Do you have a job?", "options": "Yes\nNot just now"}
        alice.post(address(draft, "questions/do-you-have-a-job/"), given)
        job, why = read_questions(draft.pk)
        assert [(o.name, o.text) for o in job.options] == [("yes", "Yes"), ("no", "Not just now")]
        assert why.condition == condition

    def test_a_hundred_thousand_letters_are_refused_and_kept_in_the_form(self, alice, draft):
        words = "x" * 100_000
        page = alice.post(address(draft, WHY_PAGE), {"text": words}).content.decode()
        assert "The question has 100,000 letters and 500 fit" in page
        assert words in page
        assert read_questions(draft.pk)[1].text == "What is in the way?"

    def test_null_bytes_go_without_a_word(self, alice, draft):
        alice.post(address(draft, WHY_PAGE), {"text": "What\0 helps? \u200fما"})
        assert read_questions(draft.pk)[1].text == "What helps? \u200fما"

    def test_one_choice_is_too_few(self, alice, draft):
        page = alice.post(
            address(draft, "add-question/?kind=one"), {"text": "Which?", "options": "This"}
        ).content.decode()
        assert "Give it 2 to 40 choices" in page
        assert "This</textarea>" in page

    def test_a_fault_under_more_opens_it(self, alice, draft):
        page = alice.post(address(draft, WHY_PAGE), {"text": "Why?", "hint": "y" * 501}).content.decode()
        assert '<details class="govuk-details" open>' in page

    def test_it_is_moved_and_taken_out(self, alice, draft):
        alice.post(address(draft, f"{WHY_PAGE}move/"), {"to": "up"})
        assert [sheet.text for sheet in read_questions(draft.pk)] == ["What is in the way?", "Do you have a job?"]
        assert "Take this question out?" in alice.get(address(draft, f"{WHY_PAGE}remove/")).content.decode()
        alice.post(address(draft, f"{WHY_PAGE}remove/"))
        assert [sheet.text for sheet in read_questions(draft.pk)] == ["Do you have a job?"]


class TestWhoIsAsked:
    def test_first_the_question_then_its_choices(self, world, alice, draft):
        other = {"kind": "yes_no", "text": "Do you want one?"}
        actions.add_question(world.as_alice, instrument_id=draft.pk, question=other)
        actions.move_question(world.as_alice, instrument_id=draft.pk, name="do-you-want-one", by=-2)
        page = alice.get(address(draft, f"{WHY_PAGE}who/")).content.decode()
        assert "Which earlier question does it depend on?" in page
        page = alice.get(address(draft, f"{WHY_PAGE}who/?on=do-you-have-a-job")).content.decode()
        assert "Everyone but those who picked one of these" in page
        given = {"word": "any_of", "options": ["no"]}
        page = alice.post(address(draft, f"{WHY_PAGE}who/?on=do-you-have-a-job"), given, follow=True).content.decode()
        assert "Asked if they picked “No” for “Do you have a job?”." in page

    def test_everyone_again(self, world, alice, draft):
        actions.set_condition(
            world.as_alice,
            instrument_id=draft.pk,
            name="what-is-in-the-way",
            condition={"question": "do-you-have-a-job", "any_of": ["no"]},
        )
        alice.post(address(draft, f"{WHY_PAGE}who/"), {"everyone": "1"})
        assert read_questions(draft.pk)[1].condition == {}

    def test_what_would_break_a_condition_is_refused_in_words(self, world, alice, draft):
        actions.set_condition(
            world.as_alice,
            instrument_id=draft.pk,
            name="what-is-in-the-way",
            condition={"question": "do-you-have-a-job", "any_of": ["no"]},
        )
        page = alice.post(address(draft, f"{WHY_PAGE}move/"), {"to": "up"}, follow=True).content.decode()
        assert "comes later" in page
        page = alice.post(
            address(draft, "questions/do-you-have-a-job/"), {"text": "Job?", "options": "Yes\nNo\nMaybe"}, follow=True
        ).content.decode()
        assert "The question is changed." in page

    def test_nothing_ticked_is_said(self, alice, draft):
        page = alice.post(address(draft, f"{WHY_PAGE}who/?on=do-you-have-a-job"), {"word": "any_of"}).content.decode()
        assert "Tick at least one answer" in page


class TestThePreview:
    def test_it_shows_who_would_be_asked_and_keeps_nothing(self, world, alice, draft):
        actions.set_condition(
            world.as_alice,
            instrument_id=draft.pk,
            name="what-is-in-the-way",
            condition={"question": "do-you-have-a-job", "any_of": ["no"]},
        )
        page = alice.get(address(draft, "preview/")).content.decode()
        assert "1 of 2 questions are asked" in page
        assert "Not asked, by what is picked now" in page
        page = alice.post(address(draft, "preview/"), {"do-you-have-a-job": "no"}).content.decode()
        assert "2 of 2 questions are asked" in page


class TestVersions:
    def test_one_that_was_asked_is_not_changed_and_a_new_version_is(self, world, alice, draft):
        ask(world, draft)
        page = alice.get(address(draft)).content.decode()
        assert "asked and so no longer changed" in page
        assert "Take out" not in page
        page = alice.post(address(draft, WHY_PAGE), {"text": "Changed?"}).content.decode()
        assert "Make a new version" in page
        page = alice.post(address(draft, "version/"), follow=True).content.decode()
        assert "This is version 2" in page
        assert "There is a newer version" in alice.get(address(draft)).content.decode()

    def test_a_draft_is_deleted_and_one_that_was_asked_is_not(self, world, alice, draft):
        other = actions.start_instrument(world.as_alice, title="Never mind")
        alice.post(address(other, "delete/"))
        assert not Instrument.objects.filter(pk=other.pk).exists()
        ask(world, draft)
        page = alice.post(address(draft, "delete/"), follow=True).content.decode()
        assert "Make a new version" in page
        assert Instrument.objects.filter(pk=draft.pk).exists()

    def test_a_survey_opens_with_the_one_that_was_looked_at(self, alice, standard, draft):
        page = alice.get(f"/listen/open/?instrument={draft.pk}").content.decode()
        assert "Work and pay (your own, version 1)" in page
        assert re.search(rf'name="instrument" id="\w+" value="{draft.pk}" checked', page)


def test_what_they_chose_is_counted_for_every_closed_kind(world, alice, draft):
    for kind, text in (("scale", "How is work?"), ("yes_no", "Is it far?"), ("age_band", "How old are you?")):
        actions.add_question(world.as_alice, instrument_id=draft.pk, question={"kind": kind, "text": text})
    round_ = ask(world, draft)
    rows = "week,do-you-have-a-job,how-is-work,is-it-far,how-old-are-you\n"
    rows += "".join(f",Yes,{n % 2 + 7},not sure,18 to 20\n" for n in range(40))
    upload = uploads.keep_upload([rows.encode()], owner=f"{world.alice.pk}-{round_.pk}")
    sent = {f"c{place}": name for place, name in enumerate(rows.splitlines()[0].split(","))}
    alice.post(f"/listen/rounds/{round_.pk}/import/{upload}/bring-in/", sent)
    page = alice.get(f"/listen/rounds/{round_.pk}/").content.decode()
    for title in ("Do you have a job?", "How is work?", "Is it far?", "How old are you?"):
        assert title in page
    assert "Under 16" in page
