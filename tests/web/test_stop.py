"""The page behind the stop link: no account, no cookie, no script."""

import pytest

from newbelongings.domain.kernel.errors import NotAllowed
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.outreach import stopping
from tests.outreach_world import Asked, ask


@pytest.fixture
def asked(world) -> Asked:
    return ask(world)


@pytest.fixture
def link(asked) -> str:
    return f"/stop/{asked.token('LC-1')}/"


def test_looking_changes_nothing_and_names_nobody(client, asked, link):
    page = client.get(link)
    assert "Do you want no more messages" in page.content.decode()
    assert "Ash" not in page.content.decode()
    assert not page.cookies
    assert len(page.content) < 20_000
    assert not asked.person("LC-1").do_not_contact


def test_one_press_stops_and_another_begins_again(client, asked, link):
    lines = AuditLine.objects.count()
    page = client.post(link, {"go": "stop"}, follow=True)
    assert "We have stopped" in page.content.decode()
    assert asked.person("LC-1").do_not_contact
    page = client.post(link, {"go": "again"}, follow=True)
    assert "Do you want no more messages" in page.content.decode()
    assert not asked.person("LC-1").do_not_contact
    assert AuditLine.objects.count() == lines
    assert not client.cookies


def test_a_mail_programs_own_unsubscribe_stops_too(client, asked, link):
    client.post(link, {"List-Unsubscribe": "One-Click"})
    assert asked.person("LC-1").do_not_contact


def test_it_works_after_answering_and_with_capitals(client, asked, link):
    asked.has_answered("LC-1")
    client.post(f"/stop/{asked.token('LC-1').upper()}/")
    assert asked.person("LC-1").do_not_contact
    assert asked.person("LC-1").invitation.answered


def test_nobody_else_is_stopped(client, asked, link):
    client.post(link)
    assert not asked.person("LC-2").do_not_contact


@pytest.mark.parametrize("token", ["nobodysnobodysnobody", "%00", "x" * 300])
def test_a_link_that_is_none(client, asked, token):
    assert client.get(f"/stop/{token}/").status_code == 404
    assert client.post(f"/stop/{token}/").status_code == 404


def test_once_the_contacts_are_deleted_there_is_nothing_to_stop(client, asked, link):
    contacts = asked.person("LC-1").contacts
    contacts.forgotten_on = asked.round.closes
    contacts.save()
    page = client.get(link)
    assert page.status_code == 404
    assert "no way of writing to you any more" in page.content.decode()


def test_the_link_still_opens_the_survey_after_stopping(client, asked, link):
    client.post(link)
    assert client.get(f"/i/{asked.token('LC-1')}/").status_code == 200


def test_staff_have_another_door(asked):
    with pytest.raises(NotAllowed):
        stopping.stop(asked.world.as_alice, token=asked.token("LC-1"))
