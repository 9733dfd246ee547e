"""Small numbers stay hidden: pure functions beneath every table, chart, export and pack.

The default follows the Department for Education's care leaver statistics (2025 release): counts of
1 to 5 are hidden, zero is shown, and a further cell is hidden where the hidden one could be worked
out from a total. Each authority may set a stricter limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

_Cell: TypeAlias = tuple[int, int]

DEFAULT_LIMIT: Final = 5
PERCENT_BASE: Final = 10
PUBLIC_PERCENT_BASE: Final = 30


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that exists and is not shown. Written out it says so; it is never a dash or a zero."""

    def __str__(self) -> str:
        return "hidden"


HIDDEN: Final = Hidden()
Shown: TypeAlias = int | Hidden


def is_small(count: int, limit: int = DEFAULT_LIMIT) -> bool:
    """Whether a count may single people out: 1 to ``limit``. Zero says nothing about anyone."""
    return 0 < count <= limit


def show_count(count: int, *, base: int | None = None, limit: int = DEFAULT_LIMIT) -> Shown:
    """One count out of ``base`` people, or ``HIDDEN``.

    With a base the rest is guarded too: 94 of 96 says that two people said otherwise.
    """
    if is_small(count, limit):
        return HIDDEN
    if base is not None and is_small(base - count, limit):
        return HIDDEN
    return count


def show_percent(count: int, base: int, *, limit: int = DEFAULT_LIMIT, min_base: int = PERCENT_BASE) -> Shown:
    """``count`` as a whole percentage of ``base``; hidden where either is too small to show."""
    if base < min_base or isinstance(show_count(count, base=base, limit=limit), Hidden):
        return HIDDEN
    return round(100 * count / base)


def hide_row(counts: Sequence[int], *, limit: int = DEFAULT_LIMIT) -> list[Shown]:
    """Exclusive groups that add up to a total which may be known, such as age bands.

    Small counts are hidden; where that leaves one hidden cell, or hidden cells that together are
    small, the smallest shown cell above zero is hidden with them, so that no subtraction gives one back.
    """
    return hide_table([counts], limit=limit, column_totals=False)[0]


def hide_table(
    rows: Sequence[Sequence[int]],
    *,
    limit: int = DEFAULT_LIMIT,
    column_totals: bool = True,
    hide: frozenset[_Cell] = frozenset(),
) -> list[list[Shown]]:
    """A table of exclusive groups whose row totals (and column totals) may be known.

    Returns the same shape with ``HIDDEN`` in every cell that is small and in as many others as it
    takes for no hidden cell to be the only one, or part of a small sum, in its row or column. ``hide`` names
    cells, by row and column, that are hidden whatever they hold.
    """
    hidden = [[is_small(count, limit) or (r, c) in hide for c, count in enumerate(row)] for r, row in enumerate(rows)]
    changed = True
    while changed:
        guarded = [_guard(rows, hidden, line, limit) for line in _lines(rows, column_totals)]
        changed = any(guarded)
    return [[HIDDEN if hidden[r][c] else count for c, count in enumerate(row)] for r, row in enumerate(rows)]


def _lines(rows: Sequence[Sequence[int]], column_totals: bool) -> list[list[_Cell]]:
    width = max((len(row) for row in rows), default=0)
    lines = [[(r, c) for c in range(len(row))] for r, row in enumerate(rows)]
    if column_totals:
        lines += [[(r, c) for r in range(len(rows)) if c < len(rows[r])] for c in range(width)]
    return lines


def _guard(rows: Sequence[Sequence[int]], hidden: list[list[bool]], line: list[_Cell], limit: int) -> bool:
    """Hide one more cell of a line whose hidden cells could be worked out; say whether one was hidden."""
    out = [cell for cell in line if hidden[cell[0]][cell[1]]]
    if not out or (len(out) > 1 and sum(rows[r][c] for r, c in out) > limit):
        return False
    candidates = [cell for cell in line if not hidden[cell[0]][cell[1]]]
    if not candidates:
        return False
    r, c = min(candidates, key=lambda cell: (rows[cell[0]][cell[1]] == 0, rows[cell[0]][cell[1]]))
    hidden[r][c] = True
    return True


@dataclass(frozen=True, slots=True)
class Margins:
    """A table with its totals, each as it may be shown."""

    cells: list[list[Shown]]
    rows: list[Shown]
    columns: list[Shown]
    total: Shown


def hide_with_totals(rows: Sequence[Sequence[int]], *, limit: int = DEFAULT_LIMIT) -> Margins:
    """A table of exclusive groups with the totals of its rows and columns, all of them to be shown as far as may be.

    A total that is small is hidden, and another with it, so that it cannot be had from the sum of all; what lies in
    a row or column without a total is hidden whole, since its cells would add up to it.
    """
    row_totals = [sum(row) for row in rows]
    column_totals = [sum(column) for column in zip(*rows, strict=True)]
    total = show_count(sum(row_totals), limit=limit)
    if isinstance(total, Hidden):
        hidden_row: list[Shown] = [HIDDEN] * len(column_totals)
        return Margins([list(hidden_row) for _ in rows], [HIDDEN] * len(rows), hidden_row, total)
    shown_rows, shown_columns = hide_row(row_totals, limit=limit), hide_row(column_totals, limit=limit)
    whole = frozenset(
        (r, c)
        for r, row_total in enumerate(shown_rows)
        for c, column_total in enumerate(shown_columns)
        if isinstance(row_total, Hidden) or isinstance(column_total, Hidden)
    )
    return Margins(hide_table(rows, limit=limit, hide=whole), shown_rows, shown_columns, total)
