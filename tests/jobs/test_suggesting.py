"""The sweep that lets a text model read what is new; the model here guesses by one word, and counts its texts."""

import pytest

from newbelongings.domain.kernel.errors import NotAllowed
from newbelongings.domain.themes.models import Suggestion
from newbelongings.domain.themes.queries import rounds_to_suggest_for
from newbelongings.domain.themes.suggesting import Guess
from newbelongings.jobs.sweeps import SuggestThemes
from tests.full_world import UNREAD, build_full_world


class OneWord:
    version = "one-word-1"

    def __init__(self) -> None:
        self.read = 0

    def suggest(self, texts, lines):
        self.read += len(texts)
        line = next(n for n, line in enumerate(lines) if line.area == "A6")
        return [[Guess(line, 0.9, "moved")] if "moved" in text else [] for text in texts]


@pytest.fixture
def full(db):
    return build_full_world()


def test_new_answers_are_read_once_and_those_without_a_guess_are_left_in_peace(full):
    model = OneWord()
    sweep = SuggestThemes(model.version, lambda: model)
    system = full.world.as_system()
    assert sweep(system) == 2 * UNREAD
    assert Suggestion.objects.filter(model="one-word-1").count() == UNREAD
    read = model.read
    assert sweep(system) == 0
    assert model.read == read


def test_the_model_is_not_loaded_while_there_is_nothing_to_read(world):
    def load():
        raise AssertionError("loaded for nothing")

    assert SuggestThemes("one-word-1", load)(world.as_system()) == 0


def test_only_the_service_asks_across_councils(world):
    with pytest.raises(NotAllowed):
        rounds_to_suggest_for(world.as_alice, model="one-word-1")
