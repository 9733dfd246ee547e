"""Clearing words to be quoted: a person reads them, takes out what could tell who said them, and answers for it."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.identifying import details_left
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import book
from .models import Quotation

LONGEST = 500


@transaction.atomic
def clear_quotation(
    scope: Scope, *, theme_id: int, words: str, may_stay: bool = False, cleared_on: dt.date | None = None
) -> Quotation:
    """Clear words to be quoted. They are kept apart from the answer: nothing leads from them back to it.

    ``may_stay``: the person has seen what could tell who it is and says that nobody can be told from it; without
    that ``StillTelling`` where something is found.
    """
    scope.require(Permission.CODE_ANSWERS)
    theme = book.theme(scope, theme_id)
    words = words.strip()
    if not 0 < len(words) <= LONGEST:
        raise Refused(f"Give the words to quote, in {LONGEST} letters or fewer.", field="words")
    details = details_left(words, may_stay=may_stay)
    quotation = Quotation.objects.create(
        theme=theme, words=words, cleared_by_id=scope.actor_id, cleared_on=cleared_on or today()
    )
    audit.note(scope, "cleared_quotation", quotation, details_left=details)
    return quotation
