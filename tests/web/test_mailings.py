"""The pages on which a lead plans messages, sees what went out, and downloads letters."""

import csv
import io

import pytest

from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.outreach import outcomes
from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.outreach.mailing_words import STANDARD
from newbelongings.domain.outreach.models import Attempt, Mailing
from newbelongings.domain.outreach.sending import send_due_mailings
from tests.full_world import ago
from tests.notify_service import KEY, running_notify, set_up_templates
from tests.outreach_world import ADDRESSES, Asked, ask

WAYS = ("email", "text", "letter")
PEOPLE = [
    *(GivenContact(f"E-{n}", f"Ember {n}", email=f"e{n}@example.org") for n in range(20)),
    *(GivenContact(f"T-{n}", f"Tam {n}", phone=f"07700 9001{n:02}") for n in range(12)),
    *(GivenContact(f"L-{n}", f"Lee {n}", address=f"{n} High Street\nAldersea\nAB1 2CD") for n in range(8)),
]


@pytest.fixture
def asked(world) -> Asked:
    return ask(world, PEOPLE)


@pytest.fixture
def alice(client, world):
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def here(asked) -> str:
    return f"/listen/rounds/{asked.round.pk}/messages/"


def words(kind: str = "invitation") -> dict[str, str]:
    typed = {f"words_{way}": STANDARD[kind, way].words for way in WAYS}
    return typed | {f"subject_{way}": STANDARD[kind, way].subject for way in WAYS if way != "text"}


def read(response) -> str:
    return response.content.decode()


def send(asked: Asked, ways=WAYS) -> None:
    send_due_mailings(asked.world.as_system(), addresses=ADDRESSES, channels=ways)


def test_the_page_leads_from_one_step_to_the_next(alice, asked, here):
    page = read(alice.get(here))
    assert "Nobody has been written to" in page
    assert "By email</dt><dd>20" in page and "By letter</dt><dd>8" in page
    asked.plan()
    assert "Letters are ready to be printed" in read(alice.get(here))
    letter = Mailing.objects.get(channel="letter")
    alice.post(f"/listen/messages/{letter.pk}/letters/")
    assert "No reminder is planned" in read(alice.get(here))
    asked.plan("reminder", days=14)
    assert "The next message goes out on" in read(alice.get(here))


def test_without_a_sample_it_says_what_comes_first(alice, asked, world):
    asked.person("E-1").contacts.sample.delete()
    page = read(alice.get(f"/listen/rounds/{asked.round.pk}/messages/"))
    assert "There is nobody to write to yet" in page
    assert "Plan the invitation" not in page


def test_a_message_is_seen_before_it_is_planned(alice, asked, here):
    typed = words() | {"send_on": ago(-1).isoformat(), "channels": ["email", "text"]}
    preview = read(alice.post(f"{here}invite/", typed | {"go": "look"}))
    assert "Hello Sam," in preview and "((" not in preview.split("<form")[0]
    assert "Words of the letter" not in preview
    assert not Mailing.objects.exists()
    again = read(alice.post(f"{here}invite/", typed | {"go": "change"}))
    assert f'value="{ago(-1).isoformat()}"' in again
    planned = alice.post(f"{here}invite/", typed | {"go": "plan"}, follow=True)
    assert "Planned for" in read(planned)
    assert list(Mailing.objects.values_list("channel", flat=True)) == ["email", "text"]


def test_what_is_wrong_stands_at_its_words_and_nothing_typed_is_lost(alice, asked, here):
    typed = words() | {"send_on": ago(0).isoformat(), "channels": ["text"], "words_text": "My own words ((link))"}
    page = read(alice.post(f"{here}invite/", typed | {"go": "plan"}))
    assert "Put ((stop)) into the words" in page
    assert "My own words ((link))" in page
    assert "<details" in page and " open>" in page
    assert not Mailing.objects.exists()


def test_reminders_are_planned_in_one_go(alice, asked, here):
    asked.plan()
    form = read(alice.get(f"{here}remind/"))
    assert "8 weeks" in form and "9 weeks" not in form
    typed = words("reminder") | {"weeks": ["2", "5", "8"], "channels": ["email"], "go": "plan"}
    alice.post(f"{here}remind/", typed)
    assert Mailing.objects.filter(kind="reminder").count() == 3


