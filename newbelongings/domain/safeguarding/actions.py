"""Writes: a concern as it comes in, who is told of it, and what was done about it. See docs/adr/0018."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Permission, Role
from newbelongings.domain.kernel.scope import Scope, system_scope
from newbelongings.domain.kernel.sealing import CONCERN, seal

from .detector import suggests_danger
from .models import Concern, Step
from .queries import concern, emails_of

_OCCASION: Final = "concern-"
WORDS_KEPT: Final = dt.timedelta(days=30)  # after a concern was closed
_READ_IT: Final = "Something that was written may mean somebody is in danger. Sign in and read it today."
_NAME_SOMEBODY: Final = (
    "Something that was written may mean somebody is in danger, and nobody at your council is named to read it. "
    "Sign in today, open People, and invite somebody as safeguarding lead."
)


def raise_concerns(
    scope: Scope, *, authority_id: int, said: Iterable[tuple[str, str]], on: dt.date, address: str, contact: str = ""
) -> int:
    """Put every answer whose words suggest danger before the safeguarding lead; returns how many.

    ``said`` holds pairs of a question and the words under it, ``address`` is where staff sign in. Called by actions
    that take in words, inside their transaction and with their scope, so that a concern and the messages about it
    are there exactly when the answer is. No audit line is written. ``contact`` is how whoever wrote it asked to be
    reached, where they were told that the safeguarding lead sees it (docs/adr/0034); no survey asks for one.
    """
    found = [(question, words) for question, words in said if suggests_danger(words)]
    for question, words in found:
        Concern.objects.create(
            authority_id=authority_id,
            came_on=on,
            sealed=seal({"question": question, "words": words, "contact": contact}, purpose=CONCERN),
        )
    if found:
        _tell(system_scope(authority_id), address)
    return len(found)


def _tell(scope: Scope, address: str) -> None:
    """A message to each safeguarding lead, or where there is none to each programme lead. It holds no word of it.

    Its key is random: what was sent twice is undone as a whole, and a key made from the concern would give the
    concern a time.
    """
    words, emails = _READ_IT, emails_of(scope, Role.SAFEGUARDING)
    if not emails:
        words, emails = _NAME_SOMEBODY, emails_of(scope, Role.LEAD)
    outbox.post_many(
        scope,
        [
            OutboxMessage(
                key=f"{_OCCASION}{uuid.uuid4()}",
                channel="email",
                to=email,
                subject="Please read this today",
                body=f"{words}\n\n{address}\n",
            )
            for email in emails
        ],
    )


@transaction.atomic
def act_on_concern(
    scope: Scope, *, concern_id: uuid.UUID, words: str, state: str = Concern.NEW, on: dt.date | None = None
) -> Step:
    """Write down what was done about a concern, or why nothing is to be done; added, never edited.

    ``state`` closes it, or leaves it open (``Concern.NEW``). A closed one is opened again by doing more.
    """
    scope.require(Permission.READ_CONCERNS)
    found = concern(scope, concern_id)
    if not words.strip():
        raise Refused("Write what you did, or why there is nothing to do. One sentence will do.", field="words")
    if state not in dict(Concern.STATES):
        raise Refused("Choose whether this is finished.", field="state")
    step = Step.objects.create(concern=found, taken_on=on or today(), by=scope.actor_name, words=words.strip())
    found.state = state
    found.save(update_fields=["state"])
    audit.note(scope, "acted_on_concern", found, state=state)
    return step


@transaction.atomic
def forget_words(scope: Scope, *, on: dt.date | None = None) -> int:
    """Take away the words of concerns that were closed ``WORDS_KEPT`` ago; what was done stays. Returns how many."""
    scope.require(Permission.RUN_THE_SERVICE)
    closed = Concern.objects.exclude(state=Concern.NEW).exclude(sealed=b"")
    recent = Step.objects.filter(taken_on__gt=(on or today()) - WORDS_KEPT).values("concern")
    return closed.exclude(pk__in=recent).update(sealed=b"")


def settle(scope: Scope, *, authority_id: int) -> None:
    """Take from the concerns of a council, and the messages sent about them, what would tell the moment they came.

    The surveys do the same for who answered, in the same transaction (``surveys.ballot_box.settle_concerns``).
    """
    scope.require(Permission.RUN_THE_SERVICE)
    Concern.objects.filter(authority_id=authority_id, settled=False).update(settled=True)


def forget_messages(scope: Scope) -> int:
    """Delete the messages about concerns that were sent: each holds the minute at which somebody wrote."""
    scope.require(Permission.RUN_THE_SERVICE)
    return outbox.forget_sent(scope, occasion=_OCCASION)
