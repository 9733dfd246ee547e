"""Messages through GOV.UK Notify, spoken to over HTTP as the real one is."""

import dataclasses
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.adapters.mail import Letter, Recorder, Undeliverable
from newbelongings.adapters.notify import Notify, NotifyProblem, address_lines, placeholders
from tests.notify_service import KEY, running_notify, set_up_templates

FIELDS = {"name": "Sam", "link": "https://example.org/i/abc/", "stop": "https://example.org/stop/abc/"}
EMAIL = Letter("mailing-1-to-7", "email", "sam@example.org", "What should change?", "Hello Sam", "invitation", FIELDS)
TEXT = dataclasses.replace(EMAIL, key="mailing-2-to-7", channel="text", to="07700 900 118", subject="")
LETTER = dataclasses.replace(
    EMAIL, key="mailing-3-to-7", channel="letter", fields=FIELDS | {"address": "Sam\n1 High Street\nAldersea\nAB1 2CD"}
)
AGAIN = {"again": True}


@pytest.fixture
def service():
    with running_notify() as found:
        yield found


@pytest.fixture
def notify(service, tmp_path):
    made = Notify(KEY, set_up_templates(service), Recorder(tmp_path), base_url=service.url, timeout=0.3)
    yield made
    made.close()


def test_each_way_arrives_with_its_words_and_a_mark_that_tells_nothing(service, notify):
    names = [notify.send(letter) for letter in (EMAIL, TEXT, LETTER)]
    assert [message["id"] for message in service.taken] == names
    assert [message["type"] for message in service.taken] == ["email", "sms", "letter"]
    assert [message["reference"] for message in service.taken] == [EMAIL.mark, TEXT.mark, LETTER.mark]
    email, _, letter = service.taken
    assert email["personalisation"]["words"] == "Hello Sam"
    assert email["one_click_unsubscribe_url"] == FIELDS["stop"]
    assert letter["personalisation"]["address_line_4"] == "AB1 2CD"
    assert "address" not in letter["personalisation"]


@pytest.mark.parametrize("mishap", ["lose", "silent"])
def test_a_message_whose_answer_was_lost_is_found_and_not_sent_twice(service, notify, mishap):
    service.mishaps = [mishap]
    with pytest.raises(NotifyProblem):
        notify.send(EMAIL)
    name = notify.send(dataclasses.replace(EMAIL, again=True))
    assert [message["id"] for message in service.taken] == [name]


@pytest.mark.parametrize("mishap", ["busy", "broken"])
def test_a_message_that_was_not_taken_is_sent_at_the_next_try(service, notify, mishap):
    service.mishaps = [mishap]
    with pytest.raises(NotifyProblem):
        notify.send(TEXT)
    notify.send(dataclasses.replace(TEXT, again=True))
    assert len(service.taken) == 1


def test_nothing_is_sent_while_notify_cannot_say_whether_it_has_it_already(service, notify):
    service.down = True
    with pytest.raises(NotifyProblem, match="cannot be reached"):
        notify.send(dataclasses.replace(EMAIL, again=True))
    assert service.taken == []


@pytest.mark.parametrize(
    "letter",
    [
        dataclasses.replace(TEXT, to="01632 960 118"),
        dataclasses.replace(EMAIL, to="sam@nowhere"),
        dataclasses.replace(LETTER, fields={"address": "Sam\n1 High Street\nAldersea"}),
    ],
    ids=lambda letter: letter.channel,
)
def test_an_address_that_can_never_work_says_so(service, notify, letter):
    with pytest.raises(Undeliverable):
        notify.send(letter)


def test_a_wrong_template_is_not_the_persons_fault(service, notify):
    notify.templates["invitation", "text"] = service.template("sms", "Hello ((case number))")
    with pytest.raises(NotifyProblem):
        notify.send(TEXT)


def test_a_message_with_no_template_goes_another_way_and_an_invitation_waits(service, notify, tmp_path):
    notify.templates = {}
    notify.send(Letter("staff-1", "email", "dana@example.org", "Your invitation", "Choose a password"))
    assert "dana@example.org" in next(tmp_path.glob("*.txt")).read_text()
    with pytest.raises(NotifyProblem, match="NOTIFY_TEMPLATE_INVITATION_EMAIL"):
        notify.send(EMAIL)


