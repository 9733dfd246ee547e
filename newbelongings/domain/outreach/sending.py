"""Posting due mailings: one outbox message for each person, once, whatever is killed and whoever else is at it.

A batch is one transaction that holds the contact list. What is posted is an ``Attempt``, of which a mailing has one for
a person, and an outbox message, whose key names both. A sweep that breaks off is simply begun again.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.codes import invitation_token

from .channels import EMAIL, LETTER, TEXT, Ways, channel_for
from .mailing_words import PLACEHOLDERS, fill
from .mailings import mailing as mailing_of
from .models import Attempt, Contact, ContactList, Mailing
from .outcomes import message_key
from .timing import QUIET_DAYS

BATCH: Final = 200
# What a template at a sender may ask for.
FIELDS: Final = (*PLACEHOLDERS, "subject", "words")
_MADE: Final = (Attempt.SENT, Attempt.REACHED)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a personal link and a stop link lead, each with ``{token}`` in it: the domain knows no addresses."""

    link: str
    stop: str


Problem = Callable[[str, str, Iterable[str]], str | None]


def send_due_mailings(
    scope: Scope,
    *,
    addresses: Addresses,
    channels: Collection[str],
    problem: Problem = lambda kind, channel, fields: None,
) -> tuple[int, list[str]]:
    """Post what is due today or was due before; returns how many messages, and why anything was held back.

    ``channels`` are those that the sender can send by. ``problem`` says why a kind of message cannot go out by a
    channel, in a sentence; such a mailing waits until it can.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    posted, held_back = 0, []
    for due in _due(channels):
        sentence = problem(due.kind, due.channel, FIELDS)
        if sentence is not None:
            held_back.append(sentence)
            continue
        here = scope.at(due.contacts.round.authority_id)
        after: int | None = 0
        while after is not None:
            after, count = _post_batch(here, due.pk, after, addresses)
            posted += count
    return posted, held_back


def _due(channels: Collection[str]) -> list[Mailing]:
    day = today()
    return list(
        Mailing.objects.filter(
            sent_on=None,
            send_on__lte=day,
            channel__in=channels,
            contacts__forgotten_on=None,
            contacts__round__opens__lte=day,
            contacts__round__closes__gte=day,
        ).select_related("contacts__round")
    )


@transaction.atomic
def _post_batch(scope: Scope, mailing_id: int, after: int, addresses: Addresses) -> tuple[int | None, int]:
    """Post to the next people after one id; returns the last one's id, None at the end, and how many were posted."""
    mailing = _held(scope, mailing_id)
    if mailing is None or mailing.sent_on is not None:
        return None, 0
    batch = list(recipients(mailing).filter(pk__gt=after).order_by("pk")[:BATCH])
    if not batch:
        mailing.sent_on = today()
        mailing.save(update_fields=["sent_on"])
        return None, 0
    people = _by_this_channel(mailing, batch)
    outbox.post_many(scope, [_message(mailing, person, addresses) for person in people])
    _note_attempts(mailing, people, by_message=True)
    return batch[-1].pk, len(people)


def _held(scope: Scope, mailing_id: int) -> Mailing | None:
    """The mailing, its list held against any other sender; None where it was taken back."""
    there = ContactList.objects.select_for_update().filter(mailings=mailing_id, round__authority_id=scope.authority)
    if there.first() is None:
        return None
    return Mailing.objects.select_related("contacts__round__authority").filter(pk=mailing_id).first()


def recipients(mailing: Mailing) -> QuerySet[Contact]:
    """Who is still to get a mailing, or one that was planned with it for another channel.

    Those of the sample who have not answered and did not ask us to stop. For an invitation: who has had none that may
    have arrived. For a reminder: who was not written to in the last days, so that a mailing that comes late does not
    fall on the next.
    """
    people = Contact.objects.filter(
        contacts_id=mailing.contacts_id, chosen=True, do_not_contact=False, invitation__answered=False
    ).select_related("invitation")
    same = Attempt.objects.filter(
        mailing__contacts_id=mailing.contacts_id, mailing__kind=mailing.kind, mailing__send_on=mailing.send_on
    )
    written = Attempt.objects.filter(mailing__contacts_id=mailing.contacts_id, outcome__in=_MADE)
    if mailing.kind == Mailing.INVITATION:
        written = written.filter(mailing__kind=Mailing.INVITATION)
    else:
        written = written.filter(made_on__gt=today() - dt.timedelta(days=QUIET_DAYS))
    return people.exclude(pk__in=same.values("contact_id")).exclude(pk__in=written.values("contact_id"))


def _by_this_channel(mailing: Mailing, people: Sequence[Contact]) -> list[Contact]:
    return [person for person, channel in best_channels(mailing, people) if channel == mailing.channel]


