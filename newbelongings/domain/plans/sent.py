"""What was sent about a plan, and when each action and person was last written to."""

import datetime as dt
import hashlib
from typing import Any

from django.db.models import Max, QuerySet

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .models import Action, Notice, Plan
from .people import Reader


def notices(scope: Scope, plan_id: int) -> QuerySet[Notice]:
    """Every email about a plan of the council, the newest first; one that names many actions has a row for each."""
    scope.require(Permission.EDIT_PLAN)
    return Notice.objects.filter(plan=queries.plan_row(scope, plan_id)).select_related("action")


def notice(
    scope: Scope, plan: Plan, kind: str, key: str, reader: Reader, *, action: Action | None = None, reason: str = ""
) -> Notice:
    """That one email, or one action within it, was handed to the outbox today."""
    return Notice(
        plan=plan,
        action=action,
        kind=kind,
        reason=reason,
        sent_to=reader.email,
        to_name=reader.name,
        by_name=scope.actor_name[:120],
        sent_on=today(),
        message_key=key,
    )


def last(notices: QuerySet[Notice], by: str) -> dict[Any, dt.date]:
    """The day of the last of these, by person or action."""
    return dict(notices.order_by().values_list(by).annotate(last=Max("sent_on")))


def short(email: str) -> str:
    """An address as part of a key, which is not an address itself."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:12]
