"""Answering with somebody's help: what an adviser sees, what they do not, and what arrives."""

import pytest
from django.test import Client
from django.urls import reverse

from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.given import GivenAnswer
from newbelongings.domain.surveys.models import Answer, GroupSession, Invitation, Response, SealedResponse
from tests.helped_world import contact_of, helped_round
from tests.phone import Phone

SECRET = "She reads my letters"


@pytest.fixture
def round_(world):
    return helped_round(world)


@pytest.fixture
def adviser(world) -> Client:
    return signed_in(world.people[Role.ADVISER])


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def begin(client: Client, round_, way="face_to_face", **more) -> Phone:
    phone = Phone(reverse("help_answer", args=[round_.pk]), client).open()
    return phone.type(way=way, **more).press("Start with the first question")


def to_hand_over(phone: Phone) -> Phone:
    phone.type(age="18-20").press("Continue").type(safe="yes").press("Continue")
    phone.type(coping="3").press("Continue").press("Continue").type(best__1="My own door").press("Continue")
    return phone.type(advice__1="Ask twice").press("Continue")


def to_check(phone: Phone) -> Phone:
    to_hand_over(phone).press("I have the phone").type(adviser="no").press("Continue")
    return phone.type(**{"adviser-why__1": SECRET}).press("Continue").press("I have handed it back")


def what_arrived(world, round_) -> list[Response]:
    for number in range(10 - SealedResponse.objects.count()):
        actions.submit_response(
            world.as_alice,
            round_id=round_.pk,
            way="paper",
            form_token=f"filling {number}",
            answers=[GivenAnswer("advice", text="filling")],
        )
    actions.open_box(world.as_alice, round_id=round_.pk)
    return list(Response.objects.all())


