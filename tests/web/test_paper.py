"""Paper: posters and questionnaires out, sheets in, by one person or by two."""

import io
import statistics

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from newbelongings.domain.surveys import keying
from newbelongings.domain.surveys.models import KeyedSheet, SealedResponse
from tests.helped_world import helped_round
from tests.phone import Phone


@pytest.fixture
def round_(world):
    return helped_round(world)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def alice(world) -> Client:
    return signed_in(world.alice)


@pytest.fixture
def bob(world) -> Client:
    return signed_in(world.bob)


def screen(client, round_, number="7", twice=False, **typed) -> Phone:
    address = f"{reverse('key_sheet', args=[round_.pk])}?number={number}{'&twice=on' if twice else ''}"
    phone = Phone(address, client).open()
    return phone.type(**typed)


class TestKeying:
    def test_a_sheet_by_numbers_alone(self, alice, round_):
        phone = screen(alice, round_, age="3", safe="2", coping="10", needs="1 3", best__1="My own door")
        phone.type(**{"why-not": "3", "why-not__other": "Mice"}).press("This sheet is done")
        assert "That sheet is sent. Here is the next one." in phone.text
        assert "My own door" not in phone.source
        assert SealedResponse.objects.count() == 1 and KeyedSheet.objects.get().done

    def test_each_fault_is_said_at_its_field_and_nothing_typed_is_lost(self, alice, round_):
        phone = screen(
            alice, round_, number="", age="9", safe="1 2", coping="eleven", needs="1,4", advice__1="x" * 2001
        )
        phone.type(needs__other="").press("This sheet is done")
        for words in (
            "Type the number that stands on the sheet",
            "Type a number from 1 to 6",
            "Only one can be ticked here",
            "Type a number from 0 to 10",
            "Make this shorter",
        ):
            assert phone.source.count(words) == 2, words
        assert phone.fields["needs"] == ["1,4"] and phone.fields["coping"] == ["eleven"]
        assert phone.fields["advice__1"] == ["x" * 2001]
        assert not SealedResponse.objects.exists()

    def test_an_answer_to_a_question_that_was_not_asked_is_not_dropped_in_silence(self, alice, round_):
        phone = screen(alice, round_, safe="1", **{"why-not": "1"}).press("This sheet is done")
        assert "Check the tick before it, or empty this." in phone.text
        phone.type(**{"why-not": ""}).press("This sheet is done")
        assert SealedResponse.objects.count() == 1

    def test_words_beside_a_box_that_is_not_ticked(self, alice, round_):
        phone = screen(alice, round_, needs="1", needs__other="A dog").press("This sheet is done")
        assert "Type 4 above too" in phone.text

    def test_enter_without_a_script_only_looks_it_over(self, alice, round_):
        phone = screen(alice, round_, age="3").press("Look it over")
        assert phone.fields["age"] == ["3"] and not SealedResponse.objects.exists()

    def test_no_sheet_twice(self, alice, round_):
        screen(alice, round_, age="3").press("This sheet is done")
        phone = screen(alice, round_, age="3").press("This sheet is done")
        assert "Sheet 7 has been keyed" in phone.text and phone.fields["age"] == ["3"]


class TestTwoPeople:
    def first(self, alice, round_):
        phone = screen(alice, round_, twice=True, age="3", coping="4", best__1="My own dog")
        phone.press("This sheet is done")
        assert "waits for a second person" in phone.text
        assert not SealedResponse.objects.exists()

    def test_where_both_agree_it_is_sent(self, alice, bob, round_):
        self.first(alice, round_)
        phone = screen(bob, round_, twice=True, age="3", coping="4", best__1="My own  dog").press("This sheet is done")
        assert "That sheet is sent" in phone.text
        assert SealedResponse.objects.count() == 1

    def test_a_second_person_keys_blind_then_sees_both_and_chooses(self, alice, bob, round_):
        self.first(alice, round_)
        phone = screen(bob, round_, twice=True)
        assert "My own dog" not in phone.source
        phone.type(age="3", coping="7", best__1="My own door").press("This sheet is done")
        assert "the two keyings differ in 2 places" in phone.text
        assert "First keying: 4" in phone.text and "Yours: 7" in phone.text and "First keying: My own dog" in phone.text
        assert not SealedResponse.objects.exists()
        phone.type(pick__coping="first").press("Send this sheet")
        assert "Choose what stands on the sheet." in phone.text and not SealedResponse.objects.exists()
        phone.type(pick__best__1="fix", fix__best__1="My own doll").press("Send this sheet")
        assert "That sheet is sent" in phone.text
        assert SealedResponse.objects.count() == 1
        assert bytes(KeyedSheet.objects.get().sealed) == b""

    def test_a_correction_that_does_not_fit_is_said_there(self, alice, bob, round_):
        self.first(alice, round_)
        phone = screen(bob, round_, twice=True, age="3", coping="7", best__1="My own dog").press("This sheet is done")
        phone.type(pick__coping="fix", fix__coping="70").press("Send this sheet")
        assert "Type a number from 0 to 10" in phone.text and phone.fields["fix__coping"] == ["70"]

    def test_the_same_person_cannot_be_the_second(self, alice, round_):
        self.first(alice, round_)
        phone = screen(alice, round_, twice=True, age="3").press("This sheet is done")
        assert "Ask a colleague to key it the second time" in phone.text
        assert "keyed by you" in alice.get(reverse("paper", args=[round_.pk])).content.decode()

    def test_a_first_keying_can_be_forgotten(self, world, alice, bob, round_):
        self.first(alice, round_)
        assert "Key sheet 7 a second time" in bob.get(reverse("paper", args=[round_.pk])).content.decode()
        bob.post(reverse("discard_keying", args=[round_.pk]), {"number": "7"})
        assert keying.waiting_sheets(world.as_bob, round_id=round_.pk) == []


def scanned(pdf: bytes) -> list[str]:
    page = pypdfium2.PdfDocument(pdf)[0]
    return [found.text for found in zxingcpp.read_barcodes(page.render(scale=2).to_numpy())]


class TestPrinting:
    def test_a_phone_that_scans_the_poster_comes_to_the_survey(self, alice, round_):
        response = alice.get(reverse("poster", args=[round_.pk]))
        address = f"http://testserver/s/{round_.code}/"
        assert scanned(response.content) == [address]
        assert Client().get(address).status_code == 200
        with pikepdf.open(io.BytesIO(response.content)) as pdf:
            alternatives = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert alternatives == [f"QR code that opens testserver/s/{round_.code}"]
        assert f"testserver/s/{round_.code}" in words_of(response.content).replace("\u200b", "").replace("\r\n", "")

    def test_a_survey_by_personal_link_has_no_poster(self, world, alice):
        by_link = helped_round(world, slug="by-link", open_link=False)
        assert alice.get(reverse("poster", args=[by_link.pk])).status_code == 400

    def test_the_questions_in_two_sizes_with_where_to_send_them(self, alice, round_):
        address = reverse("questionnaire", args=[round_.pk])
        ordinary = alice.get(address, {"back_to": "Send it to 1 High Street."}).content
        large = alice.get(address, {"size": "large"}).content
        assert "Send it to 1 High Street." in words_of(ordinary)
        assert "Give it to your adviser" in words_of(large)
        assert letters(ordinary) >= 14 and letters(large) >= 18


def words_of(pdf: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def letters(pdf: bytes) -> float:
    """The size in which most of it is set, in points."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    sizes = [pypdfium2.raw.FPDFText_GetFontSize(page, at) for at in range(page.count_chars())]
    return statistics.mode(size for size in sizes if size > 1)