def test_reminders_before_an_invitation_say_what_is_missing(alice, asked, here):
    typed = words("reminder") | {"weeks": ["2"], "channels": ["email"], "go": "plan"}
    assert alice.post(f"{here}remind/", typed).status_code == 200
    assert not Mailing.objects.exists()


def test_numbers_are_shown_and_small_ones_hidden(alice, asked, here):
    asked.plan()
    send(asked)
    system = asked.world.as_system()
    for attempt in Attempt.objects.filter(channel="email").order_by("pk")[:9]:
        outcomes.receive(system, key=attempt.message_key, receipt=outbox.DELIVERED)
    bounced = Attempt.objects.filter(channel="email", outcome="sent").first()
    outcomes.receive(system, key=bounced.message_key, receipt=outbox.OUT_OF_DATE)
    page = read(alice.get(here))
    assert 'data-label="People:">20' in page
    assert 'data-label="Out of date:"><span class="nb-hidden-count">hidden' in page
    # One hidden number alone could be worked out from the twenty.
    email_row = page.split("Email<span")[1].split("</tr>")[0]
    assert email_row.count("nb-hidden-count") == 2


def test_what_lies_in_the_outbox_is_said_and_can_be_taken_back(alice, asked, here):
    (email, *_) = asked.plan()
    send(asked)
    assert "Some wait for the sender" in read(alice.get(here))
    alice.post(f"/listen/messages/{email.pk}/take-back/")
    assert not OutboxMessage.objects.filter(channel="email", receipt="").exists()
    assert not Mailing.objects.filter(pk=email.pk).exists()


def test_what_is_gone_cannot_be_taken_back(alice, asked):
    (email, *_) = asked.plan(ways=("email",))
    send(asked)
    system = asked.world.as_system()
    while message := outbox.claim_next(system):
        outbox.mark_sent(system, message_id=message.pk)
    assert "Take this message back" not in read(alice.get(f"/listen/messages/{email.pk}/"))
    page = alice.post(f"/listen/messages/{email.pk}/take-back/", follow=True)
    assert "It cannot be taken back" in read(page)


def test_letters_come_as_a_file_for_a_mail_merge(alice, asked):
    *_, letter = asked.plan()
    page = read(alice.get(f"/listen/messages/{letter.pk}/"))
    assert "These letters wait for you" in page
    response = alice.post(f"/listen/messages/{letter.pk}/letters/")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 8
    first = next(row for row in rows if row["reference"] == "L-3")
    assert first["name"] == "Lee 3" and first["address"] == "3 High Street\nAldersea\nAB1 2CD"
    assert first["link"].endswith(f"/i/{asked.token('L-3')}/")
    assert first["link"] in first["letter"] and first["stop link"] in first["letter"]
    assert Attempt.objects.filter(channel="letter").count() == 8


def test_letters_before_their_day_are_refused_in_a_sentence(alice, asked):
    *_, letter = asked.plan(days=5)
    page = alice.post(f"/listen/messages/{letter.pk}/letters/", follow=True)
    assert "Download them then" in read(page)


def test_it_says_that_nothing_leaves_the_machine_until_a_sender_is_set_up(alice, asked, here, settings):
    assert "Nothing leaves this machine yet by email or by text" in read(alice.get(here))
    settings.MAIL_URL = "smtp://localhost"
    assert "Nothing leaves this machine yet by text" in read(alice.get(here))


def test_a_notify_template_is_looked_at_before_anything_is_planned(alice, asked, here, settings):
    typed = words() | {"send_on": ago(0).isoformat(), "channels": ["email"], "go": "plan"}
    with running_notify() as service:
        settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL = KEY, service.url
        settings.NOTIFY_TEMPLATES = set_up_templates(service)
        assert "Nothing leaves this machine" not in read(alice.get(here))
        settings.NOTIFY_TEMPLATES["invitation", "email"] = service.template("email", "((words)) ((case number))")
        page = read(alice.post(f"{here}invite/", typed))
        assert "asks for ((case number)), which we do not have" in page
        assert not Mailing.objects.exists()
        settings.NOTIFY_TEMPLATES["invitation", "email"] = service.template("email", "((words))")
        alice.post(f"{here}invite/", typed)
    assert Mailing.objects.get().channel == "email"


def test_the_list_of_messages_asks_the_database_a_few_times(alice, asked, here, django_assert_max_num_queries):
    asked.plan()
    for days in (14, 35, 56):
        asked.plan("reminder", days=days)
    send(asked)
    with django_assert_max_num_queries(20):
        alice.get(here)
