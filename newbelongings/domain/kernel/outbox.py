"""Messages that are due. The domain writes them down; ``jobs`` sends them through an adapter.

A message ends in one of two ways: it was sent (``sent_at``), and perhaps a receipt comes; or it will never be sent,
and its receipt says why. Either way its words go, and where it has a ``template`` (it was meant for a care leaver)
its address goes too.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from .models import OutboxMessage
from .permissions import Permission
from .scope import Scope

MOST_TRIES: Final = 60
LONGEST_WAIT: Final = dt.timedelta(hours=1)
RECEIPTS_FOR: Final = dt.timedelta(days=3)
FIRST_ASK: Final = dt.timedelta(minutes=5)

# Receipts. A posted message was handed over, and nothing more will be known of it.
DELIVERED: Final = "delivered"
POSTED: Final = "posted"
OUT_OF_DATE: Final = "out_of_date"
FAILED: Final = "failed"
WITHDRAWN: Final = "withdrawn"


def post(
    scope: Scope,
    *,
    key: str,
    channel: str,
    to: str,
    subject: str,
    body: str,
    due_at: dt.datetime | None = None,
) -> OutboxMessage:
    """Put one message in the outbox, within the caller's transaction.

    ``key`` names the occasion (``reply-12-to-7``): a second post with the same key changes nothing.
    """
    message, _ = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "authority_id": scope.authority_id,
            "channel": channel,
            "to": to,
            "subject": subject,
            "body": body,
            "due_at": due_at,
        },
    )
    return message


def post_many(scope: Scope, messages: Iterable[OutboxMessage]) -> None:
    """Put many messages in the outbox at once; one whose key is there already changes nothing.

    One to a care leaver names a ``template``, and holds in ``fields`` what goes into it.
    """
    prepared = list(messages)
    for message in prepared:
        message.authority_id = scope.authority_id
    OutboxMessage.objects.bulk_create(prepared, ignore_conflicts=True, batch_size=200)


def wait_after(tries: int) -> dt.timedelta:
    """How long a message is left alone after its ``tries``-th try: 2, 4, 8 ... minutes, never more than an hour.

    With ``MOST_TRIES`` that is 56 hours in all, so that a sender's outage of a day and a night loses nothing. Messages
    to care leavers are tried by day only, which makes it about five days.
    """
    return min(dt.timedelta(minutes=2 ** min(tries, 10)), LONGEST_WAIT)


def _waiting() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(sent_at__isnull=True, receipt="")


def waiting_keys(scope: Scope, *, ending: str = "") -> list[str]:
    """The occasions of the council's messages to care leavers that have not gone out yet, or those ending so."""
    mine = _waiting().filter(authority_id=scope.authority, key__endswith=ending).exclude(template="")
    return list(mine.values_list("key", flat=True))


