"""Asking to hear: where somebody wants to be told what came of it, and saying stop. See docs/adr/0034.

A listener is an address and what it is for, and no name. Whoever has the signed link in a message may confirm or stop;
no token is kept. No audit line is written: what somebody asked for at which moment is nobody's.
"""

import base64
import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.core.signing import BadSignature, Signer
from django.db import transaction

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.reaching import email_of, phone_of, takes_texts
from newbelongings.domain.kernel.scope import Scope, system_scope
from newbelongings.domain.kernel.text import area_code

from .letters import of_listener
from .models import EMAIL, TEXT, Listener, Report

DAYS_TO_CONFIRM: Final = 7
# After somebody was told what came of what they raised, so that they can be told if it was taken back.
DAYS_KEPT: Final = 90
ASK_FOR_WAY: Final = "Write one email address, like name@example.org, or one mobile number."
NO_LONGER: Final = "We have no email or number of yours here. So you will get no messages from this page."


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody wants to be told: ``email`` or ``text``, and where."""

    channel: str
    address: str


def reached_at(contact: str) -> Way:
    """The email address or mobile number that ``contact`` is; ``Refused`` for anything else."""
    if email := email_of(contact):
        return Way(EMAIL, email)
    phone = phone_of(contact)
    if phone is None or not takes_texts(phone):
        raise Refused(ASK_FOR_WAY, field="contact")
    return Way(TEXT, phone)


def listen_to_report(report: Report, way: Way, *, on: dt.date) -> None:
    """Within the transaction of an action: tell ``way`` what comes of a report, or of the issue it has become."""
    about = {"issue": report.issue} if report.issue_id else {"report": report}
    Listener.objects.get_or_create(
        authority_id=report.authority_id,
        channel=way.channel,
        address=way.address,
        **about,
        defaults={"asked_on": on, "confirmed": True},
    )


@transaction.atomic
def hear(scope: Scope, *, contact: str, area: str = "", about: str = "", on: dt.date | None = None) -> None:
    """Ask to be told: of what somebody raised (``about``, see ``about_token``), or else of every new answer.

    Every new answer, of one ``area`` if any, has to be confirmed by the first message. Asked for twice, it is one. What
    comes back is the same whether or not an address is known.
    """
    scope.require(Permission.SPEAK_UP)
    way, day = reached_at(contact), on or today()
    report = _report_of(scope, about) if about else None
    if report is not None:
        if report.state != Report.DECLINED:
            listen_to_report(report, way, on=day)
        return
    Listener.objects.get_or_create(
        authority_id=scope.authority,
        channel=way.channel,
        address=way.address,
        every_answer=True,
        area=area and area_code(area),
        defaults={"asked_on": day},
    )


def about_token(report: Report) -> str:
    """By which whoever raised it may still ask to be told, from the page after sending."""
    return _signer("about").sign(_short(report.pk))


def is_about(scope: Scope, token: str) -> bool:
    """Whether a token leads to something that was raised at the scope's council."""
    scope.require(Permission.SPEAK_UP)
    return _report_of(scope, token) is not None


def token_of(listener: Listener) -> str:
    """What the links in a message end with, to confirm and to stop."""
    return _signer("listener").sign(_short(listener.pk))


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands for whoever has a link. ``area`` is empty for every area. It says no address."""

    authority: Authority
    confirmed: bool
    every_answer: bool
    area: str


def standing(scope: Scope, token: str) -> Standing:
    """How it stands; ``NotFound`` for a link that leads nowhere, or to somebody who has stopped."""
    scope.require(Permission.SPEAK_UP)
    found = _listener(token)
    return Standing(found.authority, found.confirmed, found.every_answer, found.area)


@transaction.atomic
def confirm(scope: Scope, *, token: str) -> Listener:
    """Say that it was oneself who asked: from now on each new answer is told."""
    scope.require(Permission.SPEAK_UP)
    found = _listener(token)
    found.confirmed = True
    found.save(update_fields=["confirmed"])
    return found


@transaction.atomic
def stop(scope: Scope, *, token: str) -> None:
    """No more messages to that address from this council. It is deleted wherever it stands, and what waits goes too."""
    scope.require(Permission.SPEAK_UP)
    found = _listener(token)
    everywhere = Listener.objects.filter(authority_id=found.authority_id, channel=found.channel, address=found.address)
    forget(list(everywhere))


def forget(listeners: list[Listener]) -> None:
    """Within the transaction of an action: delete listeners with every message to them, sent or not."""
    for listener in listeners:
        outbox.forget_person(system_scope(listener.authority_id), ending=of_listener(listener))
    Listener.objects.filter(pk__in=[listener.pk for listener in listeners]).delete()


@transaction.atomic
def forget_listeners(scope: Scope, *, on: dt.date | None = None) -> int:
    """Delete who did not confirm in a week, and who was told what came of it three months ago; returns how many."""
    scope.require(Permission.RUN_THE_SERVICE)
    day = on or today()
    unsaid = Listener.objects.filter(confirmed=False, asked_on__lt=day - dt.timedelta(days=DAYS_TO_CONFIRM))
    done = Listener.objects.filter(every_answer=False, told_on__lt=day - dt.timedelta(days=DAYS_KEPT))
    gone = [*unsaid, *done]
    forget(gone)
    return len(gone)


def _listener(token: str) -> Listener:
    pk = _long("listener", token)
    found = Listener.objects.select_related("authority").filter(pk=pk).first() if pk else None
    if found is None:
        raise NotFound(NO_LONGER)
    return found


def _report_of(scope: Scope, token: str) -> Report | None:
    pk = _long("about", token)
    return Report.objects.filter(pk=pk, authority_id=scope.authority).first() if pk else None


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"newbelongings.forum.{purpose}")


def _short(pk: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(pk.bytes).decode().rstrip("=")


def _long(purpose: str, token: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(bytes=base64.urlsafe_b64decode(f"{_signer(purpose).unsign(token)}=="))
    except (BadSignature, ValueError):
        return None
