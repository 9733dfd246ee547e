"""Lateness stands beside what a person said, and never overwrites it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.standing import standing

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
SAID = st.sampled_from(["red", "amber", "green", "done", None])


@given(starts=DAYS, ends=DAYS, said=SAID, today=DAYS)
def test_the_persons_word_is_never_overwritten(starts, ends, said, today):
    assert standing(starts, ends, said, today).rag == (said or "none")


@given(starts=DAYS, ends=DAYS, today=DAYS)
def test_done_is_never_late(starts, ends, today):
    assert not standing(starts, ends, "done", today).is_late


@given(starts=DAYS, ends=DAYS, said=st.sampled_from(["red", "amber", "green", None]), today=DAYS)
def test_what_is_not_done_is_late_exactly_by_the_days_past_its_end(starts, ends, said, today):
    stands = standing(starts, ends, said, today)
    assert stands.is_late == (today > ends)
    assert ends + dt.timedelta(days=stands.late_days) == max(today, ends)


@given(starts=DAYS, ends=DAYS, said=SAID, today=DAYS, later=st.integers(0, 500))
def test_lateness_only_grows_while_nobody_says_anything_new(starts, ends, said, today, later):
    now, then = (standing(starts, ends, said, day) for day in (today, today + dt.timedelta(days=later)))
    assert then.late_days >= now.late_days
    assert then.unstarted_days >= now.unstarted_days


@given(starts=DAYS, ends=DAYS, said=SAID, today=DAYS)
def test_only_what_nobody_has_spoken_of_can_be_unstarted(starts, ends, said, today):
    stands = standing(starts, ends, said, today)
    assert (stands.unstarted_days > 0) == (said is None and today > starts)


def test_due_today_is_not_late():
    day = dt.date(2026, 9, 30)
    assert not standing(day, day, "amber", day).is_late
    assert standing(day, day, "amber", dt.date(2026, 11, 12)).late_days == 43


@given(starts=DAYS, ends=DAYS, said=st.sampled_from(["red", "amber", "green"]), today=DAYS, said_on=DAYS)
def test_what_runs_is_stale_after_six_weeks_without_a_word_and_not_before(starts, ends, said, today, said_on):
    stands = standing(starts, ends, said, today, said_on)
    silent = min((today - starts).days, (today - said_on).days)
    assert stands.stale_days == (silent if silent >= 42 else 0)
    assert stands.rag == said


@given(starts=DAYS, ends=DAYS, today=DAYS, said_on=DAYS)
def test_what_is_done_is_never_stale(starts, ends, today, said_on):
    assert not standing(starts, ends, "done", today, said_on).is_stale


@given(starts=DAYS, ends=DAYS, today=DAYS)
def test_what_nobody_ever_spoke_of_is_stale_six_weeks_after_it_should_have_begun(starts, ends, today):
    assert standing(starts, ends, None, today).is_stale == ((today - starts).days >= 42)
