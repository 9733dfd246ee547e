"""A member's own way into their forum's page: no account, no password, gone the moment the member withdraws.

Only a link's hash is kept, and the links of a member go with the member.
"""

import datetime as dt
import secrets
from typing import Final

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.tokens import token_hash

from .models import Member, MemberLink

LINK_DAYS: Final = 180
CLOSED: Final = "This link does not work any more. Ask the person who runs your forum for a new one."


def new_link(member: Member) -> str:
    """A link's token, made within the transaction that writes the message. 128 bits, kept by nobody but its reader."""
    token = secrets.token_hex(16)
    MemberLink.objects.create(
        member=member, token_hash=token_hash(token), expires_on=today() + dt.timedelta(days=LINK_DAYS)
    )
    return token


def linked_member(scope: Scope, token: str) -> Member:
    """Whose link it is, with their forum and its council; ``NotFound`` once it is closed. Reading changes nothing."""
    scope.require(Permission.SPEAK_UP)
    found = (
        MemberLink.objects.select_related("member__forum__authority")
        .filter(token_hash=token_hash(token), expires_on__gte=today())
        .first()
    )
    if found is None:
        raise NotFound(CLOSED)
    return found.member
