"""Two packs of different days, subtracted from one another, give nobody away. Pure functions.

A pack is frozen and handed on, so its reader may hold an earlier one beside it. Where a count of people
went from 34 to 36, the two packs together say what two people told in between; where those who did *not*
say it went from 60 to 61, they say it of one. So a later pack shows a new count only if the people, the
base, and the rest of the base each moved by nothing or by more than the limit, measured against every
earlier pack in which the count was shown. Otherwise it repeats the last shown count with its day.
The losing argument, hiding such counts, would empty a pack made a week after another.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, Shown, is_small


@dataclass(frozen=True, slots=True)
class Published:
    """A count as a pack shows it: ``people`` of ``base`` on a day. ``base`` is hidden where it is not known."""

    people: Shown
    base: Shown
    on: dt.date


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """The options of one question, which add up to ``total``, as a pack shows them."""

    people: tuple[Shown, ...]
    total: Shown
    on: dt.date


def steady(now: Published, earlier: Sequence[Published], *, limit: int) -> Published:
    """What the new pack shows: ``now``, or the last of ``earlier`` (oldest first) where a difference would tell."""
    seen = [old for old in earlier if not isinstance(old.people, Hidden)]
    if any(_tells(_moves(now, old), limit) for old in seen):
        return seen[-1]
    return now


def beside_kin(now: Published, kin: Sequence[Published], *, limit: int) -> Published:
    """``now``, or hidden where beside a shown count of a theme it was made of it would tell of too few.

    An earlier count of such a theme cannot stand in for it: it is of something else.
    """
    tells = any(_tells(_moves(now, old), limit) for old in kin)
    return Published(HIDDEN, now.base, now.on) if tells else now


def _moves(now: Published, old: Published) -> list[int]:
    people, base = _difference(now.people, old.people), _difference(now.base, old.base)
    if people is None:
        return []
    return [people] if base is None else [people, base, base - people]


def _difference(now: Shown, old: Shown) -> int | None:
    return None if isinstance(now, Hidden) or isinstance(old, Hidden) else now - old


def _tells(moves: Sequence[int], limit: int) -> bool:
    return any(is_small(abs(move), limit) for move in moves)


def steady_row(now: PublishedRow, earlier: Sequence[PublishedRow], *, limit: int) -> PublishedRow:
    """A whole question at once: one option repeated from earlier beside a new total could be worked out."""
    if any(_tells(_row_moves(now, old), limit) for old in earlier):
        return earlier[-1]
    return now


def _row_moves(now: PublishedRow, old: PublishedRow) -> list[int]:
    shown = [d for d in map(_difference, now.people, old.people) if d is not None]
    total = _difference(now.total, old.total)
    return shown if total is None else [*shown, total, total - sum(shown)]
