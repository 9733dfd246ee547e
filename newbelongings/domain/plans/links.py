"""Personal links: whoever leads an action updates it from an email, without an account, and sees nothing else.

Only a link's hash is kept. It opens one action, until it has run out or was revoked, the action is done or dropped, or
it would now be sent to somebody else.
"""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.scope import Scope, public_scope
from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.kernel.tokens import token_hash

from .composing import standing_after, update_view
from .given import GivenFile
from .models import Action, PersonalLink, Rag, Update
from .people import readers
from .plan_view import UpdateView
from .updating import write_update

LINK_DAYS: Final = 30
# Whoever has more to say in a day than this is not a person.
MOST_A_DAY: Final = 10
BY_LINK: Final = ", by link"
CLOSED: Final = (
    "This link no longer works: it has run out, or nothing is left to say. The next reminder brings a new one, or ask "
    "whoever leads the plan at your council."
)


@dataclass(frozen=True, slots=True)
class LinkedAction:
    """All that a personal link shows."""

    authority: Authority
    title: str
    starts: dt.date
    ends: dt.date
    standing: Standing
    latest: UpdateView | None
    link_id: int


def new_link(action: Action, *, sent_to: str) -> str:
    """A link's token, made within the transaction that writes the email. 128 bits, kept by nobody but its reader."""
    token = secrets.token_hex(16)
    PersonalLink.objects.create(
        action=action, token_hash=token_hash(token), sent_to=sent_to, expires_on=today() + dt.timedelta(days=LINK_DAYS)
    )
    return token


def linked_action(scope: Scope, token: str) -> LinkedAction:
    """What a personal link opens; ``NotFound`` once it is closed. Reading changes nothing."""
    link = _open_link(token)
    row = link.action
    newest = row.updates.first()
    latest = update_view(newest) if newest else None
    return LinkedAction(
        authority=row.objective.plan.cycle.authority,
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        standing=standing_after(row.starts, row.ends, latest, today()),
        latest=latest,
        link_id=link.pk,
    )


@transaction.atomic
def update_by_link(scope: Scope, *, token: str, rag: str, words: str, evidence: Sequence[GivenFile] = ()) -> Update:
    """Say how the link's action stands. It is signed with the lead's name and that it came by link."""
    link = _open_link(token)
    action = link.action
    a_day_ago = timezone.now() - dt.timedelta(days=1)
    if action.updates.filter(made_by__endswith=BY_LINK, written_at__gte=a_day_ago).count() >= MOST_A_DAY:
        raise Refused("This action has many updates today already. Come back to this link tomorrow.")
    signed = f"{action.lead[: 120 - len(BY_LINK)]}{BY_LINK}"
    here = public_scope(action.objective.plan.cycle.authority_id)
    here = Scope(here.role, here.authority_id, None, signed)
    update = write_update(here, action, rag=rag, words=words, made_by=signed, made_on=today(), evidence=evidence)
    PersonalLink.objects.filter(pk=link.pk).update(used_at=timezone.now())
    return update


def _open_link(token: str) -> PersonalLink:
    found = (
        PersonalLink.objects.select_related("action__owner", "action__objective__plan__cycle__authority")
        .filter(token_hash=token_hash(token), revoked_at__isnull=True, expires_on__gte=today())
        .first()
    )
    if found is None or not _is_still_theirs(found):
        raise NotFound(CLOSED)
    return found


def _is_still_theirs(link: PersonalLink) -> bool:
    action = link.action
    if action.objective.dropped_on is not None:
        return False
    latest = action.updates.first()
    if latest is not None and latest.rag == Rag.DONE:
        return False
    reader = readers([action]).get(action.pk)
    return reader is not None and reader.email == link.sent_to
