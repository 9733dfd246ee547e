"""What a pledge lacks before it may be published. Reads rows that are at hand, and asks the database nothing."""

import datetime as dt
from collections.abc import Iterable

from newbelongings.domain.kernel.dates import long_date

from .models import PledgePromise


def gaps(promises: Iterable[PledgePromise], on: dt.date) -> tuple[str, ...]:
    """One sentence for each thing that is missing ``on`` the day of publication; the promises come with what they join.

    A pledge must rest on what care leavers said (Guide section 4.3, Bristol): a promise that names no theme and no
    issue does not.
    """
    promises = list(promises)
    if not promises:
        return ("There is no promise in it yet. Add the first.",)
    found = []
    for promise in promises:
        if not promise.themes.all() and not promise.issues.all():
            found.append(f"Say where care leavers said it: “{promise.promise}” joins no theme and no issue.")
        if promise.due < on:
            found.append(f"“{promise.promise}” is due on {long_date(promise.due)}, which is past. Give it a later day.")
    return tuple(found)
