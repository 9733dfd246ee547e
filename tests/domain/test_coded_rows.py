"""What rows of a spreadsheet say that answers are about, and what is refused in them."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.adapters.rows import Row
from newbelongings.domain.themes.coded_rows import Coded, Known, guess, read, why_not

FIRST, SECOND, THIRD = uuid4(), uuid4(), uuid4()
KNOWN = Known.of(
    {FIRST: "My room is cold", SECOND: "More money", THIRD: "More money"},
    [(1, "Cold rooms", "cold-rooms"), (2, "Money", "money")],
)
BY_WORDS = {0: "text", 1: "themes", 2: "sentiment"}


def reading_of(*rows, chosen=BY_WORDS, header=("Words", "Codes", "Tone")):
    return read([Row(place, list(cells)) for place, cells in enumerate(rows, 2)], header, chosen, KNOWN)


def test_an_answer_is_found_by_its_number_or_by_its_very_words():
    chosen = {0: "answer", 1: "text", 2: "themes"}
    found = reading_of((str(FIRST), "", "Money"), ("", "More money", "cold rooms; MONEY"), chosen=chosen)
    assert found.coded == {
        FIRST: Coded(("Money",)),
        SECOND: Coded(("cold rooms", "MONEY")),
        THIRD: Coded(("cold rooms", "MONEY")),
    }
    assert not found.refused
    assert not found.unknown


def test_columns_that_are_ticked_and_how_it_speaks():
    chosen = {0: "text", 1: "theme:2", 2: "sentiment"}
    found = reading_of(("My room is cold", "x", "Negative"), ("More money", "", "advice"), chosen=chosen)
    assert found.coded[FIRST] == Coded(("theme:2",), "negative")
    assert found.coded[SECOND] == Coded((), "advice")


def test_unknown_themes_are_counted_and_rows_that_say_nothing_are_left():
    found = reading_of(("My room is cold", "Damp; Money", ""), ("More money", "", ""))
    assert found.unknown == {"Damp": 1}
    assert found.blank == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (("No such words", "Money", ""), "Words"),
        (("", "Money", ""), "Words"),
        (("My room is cold", "Money", "angry"), "Tone"),
        (("My room is cold", "M" * 121, ""), "Tone"),
    ],
)
def test_what_cannot_be_is_refused_by_row_and_column(cells, column):
    found = reading_of(cells)
    assert [(refusal.row, refusal.column) for refusal in found.refusals] == [(2, column)]


def test_a_formula_a_ragged_row_and_two_words_on_one_answer_are_refused():
    rows = [Row(2, ["=A1", "Money", ""], frozenset({0})), Row(3, ["My room is cold"])]
    assert read(rows, ("Words", "Codes", "Tone"), BY_WORDS, KNOWN).refused == 2
    assert reading_of(("More money", "Money", ""), ("More money", "Cold rooms", "")).refused == 1


def test_columns_are_guessed_and_a_choice_that_cannot_be_is_told():
    assert guess(("answer", "Themes", "cold rooms", "Notes"), {1: "Cold rooms"}) == {
        0: "answer",
        1: "themes",
        2: "theme:1",
    }
    assert "finds the answer" in why_not({0: "themes"})
    assert "what answers are about" in why_not({0: "text"})
    assert "same place" in why_not({0: "text", 1: "themes", 2: "themes"})
    assert why_not(BY_WORDS) == ""


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5))
def test_no_cell_breaks_it_and_nothing_is_coded_that_is_not_there(rows):
    found = reading_of(*rows)
    assert found.rows == len(rows)
    assert set(found.coded) <= set(KNOWN.texts)
