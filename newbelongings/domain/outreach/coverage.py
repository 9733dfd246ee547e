"""Is it everyone? How a round stands against all there are to ask, with small numbers hidden (docs/adr/0019).

While a round grows, two days' numbers could be subtracted. Whoever may read every answer sees them as they are. For
everybody else, what grows with each answer is shown in steps of as many people as are mixed together, and what
people said of themselves waits until the round has closed.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.intervals import Interval, wilson
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import (
    PERCENT_BASE,
    Hidden,
    Margins,
    Shown,
    hide_with_totals,
    show_count,
    show_percent,
)
from newbelongings.domain.surveys import counting
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Response, Round

from . import coverage_counts
from .characteristics import CHARACTERISTICS, NOT_KNOWN, Characteristic
from .coverage_counts import Asked, Counts, People
from .goals import GoalProgress, progress_of
from .models import Goal
from .representing import Share, Within, in_steps, shares
from .verdicts import Verdict, verdict

BY_LINK, IN_OWN_WORDS = "by_link", "in_own_words"


@dataclass(frozen=True)
class Rate:
    """How many in every hundred answered, of ``base`` people; ``of`` says who those are. Hidden parts are hidden."""

    count: Shown | Within
    base: int
    of: str
    percent: Shown
    interval: Interval | None


@dataclass(frozen=True)
class Groups:
    """One characteristic: each group with how many there are, from ``source``, and how many were heard, ``told_by``
    one of two: personal links that were used, or what people said of themselves."""

    characteristic: Characteristic
    source: str
    told_by: str
    lines: list[Share]


@dataclass(frozen=True)
class WaysAndWeeks:
    """People who answered, by week and by the way they did, with totals; ``agreed`` counts answers of groups."""

    weeks: list[dt.date]
    ways: list[str]
    table: Margins
    agreed: int


@dataclass(frozen=True)
class Coverage:
    """Everything the page shows. ``source`` says where ``population`` is known from, and is empty where it is not.

    ``in_steps`` is the step by which growing numbers move for this reader, or None. ``waits`` says that some of it
    is shown once the round has closed.
    """

    round: Round
    population: int
    source: str
    asked: int
    reached: Shown | Within
    answered_by_link: Shown | Within
    responses: Shown
    rate: Rate | None
    ways: WaysAndWeeks
    groups: list[Groups]
    verdict: Verdict
    goals: list[GoalProgress]
    in_steps: int | None
    waits: bool


def coverage(scope: Scope, round_id: int) -> Coverage:
    """The page of one round, in a number of statements that does not grow with it."""
    scope.require(Permission.SEE_RESULTS)
    round_ = surveys.round_(scope, round_id)
    limit = round_.authority.hide_up_to
    people, asked = coverage_counts.people(round_), coverage_counts.asked(round_)
    may_read = scope.may(Permission.READ_ANSWERS)
    step = None if may_read or round_.closes < today() else round_.mix_at_least
    waits = not may_read and counting.still_growing(round_)
    said = {} if waits or not _open_to_all(round_, asked) else coverage_counts.own_words(round_)
    ways = _ways(round_, limit)
    groups = _groups(people, said, limit=limit, step=step)
    return Coverage(
        round=round_,
        population=people.total,
        source=people.source,
        asked=asked.asked,
        reached=_growing(asked.reached, asked.asked, limit, step),
        answered_by_link=_growing(asked.answered, asked.asked, limit, step),
        responses=ways.table.total,
        rate=_rate(people, asked, ways.table.total, limit, step),
        ways=ways,
        groups=groups,
        verdict=verdict([(g.characteristic.name, g.lines) for g in groups], enough=_enough(groups)),
        goals=progress_of(Goal.objects.filter(round=round_), {g.characteristic.name: g.lines for g in groups}),
        in_steps=step,
        waits=waits,
    )


def _open_to_all(round_: Round, asked: Asked) -> bool:
    """Whether some may have answered without a personal link, so that links alone do not tell who was heard."""
    return round_.open_link or not asked.asked


def _growing(count: int, base: int, limit: int, step: int | None) -> Shown | Within:
    return show_count(count, base=base or None, limit=limit) if step is None else in_steps(count, step)


def _ways(round_: Round, limit: int) -> WaysAndWeeks:
    found = counting.by_way_and_week(round_)
    agreed = sum(count for (_, way), count in found.items() if way == Response.GROUP_AGREED)
    persons = {key: count for key, count in found.items() if key[1] != Response.GROUP_AGREED}
    weeks = sorted({week for week, _ in persons})
    there = {way for _, way in persons}
    ways = [way for way, _ in Response.WAYS if way in there]
    rows = [[persons.get((week, way), 0) for way in ways] for week in weeks]
    return WaysAndWeeks(weeks, ways, hide_with_totals(rows, limit=limit), agreed)


def _rate(people: People, asked: Asked, responses: Shown, limit: int, step: int | None) -> Rate | None:
    """Of all there are, where that is known; else of those with a personal link."""
    if people.total:
        if isinstance(responses, Hidden):
            return Rate(responses, people.total, "population", responses, None)
        return _exact_rate(min(responses, people.total), people.total, "population", limit)
    if not asked.asked:
        return None
    if step is None:
        return _exact_rate(asked.answered, asked.asked, "asked", limit)
    return None


def _exact_rate(count: int, base: int, of: str, limit: int) -> Rate:
    percent = show_percent(count, base, limit=limit)
    interval = None if isinstance(percent, Hidden) else wilson(count, base)
    return Rate(show_count(count, base=base, limit=limit), base, of, percent, interval)


def _groups(people: People, said: Counts, *, limit: int, step: int | None) -> list[Groups]:
    """Each characteristic of which the population is known and somebody could be heard."""
    found = []
    for name, known in people.known.items():
        characteristic = CHARACTERISTICS[name]
        if name in said:
            row = coverage_counts.held_together(name, known)
            lines = _lines(characteristic, row, said[name], limit=limit, of_them=False, step=None)
            found.append(Groups(characteristic, people.sources[name], IN_OWN_WORDS, lines))
        elif name in people.by_link:
            lines = _lines(characteristic, known, people.by_link[name], limit=limit, of_them=True, step=step)
            found.append(Groups(characteristic, people.sources[name], BY_LINK, lines))
    return sorted(found, key=lambda groups: list(CHARACTERISTICS).index(groups.characteristic.name))


def _lines(
    characteristic: Characteristic,
    known: Mapping[str, int],
    heard: Mapping[str, int],
    *,
    limit: int,
    of_them: bool,
    step: int | None,
) -> list[Share]:
    there = {group for row in (known, heard) for group, count in row.items() if count}
    order = characteristic.in_order(there)
    return shares(known, heard, order=order, limit=limit, of_them=of_them, step=step)


def _enough(groups: list[Groups]) -> bool:
    """Whether in any characteristic ten or more people were heard, as far as that may be told."""
    return any(_fewest(group.lines) >= PERCENT_BASE for group in groups)


def _fewest(lines: list[Share]) -> int:
    heard = [line.heard for line in lines if line.group != NOT_KNOWN]
    return sum(cell.low if isinstance(cell, Within) else cell for cell in heard if not isinstance(cell, Hidden))
