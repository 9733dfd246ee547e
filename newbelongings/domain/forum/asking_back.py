"""The messages of the forum to those who asked to hear, before any answer: to confirm, and that it was not taken up.

Written by a sweep, which may be killed at any moment and run twice: each message has a key of its own, and stands in
the transaction that says it was written.
"""

from dataclasses import dataclass

from django.db import transaction

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .declining import why
from .letters import write_to_listener
from .listening import token_of
from .models import TEXT, Listener, Report


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the links in a message lead: the council's page with ``{slug}``, an answer's own with ``{reply}`` too, and
    ``{token}`` to confirm or to stop."""

    page: str
    answer: str
    confirm: str
    stop: str

    def page_of(self, listener: Listener) -> str:
        """The public page of the listener's council."""
        return self.page.format(slug=listener.authority.slug)

    def stop_of(self, listener: Listener) -> str:
        """Where this listener says stop."""
        return self.stop.format(token=token_of(listener))


@dataclass(frozen=True, slots=True)
class Words:
    """One message: its subject and body as an email, and the whole of it as a text."""

    subject: str
    email: str
    text: str


def send_to(scope: Scope, listener: Listener, *, occasion: str, words: Words, addresses: Addresses) -> None:
    """Write one message to a listener, with the way to stop at its end."""
    stop = addresses.stop_of(listener)
    if listener.channel == TEXT:
        subject, body = "", f"{words.text} Stop: {stop}"
    else:
        subject, body = words.subject, f"{words.email}\n\nYou want no more of these messages? Press here: {stop}"
    write_to_listener(
        scope.at(listener.authority_id), listener, occasion=occasion, subject=subject, words=body, stop=stop
    )


def ask_to_confirm(scope: Scope, addresses: Addresses) -> int:
    """Write to everybody who asked for every new answer and was not asked back yet; returns how many."""
    scope.require(Permission.RUN_THE_SERVICE)
    asked = Listener.objects.select_related("authority").filter(confirmed=False, told_on=None)
    return sum(_ask(scope, listener, addresses) for listener in asked)


def tell_declined(scope: Scope, addresses: Addresses) -> int:
    """Tell those who wait on a report that was not taken up, and forget them; returns how many."""
    scope.require(Permission.RUN_THE_SERVICE)
    waiting = Listener.objects.select_related("authority", "report").filter(report__state=Report.DECLINED)
    return sum(_tell(scope, listener, addresses) for listener in waiting)


@transaction.atomic
def _ask(scope: Scope, listener: Listener, addresses: Addresses) -> int:
    mine = Listener.objects.filter(pk=listener.pk, told_on=None).update(told_on=today())
    if mine:
        link = addresses.confirm.format(token=token_of(listener))
        words = _confirm_words(listener.authority.name, link)
        send_to(scope, listener, occasion="confirm", words=words, addresses=addresses)
    return mine


@transaction.atomic
def _tell(scope: Scope, listener: Listener, addresses: Addresses) -> int:
    mine, _ = Listener.objects.filter(pk=listener.pk).delete()
    if mine and listener.report is not None:
        words = _declined_words(listener.authority.name, why(listener.report.because), addresses.page_of(listener))
        send_to(scope, listener, occasion="declined", words=words, addresses=addresses)
    return mine


def _confirm_words(council: str, link: str) -> Words:
    return Words(
        subject=f"Do you want to hear from {council}?",
        email=f"Somebody asked {council} to tell this address each time there is a new answer to care leavers.\n\n"
        f"Was it you? Press here to say yes: {link}\n\n"
        "If it was not you, do nothing. We will not write again.",
        text=f"{council}: do you want a text each time we answer care leavers? Say yes: {link}",
    )


def _declined_words(council: str, because: str, page: str) -> Words:
    return Words(
        subject=f"{council} has read what you wrote",
        email=f"You wrote to {council} on its page. Somebody has read it. It is not taken up. This is why.\n\n"
        f"{because}\n\nYou can write again: {page}\n\nThis is the last message about it.",
        text=f"{council} has read what you wrote. It is not taken up. {because} Write again: {page}",
    )
