"""What anyone may know of a council's forums: which there are, and when they meet next as far as that goes."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Forum, Meeting


@dataclass(frozen=True, slots=True)
class PublicForum:
    """One group: its name, who it is for (``Forum.GROUPS``), and of its next meeting the first day of the month and
    the way (``Meeting.WAYS``); None and empty where none is planned.

    Never the day or the place: whoever reads them could wait outside for young people whom somebody may look for.
    """

    name: str
    group: str
    next_month: dt.date | None
    way: str


def public_forums(scope: Scope, authority_id: int) -> list[PublicForum]:
    """The groups of a council, by name; one statement."""
    scope.require(Permission.SPEAK_UP)
    to_come = Meeting.objects.filter(forum=OuterRef("pk"), date__gte=today(), called_off_on__isnull=True).order_by(
        "date"
    )
    found = Forum.objects.filter(authority_id=authority_id).order_by("name")
    rows = found.values_list("name", "group", Subquery(to_come.values("date")[:1]), Subquery(to_come.values("way")[:1]))
    return [PublicForum(name, group, day.replace(day=1) if day else None, way or "") for name, group, day, way in rows]
