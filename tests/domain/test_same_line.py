"""Which themes of two codebooks are one line."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.themes.same_line import lineages

slugs = st.dictionaries(st.integers(1, 8), st.sampled_from("abcdef"), max_size=6)


def sides(*given):
    return sorted((sorted(line.now), sorted(line.then)) for line in lineages(*given))


def test_themes_of_one_slug_are_one_line_and_others_stand_alone():
    found = sides({1: "rooms", 2: "letters"}, {11: "rooms", 12: "buses"}, [])
    assert found == [([], [12]), ([1], [11]), ([2], [])]


def test_a_theme_that_was_split_is_held_against_its_parts_together():
    found = sides({1: "rooms", 2: "rooms-cold", 3: "rooms-far"}, {11: "rooms"}, [(1, 2), (1, 3)])
    assert found == [([1, 2, 3], [11])]


def test_themes_that_were_merged_are_held_together_against_the_one():
    found = sides({1: "rooms", 2: "letters", 3: "both"}, {11: "rooms", 12: "letters"}, [(1, 3), (2, 3)])
    assert found == [([1, 2, 3], [11, 12])]


@given(slugs, slugs, st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=5))
def test_every_theme_is_in_one_line_and_no_other(now, then, descents):
    found = lineages(now, then, descents)
    assert sorted(id_ for line in found for id_ in line.now) == sorted(now)
    assert sorted(id_ for line in found for id_ in line.then) == sorted(then)
