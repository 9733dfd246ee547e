"""Who is mixed with whom, and what may be kept of how each answered."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.surveys.mixtures import (
    ALONE,
    COMPARTMENTS,
    FEWEST_AT_CLOSE,
    GROUP,
    HELPED,
    INTERPRETED,
    Mixture,
    compartment_of,
    due,
    kept_back,
    kept_ways,
)
from newbelongings.domain.surveys.models import Response

WAITING = st.dictionaries(st.sampled_from(COMPARTMENTS), st.integers(0, 30))
K = st.integers(5, 15)
HELPED_WAYS = st.lists(st.sampled_from(["paper", "telephone", "face_to_face", "group"]), max_size=60)


def people_in(mixture: Mixture, waiting: dict[str, int]) -> int:
    return sum(waiting.get(name, 0) for name in mixture.compartments if name != GROUP)


@given(WAITING, K)
def test_while_a_round_is_open_everyone_is_one_among_enough(waiting, at_least):
    for mixture in due(waiting, at_least=at_least, closed=False):
        assert mixture.compartments == (GROUP,) or people_in(mixture, waiting) >= at_least


@given(WAITING, K)
def test_at_the_close_everybody_comes_out_or_too_few_are_there(waiting, at_least):
    mixtures = due(waiting, at_least=at_least, closed=True)
    people = sum(count for name, count in waiting.items() if name != GROUP)
    out = sum(people_in(mixture, waiting) for mixture in mixtures)
    assert out == people if people >= FEWEST_AT_CLOSE else out == 0
    if people >= at_least:
        assert all(people_in(mixture, waiting) >= at_least for mixture in mixtures if mixture.names_people)


@given(WAITING, K, st.booleans())
def test_nobody_is_in_two_mixtures(waiting, at_least, closed):
    named = [name for mixture in due(waiting, at_least=at_least, closed=closed) for name in mixture.compartments]
    assert len(named) == len(set(named))


@given(HELPED_WAYS, K)
def test_a_way_that_is_told_is_shared_by_enough_and_so_is_what_is_left(ways, at_least):
    kept = kept_ways(Mixture((HELPED,)), ways, at_least=at_least)
    counts = Counter(kept)
    if len(counts) > 1:
        assert min(counts.values()) >= at_least
    assert all(told in (way, Response.HELPED) for way, told in zip(ways, kept, strict=True))


@given(HELPED_WAYS, st.integers(1, 20), K)
def test_what_is_left_of_several_compartments_tells_no_rare_way(ways, online, at_least):
    kept = kept_ways(Mixture((ALONE, HELPED)), ways + ["online"] * online, at_least=at_least)
    counts = Counter(kept)
    assert len(counts) == 1 or min(counts.values()) >= at_least


def test_an_interpreter_is_told_of_all_in_a_mixture_or_of_none():
    assert Mixture((INTERPRETED,)).interpreter is True
    assert Mixture((HELPED,)).interpreter is False
    assert Mixture((ALONE, INTERPRETED)).interpreter is None


def test_each_way_has_its_compartment():
    assert compartment_of("online", interpreter=False) == ALONE
    assert compartment_of("telephone", interpreter=False) == HELPED
    assert compartment_of("telephone", interpreter=True) == INTERPRETED
    assert compartment_of("group_agreed", interpreter=True) == GROUP


@given(st.integers(0, 60), st.integers(0, 12), K)
def test_those_who_hold_a_code_are_never_the_last_few(free, with_code, at_least):
    waiting = free + with_code
    stay = kept_back(waiting, with_code=with_code, opened=free, at_least=at_least)
    if free - stay >= at_least and with_code:
        assert waiting - (free - stay) >= at_least
    if not with_code:
        assert stay == 0
