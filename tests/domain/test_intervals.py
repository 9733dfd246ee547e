"""Intervals around a proportion and around a difference, held against published figures and against their own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.intervals import Interval, difference, shared_confidence, wilson

proportions = st.integers(1, 5000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_limits(count, base, low, high):
    found = wilson(count, base)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(
    ("pairs", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10.
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((5, 56, 0, 29), -0.0381, 0.1926),
    ],
)
def test_newcombe_gives_the_published_limits(pairs, low, high):
    found = difference(*pairs)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@given(proportions)
def test_the_interval_holds_its_proportion_and_stays_within_nought_and_one(pair):
    count, base = pair
    found = wilson(count, base)
    assert 0 <= found.low <= count / base <= found.high <= 1


@given(proportions)
def test_the_interval_of_the_rest_is_the_same_seen_from_the_other_side(pair):
    count, base = pair
    there, back = wilson(count, base), wilson(base - count, base)
    assert there.low == pytest.approx(1 - back.high)
    assert there.high == pytest.approx(1 - back.low)


@given(proportions)
def test_more_people_and_less_certainty_both_make_it_narrower(pair):
    count, base = pair
    wide = wilson(count, base)
    assert wilson(10 * count, 10 * base).high - wilson(10 * count, 10 * base).low <= wide.high - wide.low
    assert wilson(count, base, confidence=0.8).high <= wide.high + 1e-12


@given(proportions, proportions)
def test_a_difference_turned_round_changes_its_sign(first, other):
    there, back = difference(*first, *other), difference(*other, *first)
    assert there.low == pytest.approx(-back.high)
    assert there.low - 1e-12 <= first[0] / first[1] - other[0] / other[1] <= there.high + 1e-12
    assert -1 <= there.low <= there.high <= 1


@given(proportions)
def test_two_equal_shares_are_never_called_different(pair):
    found = difference(*pair, *pair)
    assert found.low <= 0 <= found.high


def test_the_words_never_claim_more_than_is_known():
    assert Interval(0.2951, 0.4049).in_words == "between 29 and 41 in every 100"
    assert Interval(0.29, 0.41).in_words == "between 29 and 41 in every 100"
    assert Interval(1.0, 1.0).in_words == "100 in every 100"


def test_many_comparisons_share_the_doubt():
    assert shared_confidence(1) == pytest.approx(0.95)
    assert shared_confidence(10) == pytest.approx(0.995)
    assert shared_confidence(0) == pytest.approx(0.95)


@pytest.mark.parametrize("pair", [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_proportion_is_an_error(pair):
    with pytest.raises(ValueError, match="proportion"):
        wilson(*pair)
