"""What is learnt from codings, and which answers are worth most to be read next."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newbelongings.domain.themes.expecting import AREAS, Line, expected, lines_as_numbers
from newbelongings.domain.themes.learning import learn, nothing_learnt
from newbelongings.domain.themes.letters import letter_rows
from newbelongings.domain.themes.rehearsing import Known, by_chance, reveal
from newbelongings.domain.themes.worth import doubt, next_to_read

CHANCE = np.random.default_rng(7)
SUBJECTS = ("the bus fare is dear", "my flat is damp and cold", "nobody rings me back", "college is going well")


def _unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _world(count: int) -> Known:
    """Answers about one or two of four things; the model's meaning is noisy, and it expects nothing."""
    said = np.zeros((count, 4), dtype=np.float32)
    said[np.arange(count), CHANCE.integers(0, 4, count)] = 1
    said[np.arange(count), CHANCE.integers(0, 4, count)] = 1
    texts = [" and ".join(SUBJECTS[i] for i in np.flatnonzero(row)) for row in said]
    directions = _unit(np.random.default_rng(1).normal(size=(4, 16)))
    vectors = _unit(said @ directions + 0.3 * CHANCE.normal(size=(count, 16)))
    return Known(texts, vectors, np.full((count, 4), 0.1, dtype=np.float32), said)


def _right(known: Known, learned, places) -> float:
    return float(((known.values(learned, places) >= learned.cuts) == (known.said[places] > 0)).mean())


def test_more_codings_tell_more():
    known = _world(400)
    test = list(range(300, 400))
    none, some, many = (_right(known, known.learn(list(range(n))), test) for n in (0, 20, 300))
    assert none < some < many
    assert many > 0.95


def test_with_no_coding_what_was_expected_stands_as_it_is():
    known = _world(10)
    nothing = nothing_learnt(4, 16)
    assert np.array_equal(known.values(nothing, range(10)), known.expected)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 2**32 - 1), st.booleans())
def test_a_handful_of_codings_moves_nothing_that_is_said(count, seed, alike):
    chance = np.random.default_rng(seed)
    said = np.repeat(chance.integers(0, 2, (1, 3)), count, axis=0) if alike else chance.integers(0, 2, (count, 3))
    vectors = _unit(np.repeat(chance.normal(size=(1, 8)), count, axis=0) if alike else chance.normal(size=(count, 8)))
    before = chance.random((count, 3), dtype=np.float32)
    learned = learn(before, vectors, ["some words"] * count, said.astype(np.float32))
    assert np.allclose(learned.values(before, vectors, ["some words"] * count), before)
    assert np.allclose(learned.cuts, nothing_learnt(3, 8).cuts)


@pytest.mark.parametrize("codings", [10, 20, 50])
def test_what_was_expected_well_is_not_spoilt_by_codings_that_tell_no_more(codings):
    """People say each theme as often as was expected, and beyond that nothing in the words tells who will."""
    chance = np.random.default_rng(codings)
    lost = []
    for _ in range(10):
        before = chance.beta(0.3, 0.9, size=(400, 4)).astype(np.float32)
        vectors = _unit(chance.normal(size=(400, 16)))
        known = Known(["some words"] * 400, vectors, before, (chance.random((400, 4)) < before).astype(np.float32))
        test = range(100, 400)
        lost.append(_right(known, known.learn([]), test) - _right(known, known.learn(range(codings)), test))
    assert np.mean(lost) < 0.005


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 12), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_learning_always_gives_numbers_and_confidence_grows_with_the_value(count, themes, seed):
    chance = np.random.default_rng(seed)
    vectors = _unit(chance.normal(size=(count, 8)))
    said = chance.integers(0, 2, (count, themes)).astype(np.float32)
    learned = learn(chance.random((count, themes), dtype=np.float32), vectors, ["some words"] * count, said)
    values = learned.values(np.zeros((count, themes), np.float32), vectors, ["some words"] * count)
    assert np.isfinite(values).all()
    assert np.isfinite(learned.cuts).all()
    grown = learned.confidence(np.linspace(-2, 2, 50, dtype=np.float32))
    assert ((grown >= 0) & (grown <= 1)).all()
    assert (np.diff(grown) >= 0).all()


@given(st.text(max_size=200))
def test_letters_of_any_text_are_a_row_of_length_one_or_nothing(text):
    (row,) = letter_rows([text])
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-3) or not row.any()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_each_answer_comes_once_and_no_more_than_asked_for(doubts, count, seed):
    vectors = _unit(np.random.default_rng(seed).normal(size=(len(doubts), 4)))
    found = next_to_read(doubts, vectors, count=count)
    assert len(found) == len(set(found)) == min(count, len(doubts))
    assert set(found) <= set(range(len(doubts)))


def test_the_doubtful_come_first_and_the_same_words_do_not_come_twice():
    vectors = _unit(np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32))
    assert next_to_read([0.9, 0.9, 0.8, 0.1], vectors, count=2) == [0, 2]


@given(st.lists(st.floats(0, 1), max_size=20))
def test_doubt_is_least_where_the_model_is_sure(confidences):
    sure = np.round(np.array(confidences))
    assert 0 <= doubt(sure) <= doubt(np.array(confidences)) + 1e-3 <= 1 + 1e-3


def test_what_the_desk_would_choose_teaches_rare_themes_sooner_than_chance():
    known = _world(600)
    known.said[:, 3] *= CHANCE.random(600) < 0.1
    pool = list(range(400))
    chosen = known.said[reveal(known, pool, count=60)][:, 3].mean()
    chance = np.mean([known.said[by_chance(pool, count=60, seed=seed)][:, 3].mean() for seed in range(20)])
    assert chosen > chance


def test_a_theme_without_examples_is_found_by_its_name_and_areas_without_a_theme_keep_their_share():
    names = np.eye(4, dtype=np.float32)
    lines = [Line(1, "A6", ("damp",), False), Line(2, "A6", ("moving", "moved"), True), Line(3, "A1", ("asked",), True)]
    numbers = lines_as_numbers(lines, names)
    areas = np.zeros((1, len(AREAS)), dtype=np.float32)
    areas[0, AREAS.index("A6")] = 0.5
    areas[0, AREAS.index("A9")] = 0.5
    (row,) = expected(numbers, areas, names[:1])
    assert row[0] > row[1] > row[2] == 0
    assert row.sum() < 1


def test_an_empty_codebook_expects_nothing():
    numbers = lines_as_numbers([], np.zeros((0, 8), dtype=np.float32))
    assert expected(numbers, np.full((3, 10), 0.1, dtype=np.float32), np.zeros((3, 8), np.float32)).shape == (3, 0)
