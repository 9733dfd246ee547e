"""The clocks of an issue's path: the arithmetic, whatever happened in whatever order."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.forum.clocks import (
    DECIDED,
    RAISED,
    TAKEN_UP,
    WITH,
    Stop,
    at_last,
    clocks,
    half_within,
    usual_days,
    waited,
)
from newbelongings.domain.forum.presentations import HALF_A_YEAR, presenting

DAY = dt.date(2026, 1, 5)


def _on(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


later = st.builds(
    Stop, st.sampled_from([TAKEN_UP, WITH, DECIDED]), st.integers(0, 400).map(_on), order=st.integers(1, 4)
)
days = st.lists(st.integers(0, 900), max_size=30)


@given(st.lists(later, max_size=8), st.one_of(st.none(), st.integers(0, 400)), st.randoms())
def test_the_steps_add_up_to_the_wait(more, ended, chance):
    stops = [Stop(RAISED, DAY), *more]
    chance.shuffle(stops)
    answered = None if ended is None else _on(ended)
    found = clocks(stops, ended=answered, on=_on(400))
    assert waited(found) == ((answered or _on(400)) - DAY).days
    assert all(clock.days is None or clock.days >= 0 for clock in found)
    assert sum(clock.running for clock in found) == (answered is None)
    assert [clock.stop for clock in found if clock.days is None] == sorted(
        (stop for stop in stops if answered and stop.on > answered), key=lambda stop: (stop.on, stop.order)
    )


def test_a_path_with_every_step():
    stops = [Stop(RAISED, DAY), Stop(TAKEN_UP, _on(3)), Stop(WITH, _on(5), "Housing"), Stop(DECIDED, _on(26))]
    assert [clock.days for clock in clocks(stops, ended=_on(34), on=_on(90))] == [3, 2, 21, 8]
    still = clocks(stops[:3], ended=None, on=_on(47))
    assert at_last(still).stop.holder == "Housing" and at_last(still).days == 42 and waited(still) == 47


@given(days, st.integers(0, 30))
def test_half_within_is_true_as_a_sentence(answered, waiting):
    within = half_within(answered, waiting)
    everything = len(answered) + waiting
    if within is None:
        assert everything < 4 or 2 * len(answered) < everything
    else:
        assert 2 * sum(took <= within for took in answered) >= everything
        assert 2 * sum(took < within for took in answered) < everything


@given(days)
def test_a_usual_time_is_one_that_was_taken(taken):
    middle = usual_days(taken)
    assert (middle is None) == (len(taken) < 4)
    assert middle is None or middle in taken


def test_two_presentations_a_year():
    never = presenting([], [], DAY)
    assert never.is_due and never.due is None
    assert not presenting([], [_on(9)], DAY).is_due, "a day is planned"
    on_time = presenting([DAY], [], DAY + HALF_A_YEAR)
    assert (on_time.late, on_time.is_due) == (0, False)
    late = presenting([DAY, _on(-300)], [], DAY + HALF_A_YEAR + dt.timedelta(days=12))
    assert (late.last, late.late, late.is_due) == (DAY, 12, True)
