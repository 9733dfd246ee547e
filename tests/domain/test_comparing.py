"""Two rounds side by side: a change is only called one where chance alone would seldom make it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.intervals import Interval, difference
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN, is_small
from newbelongings.domain.surveys import actions, comparisons
from newbelongings.domain.surveys.comparing import Side, gap_in_words, line, sentence, shown_pairs
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from tests.web.test_everyone import open_round

rows = st.integers(2, 6).flatmap(
    lambda width: st.tuples(*[st.lists(st.integers(0, 120), min_size=width, max_size=width)] * 2)
)


def lines_of(now, then, words="abcdef", confidence=0.95):
    sides = Side(now, sum(now)), Side(then, sum(then))
    pairs = shown_pairs(*sides, several=False, limit=5)
    return [line(word, pair, *sides, confidence=confidence) for word, pair in zip(words, pairs, strict=False)]


@given(rows, st.booleans())
def test_what_is_hidden_in_one_round_is_hidden_in_both(counts, several):
    now, then = counts
    sides = Side(now, sum(now)), Side(then, sum(then))
    for (a, b), count, other in zip(shown_pairs(*sides, several=several, limit=5), now, then, strict=True):
        assert (a is HIDDEN) == (b is HIDDEN)
        assert a is HIDDEN or (a, b) == (count, other)
        assert a is HIDDEN or not (is_small(a) or is_small(b))


@given(rows)
def test_a_change_is_clear_only_where_its_interval_leaves_nought_out(counts):
    now, then = counts
    for place, found in enumerate(lines_of(now, then)):
        if found.is_clear:
            gap = difference(now[place], sum(now), then[place], sum(then))
            assert gap.low > 0 or gap.high < 0


@given(rows)
def test_the_same_answers_twice_are_never_called_a_change(counts):
    assert not any(found.is_clear for found in lines_of(counts[0], counts[0]))


def test_the_sentence_does_not_over_read():
    assert sentence(lines_of([34, 66], [25, 75], ["I feel safe", "I do not"]), other="Last year") == (
        "More people said “I feel safe” than in “Last year”: 34 against 25 in every 100. That could be chance."
    )
    assert sentence(lines_of([340, 660], [250, 750], ["I feel safe", "I do not"]), other="Last year").endswith(
        "Chance alone would seldom do that."
    )
    assert "Fewer people" in sentence(lines_of([20, 80], [20, 20], ["I feel safe", "I do not"])[:1], other="Last year")
    assert sentence(lines_of([30, 30], [30, 30]), other="Last year").startswith("About as many")
    assert sentence(lines_of([3, 4], [30, 30]), other="Last year") == "Too few people answered to compare."


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (Interval(-0.0151, 0.19), "between 2 fewer and 19 more in every 100"),
        (Interval(0.021, 0.19), "between 2 and 19 more in every 100"),
        (Interval(-0.19, -0.021), "between 2 and 19 fewer in every 100"),
    ],
)
def test_a_difference_in_words(gap, words):
    assert gap_in_words(gap) == words


class TestRounds:
    @pytest.fixture
    def rounds(self, world):
        found = []
        for slug, men, women in (("now", 40, 60), ("then", 70, 30)):
            round_ = open_round(world, closes=today() - dt.timedelta(days=1), slug=slug)
            said = [GivenAnswer("sex", option="male")] * men + [GivenAnswer("sex", option="female")] * women
            actions.import_responses(
                world.as_alice, round_id=round_.pk, responses=[ImportedResponse([one]) for one in said]
            )
            found.append(round_)
        return found

    def test_questions_with_the_same_words_are_compared(self, world, rounds, django_assert_max_num_queries):
        now, then = rounds
        with django_assert_max_num_queries(8):
            found = comparisons.compare_rounds(world.as_alice, now.pk, then.pk)
        sex = next(compared for compared in found.questions if compared.question.name == "sex")
        assert sex.sentence.startswith("Fewer people said “Male”") or sex.sentence.startswith("More people said “Fem")
        assert "Chance alone would seldom do that." in sex.sentence
        assert [other.pk for other in comparisons.rounds_to_compare(world.as_bob, now.pk)] == [then.pk]

    def test_the_next_council_learns_nothing(self, world, rounds):
        with pytest.raises(NotFound):
            comparisons.compare_rounds(world.as_charlie, rounds[0].pk, rounds[1].pk)

    def test_a_round_is_not_compared_with_itself(self, world, rounds):
        with pytest.raises(Refused):
            comparisons.compare_rounds(world.as_alice, rounds[0].pk, rounds[0].pk)

    def test_while_one_is_open_only_those_who_read_every_answer_see_it(self, world, rounds):
        now, then = rounds
        now.closes = today()
        now.save()
        board = world.scope(world.people[Role.BOARD])
        assert comparisons.compare_rounds(board, now.pk, then.pk).waits
        assert comparisons.compare_rounds(world.as_bob, now.pk, then.pk).questions
