"""Raising something on the public page: held until a person has read it. See docs/adr/0034.

No audit line is written here: it would keep the moment at which somebody wrote.
"""

import datetime as dt
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import area_code, needed
from newbelongings.domain.safeguarding import actions as safeguarding

from .listening import listen_to_report, reached_at
from .models import Report
from .spam import looks_like_spam

QUESTION: Final = "What should change?"
LONGEST: Final = 2000
# More than anybody can read; until somebody has, no more is taken in.
MOST_WAITING: Final = 500
TOO_MANY: Final = (
    "So many people have written that we cannot take in more today. Your words are still here: keep them and try again "
    "tomorrow, or tell your worker."
)


@transaction.atomic
def report_issue(
    scope: Scope,
    *,
    words: str,
    area: str = "",
    contact: str = "",
    trapped: bool = False,
    on: dt.date | None = None,
) -> Report:
    """Take in what somebody raised on the public page of the scope's council; it is no issue before a person says so.

    ``contact`` is where they want to be told what comes of it, if they do. ``trapped`` says that a field was filled
    in which people do not see. The same words sent twice are one report. Words that suggest danger go before the
    safeguarding lead at once, with the contact where one was given: the page says so beside that field.
    """
    scope.require(Permission.SPEAK_UP)
    words = needed(words, field="words", ask="Write what should change. A few words will do.", most=LONGEST)
    area = area and area_code(area)
    day = on or today()
    way = reached_at(contact) if contact.strip() else None
    Authority.objects.select_for_update().get(pk=scope.authority)  # so that two at once find each other's words
    spam = trapped or looks_like_spam(words)
    report = _waiting(scope).filter(words__iexact=words).first()
    asks_anew = way is not None and (report is None or not report.listeners.filter(address=way.address).exists())
    if report is None or asks_anew:
        safeguarding.raise_concerns(
            scope,
            authority_id=scope.authority,
            said=[(QUESTION, words)],
            on=day,
            address=settings.PUBLIC_ADDRESS,
            contact=way.address if way else "",
        )
    if report is None:
        report = _taken_in(scope, words, area, day, spam=spam)
    if way is not None:
        listen_to_report(report, way, on=day)
    return report


def _taken_in(scope: Scope, words: str, area: str, day: dt.date, *, spam: bool) -> Report:
    if _waiting(scope).filter(spam=spam).count() >= MOST_WAITING:
        raise Refused(TOO_MANY)
    return Report.objects.create(authority_id=scope.authority, words=words, area=area, received_on=day, spam=spam)


def _waiting(scope: Scope) -> QuerySet[Report]:
    return Report.objects.filter(authority_id=scope.authority, state=Report.WAITING)
