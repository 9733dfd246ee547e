"""Messages that are due. The domain writes them down; ``jobs`` sends them through an adapter."""

import datetime as dt
from typing import Final

from django.db.models import Q
from django.utils import timezone

from .models import OutboxMessage
from .permissions import Permission
from .scope import Scope

MOST_TRIES: Final = 8


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


def claim_next(scope: Scope) -> OutboxMessage | None:
    """Take the oldest message that is due, so that no other sender has it; None where nothing is due.

    Taking it counts as a try and puts its next one off (2, 4, 8 ... minutes, doubling), in one statement that
    only one of two senders can win. Whoever dies with a message in hand thus loses nothing: it falls due again.
    After ``MOST_TRIES`` a message stays, unsent, for a person to look at.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    now = timezone.now()
    due = Q(due_at__isnull=True) | Q(due_at__lte=now)
    waiting = OutboxMessage.objects.filter(due, sent_at__isnull=True, tries__lt=MOST_TRIES).order_by("pk")
    while message := waiting.first():
        tries = message.tries + 1
        mine = OutboxMessage.objects.filter(pk=message.pk, sent_at__isnull=True, tries=message.tries).update(
            tries=tries, due_at=now + dt.timedelta(minutes=2**tries)
        )
        if mine:
            return message
    return None


def mark_sent(scope: Scope, *, message_id: int) -> None:
    """Write down that a message went out. Its words go: a link in them would open a door to whoever reads the row."""
    scope.require(Permission.RUN_THE_SERVICE)
    OutboxMessage.objects.filter(pk=message_id, sent_at__isnull=True).update(sent_at=timezone.now(), body="")
