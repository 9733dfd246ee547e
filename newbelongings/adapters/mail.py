"""Sending messages: by an email server, or onto files in the data folder, where nothing leaves the machine."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import environ
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. ``key`` names the occasion and is the same at every try."""

    key: str
    channel: str
    to: str
    subject: str
    body: str

    @property
    def mark(self) -> str:
        """A short name for the occasion that tells nothing about it."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:24]


class Sender(Protocol):
    """Whatever can send a letter. Raises ``OSError`` where it could not; the letter is then tried again later."""

    def send(self, letter: Letter) -> None: ...


class Recorder:
    """Writes each letter to a file. The same letter sent again is the same file, so nothing is doubled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letter) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{letter.mark}"
        draft.touch(mode=0o600)
        draft.write_text(
            f"By: {letter.channel}\nTo: {letter.to}\nSubject: {letter.subject}\n\n{letter.body}\n", "utf-8"
        )
        draft.rename(self.folder / f"{letter.mark}.txt")


class MailServer:
    """Sends email over SMTP; texts and letters go to ``others``, since no server for them is known."""

    def __init__(self, url: str, sender: str, others: Sender) -> None:
        self.settings = environ.Env.email_url_config(url)
        self.sender = sender
        self.others = others

    def send(self, letter: Letter) -> None:
        if letter.channel != "email":
            self.others.send(letter)
            return
        # The same identity at every try: a mail server that was sent it twice can tell.
        headers = {"Message-ID": f"<{letter.mark}@newbelongings>", "Auto-Submitted": "auto-generated"}
        EmailMessage(
            letter.subject, letter.body, self.sender, [letter.to], headers=headers, connection=self._connection()
        ).send()

    def _connection(self) -> BaseEmailBackend:
        found = self.settings
        return get_connection(
            found["EMAIL_BACKEND"],
            host=found["EMAIL_HOST"],
            port=found["EMAIL_PORT"],
            username=found["EMAIL_HOST_USER"],
            password=found["EMAIL_HOST_PASSWORD"],
            use_tls=found.get("EMAIL_USE_TLS", False),
            use_ssl=found.get("EMAIL_USE_SSL", False),
            timeout=20,
        )


def sender_for(url: str, *, sender: str, folder: Path) -> Sender:
    """The mail server at ``url`` (``smtp+tls://user:password@host:587``), or without one the recorder."""
    recorder = Recorder(folder)
    return MailServer(url, sender, recorder) if url else recorder