class TestFaceToFace:
    def test_private_questions_come_last_and_only_in_their_hands(self, adviser, round_):
        phone = begin(adviser, round_)
        assert "private, but not anonymous" in phone.text and "Question 1 of 6" in phone.text
        to_hand_over(phone)
        assert "Hand the phone to them" in phone.text
        assert "Ask twice" not in phone.source and "My own door" not in phone.source
        phone.press("I have the phone")
        assert "Can you trust your adviser?" in phone.text and "In private: question 1 of 1." in phone.text
        assert "Ask twice" not in phone.source

    def test_no_page_after_it_shows_what_was_said_in_private(self, adviser, round_):
        phone = to_check(begin(adviser, round_))
        assert "Answered in private. Not shown here." in phone.text
        assert "Ask twice" in phone.text
        assert SECRET not in phone.source and 'value="no"' not in phone.source

    def test_a_private_question_is_asked_again_without_its_answer_which_stays(self, world, adviser, round_):
        phone = to_hand_over(begin(adviser, round_)).press("I have the phone").type(adviser="no").press("Continue")
        phone.type(**{"adviser-why__1": SECRET}).press("Continue").press("Back")
        assert "You have answered this." in phone.text and SECRET not in phone.source
        phone.press("Back")
        assert "checked" not in phone.source
        phone.press("Continue").press("Continue").press("I have handed it back").press("Send their answers")
        what_arrived(world, round_)
        assert Answer.objects.filter(text=SECRET).count() == 1

    def test_an_answer_can_be_taken_out_in_private(self, world, adviser, round_):
        phone = to_hand_over(begin(adviser, round_)).press("I have the phone").type(adviser="no").press("Continue")
        phone.type(**{"adviser-why__1": SECRET}).press("Continue").press("Back")
        phone.press("Skip this question, and take my answer out").press("I have handed it back")
        phone.press("Send their answers")
        what_arrived(world, round_)
        assert not Answer.objects.filter(text=SECRET).exists()

    def test_once_handed_back_no_private_page_opens_again(self, adviser, round_):
        phone = to_hand_over(begin(adviser, round_)).press("I have the phone").type(adviser="no")
        in_private = {**phone.fields, "go": "next"}
        phone.press("Continue").press("Continue").press("I have handed it back")
        again = adviser.post(phone.address, in_private)
        assert "This part is over" in again.content.decode()
        sealed = {"form": phone.fields["form"], "sealed": phone.fields["sealed"], "at": "hand-over", "go": "next"}
        assert "This part is over" in adviser.post(phone.address, sealed).content.decode()

    def test_the_sealed_field_opens_for_its_own_form_only(self, adviser, round_):
        phone = to_check(begin(adviser, round_))
        other = adviser.post(
            phone.address, {"form": "another", "sealed": phone.fields["sealed"], "at": "hand-over", "go": "next"}
        )
        assert other.status_code == 400 and SECRET not in other.content.decode()

    def test_nothing_is_stored_by_the_browser(self, adviser, round_):
        phone = begin(adviser, round_)
        assert phone.response["Cache-Control"] == "no-store, private"
        to_check(phone)
        assert phone.response["Clear-Site-Data"] == '"cache"'
        assert phone.source.count('autocomplete="off"') == 1

    def test_it_arrives_with_its_way_and_the_interpreter(self, world, adviser, round_):
        for number in range(10):
            phone = begin(adviser, round_, interpreter="on").press("Skip this question").press("Skip this question")
            phone.type(coping=str(number)).press("Continue")
            for _ in range(3):
                phone.press("Continue")
            phone.press("I have the phone").press("Continue").press("I have handed it back")
            phone.press("Send their answers")
            assert "Their answers have been sent" in phone.text
        actions.open_box(world.as_alice, round_id=round_.pk)
        assert set(Response.objects.values_list("way", "interpreter")) == {("face_to_face", True)}

    def test_sent_twice_it_arrives_once(self, adviser, round_):
        phone = to_check(begin(adviser, round_))
        form = {**phone.fields, "go": "send"}
        for _ in range(2):
            assert adviser.post(phone.address, form).url == reverse("helped_sent", args=[round_.pk])
        assert SealedResponse.objects.count() == 1

    def test_nothing_said_is_nothing_sent(self, adviser, round_):
        phone = begin(adviser, round_)
        for _ in range(6):
            phone.press("Skip this question")
        phone.press("I have the phone").press("Continue").press("I have handed it back").press("Send their answers")
        assert "There is nothing to send yet" in phone.text
        assert not SealedResponse.objects.exists()

    def test_a_changed_answer_opens_its_question_and_leads_back(self, adviser, round_):
        phone = to_check(begin(adviser, round_))
        phone.press("Change the answer to: Safe at home").type(safe="no").press("Continue")
        assert "What is the main reason?" in phone.text
        phone.type(**{"why-not__other": "x" * 2001}).press("Continue")
        assert "Make this shorter" in phone.text
        phone.type(**{"why-not__other": "Mice"}).press("Continue")
        assert "Look over the answers together" in phone.text and "Mice" in phone.text
        assert "Answered in private" in phone.text and SECRET not in phone.source


class TestOnTheTelephone:
    def test_private_questions_are_left_out_and_the_page_says_so(self, adviser, round_):
        phone = begin(adviser, round_, way="telephone")
        assert "2 questions for them alone are left out on the telephone" in phone.text
        to_hand_over(phone)
        assert "Look over the answers together" in phone.text
        assert "Answered in private" not in phone.text
        phone.press("Send their answers")
        assert SealedResponse.objects.count() == 1


class TestForWhom:
    def test_an_adviser_sees_their_own_and_the_link_is_used_up(self, world, adviser, round_):
        contact = contact_of(world, round_, "LC-1", world.people[Role.ADVISER].pk)
        contact_of(world, round_, "LC-2", world.bob.pk)
        page = adviser.get(reverse("help_answer", args=[round_.pk])).content.decode()
        assert "LC-1" in page and "LC-2" not in page and "Robin" not in page
        phone = begin(adviser, round_, way="telephone", person=str(contact.pk))
        phone.type(age="18-20")
        to_hand_over(phone).press("Send their answers")
        assert Invitation.objects.get(label="LC-1").answered
        assert "LC-1" not in adviser.get(reverse("help_answer", args=[round_.pk])).content.decode()

    def test_nobody_of_another_adviser_can_be_named(self, world, adviser, round_):
        contact_of(world, round_, "LC-1", world.people[Role.ADVISER].pk)
        other = contact_of(world, round_, "LC-2", world.bob.pk)
        phone = begin(adviser, round_, way="telephone", person=str(other.pk))
        assert "Question 1" not in phone.text
        phone = begin(adviser, round_, way="telephone")
        phone.fields["person"] = [str(other.pk)]
        to_hand_over(phone)
        response = adviser.post(phone.address, {**phone.fields, "go": "send"})
        assert response.status_code == 404
        assert not SealedResponse.objects.exists() and not Invitation.objects.filter(answered=True).exists()


