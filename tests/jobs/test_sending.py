"""The outbox goes out once, by file or by a mail server; what cannot be sent is tried again."""

import datetime as dt
import socketserver
import threading

import pytest
import time_machine
from django.core.management import call_command

from newbelongings.adapters.mail import Letter, MailServer, Recorder, sender_for
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.jobs.messages import send_messages
from newbelongings.jobs.sweeps import sweep


@pytest.fixture
def posted(world):
    for channel, to in (("email", "dana@example.org"), ("text", "01632 960 001")):
        outbox.post(world.as_alice, key=f"{channel}-1", channel=channel, to=to, subject="A reply", body="It is done.")
    return world


class Unreachable:
    """A mail server that never answers."""

    def send(self, letter: Letter) -> None:
        raise OSError("no route")


def test_messages_lie_in_the_folder_each_once(posted, tmp_path):
    system = posted.as_system()
    assert send_messages(system, Recorder(tmp_path)) == 2
    assert send_messages(system, Recorder(tmp_path)) == 0
    written = sorted(path.read_text() for path in tmp_path.iterdir())
    assert written[0] == "By: email\nTo: dana@example.org\nSubject: A reply\n\nIt is done.\n"
    assert len(written) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_what_cannot_be_sent_is_tried_again_later_and_not_before(posted, tmp_path):
    system = posted.as_system()
    with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
        assert send_messages(system, Unreachable()) == 0
        assert send_messages(system, Recorder(tmp_path)) == 0
        clock.shift(dt.timedelta(minutes=3))
        assert send_messages(system, Recorder(tmp_path)) == 2
    assert list(OutboxMessage.objects.values_list("tries", flat=True)) == [2, 2]


def test_the_log_names_neither_the_person_nor_the_words(posted, caplog):
    send_messages(posted.as_system(), Unreachable())
    assert "could not be sent" in caplog.text
    assert "dana" not in caplog.text and "done" not in caplog.text


def test_one_broken_piece_of_work_does_not_stop_the_next(db, caplog):
    def breaks(scope):
        raise ValueError("what Dana wrote")

    assert sweep({"first": breaks, "second": lambda scope: 3}) == {"second": 3}
    assert "first broke off: ValueError" in caplog.text
    assert "Dana" not in caplog.text


def test_the_command_says_what_it_did(posted, tmp_path, settings, capsys):
    settings.DATA_DIR = tmp_path
    call_command("run_jobs")
    assert "messages sent: 2" in capsys.readouterr().out
    assert len(list((tmp_path / "outbox").iterdir())) == 2


class _Post(socketserver.StreamRequestHandler):
    """Just enough of SMTP to take one letter."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip():
            if line.upper() == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                taken = b""
                while not taken.endswith(b"\r\n.\r\n"):
                    taken += self.rfile.readline()
                self.server.letters.append(taken.decode())
            self.wfile.write(b"221 bye\r\n" if line.upper() == b"QUIT" else b"250 ok\r\n")


@pytest.fixture
def mail_server():
    with socketserver.TCPServer(("127.0.0.1", 0), _Post) as server:
        server.letters = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_email_goes_to_the_server_and_a_text_to_the_folder(posted, mail_server, tmp_path, settings):
    # pytest-django replaces the mail backend of the settings; ours names its own, so a real server is asked.
    url = f"smtp://127.0.0.1:{mail_server.server_address[1]}"
    sender = sender_for(url, sender="Ravensmere <no-reply@example.org>", folder=tmp_path)
    assert isinstance(sender, MailServer)
    assert send_messages(posted.as_system(), sender) == 2
    (letter,) = mail_server.letters
    assert "To: dana@example.org" in letter and "It is done." in letter
    assert "From: Ravensmere <no-reply@example.org>" in letter
    assert f"Message-ID: <{Letter('email-1', '', '', '', '').mark}@newbelongings>" in letter
    assert [path.read_text().splitlines()[0] for path in tmp_path.iterdir()] == ["By: text"]
