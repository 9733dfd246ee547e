"""What became of a message, as the outcome of the attempt to reach somebody."""

import re
from typing import Final

from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Attempt

OF_RECEIPT: Final = {
    outbox.DELIVERED: Attempt.REACHED,
    outbox.OUT_OF_DATE: Attempt.OUT_OF_DATE,
    outbox.FAILED: Attempt.FAILED,
}
_KEY: Final = re.compile(r"mailing-([0-9]+)-to-([0-9]+)")


def message_key(mailing_id: int, contact_id: int) -> str:
    """The occasion of one message of a mailing to one person: the outbox posts it once."""
    return f"{key_of_mailing(mailing_id)}{contact_id}"


def key_of_mailing(mailing_id: int) -> str:
    """What the keys of all messages of a mailing begin with."""
    return f"mailing-{mailing_id}-to-"


def mailing_of_key(key: str) -> int | None:
    """Which mailing a message belongs to; None for any other occasion."""
    match = _KEY.fullmatch(key)
    return int(match[1]) if match else None


def receive(scope: Scope, *, key: str, receipt: str) -> None:
    """Take a receipt: it becomes the outcome of the attempt, unless a person has written one down meanwhile.

    An attempt whose message was taken back has not been made, and goes. No audit line: a time beside a person who was
    reached, or was not, would say more than anybody needs.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    match = _KEY.fullmatch(key)
    if match is None:
        return
    attempt = Attempt.objects.filter(mailing_id=int(match[1]), contact_id=int(match[2]), outcome=Attempt.SENT)
    if receipt == outbox.WITHDRAWN:
        attempt.delete()
    elif receipt in OF_RECEIPT:
        attempt.update(outcome=OF_RECEIPT[receipt])


def is_unwanted(scope: Scope, *, key: str) -> bool:
    """Whether a message of a mailing must not go out any more, asked in the moment before it is sent.

    So it is where the person has answered meanwhile, has asked us to stop, is gone from the sample or the list, or the
    survey has closed: after an outage of a day a good many have.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    match = _KEY.fullmatch(key)
    if match is None:
        return False
    still = Attempt.objects.filter(
        mailing_id=int(match[1]),
        contact_id=int(match[2]),
        contact__chosen=True,
        contact__do_not_contact=False,
        contact__invitation__answered=False,
        contact__contacts__round__closes__gte=today(),
    )
    return not still.exists()