def test_the_log_names_nobody(service, notify, caplog):
    caplog.set_level(logging.DEBUG)
    for letter in (dataclasses.replace(TEXT, to="01632 960 118"), EMAIL):
        service.mishaps = ["broken"] if letter is EMAIL else []
        with pytest.raises((NotifyProblem, Undeliverable)):
            notify.send(letter)
    assert not any(word in caplog.text for word in ("Sam", "sam@", "960 118", "960118", "/i/abc"))


@pytest.mark.parametrize(
    ("letter", "status", "receipt"),
    [
        (EMAIL, "sending", None),
        (EMAIL, "delivered", "delivered"),
        (TEXT, "permanent-failure", "out_of_date"),
        (TEXT, "temporary-failure", "failed"),
        (EMAIL, "technical-failure", "failed"),
        (LETTER, "accepted", None),
        (LETTER, "received", "posted"),
        (LETTER, "permanent-failure", "failed"),
        (LETTER, "cancelled", "failed"),
    ],
)
def test_receipts(service, notify, letter, status, receipt):
    name = notify.send(letter)
    service.becomes(status)
    assert notify.receipt(name) == receipt


def test_a_message_that_notify_does_not_know_has_no_receipt_yet(notify):
    assert notify.receipt("3d1ce039-5476-414c-99b2-fac1e6add62c") is None


class TestTemplates:
    given = ("name", "link", "stop", "council", "closes", "subject", "words")

    def _problem(self, service, notify, body, kind="email"):
        notify.templates["invitation", "email"] = service.template(kind, body, "((subject))")
        return notify.problem("invitation", "email", self.given)

    def test_one_that_asks_for_what_we_have_is_right_however_it_is_spelt(self, service, notify):
        assert self._problem(service, notify, "((Name)) ((LINK)) (( stop )) ((council??from them))") is None

    def test_one_that_asks_for_more_is_refused_by_name(self, service, notify):
        said = self._problem(service, notify, "Hello ((first name)), ((words))")
        assert "((first name))" in said and said.count(".") == 2

    @pytest.mark.parametrize(("body", "missing"), [("Hello ((name)). ((stop))", "((link))"), ("((link))", "((stop))")])
    def test_one_without_a_link_or_a_way_to_stop_is_refused(self, service, notify, body, missing):
        assert f"has no {missing}" in self._problem(service, notify, body)

    def test_one_of_another_kind_or_unknown_or_not_set(self, service, notify):
        assert "another kind" in self._problem(service, notify, "((words))", "sms")
        notify.templates["invitation", "email"] = "gone"
        assert "does not know the template" in notify.problem("invitation", "email", self.given)
        del notify.templates["invitation", "email"]
        assert "NOTIFY_TEMPLATE_INVITATION_EMAIL" in notify.problem("invitation", "email", self.given)

    def test_a_wrong_key_is_said(self, service, notify):
        notify.client.api_key = "0" * 36
        assert "does not take our key" in notify.problem("invitation", "email", self.given)


def test_a_key_that_is_none_is_refused_at_once(tmp_path):
    with pytest.raises(ValueError, match="copy the whole of it"):
        Notify("secret", {}, Recorder(tmp_path), base_url="http://localhost", timeout=1)


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=12))
def test_an_address_keeps_all_its_words_in_seven_lines_and_its_last_line_last(lines):
    written = "\n".join(" ".join(line.split()) or "x" for line in lines)
    found = address_lines(written)
    assert len(found) <= 7
    assert " ".join(", ".join(found.values()).replace(",", " ").split()) == " ".join(written.replace(",", " ").split())
    if lines:
        assert list(found.values())[-1] == written.splitlines()[-1].strip()


@given(st.lists(st.sampled_from(["name", "link", "Link", "stop"])), st.text(alphabet="ab ("))
def test_placeholders_are_found_once_in_their_order(names, between):
    text = between.replace("((", "").join(f"(({name}))" for name in names)
    assert [name.lower() for name in placeholders(text)] == list(dict.fromkeys(name.lower() for name in names))
