"""No hidden number can be worked out from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.suppression import (
    HIDDEN,
    hide_row,
    hide_table,
    hide_with_totals,
    is_small,
    show_count,
    show_percent,
)

counts = st.integers(min_value=0, max_value=200)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=2, max_size=6)
)


@given(counts)
def test_one_to_five_are_hidden_and_zero_is_shown(count):
    assert (show_count(count) is HIDDEN) == (1 <= count <= 5)


def test_nearly_everyone_is_hidden_too():
    assert show_count(94, base=96) is HIDDEN
    assert show_count(96, base=96) == 96
    assert show_count(80, base=96) == 80


def test_a_percentage_needs_a_base():
    assert show_percent(6, 9) is HIDDEN
    assert show_percent(20, 40) == 50
    assert show_percent(20, 29, min_base=30) is HIDDEN


@given(st.lists(counts, min_size=2, max_size=8))
def test_no_hidden_cell_of_a_row_is_alone(row):
    shown = hide_row(row)
    hidden = [count for count, cell in zip(row, shown, strict=True) if cell is HIDDEN]
    assert len(hidden) != 1
    assert not any(is_small(cell) for cell in shown if cell is not HIDDEN)


@given(tables)
def test_no_hidden_cell_of_a_table_is_alone_in_its_row_or_column(rows):
    shown = hide_table(rows)
    lines = [*shown, *zip(*shown, strict=True)]
    assert all(sum(cell is HIDDEN for cell in line) != 1 for line in lines)


@given(tables)
def test_what_is_shown_is_true(rows):
    for row, shown in zip(rows, hide_table(rows), strict=True):
        assert all(cell is HIDDEN or cell == count for count, cell in zip(row, shown, strict=True))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=2), st.lists(st.integers(30, 90), min_size=2, max_size=4))
def test_hidden_cells_that_sum_to_a_small_number_take_one_more_with_them(small, large):
    shown = hide_row([*small, *large])
    hidden_sum = sum(n for n, cell in zip([*small, *large], shown, strict=True) if cell is HIDDEN)
    assert hidden_sum > 5


def _hidden(line) -> int:
    return sum(cell is HIDDEN for cell in line)


@given(tables)
def test_no_hidden_cell_or_total_can_be_had_from_the_others(rows):
    found = hide_with_totals(rows)
    assert _hidden(found.rows) != 1
    assert _hidden(found.columns) != 1
    for line, total in zip(found.cells, found.rows, strict=True):
        # A line with its total shows all of its cells or hides two; without its total it shows none.
        assert _hidden(line) == len(line) if total is HIDDEN else _hidden(line) != 1
    for line, total in zip(zip(*found.cells, strict=True), found.columns, strict=True):
        assert _hidden(line) == len(line) if total is HIDDEN else _hidden(line) != 1


@given(tables)
def test_a_table_with_totals_shows_nothing_small_and_nothing_untrue(rows):
    found = hide_with_totals(rows)
    true = [*(n for row in rows for n in row), *map(sum, rows), *(map(sum, zip(*rows, strict=True)))]
    shown = [*(cell for row in found.cells for cell in row), *found.rows, *found.columns]
    for count, cell in zip(true, shown, strict=True):
        assert cell is HIDDEN or (cell == count and not is_small(cell))


@given(tables, st.data())
def test_cells_that_are_to_be_hidden_are(rows, data):
    cells = [(r, c) for r in range(len(rows)) for c in range(len(rows[r]))]
    hide = frozenset(data.draw(st.sets(st.sampled_from(cells))))
    shown = hide_table(rows, hide=hide)
    assert all(shown[r][c] is HIDDEN for r, c in hide)
