"""How one forum and the council agreed to work together. The last agreement holds; the earlier ones stay."""

import datetime as dt
from importlib.resources import files

from django.db import transaction
from django.db.models import QuerySet

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import past
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed

from . import queries
from .models import Agreement


@transaction.atomic
def add_agreement(scope: Scope, *, forum_id: int, words: str, agreed_on: dt.date) -> Agreement:
    """Add what the group and the council agreed. The same words of the same day are one agreement."""
    scope.require(Permission.KEEP_FORUM)
    forum = queries.forum(scope, forum_id)
    words = needed(words, field="words", ask="Write what you agreed, in the words you agreed on.")
    agreement, new = forum.agreements.get_or_create(
        words=words.replace("\r\n", "\n"), agreed_on=past(agreed_on, field="agreed_on")
    )
    if new:
        audit.note(scope, "added_agreement", forum, agreed_on=agreed_on.isoformat())
    return agreement


def agreements(scope: Scope, forum_id: int) -> QuerySet[Agreement]:
    """Every agreement of a forum, the one that holds first."""
    return Agreement.objects.filter(forum=queries.forum(scope, forum_id))


def beginning(scope: Scope, forum_id: int) -> str:
    """What the next agreement begins with: the words that hold now, or else ours to start from."""
    held = agreements(scope, forum_id).first()
    return held.words if held else files(__package__).joinpath("data", "agreement.txt").read_text("utf-8").strip()
