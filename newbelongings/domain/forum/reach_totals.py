"""Adding up what came back, by place and month. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Counted(Protocol):
    """One post with its numbers, each None where nobody looked."""

    place: str
    posted_on: dt.date
    reached: int | None
    reactions: int | None
    shares: int | None
    comments: int | None
    messages: int | None


@dataclass(frozen=True, slots=True)
class Sum:
    """One number over some posts: its total, and of how many posts somebody looked at it (0: of none)."""

    total: int
    looked_at: int


@dataclass(frozen=True, slots=True)
class Total:
    """What came back in one place and month; ``month`` is its first day."""

    place: str
    month: dt.date
    posts: int
    reached: Sum
    reactions: Sum
    shares: Sum
    comments: Sum
    messages: Sum


def totals(posts: Iterable[Counted]) -> tuple[Total, ...]:
    """By month, the newest first, and within it by place. A number nobody looked at is not taken for nought."""
    groups: dict[tuple[dt.date, str], list[Counted]] = defaultdict(list)
    for post in posts:
        groups[post.posted_on.replace(day=1), post.place].append(post)
    by_place = sorted(groups.items(), key=lambda group: group[0][1])
    by_place.sort(key=lambda group: group[0][0], reverse=True)
    return tuple(
        Total(
            place=place,
            month=month,
            posts=len(group),
            reached=_sum(post.reached for post in group),
            reactions=_sum(post.reactions for post in group),
            shares=_sum(post.shares for post in group),
            comments=_sum(post.comments for post in group),
            messages=_sum(post.messages for post in group),
        )
        for (month, place), group in by_place
    )


def _sum(numbers: Iterable[int | None]) -> Sum:
    known = [number for number in numbers if number is not None]
    return Sum(sum(known), len(known))
