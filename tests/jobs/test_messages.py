"""Messages to care leavers on their way through GOV.UK Notify: outages, kills, lost answers, and receipts."""

import datetime as dt
import subprocess
import sys
import threading

import pytest
import time_machine
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from newbelongings.adapters.mail import Recorder
from newbelongings.adapters.notify import Notify
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.outreach import stopping
from newbelongings.domain.outreach.models import Attempt, Mailing
from newbelongings.jobs import messages
from newbelongings.jobs.messages import ask_for_receipts, send_due_mailings, send_messages
from tests.notify_service import KEY, running_notify, set_up_templates
from tests.outreach_world import Asked, ask

ASH, BEL, CAL, DEV = "ash@example.org", "07700 900 102", "Cal Reid", "dev@example.org"


@pytest.fixture
def service():
    with running_notify() as found:
        yield found


@pytest.fixture
def notify(service, tmp_path, settings):
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATES = KEY, set_up_templates(service)
    settings.PUBLIC_ADDRESS = "https://survey.example.org"
    made = Notify(KEY, settings.NOTIFY_TEMPLATES, Recorder(tmp_path), base_url=service.url, timeout=0.5)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _by_day():
    """Messages to care leavers go out by day; tests are run at any hour."""
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=True):
        yield


@pytest.fixture
def asked(world) -> Asked:
    found = ask(world)
    found.plan()
    return found


def sweep(asked: Asked, sender) -> None:
    """What run-jobs does every 20 seconds."""
    system = asked.world.as_system()
    send_due_mailings(system, sender)
    send_messages(system, sender)
    ask_for_receipts(system, sender)


def each_once(service) -> bool:
    return sorted(message["to"] for message in service.taken) == sorted([ASH, BEL, CAL, DEV])


def outcome(asked: Asked, reference: str) -> str:
    return Attempt.objects.filter(contact=asked.person(reference)).latest("pk").outcome


def test_everybody_gets_their_message_once(asked, service, notify):
    for _ in range(3):
        sweep(asked, notify)
    assert each_once(service)
    (to_ash,) = service.to(ASH)
    assert f"https://survey.example.org/i/{asked.token('LC-1')}/" in to_ash["personalisation"]["words"]


def test_the_links_of_a_message_are_the_addresses_of_the_pages(asked, service, notify):
    sweep(asked, notify)
    fields = service.to(ASH)[0]["personalisation"]
    token = asked.token("LC-1")
    assert fields["link"] == "https://survey.example.org" + reverse("start_invited_survey", args=[token])
    assert fields["stop"] == "https://survey.example.org" + reverse("stop", args=[token])


def test_an_outage_of_a_day_delays_and_neither_loses_nor_doubles(asked, service, notify):
    service.down = True
    with time_machine.travel(timezone.now(), tick=False) as clock:
        # The templates cannot be looked at either, so nothing is posted; then Notify goes while messages wait.
        sweep(asked, notify)
        assert not OutboxMessage.objects.exists()
        service.down = False
        send_due_mailings(asked.world.as_system(), notify)
        service.down = True
        for _ in range(26 * 6):
            sweep(asked, notify)
            clock.shift(dt.timedelta(minutes=10))
        assert service.taken == []
        service.down = False
        for _ in range(24 * 6):
            sweep(asked, notify)
            clock.shift(dt.timedelta(minutes=10))
    assert each_once(service)
    assert not OutboxMessage.objects.filter(sent_at=None).exists()


def test_an_outage_asks_three_times_a_sweep_and_not_once_for_everybody(asked, service, notify):
    send_due_mailings(asked.world.as_system(), notify)
    service.down = True
    send_messages(asked.world.as_system(), notify)
    assert list(OutboxMessage.objects.order_by("pk").values_list("tries", flat=True)) == [1, 1, 1, 0]


def test_during_an_outage_messages_to_staff_still_go(asked, service, notify, tmp_path):
    notify.templates = {key: name for key, name in notify.templates.items() if key[0] != "message"}
    send_due_mailings(asked.world.as_system(), notify)
    service.down = True
    outbox.post(
        asked.world.as_alice, key="c-1", channel="email", to="x@example.org", subject="Now", body="Look at this"
    )
    assert send_messages(asked.world.as_system(), notify) == 1
    assert "Look at this" in next(tmp_path.glob("*.txt")).read_text()


@pytest.mark.parametrize("mishap", ["lose", "silent", "busy", "broken"])
def test_what_goes_wrong_on_the_way_is_put_right_at_the_next_try(asked, service, notify, mishap):
    service.mishaps = [mishap, mishap]
    sweep(asked, notify)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5), tick=False):
        sweep(asked, notify)
    assert each_once(service)
    assert not OutboxMessage.objects.filter(sent_at=None).exists()


def test_nobody_is_woken_at_night_and_staff_are_told_at_once(asked, service, notify):
    midnight = (timezone.localtime() + dt.timedelta(days=1)).replace(hour=3)
    with time_machine.travel(midnight, tick=False) as clock:
        sweep(asked, notify)
        assert not OutboxMessage.objects.exists()
        clock.shift(dt.timedelta(hours=-8))  # seven in the evening, and it was posted just before
        clock.shift(dt.timedelta(hours=-1))
        send_due_mailings(asked.world.as_system(), notify)
        clock.shift(dt.timedelta(hours=1))
        outbox.post(asked.world.as_alice, key="c", channel="email", to="x@example.org", subject="Now", body="Look")
        send_messages(asked.world.as_system(), notify)
        assert [message["to"] for message in service.taken] == ["x@example.org"]
        clock.shift(dt.timedelta(hours=14))
        send_messages(asked.world.as_system(), notify)
    assert len(service.taken) == 5


