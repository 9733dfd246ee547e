"""How far two people agree: the arithmetic."""

from random import Random

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.themes.agreement import margin, masi, often_enough, on_one, over_all, partings

sets = st.frozensets(st.integers(1, 5), max_size=3)
judged = st.lists(st.tuples(sets, sets), min_size=2, max_size=40)
seeds = st.integers(0, 2**31)


@given(sets, sets)
def test_the_distance_of_two_sets_lies_between_the_same_and_nothing_in_common(first, second):
    assert masi(first, second) == masi(second, first)
    assert 0 <= masi(first, second) <= 1
    assert (masi(first, second) == 0) == (first == second)
    assert (masi(first, second) == 1) == (not first & second and first != second)


def test_a_set_within_the_other_is_nearer_than_one_that_only_overlaps():
    inside = masi(frozenset({1}), frozenset({1, 2}))
    assert inside == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert inside < masi(frozenset({1, 2}), frozenset({1, 3}))


@given(st.lists(sets, min_size=2, max_size=40), seeds)
def test_two_who_always_agree_have_an_alpha_of_one_unless_chance_would_do_as_well(said, seed):
    found = over_all([(one, one) for one in said], seed=seed)
    assert found.per_cent == 100
    assert found.alpha == (1 if len(set(said)) > 1 else None)
    assert found.interval is None


@given(judged, seeds)
def test_it_does_not_matter_who_is_first(pairs, seed):
    turned = [(second, first) for first, second in pairs]
    assert over_all(pairs, seed=seed) == over_all(turned, seed=seed)
    for theme in range(1, 6):
        assert on_one(pairs, [theme], seed=seed) == on_one(turned, [theme], seed=seed)


@given(judged, seeds)
def test_what_a_theme_is_called_does_not_matter(pairs, seed):
    renamed = [tuple(frozenset(theme + 70 for theme in one) for one in pair) for pair in pairs]
    assert over_all(renamed, seed=seed).alpha == pytest.approx(over_all(pairs, seed=seed).alpha)


@given(judged, seeds)
def test_one_theme_is_the_nominal_alpha_of_the_book(pairs, seed):
    rows = [[int(3 in pair[who]) for pair in pairs] for who in (0, 1)]
    found = on_one(pairs, [3], seed=seed)
    if len({value for row in rows for value in row}) < 2:
        assert found.alpha is None
    else:
        assert found.alpha == pytest.approx(krippendorff.alpha(rows, level_of_measurement="nominal"))
    assert found.either == sum(a or b for a, b in zip(*rows, strict=True))
    assert found.both == sum(a and b for a, b in zip(*rows, strict=True))


@given(judged, seeds)
def test_an_interval_lies_in_order_and_is_the_same_for_the_same_seed(pairs, seed):
    found = over_all(pairs, seed=seed)
    assert found == over_all(pairs, seed=seed)
    if found.interval:
        assert found.interval.low <= found.interval.high <= 1


def two_coders(size: int, *, chance: Random) -> list:
    """Three answers in four are agreed on, of ten themes used alike."""
    pairs = []
    for _ in range(size):
        first = frozenset([chance.randint(1, 10)])
        agree = chance.random() < 0.72
        pairs.append((first, first if agree else frozenset([chance.randint(1, 10)])))
    return pairs


@pytest.mark.parametrize("size", [50, 100, 200])
def test_the_margin_told_beforehand_is_about_that_found_afterwards(size):
    found = [over_all(two_coders(size, chance=Random(n)), seed=n).interval for n in range(20)]
    half = sum(interval.high - interval.low for interval in found) / 2 / len(found)
    assert half == pytest.approx(margin(size), rel=0.2)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """The truth of these two coders: they differ on 0.28 x 0.9 of answers, where chance would differ on 0.9."""
    truth = 1 - 0.28
    found = [over_all(two_coders(100, chance=Random(n)), seed=n).interval for n in range(200)]
    held = sum(interval.low <= truth <= interval.high for interval in found)
    assert 180 <= held <= 198


def test_what_they_part_over_comes_most_frequent_first():
    one, two, three, none = (frozenset(said) for said in ([1], [2], [1, 3], []))
    pairs = [(one, two), (one, two), (three, one), (one, one), (none, two)]
    found = [(p.first, p.second, p.answers) for p in partings(pairs)]
    assert found == [(1, 2, (0, 1)), (3, None, (2,)), (None, 2, (4,))]


def test_a_theme_said_of_few_answers_is_not_judged():
    pairs = [(frozenset([1]), frozenset([1, 2]))] * 5 + [(frozenset([3]), frozenset())] * 4
    assert often_enough(pairs) == [1, 2]


def test_an_empty_sample_has_no_agreement_to_tell():
    found = over_all([], seed=1)
    assert (found.alpha, found.interval, found.per_cent) == (None, None, 0)
