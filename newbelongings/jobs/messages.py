"""Messages on their way: sending what is due, and asking what became of it."""

import logging
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from newbelongings.adapters.mail import Letter, Sender, Undeliverable
from newbelongings.adapters.senders import channels_to_send, problem_of
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import outcomes, sending
from newbelongings.domain.outreach.timing import is_daytime

log = logging.getLogger(__name__)
# So that other work gets its turn between.
MOST_AT_A_TIME: Final = 500
# So that a sender that is down is not asked for each of ten thousand messages in turn.
MOST_FAILURES: Final = 3


def send_due_mailings(scope: Scope, sender: Sender) -> int:
    """Put invitations and reminders that are due into the outbox, by day; returns how many messages."""
    if not is_daytime(timezone.localtime()):
        return 0
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    posted, held_back = sending.send_due_mailings(
        scope,
        addresses=sending.Addresses(link=f"{public}/i/{{token}}/", stop=f"{public}/stop/{{token}}/"),
        channels=channels_to_send(),
        problem=lambda kind, channel, fields: problem_of(sender, kind, channel, fields),
    )
    for sentence in held_back:
        log.warning("A mailing waits. %s", sentence)
    return posted


def send_messages(scope: Scope, sender: Sender) -> int:
    """Send what lies in the outbox; returns how many messages went. One that fails is tried again later.

    What is not for care leavers goes first, and at any hour; what is for them goes by day. After ``MOST_FAILURES`` in
    a row the rest waits for the next sweep.
    """
    give_up(scope)
    sent = _send(scope, sender, to_care_leavers=False)
    return sent + _send(scope, sender, to_care_leavers=True) if is_daytime(timezone.localtime()) else sent


def _send(scope: Scope, sender: Sender, *, to_care_leavers: bool) -> int:
    sent = failures = 0
    for _ in range(MOST_AT_A_TIME):
        if failures == MOST_FAILURES or (message := outbox.claim_next(scope, to_care_leavers=to_care_leavers)) is None:
            break
        if to_care_leavers and outcomes.is_unwanted(scope, key=message.key):
            _end(scope, message, outbox.WITHDRAWN)
        elif _send_one(scope, sender, message):
            sent, failures = sent + 1, 0
        else:
            failures += 1
    return sent


def _send_one(scope: Scope, sender: Sender, message: OutboxMessage) -> bool:
    """False where the sender cannot be used now; True too for an address that will never take a message."""
    letter = Letter(
        message.key,
        message.channel,
        message.to,
        message.subject,
        message.body,
        message.template,
        message.fields,
        again=message.tries > 1,
    )
    try:
        name = sender.send(letter)
    except Undeliverable:
        _end(scope, message, outbox.OUT_OF_DATE)
    except OSError as error:
        # Neither the person nor the words: a log is read by more people than a letter.
        log.warning("Message %s could not be sent (%s).", message.pk, type(error).__name__)
        return False
    else:
        outbox.mark_sent(scope, message_id=message.pk, provider_id=name)
    return True


@transaction.atomic
def _end(scope: Scope, message: OutboxMessage, receipt: str) -> None:
    """This message will never be sent."""
    outbox.close(scope, message_id=message.pk, receipt=receipt)
    outcomes.receive(scope, key=message.key, receipt=receipt)


def give_up(scope: Scope) -> int:
    """Close what was tried as often as we try; returns how many."""
    count = 0
    while True:
        with transaction.atomic():
            message = outbox.give_up_next(scope)
            if message is None:
                return count
            outcomes.receive(scope, key=message.key, receipt=outbox.FAILED)
            count += 1


def ask_for_receipts(scope: Scope, sender: Sender) -> int:
    """Ask what became of sent messages; returns how many answers are final."""
    known = failures = 0
    for _ in range(MOST_AT_A_TIME):
        if failures == MOST_FAILURES or (message := outbox.claim_receipt(scope)) is None:
            break
        try:
            receipt = sender.receipt(message.provider_id)
        except OSError as error:
            log.warning("The receipt of message %s could not be had (%s).", message.pk, type(error).__name__)
            failures += 1
            continue
        if receipt is None:
            continue
        with transaction.atomic():
            if outbox.write_receipt(scope, message_id=message.pk, receipt=receipt):
                outcomes.receive(scope, key=message.key, receipt=receipt)
        known += 1
    return known