def test_days_of_failing_end_as_could_not_be_sent(asked, service, notify):
    send_due_mailings(asked.world.as_system(), notify)
    service.down = True
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(6 * 24 * 2):
            clock.shift(outbox.LONGEST_WAIT / 2)
            send_messages(asked.world.as_system(), notify)
        service.down = False
        send_messages(asked.world.as_system(), notify)
    assert service.taken == []
    assert set(Attempt.objects.values_list("outcome", flat=True)) == {"failed"}
    assert set(OutboxMessage.objects.values_list("to", "body", "receipt")) == {("", "", "failed")}


def test_a_number_that_never_works_is_out_of_date_and_not_tried_again(asked, service, notify):
    asked.person("LC-2").attempts.all().delete()
    send_due_mailings(asked.world.as_system(), notify)
    OutboxMessage.objects.filter(to=BEL).update(to="07700")
    send_messages(asked.world.as_system(), notify)
    assert outcome(asked, "LC-2") == "out_of_date"
    assert not OutboxMessage.objects.filter(sent_at=None, receipt="").exists()


def test_who_answers_or_says_stop_after_the_posting_is_not_written_to(asked, service, notify):
    send_due_mailings(asked.world.as_system(), notify)
    asked.has_answered("LC-1")
    stopping.stop(asked.world.as_system(), token=asked.token("LC-4"))
    send_messages(asked.world.as_system(), notify)
    assert sorted(message["to"] for message in service.taken) == [BEL, CAL]
    assert Attempt.objects.count() == 2
    assert set(OutboxMessage.objects.filter(sent_at=None).values_list("receipt", "to")) == {("withdrawn", "")}


def test_a_sender_killed_after_notify_took_it_finds_it_there(asked, service, notify):
    class Killed(Exception):
        pass

    class DiesInBetween:
        def send(self, letter):
            notify.send(letter)
            raise Killed

    send_due_mailings(asked.world.as_system(), notify)
    with pytest.raises(Killed):
        send_messages(asked.world.as_system(), DiesInBetween())
    assert len(service.taken) == 1
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=3), tick=False):
        sweep(asked, notify)
    assert each_once(service)
    assert not OutboxMessage.objects.filter(sent_at=None).exists()


def test_receipts_become_outcomes(asked, service, notify):
    sweep(asked, notify)
    service.becomes("delivered", to=ASH)
    service.becomes("permanent-failure", to=BEL)
    service.becomes("received", to=CAL)
    service.becomes("temporary-failure", to=DEV)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6), tick=False):
        assert ask_for_receipts(asked.world.as_system(), notify) == 4
        assert ask_for_receipts(asked.world.as_system(), notify) == 0
    assert [outcome(asked, f"LC-{n}") for n in (1, 2, 3, 4)] == ["reached", "out_of_date", "sent", "failed"]


def test_receipts_wait_for_notify_to_come_back(asked, service, notify, caplog):
    sweep(asked, notify)
    service.becomes("delivered")
    service.down = True
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6), tick=False) as clock:
        assert ask_for_receipts(asked.world.as_system(), notify) == 0
        service.down = False
        clock.shift(dt.timedelta(minutes=10))
        assert ask_for_receipts(asked.world.as_system(), notify) == 4
    assert "example.org" not in caplog.text


def test_a_template_that_asks_for_what_we_have_not_holds_its_mailing_back(asked, service, notify, caplog):
    notify.templates["invitation", "text"] = service.template("sms", "((words)) ((case number))")
    sweep(asked, notify)
    assert service.to(BEL) == []
    assert "((case number))" in caplog.text
    assert Mailing.objects.get(sent_on=None).channel == "text"


def test_letters_wait_for_the_council_where_notify_has_no_template_for_them(asked, service, notify, settings):
    settings.NOTIFY_TEMPLATES = {key: name for key, name in settings.NOTIFY_TEMPLATES.items() if key[1] != "letter"}
    sweep(asked, notify)
    assert service.to(CAL) == []
    assert Mailing.objects.get(sent_on=None).channel == "letter"


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_message_once(service, settings, tmp_path):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("two senders need a database that two connections share: run on PostgreSQL")
    from tests.world import build_world

    asked = ask(build_world())
    asked.plan()
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATES = KEY, set_up_templates(service)
    start = threading.Barrier(2)

    def run() -> None:
        sender = Notify(KEY, settings.NOTIFY_TEMPLATES, Recorder(tmp_path), base_url=service.url)
        start.wait()
        sweep(asked, sender)
        sender.close()
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert each_once(service)


def test_messages_are_not_known_to_the_log(asked, service, notify, caplog):
    service.mishaps = ["broken", "busy", "lose"]
    sweep(asked, notify)
    assert "could not be sent" in caplog.text
    for secret in (ASH, BEL, CAL, DEV, "Ash", "/i/"):
        assert secret not in caplog.text


def test_the_job_runs_as_a_process_of_its_own():
    """The command that is started by `serve` finds its sender in the settings."""
    done = subprocess.run(
        [sys.executable, "-m", "newbelongings", "run-jobs", "--help"], capture_output=True, text=True, check=True
    )
    assert "send what is due" in done.stdout
    assert messages.MOST_AT_A_TIME > 100
