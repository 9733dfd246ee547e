"""Bringing a questionnaire in from a file, on its pages, and taking one out."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newbelongings.adapters.xlsform import write_sheets
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Instrument
from tests.domain.test_questionnaire_files import LSS


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bring_in(client: Client, name: str, content: bytes):
    return client.post("/instruments/file/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_from_limesurvey_to_a_draft_that_says_what_stayed_behind(world):
    alice = signed_in(world.alice)
    page = bring_in(alice, "survey.lss", LSS.encode())
    assert b"3 questions can come in" in page.content
    assert "a table of questions at “grid”" in page.content.decode()
    assert not Instrument.objects.filter(authority=world.ravensmere).exists()
    page = alice.post(page.request["PATH_INFO"], follow=True)
    assert "is in. Nobody is asked anything yet." in page.content.decode()
    assert Instrument.objects.get(authority=world.ravensmere).questions.count() == 3


def test_what_goes_out_is_an_xlsform_that_comes_in_again(world):
    actions.install_shipped_instruments(world.as_system())
    alice = signed_in(world.alice)
    shipped = Instrument.objects.get(slug="new-belongings-2015")
    file = alice.get(f"/instruments/{shipped.pk}/xlsform/")
    assert file["Content-Disposition"].endswith('.xlsx"')
    page = bring_in(alice, "form.xlsx", file.content)
    assert b"10 questions can come in" in page.content


def test_faults_are_named_and_nothing_comes_in(world):
    rows = [{"type": "select_one none", "name": "empty", "label": "Which?"}]
    choices = [{"list_name": "none", "name": "a", "label": "Only one"}]
    alice = signed_in(world.alice)
    page = bring_in(alice, "form.xlsx", write_sheets({"survey": rows, "choices": choices}))
    assert b"This cannot come in yet" in page.content
    alice.post(page.request["PATH_INFO"])
    assert not Instrument.objects.filter(authority=world.ravensmere).exists()


def test_a_file_of_another_kind_says_so_at_its_field(world):
    page = bring_in(signed_in(world.alice), "photo.png", b"\x89PNG....")
    assert "neither an XLSForm nor a LimeSurvey structure" in page.content.decode()


def test_nobody_goes_on_with_the_file_of_another(world):
    page = bring_in(signed_in(world.alice), "survey.lss", LSS.encode())
    for person in (world.bob, world.charlie):
        assert signed_in(person).get(page.request["PATH_INFO"]).status_code == 404


def test_large_files_are_refused_in_one_sentence(world):
    page = bring_in(signed_in(world.alice), "form.xlsx", b"PK" + io.BytesIO(b"0" * (6 * 2**20)).getvalue())
    assert "larger than 5 MB" in page.content.decode()
