"""Small numbers among groups that overlap: people who spoke of one thing under several questions. Pure functions.

``suppression`` guards groups that exclude each other, whose counts add up to their total. Here a person may stand in
several groups and stands in at least one, so the counts add up to the total or more. What may be subtracted then:
a group from the whole (those who are only elsewhere), the groups shown from the whole (at least so many are in the
hidden ones), and the whole from all groups together (how often somebody was counted again).
"""

from collections.abc import Collection, Sequence

from .suppression import DEFAULT_LIMIT, HIDDEN, Hidden, Shown, is_small, show_count


def hide_overlapping(
    whole: int, parts: Sequence[int], *, hidden: Collection[int] = (), limit: int = DEFAULT_LIMIT
) -> list[Shown]:
    """The counts of groups that overlap and together are ``whole``, which is shown beside them.

    ``hidden`` names groups, by place, that are hidden whatever they hold.
    """
    shown = [HIDDEN if place in hidden else show_count(n, base=whole, limit=limit) for place, n in enumerate(parts)]
    while _gives_away(whole, shown, limit):
        shown[_smallest(shown)] = HIDDEN
    return shown


def _gives_away(whole: int, shown: Sequence[Shown], limit: int) -> bool:
    open_ = [count for count in shown if not isinstance(count, Hidden)]
    if not any(open_):
        return False
    if len(open_) == len(shown):
        return is_small(sum(open_) - whole, limit)
    return is_small(whole - sum(open_), limit)


def _smallest(shown: Sequence[Shown]) -> int:
    return min((count, place) for place, count in enumerate(shown) if not isinstance(count, Hidden) and count)[1]
