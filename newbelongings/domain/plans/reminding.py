"""When somebody is written to about an action: pure.

Before it ends, once it is late, and when nobody has said anything for long; never more than once a week.
"""

import datetime as dt
from typing import Final

from newbelongings.domain.kernel.dates import week_of
from newbelongings.domain.kernel.standing import Standing

SOON_DAYS: Final = 14
QUIET_DAYS: Final = 7
LATE, STALE, SOON, ASKED = "late", "stale", "soon", "asked"


def reason(stands: Standing, starts: dt.date, ends: dt.date, today: dt.date) -> str:
    """Why its lead should say something today: ``late``, ``stale`` or ``soon``, or nothing.

    What is done, or has not begun, needs no word.
    """
    if stands.is_done or today < starts:
        return ""
    if stands.is_late:
        return LATE
    if stands.is_stale:
        return STALE
    return SOON if (ends - today).days <= SOON_DAYS else ""


def may_remind(last_on: dt.date | None, today: dt.date) -> bool:
    """Whether a week has gone by since an action was last in a reminder."""
    return last_on is None or (today - last_on).days >= QUIET_DAYS


def is_digest_due(last_on: dt.date | None, today: dt.date) -> bool:
    """Whether this week's list has not gone out yet. A week begins on Monday; a Monday that was missed is made up."""
    return last_on is None or week_of(last_on) < week_of(today)
