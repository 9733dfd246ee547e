"""Reads: the concerns themselves for those who may read them, and for those who run surveys only that some wait."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission, Role
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.sealing import CONCERN, unseal

from .models import Concern


@dataclass(frozen=True, slots=True)
class Said:
    """One answer, and nothing else of what its author said; all of it is empty once the words were taken away.

    ``contact`` is how they asked to be reached, where they left that for whoever keeps people safe to see too.
    """

    question: str
    words: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What those who run surveys may know: whether somebody is named to read concerns, and how many were not read
    on the day they came. One of today is not counted: its hour would tell who wrote it (docs/adr/0018)."""

    named: bool
    waiting: int
    oldest: int  # days


def concerns(scope: Scope) -> QuerySet[Concern]:
    """The concerns of the scope's council: open ones first, the longest waiting at the top; ``done`` counts steps."""
    scope.require(Permission.READ_CONCERNS)
    found = Concern.objects.filter(authority_id=scope.authority).annotate(
        done=Count("steps"), closed=~Q(state=Concern.NEW)
    )
    return found.order_by("closed", "came_on", "pk")


def concern(scope: Scope, concern_id: uuid.UUID) -> Concern:
    """One concern of the scope's council."""
    found = concerns(scope).filter(pk=concern_id).first()
    if found is None:
        raise NotFound("There is no such concern at your council. Choose one from the list.")
    return found


def said(scope: Scope, found: Concern) -> Said:
    """The question and the words of a concern. ``Refused`` where the key is not the one it was sealed with."""
    scope.require(Permission.READ_CONCERNS)
    if not found.sealed:
        return Said("", "")
    opened: Mapping[str, str] = unseal(found.sealed, purpose=CONCERN)
    return Said(opened["question"], opened["words"], opened.get("contact", ""))


def standing(scope: Scope, on: dt.date | None = None) -> Standing:
    """How it stands with concerns, in what everybody who runs surveys may know."""
    scope.require(Permission.RUN_SURVEYS)
    day = on or today()
    waiting = Concern.objects.filter(authority_id=scope.authority, state=Concern.NEW, steps=None, came_on__lt=day)
    days = [(day - came).days for came in waiting.values_list("came_on", flat=True)]
    return Standing(bool(emails_of(scope, Role.SAFEGUARDING)), len(days), max(days, default=0))


def emails_of(scope: Scope, role: Role) -> list[str]:
    """Where to write to everybody of a role at the scope's council."""
    there = Membership.objects.filter(authority_id=scope.authority, role=role, person__is_active=True)
    return list(there.order_by("pk").values_list("person__email", flat=True))


def councils_to_settle(scope: Scope) -> list[int]:
    """Where concerns have come in since ``actions.settle`` was last done."""
    scope.require(Permission.RUN_THE_SERVICE)
    return list(Concern.objects.filter(settled=False).order_by().values_list("authority_id", flat=True).distinct())
