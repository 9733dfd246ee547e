"""Which groups are missing among those who answered, given how large each is. Pure, and careful not to over-read.

A group is called missing only where the whole interval of its share of the answers (Wilson, ``kernel.intervals``)
lies below its share of all care leavers. Those who answered are a part of those who could, which makes the true
interval narrower still: so the verdict errs towards saying nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newbelongings.domain.kernel.intervals import wilson
from newbelongings.domain.kernel.suppression import (
    HIDDEN,
    PERCENT_BASE,
    Hidden,
    Shown,
    hide_row,
    hide_with_totals,
    is_small,
)


@dataclass(frozen=True, slots=True)
class Within:
    """A count of which only this much is told: at least ``low`` and at most ``high`` people."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low:,} or more" if self.low else f"fewer than {self.high + 1:,}"


class Standing(StrEnum):
    """How a group's share of the answers stands to its share of all care leavers."""

    MISSING = "missing"
    AS_MANY = "as_many"
    MORE = "more"
    UNCLEAR = "unclear"
    TOO_SMALL = "too_small"


@dataclass(frozen=True, slots=True)
class Share:
    """One group: how many there are, how many were heard, each in every hundred, and how it stands.

    Percentages are None where there is nothing to take them of, and hidden where their count is. ``heard`` is
    ``Within`` while numbers may only move in steps.
    """

    group: str
    known: Shown
    heard: Shown | Within
    known_percent: Shown | None
    heard_percent: Shown | None
    standing: Standing


def in_steps(count: int, step: int) -> Within:
    """A count as it may be shown while it grows: the multiple of ``step`` below it, so that two days never differ
    by fewer people than ``step``."""
    low = count - count % step
    return Within(low, low + step - 1)


def standing(heard: Within, base: Within, share: float) -> Standing:
    """How ``heard`` people of ``base`` stand to a group that is ``share`` of all, whatever the true counts are.

    Said only if it is so for every count within the bounds; ``UNCLEAR`` where fewer than ten may have answered.
    """
    if base.low < PERCENT_BASE:
        return Standing.UNCLEAR
    most, fewest = min(heard.high, base.low), min(heard.low, base.low)
    if wilson(most, base.low).high < share:
        return Standing.MISSING
    if wilson(fewest, base.high).low > share:
        return Standing.MORE
    if heard.low == heard.high and base.low == base.high:
        return Standing.AS_MANY
    return Standing.UNCLEAR


def shares(
    known: Mapping[str, int],
    heard: Mapping[str, int],
    *,
    order: Sequence[str],
    limit: int,
    of_them: bool,
    step: int | None = None,
) -> list[Share]:
    """Every group in ``order`` with what may be shown of it. The group ``""`` is that of people not known.

    ``of_them`` says that those heard are some of those known, counted in the same list; then a group in which only
    one or two did not answer is hidden too. With a ``step`` those heard are counted in steps and not exactly.
    """
    known_row = [known.get(group, 0) for group in order]
    heard_row = [heard.get(group, 0) for group in order]
    shown_known, shown_heard = _shown(known_row, heard_row, limit, of_them)
    known_base = sum(count for group, count in zip(order, known_row, strict=True) if group)
    base = sum(count for group, count in zip(order, heard_row, strict=True) if group)
    bases = Within(base, base) if step is None else in_steps(base, step)
    found = []
    for place, group in enumerate(order):
        told = _told(heard_row[place], shown_known[place], shown_heard[place], step)
        bounds = _bounds(heard_row[place], told, limit)
        found.append(
            Share(
                group,
                shown_known[place],
                told,
                _percent(shown_known[place], known_base) if group else None,
                _percent(told, bases.low) if group and step is None else None,
                _standing(group, known_row[place], shown_known[place], known_base, bounds, bases),
            )
        )
    return found


def _shown(
    known_row: Sequence[int], heard_row: Sequence[int], limit: int, of_them: bool
) -> tuple[list[Shown], list[Shown]]:
    if not of_them:
        return hide_row(known_row, limit=limit), hide_row(heard_row, limit=limit)
    table = [(heard, known - heard) for known, heard in zip(known_row, heard_row, strict=True)]
    found = hide_with_totals(table, limit=limit)
    return found.rows, [cells[0] for cells in found.cells]


def _told(count: int, known: Shown, heard: Shown, step: int | None) -> Shown | Within:
    if step is None:
        return heard
    return HIDDEN if isinstance(known, Hidden) else in_steps(count, step)


def _bounds(count: int, told: Shown | Within, limit: int) -> Within | None:
    """What may be argued from: a shown count, its step, or for a small hidden one that it is small."""
    if isinstance(told, Within):
        return told
    if isinstance(told, Hidden):
        return Within(1, limit) if is_small(count, limit) else None
    return Within(told, told)


def _percent(count: Shown | Within, base: int) -> Shown | None:
    if base < PERCENT_BASE or isinstance(count, Within):
        return None
    return HIDDEN if isinstance(count, Hidden) else round(100 * count / base)


def _standing(
    group: str, known: int, shown_known: Shown, known_base: int, heard: Within | None, base: Within
) -> Standing:
    if not group or known_base == 0 or isinstance(shown_known, Hidden):
        return Standing.TOO_SMALL
    if heard is None:
        return Standing.UNCLEAR
    return standing(heard, base, known / known_base)