def best_channels(mailing: Mailing, people: Sequence[Contact]) -> list[tuple[Contact, str | None]]:
    """Each person with the channel by which they get what this mailing is part of."""
    offered = set(
        Mailing.objects.filter(contacts_id=mailing.contacts_id, kind=mailing.kind, send_on=mailing.send_on).values_list(
            "channel", flat=True
        )
    )
    return channels_of(people, offered)


def channels_of(people: Sequence[Contact], offered: Collection[str]) -> list[tuple[Contact, str | None]]:
    """Each person with the channel that suits them best among those ``offered``."""
    bad: dict[int, set[str]] = {}
    ids = [person.pk for person in people]
    failed = Attempt.objects.filter(contact_id__in=ids, outcome=Attempt.OUT_OF_DATE)
    for contact_id, channel in failed.values_list("contact_id", "channel"):
        bad.setdefault(contact_id, set()).add(channel)
    return [
        (person, channel_for(ways_of(person), offered=offered, out_of_date=bad.get(person.pk, ()))) for person in people
    ]


def ways_of(person: Contact) -> Ways:
    """How one person can be reached. Whoever wants paper would rather have a letter."""
    preferred = LETTER if person.format == "paper" else ""
    return Ways(person.email, person.phone, person.address, preferred)


def _message(mailing: Mailing, person: Contact, addresses: Addresses) -> OutboxMessage:
    fields = _fields(mailing, person, addresses)
    lines = [line.strip() for line in (person.name, *person.address.splitlines()) if line.strip()]
    to = {EMAIL: person.email, TEXT: person.phone, LETTER: ", ".join(lines)[:254]}[mailing.channel]
    posted = {"address": "\n".join(lines)} if mailing.channel == LETTER else {}
    return OutboxMessage(
        key=message_key(mailing.pk, person.pk),
        channel=mailing.channel,
        to=to,
        subject=fill(mailing.subject, fields)[:200],
        body=fill(mailing.words, fields),
        template=mailing.kind,
        fields=fields | posted,
    )


def _fields(mailing: Mailing, person: Contact, addresses: Addresses) -> dict[str, str]:
    round_ = mailing.contacts.round
    if person.invitation is None:
        raise ValueError("only those who have an invitation are written to")
    token = invitation_token(person.invitation.seed)
    return {
        "name": person.name or "there",
        "link": addresses.link.format(token=token),
        "stop": addresses.stop.format(token=token),
        "council": round_.authority.name,
        "closes": long_date(round_.closes),
    }


def _note_attempts(mailing: Mailing, people: Sequence[Contact], *, by_message: bool) -> None:
    Attempt.objects.bulk_create(
        [
            Attempt(
                contact=person,
                channel=mailing.channel,
                made_on=today(),
                outcome=Attempt.SENT,
                mailing=mailing,
                message_key=message_key(mailing.pk, person.pk) if by_message else "",
            )
            for person in people
        ],
        batch_size=BATCH,
    )


@dataclass(frozen=True, slots=True)
class LetterToPost:
    """One row of a file for a mail merge. ``words`` is the whole letter."""

    reference: str
    name: str
    address: str
    link: str
    stop: str
    subject: str
    words: str


@transaction.atomic
def letters_to_post(scope: Scope, *, mailing_id: int, addresses: Addresses) -> list[LetterToPost]:
    """The letters of a mailing that the council prints and posts itself; from then on they count as sent.

    Asked for again, the same letters come again, without those who have answered or asked us to stop meanwhile.
    """
    scope.require(Permission.RUN_SURVEYS)
    mailing = mailing_of(scope, mailing_id)
    if mailing.channel != LETTER:
        raise Refused("This message is not a letter.")
    _held(scope, mailing_id)
    mailing.refresh_from_db(fields=["sent_on"])
    if mailing.sent_on is None:
        _take_over(mailing)
    people = Contact.objects.filter(
        Q(attempts__mailing=mailing, attempts__message_key=""),
        chosen=True,
        do_not_contact=False,
        invitation__answered=False,
    )
    rows = [_letter(mailing, person, addresses) for person in people.select_related("invitation")]
    audit.note(scope, "downloaded_letters", mailing, letters=len(rows))
    return rows


def _take_over(mailing: Mailing) -> None:
    """From now on these letters are the council's own to post."""
    if mailing.send_on > today():
        raise Refused(f"These letters are planned for {long_date(mailing.send_on)}. Download them then.")
    if mailing.contacts.round.closes < today():
        raise Refused("The survey is closed. These letters would come too late.")
    _note_attempts(mailing, _by_this_channel(mailing, list(recipients(mailing))), by_message=False)
    mailing.sent_on = today()
    mailing.save(update_fields=["sent_on"])


def _letter(mailing: Mailing, person: Contact, addresses: Addresses) -> LetterToPost:
    fields = _fields(mailing, person, addresses)
    return LetterToPost(
        person.reference,
        person.name,
        person.address,
        fields["link"],
        fields["stop"],
        fill(mailing.subject, fields),
        fill(mailing.words, fields),
    )
