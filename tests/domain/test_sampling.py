"""Samples that anybody can draw again, in shares that are fair."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.outreach.sampling import random_sample, shares, stratified_sample

references = st.sets(st.text(min_size=1, max_size=12), min_size=1, max_size=60)
seeds = st.text(max_size=20)
groups = st.dictionaries(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("xyz")), st.integers(1, 400), min_size=1, max_size=12
)


@given(references, seeds, st.integers(0, 80), st.randoms())
def test_the_same_seed_size_and_list_give_the_same_people_whatever_the_order(found, seed, size, chance):
    once = random_sample(sorted(found), size=size, seed=seed)
    shuffled = sorted(found)
    chance.shuffle(shuffled)
    assert random_sample(shuffled, size=size, seed=seed) == once
    assert len(once) == min(size, len(found)) and set(once) <= found and once == sorted(once)


@given(references, seeds, st.data())
def test_a_larger_sample_holds_the_smaller_one(found, seed, data):
    size = data.draw(st.integers(0, len(found)))
    assert set(random_sample(found, size=size, seed=seed)) <= set(random_sample(found, size=size + 1, seed=seed))


def test_a_sample_of_this_release_is_drawn_the_same_way_for_ever():
    found = [f"LC-{number:03}" for number in range(100)]
    assert random_sample(found, size=5, seed="2026") == ["LC-022", "LC-043", "LC-047", "LC-052", "LC-080"]


def test_everybody_is_drawn_about_as_often():
    found = [f"LC-{number:03}" for number in range(40)]
    drawn = [ref for seed in range(2000) for ref in random_sample(found, size=10, seed=str(seed))]
    often = [drawn.count(ref) for ref in found]
    assert min(often) > 400 and max(often) < 600  # 500 expected, 19 is one standard deviation


@given(groups, st.data())
def test_shares_add_up_and_leave_no_group_out(people, data):
    total = sum(people.values())
    size = data.draw(st.integers(len(people), total + 5))
    taken = shares(people, size=size)
    assert sum(taken.values()) == min(size, total)
    assert all(1 <= taken[group] <= people[group] for group in people)


@given(groups, st.data())
def test_shares_are_within_one_of_what_is_due_where_every_group_is_due_one(people, data):
    total = sum(people.values())
    size = data.draw(st.integers(len(people), total))
    due = {group: Fraction(size * count, total) for group, count in people.items()}
    if min(due.values()) >= 1:
        taken = shares(people, size=size)
        assert all(abs(taken[group] - due[group]) < 1 for group in people)


@given(groups, st.data())
def test_a_larger_group_never_gets_less(people, data):
    taken = shares(people, size=data.draw(st.integers(len(people), sum(people.values()))))
    ordered = sorted(people, key=lambda group: people[group])
    assert all(
        taken[small] <= taken[large]
        for small, large in zip(ordered, ordered[1:], strict=False)
        if people[small] < people[large]
    )


def test_largest_remainders_worked_by_hand():
    assert shares({("a",): 50, ("b",): 30, ("c",): 21}, size=10) == {("a",): 5, ("b",): 3, ("c",): 2}
    assert shares({("a",): 97, ("b",): 2, ("c",): 1}, size=10) == {("a",): 8, ("b",): 1, ("c",): 1}


def test_fewer_people_than_groups_cannot_be_drawn():
    with pytest.raises(ValueError, match="3 groups"):
        shares({("a",): 5, ("b",): 5, ("c",): 5}, size=2)


@given(
    st.dictionaries(st.text(min_size=1, max_size=8), st.tuples(st.sampled_from("abc")), min_size=3), seeds, st.data()
)
def test_a_stratified_sample_takes_its_share_of_each_group(strata, seed, data):
    found = set(strata.values())
    size = data.draw(st.integers(len(found), len(strata)))
    drawn = stratified_sample(strata, size=size, seed=seed)
    assert drawn == stratified_sample(dict(reversed(strata.items())), size=size, seed=seed)
    assert len(drawn) == len(set(drawn)) == size and {strata[ref] for ref in drawn} == found
