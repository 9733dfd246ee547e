"""Typical answers come first for the person who clears one to be quoted."""

import numpy as np
import pytest

from newbelongings.domain.kernel.errors import NotAllowed
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.models import AnswerVector
from newbelongings.domain.themes.typical import typical_first
from tests.amounts_world import Crowd, round_of


@pytest.fixture
def theme(world):
    round_of(world.as_alice, world.cycle, [Crowd(6, "Rooms"), Crowd(4)])
    return queries.themes(world.as_alice, world.cycle.pk).get()


def keep(answer, *numbers):
    AnswerVector.objects.create(answer=answer, model="m-1", vector=np.array(numbers, "<f2").tobytes())


def test_what_is_nearest_to_the_middle_stands_first_and_what_has_no_vector_last(world, theme):
    first, second, odd, near, *rest = Answer.objects.filter(codings__theme=theme).order_by("?")
    keep(first, 1, 0.1)
    keep(second, 1, 0.6)
    keep(near, 1, -0.4)
    keep(odd, -1, 0)
    found = typical_first(world.as_bob, theme_id=theme.pk)
    assert found[0] == first.pk
    assert found[3] == odd.pk
    assert set(found[4:]) == {answer.pk for answer in rest}


def test_without_vectors_every_answer_is_there_once(world, theme):
    found = typical_first(world.as_bob, theme_id=theme.pk)
    assert sorted(found) == sorted(Answer.objects.filter(codings__theme=theme).values_list("pk", flat=True))


def test_the_next_council_finds_none_and_the_board_may_not_read(world, theme):
    assert typical_first(world.as_charlie, theme_id=theme.pk) == []
    with pytest.raises(NotAllowed):
        typical_first(world.scope(world.people[Role.BOARD]), theme_id=theme.pk)
