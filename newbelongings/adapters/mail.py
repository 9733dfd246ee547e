"""Sending messages: by an email server, or onto files in the data folder, where nothing leaves the machine."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import environ
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. ``key`` names the occasion and is the same at every try.

    ``template`` names the occasion for which a sender has a template of its own, and ``fields`` what goes into it.
    ``again`` says that it was tried before, so that it may have arrived though nobody heard.
    """

    key: str
    channel: str
    to: str
    subject: str
    body: str
    template: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    again: bool = False

    @property
    def mark(self) -> str:
        """A short name for the occasion that tells nothing about it."""
        return mark_of(self.key)


def mark_of(key: str) -> str:
    """The mark of the letter with this key."""
    return hashlib.sha256(key.encode()).hexdigest()[:24]


class Undeliverable(Exception):
    """This address will never take a letter: trying again is of no use."""


class Sender(Protocol):
    """Whatever can send a letter.

    ``send`` gives back what the sender calls the letter, or nothing where no receipt will come. It raises ``OSError``
    where the letter could not be sent now, and ``Undeliverable`` where it never can. ``receipt`` says what became of
    a letter: ``delivered``, ``posted`` (handed over, nothing more will be known), ``out_of_date``, ``failed``, or
    None while that is open.
    """

    def send(self, letter: Letter) -> str: ...

    def receipt(self, name: str) -> str | None: ...


class Recorder:
    """Writes each letter to a file. The same letter sent again is the same file, so nothing is doubled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letter) -> str:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{letter.mark}"
        draft.touch(mode=0o600)
        draft.write_text(
            f"By: {letter.channel}\nTo: {letter.to}\nSubject: {letter.subject}\n\n{letter.body}\n", "utf-8"
        )
        draft.rename(self.folder / f"{letter.mark}.txt")
        return ""

    def receipt(self, name: str) -> str | None:
        return None

    def forget(self, keys: Iterable[str]) -> None:
        """Delete what was written down of these occasions, for somebody who is to be forgotten."""
        for key in keys:
            (self.folder / f"{mark_of(key)}.txt").unlink(missing_ok=True)


class MailServer:
    """Sends email over SMTP; texts and letters go to ``others``, since no server for them is known."""

    def __init__(self, url: str, sender: str, others: Sender) -> None:
        self.settings = environ.Env.email_url_config(url)
        self.sender = sender
        self.others = others

    def send(self, letter: Letter) -> str:
        if letter.channel != "email":
            return self.others.send(letter)
        # The same identity at every try: a mail server that was sent it twice can tell.
        headers = {"Message-ID": f"<{letter.mark}@newbelongings>", "Auto-Submitted": "auto-generated"}
        EmailMessage(
            letter.subject, letter.body, self.sender, [letter.to], headers=headers, connection=self._connection()
        ).send()
        return ""

    def receipt(self, name: str) -> str | None:
        return None

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
