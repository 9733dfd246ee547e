"""Finishing later, changing what was sent, taking it back: on a phone, with a code that only the person holds."""

import datetime as dt
import re

import pytest
import time_machine

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Answer, Draft, Invitation, Response, Round, SealedResponse
from tests.phone import Phone

CODE = re.compile(r"(?:[b-z2-9]{4} ){4}[b-z2-9]{4}")


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


def code_on(phone: Phone) -> str:
    [code] = set(CODE.findall(phone.source))
    return code


def answered(round_: Round, address: str = "") -> Phone:
    """A phone with one thing typed, on the page that shows what will be sent."""
    phone = Phone(address or f"/s/{round_.code}/").open().press("See all the questions on one page")
    return phone.type(worst__1="moved three times", age="18-20").press("Check my answers")


def back_with(code: str) -> Phone:
    return Phone("/back/").open().type(code=code).press("Find my answers")


def come_out(world, round_: Round) -> list[str]:
    """Everything the council can read once the survey has closed, with enough others in the box."""
    for _ in range(round_.mix_at_least):
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.type(worst__1="filling").press("Check my answers").press("Send my answers")
    actions.open_box(world.as_alice, round_id=round_.pk, on=round_.closes + dt.timedelta(days=1))
    return sorted(Answer.objects.exclude(text__in=["filling", ""]).values_list("text", flat=True))


