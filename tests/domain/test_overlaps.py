"""Groups that overlap: no count below the limit can be had by adding or subtracting what is shown."""

from collections import defaultdict
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.overlaps import hide_overlapping
from newbelongings.domain.kernel.suppression import HIDDEN, is_small

people = st.lists(st.frozensets(st.integers(0, 3), min_size=1), max_size=120)


def counts_of(persons):
    return [sum(place in person for person in persons) for place in range(4)]


@given(people)
def test_no_group_and_no_difference_from_the_whole_is_small(persons):
    shown = hide_overlapping(len(persons), counts_of(persons))
    for count in shown:
        assert count is HIDDEN or not (is_small(count) or is_small(len(persons) - count))


@given(people)
def test_what_is_shown_is_true(persons):
    for count, true in zip(hide_overlapping(len(persons), counts_of(persons)), counts_of(persons), strict=True):
        assert count is HIDDEN or count == true


@given(people, st.sets(st.integers(0, 3)))
def test_the_shown_leave_no_few_to_the_hidden_and_no_few_counted_twice(persons, hidden):
    shown = hide_overlapping(len(persons), counts_of(persons), hidden=hidden)
    open_ = [count for count in shown if count is not HIDDEN]
    assert all(shown[place] is HIDDEN for place in hidden)
    if any(open_):
        assert not is_small(sum(open_) - len(persons) if len(open_) == 4 else len(persons) - sum(open_))


def worlds(people, groups):
    """Every way in which so many people may stand in so many kinds of place."""
    if groups == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in worlds(people - first, groups - 1):
            yield (first, *rest)


def test_an_attacker_who_tries_every_world_finds_no_hidden_number():
    """Every way in which nine people or fewer may stand in three groups, with 1 and 2 hidden: whatever is shown,
    and knowing how it is hidden, each hidden count could be another one."""
    kinds = [set(chosen) for size in (1, 2, 3) for chosen in combinations(range(3), size)]
    could_be = defaultdict(lambda: (set(), set(), set()))
    for whole in range(3, 10):
        for world in worlds(whole, len(kinds)):
            counts = [sum(n for n, kind in zip(world, kinds, strict=True) if place in kind) for place in range(3)]
            shown = tuple(hide_overlapping(whole, counts, limit=2))
            for values, count in zip(could_be[whole, shown], counts, strict=True):
                values.add(count)
    guessed = [
        (seen, place, values[place])
        for seen, values in could_be.items()
        for place in range(3)
        if seen[1][place] is HIDDEN and len(values[place]) == 1
    ]
    assert len(could_be) > 50
    assert not guessed
