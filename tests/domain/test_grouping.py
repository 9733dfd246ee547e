"""Groups among texts by their vectors, and their names: the arithmetic."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.themes.grouping import FEWEST, MOST, groups

WIDTH = 384


def noise(count: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)


def planted(count: int, seed: int = 2, spread: float = 0.4) -> np.ndarray:
    """Vectors about one middle: as near to each other as sentences that say the same thing."""
    chance = np.random.default_rng(seed)
    middle = chance.normal(size=WIDTH)
    return (middle + spread * chance.normal(size=(count, WIDTH))).astype(np.float32)


PETS = [
    f"they said no pets in the flat so {who} had to give the dog away"
    for who in ["we", "i", "she", "he", "they", "mum", "nan"]
]
OTHER = [f"something else {n} entirely about thing{n} and matter{n}" for n in range(200)]


def test_a_planted_group_is_found_among_noise_and_named_by_its_own_words():
    texts = OTHER[:100] + PETS + OTHER[100:]
    vectors = np.vstack([noise(100), planted(len(PETS)), noise(100, seed=3)])
    (found,) = groups(texts, vectors)
    assert {texts[place] for place in found.members} == set(PETS)
    assert 2 <= len(found.name.split()) <= 4
    assert found.name.lower() in PETS[0]
    assert {"pets", "dog", "flat"} <= set(found.words)
    assert list(found.closeness) == sorted(found.closeness, reverse=True)


def test_a_name_keeps_its_no():
    texts = [
        "no pets allowed, my dog",
        "no pets allowed in there",
        "it was no pets allowed",
        "no pets allowed",
        "no pets",
    ]
    (found,) = groups(texts + OTHER, np.vstack([planted(5), noise(200)]))
    assert found.name == "No pets allowed"


def test_two_groups_are_told_apart_and_the_larger_comes_first():
    texts = [f"bus fares cost too much {n}" for n in range(12)] + PETS + OTHER
    vectors = np.vstack([planted(12, seed=5), planted(len(PETS)), noise(200)])
    found = groups(texts, vectors)
    assert [len(group.members) for group in found] == [12, len(PETS)]
    assert "bus" in found[0].words
    assert "pets" in found[1].words


def test_the_same_words_again_and_again_make_no_group_by_themselves():
    texts = ["no comment"] * 10_000 + OTHER
    vectors = np.vstack([np.repeat(planted(1), 10_000, axis=0), noise(200)])
    assert groups(texts, vectors) == []


def test_all_who_said_the_same_words_belong_to_the_group_of_those_words():
    texts = PETS + [PETS[0].upper()] * 50 + OTHER
    vectors = np.vstack([planted(len(PETS)), np.repeat(planted(1), 50, axis=0), noise(200)])
    (found,) = groups(texts, vectors)
    assert len(found.members) == len(PETS) + 50


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_too_few_make_no_group(count):
    assert groups(OTHER[:count], noise(count)) == []


@given(st.lists(st.text(max_size=30), min_size=10, max_size=40))
def test_whatever_is_said_each_belongs_to_one_group_at_most(texts):
    found = groups(texts, np.vstack([planted(20), noise(20)])[: len(texts)])
    members = [place for group in found for place in group.members]
    assert len(members) == len(set(members))
    assert len(found) <= MOST
    for group in found:
        assert group.name.strip() or not any(texts[place].strip() for place in group.members)
        assert all(0 <= near <= 1.001 for near in group.closeness)


def test_ten_thousand_unlike_answers_take_less_than_a_minute():
    texts = [f"answer {n} about thing{n}" for n in range(10_000)]
    chance = np.random.default_rng(4)
    middles = chance.normal(size=(60, WIDTH))
    vectors = middles[chance.integers(0, 60, 10_000)] + chance.normal(size=(10_000, WIDTH))
    began = time.process_time()
    assert len(groups(texts, vectors.astype(np.float32))) <= MOST
    assert time.process_time() - began < 60
