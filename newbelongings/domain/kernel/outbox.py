"""Messages that are due. The domain writes them down; ``jobs`` sends them through an adapter."""

import datetime as dt

from .models import OutboxMessage
from .scope import Scope


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
