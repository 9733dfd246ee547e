"""Work whose answer changes with the day: done once a day by each process, as soon as its hour has come."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach.timing import is_daytime

SATURDAY = 5


class OnceADay:
    """A sweep that rests, once it came to its end, until the next day on which ``at`` says that its hour has come.

    A process that is begun anew does it again, so the work itself must find what was done.
    """

    def __init__(self, work: Callable[[Scope], int], at: Callable[[dt.datetime], bool] = lambda now: True) -> None:
        self.work, self.at = work, at
        self.done_on: dt.date | None = None

    def __call__(self, scope: Scope) -> int:
        now = timezone.localtime()
        if self.done_on == now.date() or not self.at(now):
            return 0
        done = self.work(scope)
        self.done_on = now.date()
        return done


def is_office_time(now: dt.datetime) -> bool:
    """Monday to Friday, by day."""
    return now.weekday() < SATURDAY and is_daytime(now)
