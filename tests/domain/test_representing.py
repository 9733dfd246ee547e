"""Who is missing: never said where it might not be so, and never from a number that is hidden."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.intervals import wilson
from newbelongings.domain.kernel.suppression import HIDDEN, is_small
from newbelongings.domain.outreach.representing import Standing, Within, in_steps, shares, standing
from newbelongings.domain.outreach.verdicts import verdict

GROUPS = ["a", "b", "c", ""]
counts = st.fixed_dictionaries({group: st.tuples(st.integers(0, 300), st.integers(0, 300)) for group in GROUPS})


def _of(pairs):
    """Known and heard, with nobody heard who is not known."""
    known = {group: first + second for group, (first, second) in pairs.items()}
    return known, {group: first for group, (first, _) in pairs.items()}


def _lines(known, heard, **more):
    given = {"order": [g for g in GROUPS if g in known], "limit": 5, "of_them": True} | more
    return {line.group: line for line in shares(known, heard, **given)}


@given(counts)
def test_missing_is_only_said_where_the_interval_lies_below_the_share(pairs):
    known, heard = _of(pairs)
    base, everybody = (sum(n for g, n in row.items() if g) for row in (heard, known))
    for group, line in _lines(known, heard).items():
        if line.standing is Standing.MISSING:
            assert wilson(heard[group], base).high < known[group] / everybody
        if line.standing is Standing.MORE:
            assert wilson(heard[group], base).low > known[group] / everybody


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.01, 0.99), st.integers(1, 12))
def test_in_steps_nothing_is_said_that_the_exact_numbers_would_not_say(heard, others, share, step):
    base = heard + others
    stepped = standing(in_steps(heard, step), in_steps(base, step), share)
    if stepped in (Standing.MISSING, Standing.MORE):
        assert stepped is standing(Within(heard, heard), Within(base, base), share)


@given(counts, st.integers(10, 20))
def test_on_two_days_numbers_in_steps_never_differ_by_a_few(pairs, step):
    known, heard = _of(pairs)
    more = {group: min(count + 3, known[group]) for group, count in heard.items()}
    for before, after in zip(
        _lines(known, heard, step=step).values(), _lines(known, more, step=step).values(), strict=True
    ):
        if isinstance(before.heard, Within) and isinstance(after.heard, Within):
            assert (after.heard.low - before.heard.low) % step == 0
        assert before.heard_percent is None


@given(counts, st.booleans())
def test_nothing_small_is_shown_and_no_percentage_beside_a_hidden_count(pairs, of_them):
    known, heard = _of(pairs)
    for group, line in _lines(known, heard, of_them=of_them).items():
        for count, shown, percent in (
            (known[group], line.known, line.known_percent),
            (heard[group], line.heard, line.heard_percent),
        ):
            assert shown is HIDDEN or (shown == count and not is_small(count))
            assert shown is not HIDDEN or percent in (HIDDEN, None)
        if line.known is HIDDEN:
            assert line.standing is Standing.TOO_SMALL


@given(counts)
def test_where_one_list_holds_both_nobody_learns_that_one_or_two_kept_silent(pairs):
    known, heard = _of(pairs)
    for group, line in _lines(known, heard).items():
        if line.known is not HIDDEN and line.heard is not HIDDEN:
            assert not is_small(known[group] - heard[group])


class TestVerdict:
    def test_it_names_the_group_and_both_shares(self):
        lines = _named({"16-17": 60, "18-20": 240, "21-25": 200}, {"16-17": 6, "18-20": 94, "21-25": 80})
        found = verdict([("age_band", lines)], enough=True)
        assert found.sentence == "16 and 17-year-olds are missing"
        assert found.because == "12 in every 100 of your care leavers, 3 in every 100 answers."
        assert "supported lodgings" in found.advice

    def test_a_hidden_number_is_not_given_away(self):
        lines = _named({"16-17": 60, "18-20": 440}, {"16-17": 3, "18-20": 177})
        found = verdict([("age_band", lines)], enough=True)
        assert found.sentence == "16 and 17-year-olds are missing"
        assert "3" not in found.because
        assert "hidden" in found.because

    def test_few_answers_say_nothing(self):
        lines = _named({"16-17": 60, "18-20": 440}, {"16-17": 0, "18-20": 9})
        assert verdict([("age_band", lines)], enough=False).sentence == "Too few have answered to say who is missing"

    def test_chance_is_not_read_as_absence(self):
        lines = _named({"16-17": 60, "18-20": 440}, {"16-17": 4, "18-20": 46})
        assert verdict([("age_band", lines)], enough=True).sentence == "No group is clearly missing so far"

    def test_without_a_population_it_says_what_is_needed(self):
        assert "SSDA903" in verdict([], enough=True).because


def _named(known, heard):
    return shares(known, heard, order=list(known), limit=5, of_them=False)
