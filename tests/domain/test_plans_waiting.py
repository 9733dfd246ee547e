"""No action waits for itself, however long the way round."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.plans.waiting import circle, in_words

ACTIONS = st.integers(1, 8)
WAITS = st.dictionaries(ACTIONS, st.sets(ACTIONS, max_size=4))


@given(waits_for=WAITS, start=ACTIONS)
def test_a_circle_is_a_way_that_can_be_walked_back_to_where_it_began(waits_for, start):
    way = circle(waits_for, start)
    for one, other in zip(way, (*way[1:], start), strict=False):
        assert other in waits_for[one]


@given(waits_for=WAITS, start=ACTIONS)
def test_there_is_a_circle_exactly_where_an_action_can_be_reached_from_itself(waits_for, start):
    reached, rest = set(), list(waits_for.get(start, ()))
    while rest:
        following = rest.pop()
        if following not in reached:
            reached.add(following)
            rest.extend(waits_for.get(following, ()))
    assert bool(circle(waits_for, start)) == (start in reached)


@given(order=st.permutations(range(1, 9)), gaps=st.sets(st.tuples(ACTIONS, ACTIONS)))
def test_actions_that_wait_only_for_later_ones_of_some_order_have_no_circle(order, gaps):
    place = {action: i for i, action in enumerate(order)}
    waits_for = {a: [b for one, b in gaps if one == a and place[a] < place[b]] for a in order}
    assert all(circle(waits_for, action) == () for action in order)


def test_the_shortest_circle_is_named():
    assert circle({1: [2, 3], 2: [3], 3: [1]}, 1) == (1, 3)
    assert circle({1: [1]}, 1) == (1,)
    assert in_words(["Hire", "Train"]) == "“Hire” waits for “Train”, which waits for “Hire”"