class TestFinishingLater:
    def test_an_unfinished_survey_comes_back_on_another_phone_at_the_same_question(self, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("Start").type(age="21-25").press("Continue")
        phone.type(stage__other="between two homes").press("Finish later")
        code = code_on(phone)
        other = back_with(code.upper().replace(" ", "-"))
        assert "Question 2 of 10." in other.text
        assert other.fields["stage__other"] == ["between two homes"]
        assert other.fields["age"] == ["21-25"]

    def test_it_goes_on_to_be_sent_and_the_draft_is_gone(self, world, round_):
        code = code_on(answered(round_).press("Finish later"))
        back_with(code).press("Send my answers")
        assert SealedResponse.objects.count() == 1
        assert not Draft.objects.exists()
        assert "We don’t know this code" in back_with(code).text

    def test_carrying_on_at_once_keeps_the_code_and_one_draft(self, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("Start").type(age="21-25").press("Finish later")
        code = code_on(phone)
        phone.press("Carry on now").press("Continue").press("Finish later")
        assert code_on(phone) == code
        assert Draft.objects.count() == 1

    def test_a_personal_link_is_used_only_once_it_is_sent(self, world, round_):
        [(invitation, token)] = actions.invite(world.as_alice, round_id=round_.pk, labels=["LC-1"])
        code = code_on(answered(round_, f"/i/{token}/").press("Finish later"))
        invitation.refresh_from_db()
        assert not invitation.answered
        back_with(code).press("Send my answers")
        invitation.refresh_from_db()
        assert invitation.answered

    def test_what_is_put_away_opens_with_no_secret_of_the_service(self, round_, settings):
        phone = answered(round_).press("Finish later")
        code = code_on(phone)
        row = Draft.objects.get()
        assert b"moved" not in bytes(row.locked)
        settings.BALLOT_KEY = settings.SECRET_KEY = "somebody took the keys"
        assert "moved three times" in back_with(code).text
        assert code.replace(" ", "") not in f"{row.code_hash}{bytes(row.locked)!r}"

    def test_a_wrong_code_is_kept_in_the_field_and_says_what_to_do(self, round_):
        phone = back_with("bcdf bcdf bcdf bcdf bcdf")
        assert "We don’t know this code. Check each letter." in phone.text
        assert phone.fields["code"] == ["bcdf bcdf bcdf bcdf bcdf"]

    def test_drafts_go_when_the_survey_closes(self, world, round_):
        code = code_on(answered(round_).press("Finish later"))
        with time_machine.travel(round_.closes + dt.timedelta(days=1, hours=12)):
            assert "We don’t know this code" in back_with(code).text
        actions.open_due_boxes(system_scope())
        assert Draft.objects.count() == 1
        with time_machine.travel(round_.closes + dt.timedelta(days=1, hours=12)):
            actions.open_due_boxes(system_scope())
        assert not Draft.objects.exists()

    def test_too_much_to_keep_is_said_and_nothing_typed_is_lost(self, round_):
        phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
        phone.type(worst__1="x" * 300_000).press("Finish later")
        assert "Make this shorter. It has 300,000 letters" in phone.text
        assert phone.fields["worst__1"] == ["x" * 300_000]


class TestChangingOnesMind:
    @pytest.fixture
    def code(self, round_) -> str:
        phone = answered(round_).type(keep="1").press("Send my answers")
        assert "Your answers have been sent" in phone.text
        return code_on(phone)

    def test_without_a_code_nothing_leads_back(self, round_):
        phone = answered(round_).press("Send my answers")
        assert not CODE.findall(phone.source)
        assert SealedResponse.objects.get().code_hash is None

    def test_what_was_sent_comes_back_and_is_changed(self, world, round_, code):
        phone = back_with(code)
        assert "Your answers are in the box" in phone.text
        phone.press("Change my answers")
        assert "moved three times" in phone.text
        phone.press("Change your answer to: Worst things about leaving care").type(worst__1="moved four times")
        phone.press("Continue").press("Send my answers")
        assert "Your new answers have been sent" in phone.text
        assert code_on(phone) == code
        assert come_out(world, round_) == ["moved four times"]

    def test_it_is_taken_back_only_after_a_second_word(self, world, round_, code):
        phone = back_with(code).press("Take my answers back")
        assert SealedResponse.objects.count() == 1
        phone.press("Yes, take them back")
        assert "Your answers are gone" in phone.text
        assert come_out(world, round_) == []
        assert "We don’t know this code" in back_with(code).text

    def test_changing_in_two_windows_keeps_the_first_and_says_so_in_the_second(self, world, round_, code):
        first, second = back_with(code).press("Change my answers"), back_with(code).press("Take my answers back")
        second.press("Yes, take them back")
        first.press("Send my answers")
        assert "We don’t know this code" in first.text
        assert come_out(world, round_) == []

    def test_sending_a_change_twice_changes_once(self, world, round_, code):
        phone = back_with(code).press("Change my answers")
        fields, address = dict(phone.fields), phone.address
        for _ in range(2):
            assert phone.client.post(address, {**fields, "go": "send"}).status_code == 200
        assert SealedResponse.objects.count() == 1

    def test_pages_that_show_a_code_are_kept_by_no_browser(self, round_, code):
        phone = back_with(code)
        assert phone.response["Cache-Control"] == "no-store"
        assert answered(round_).press("Finish later").response["Cache-Control"] == "no-store"

    def test_it_waits_for_the_close_and_others_wait_with_it(self, world, round_, code):
        for _ in range(18):
            phone = Phone(f"/s/{round_.code}/").open().press("See all the questions on one page")
            phone.type(worst__1="filling").press("Check my answers").press("Send my answers")
        assert actions.open_box(world.as_alice, round_id=round_.pk) == 0
        answered(round_).press("Send my answers")
        assert actions.open_box(world.as_alice, round_id=round_.pk) == 10
        assert SealedResponse.objects.count() == round_.mix_at_least
        assert SealedResponse.objects.exclude(code_hash=None).count() == 1
        assert Response.objects.count() == 10

    def test_an_invitation_stays_used(self, world, round_):
        [(_, token)] = actions.invite(world.as_alice, round_id=round_.pk, labels=["LC-1"])
        code = code_on(answered(round_, f"/i/{token}/").type(keep="1").press("Send my answers"))
        back_with(code).press("Take my answers back").press("Yes, take them back")
        assert Invitation.objects.get().answered
        assert "This link has been used" in Phone(f"/i/{token}/").open().text