class TestRounds:
    def test_only_open_surveys_are_offered(self, world, adviser, round_):
        helped_round(
            world,
            slug="over",
            title="Last year",
            opens=round_.opens.replace(year=2025),
            closes=round_.closes.replace(year=2025),
        )
        page = adviser.get(reverse("ask")).content.decode()
        assert "Winter survey" in page and "Last year" not in page

    def test_a_closed_survey_takes_nothing(self, world, adviser, round_):
        over = helped_round(
            world,
            slug="over",
            title="Last year",
            opens=round_.opens.replace(year=2025),
            closes=round_.closes.replace(year=2025),
        )
        assert "This survey is closed" in adviser.get(reverse("help_answer", args=[over.pk])).content.decode()

    def test_the_list_takes_the_same_statements_however_many(
        self, world, adviser, round_, django_assert_max_num_queries
    ):
        for number in range(5):
            helped_round(world, slug=f"more-{number}")
        with django_assert_max_num_queries(8):
            adviser.get(reverse("ask"))


class TestGroups:
    def session(self, client, round_, kind="voices", people="2"):
        address = reverse("group_sessions", args=[round_.pk])
        response = client.post(address, {"kind": kind, "people": people, "held_on": str(round_.opens), "place": ""})
        assert response.status_code == 302
        return GroupSession.objects.get()

    def voice(self, client, session, words, sent="") -> Phone:
        address = reverse("answer_in_group", args=[session.round_id, session.pk])
        phone = Phone(f"{address}?sent={sent}", client).open().press("Start")
        for _ in range(5):
            phone.press("Continue")
        phone.type(advice__1=words).press("Continue").press("Continue")
        return phone

    def test_two_voices_one_after_the_other(self, world, adviser, round_):
        session = self.session(adviser, round_)
        first = self.voice(adviser, session, "First voice").press("Send my answers")
        assert "1 of 2 has sent their answers" in first.text and "First voice" not in first.source
        assert first.response["Clear-Site-Data"] == '"cache"'
        second = self.voice(adviser, session, "Second voice", sent="1")
        assert "First voice" not in second.source
        second.press("Send my answers")
        assert "2 of 2 have sent" in second.text and "Everybody has had their turn" in second.text
        assert SealedResponse.objects.count() == 2

    def test_the_next_person_cannot_step_back_into_it(self, adviser, round_):
        phone = self.voice(adviser, self.session(adviser, round_), "First voice")
        before = {**phone.fields, "go": "back"}
        address = phone.address
        phone.press("Send my answers")
        response = adviser.post(address, before)
        assert response.status_code == 302 and "/next/" in response.url

    def test_an_agreed_answer_is_a_groups_and_is_sent_once(self, world, adviser, round_):
        session = self.session(adviser, round_, kind="agreed", people="8")
        self.voice(adviser, session, "We all say").press("Send the group’s answer")
        page = adviser.get(reverse("group_session", args=[round_.pk, session.pk])).content.decode()
        assert "has been sent" in page and "Write down what you agreed" not in page
        again = self.voice(adviser, session, "We say again").press("Send the group’s answer")
        assert "The answer of this group has been sent" in again.text
        actions.open_box(world.as_alice, round_id=round_.pk)
        assert list(Response.objects.values_list("way", flat=True)) == ["group_agreed"]
        round_page = signed_in(world.alice).get(reverse("round", args=[round_.pk])).content.decode()
        assert "<dt>People who answered</dt><dd>0</dd>" in round_page

    def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(self, adviser, round_):
        address = reverse("group_sessions", args=[round_.pk])
        page = adviser.post(address, {"kind": "voices", "people": "1", "held_on": "2020-01-01", "place": "Old Library"})
        assert page.status_code == 200 and "Old Library" in page.content.decode()
        assert not GroupSession.objects.exists()
