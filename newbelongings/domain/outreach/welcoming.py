"""Somebody who asked to hear about the forum becomes a member of it, and the asking is forgotten.

It stands here because neither the surveys, where they asked, nor the forum may know of the other.
"""

import uuid

from django.db import transaction

from newbelongings.domain.forum import members
from newbelongings.domain.forum.given import GivenMember
from newbelongings.domain.forum.models import Member
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import actions as surveys


@transaction.atomic
def welcome(scope: Scope, *, interest_id: uuid.UUID, forum_id: int, given: GivenMember) -> Member:
    """Bring them into a forum of the council; what they wrote when they asked is gone in the same moment."""
    scope.require(Permission.KEEP_MEMBERS)
    surveys.forget_forum_interest(scope, interest_id=interest_id)
    return members.add_member(scope, forum_id=forum_id, given=given)