def claim_next(scope: Scope, *, to_care_leavers: bool | None = None) -> OutboxMessage | None:
    """Take the message that has been due for longest, so that no other sender has it; None where nothing is due.

    Taking it counts as a try and puts its next one off, in one statement that only one of two senders can win.
    Whoever dies with a message in hand thus loses nothing: it falls due again. ``to_care_leavers`` takes only
    messages to care leavers, or only others: ten thousand invitations must not stand before one urgent email.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    now = timezone.now()
    due = _waiting().filter(Q(due_at__isnull=True) | Q(due_at__lte=now), tries__lt=MOST_TRIES)
    # Those that were tried come after those that were not, so that a few that always fail stand in nobody's way.
    waiting = due.order_by(F("due_at").asc(nulls_first=True), "pk")
    if to_care_leavers is not None:
        waiting = waiting.exclude(template="") if to_care_leavers else waiting.filter(template="")
    while message := waiting.first():
        tries = message.tries + 1
        mine = _waiting().filter(pk=message.pk, tries=message.tries).update(tries=tries, due_at=now + wait_after(tries))
        if mine:
            message.tries = tries
            return message
    return None


def _emptied() -> dict[str, Any]:
    """What is left out once a message has ended: a link in its words would open a door to whoever reads the row."""
    address = Case(When(template="", then=F("to")), default=Value(""))
    return {"body": "", "fields": {}, "to": address}


def mark_sent(scope: Scope, *, message_id: int, provider_id: str = "") -> None:
    """Write down that a message went out, and what its sender calls it."""
    scope.require(Permission.RUN_THE_SERVICE)
    now = timezone.now()
    OutboxMessage.objects.filter(pk=message_id, sent_at__isnull=True).update(
        sent_at=now, provider_id=provider_id, due_at=now + FIRST_ASK, **_emptied()
    )


def forget_sent(scope: Scope, *, occasion: str) -> int:
    """Delete the sent messages whose key begins with ``occasion``, where that they were sent must leave no time."""
    scope.require(Permission.RUN_THE_SERVICE)
    return OutboxMessage.objects.filter(key__startswith=occasion, sent_at__isnull=False).delete()[0]


def close(scope: Scope, *, message_id: int, receipt: str) -> None:
    """Write down that a message will never be sent, and why."""
    scope.require(Permission.RUN_THE_SERVICE)
    _waiting().filter(pk=message_id).update(receipt=receipt, **_emptied())


def withdraw(scope: Scope, keys: Iterable[str]) -> set[str]:
    """Take messages back that have not been sent; returns the keys of those."""
    found = set(_waiting().filter(authority_id=scope.authority, key__in=list(keys)).values_list("key", flat=True))
    _waiting().filter(key__in=found).update(receipt=WITHDRAWN, **_emptied())
    return found


def readdress(scope: Scope, *, ending: str, channel: str, to: str) -> None:
    """Send what waits to one person, by how its keys end, to another address of theirs."""
    _waiting().filter(authority_id=scope.authority, key__endswith=ending).update(channel=channel, to=to)


def sent_keys(scope: Scope, keys: Iterable[str]) -> list[str]:
    """Which of these messages of the council have gone out."""
    gone = OutboxMessage.objects.filter(authority_id=scope.authority, key__in=list(keys), sent_at__isnull=False)
    return list(gone.values_list("key", flat=True))


def give_up_next(scope: Scope) -> OutboxMessage | None:
    """Close one message to a care leaver that was tried for as long as we try; None where there is none.

    Any other message that was tried as often stays as it is, for a person to look at.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    spent = _waiting().exclude(template="").filter(tries__gte=MOST_TRIES, due_at__lte=timezone.now())
    message = spent.order_by("pk").first()
    if message is not None:
        close(scope, message_id=message.pk, receipt=FAILED)
    return message


def claim_receipt(scope: Scope) -> OutboxMessage | None:
    """Take one sent message whose receipt is to be asked for; None where none is due.

    The next question is put off by half of the time since it was sent, so that what is slow is asked for less
    and less. After ``RECEIPTS_FOR`` nobody asks any more.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    now = timezone.now()
    open_ones = OutboxMessage.objects.filter(sent_at__gt=now - RECEIPTS_FOR, receipt="", due_at__lte=now)
    due = open_ones.exclude(provider_id="").order_by("due_at", "pk")
    while message := due.first():
        age = now - message.sent_at if message.sent_at else FIRST_ASK
        mine = open_ones.filter(pk=message.pk, due_at=message.due_at).update(due_at=now + max(FIRST_ASK, age / 2))
        if mine:
            return message
    return None


def write_receipt(scope: Scope, *, message_id: int, receipt: str) -> bool:
    """Keep the receipt of a sent message; False where it has one already."""
    scope.require(Permission.RUN_THE_SERVICE)
    sent = OutboxMessage.objects.filter(pk=message_id, sent_at__isnull=False, receipt="")
    return bool(sent.update(receipt=receipt))


def forget(scope: Scope, *, beginning: str) -> int:
    """Delete every message of the scope's council whose key begins so, sent or not; returns how many.

    For messages to people who are to be forgotten: even a message's number at its sender would lead to one of them.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    found = OutboxMessage.objects.filter(authority_id=scope.authority, key__startswith=beginning)
    return found.delete()[0]


def forget_person(scope: Scope, *, ending: str) -> list[str]:
    """Delete every message of the scope's council whose key ends so, sent or not; returns their keys.

    For one person who is to be forgotten at once: what waits is thereby taken back, and of what went not even its
    number at the sender stays.
    """
    found = OutboxMessage.objects.filter(authority_id=scope.authority, key__endswith=ending)
    keys = list(found.values_list("key", flat=True))
    found.delete()
    return keys
