"""The training that members had: for the forum, for interviewing, for chairing. How many came, never who."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import past
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count
from newbelongings.domain.kernel.text import needed

from . import queries
from .models import Training

_MOST_PEOPLE, _MOST_HOURS = 500, 100


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training. ``people`` is how many came, hidden where small; ``hours`` is how long it was for each."""

    title: str
    held_on: dt.date
    people: Shown
    hours: Decimal


@transaction.atomic
def record_training(
    scope: Scope, *, forum_id: int, title: str, held_on: dt.date, people: int, hours: Decimal
) -> Training:
    """Write down a training that was held. Sent twice, it is one training."""
    scope.require(Permission.KEEP_FORUM)
    forum = queries.forum(scope, forum_id)
    if not 0 < people <= _MOST_PEOPLE:
        raise Refused("Give how many members came, from 1 to 500.", field="people")
    if not 0 < hours <= _MOST_HOURS:
        raise Refused("Give how many hours it was, from 0.5 to 100.", field="hours")
    training, new = forum.trainings.get_or_create(
        title=needed(title, field="title", ask="Say what the training was for.", most=120),
        held_on=past(held_on, field="held_on"),
        people=people,
        hours=hours,
    )
    if new:
        audit.note(scope, "recorded_training", forum, held_on=held_on.isoformat())
    return training


def trainings(scope: Scope, forum_id: int) -> list[TrainingLine]:
    """The training record of a forum, newest first."""
    limit = authorities.own_authority(scope).hide_up_to
    held = Training.objects.filter(forum=queries.forum(scope, forum_id))
    return [TrainingLine(t.title, t.held_on, show_count(t.people, limit=limit), t.hours) for t in held]
