"""What came by the public page, for those who keep the forum.

Where somebody asked to be told is never shown, only that somebody did.
"""

import uuid

from django.db.models import Exists, OuterRef, QuerySet

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Listener, Report


def waiting_reports(scope: Scope) -> QuerySet[Report]:
    """What waits to be read, the oldest first; each says as ``heard`` whether somebody asked to be told."""
    return _waiting(scope).filter(spam=False)


def probable_spam(scope: Scope) -> QuerySet[Report]:
    """What waits and looks like spam, the oldest first."""
    return _waiting(scope).filter(spam=True)


def report(scope: Scope, report_id: uuid.UUID) -> Report:
    """One report of the council, settled or not."""
    found = _own(scope).filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no such report in your list. Choose one from what came by the public page.")
    return found


def _waiting(scope: Scope) -> QuerySet[Report]:
    return _own(scope).filter(state=Report.WAITING)


def _own(scope: Scope) -> QuerySet[Report]:
    scope.require(Permission.KEEP_FORUM)
    heard = Listener.objects.filter(report=OuterRef("pk"))
    return Report.objects.filter(authority_id=scope.authority).annotate(heard=Exists(heard))
