"""What a council hears more than others of its cluster: several together, never one by itself."""

import pytest

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.themes.beside import beside_cluster, may_be_pooled
from tests.amounts_world import Crowd, council_of, round_of
from tests.answering import days_ago

HERE = [Crowd(60, "Rooms"), Crowd(20, "Letters"), Crowd(40)]
THERE = [Crowd(8, "Rooms"), Crowd(10, "Letters"), Crowd(42)]


@pytest.fixture
def others(world):
    round_of(world.as_alice, world.cycle, HERE)
    found = [council_of(f"91{n}", THERE) for n in range(3)]
    authorities.form_cluster(system_scope(), name="The Moor", authorities=[world.ravensmere, *found])
    return found


def test_three_others_together_stand_beside_this_council(world, others):
    found = beside_cluster(world.as_bob, cycle_id=world.cycle.pk)
    assert (found.cluster, found.others) == ("The Moor", 3)
    rooms, letters = found.lines
    assert (rooms.name, rooms.here, rooms.others, rooms.clear) == ("Rooms", 50, 13, 1)
    assert (letters.name, letters.here, letters.others, letters.clear) == ("Letters", 17, 17, 0)


def test_with_two_others_nothing_is_shown(world, others):
    authorities.form_cluster(system_scope(), name="The Moor", authorities=[world.ravensmere, *others[:2]])
    found = beside_cluster(world.as_bob, cycle_id=world.cycle.pk)
    assert (found.others, found.lines) == (2, ())


def test_a_council_whose_survey_is_open_or_small_is_not_counted(world, others):
    still_open = council_of("921", THERE, closes=days_ago(-5))
    small = council_of("922", [Crowd(20, "Rooms")])
    cluster = [world.ravensmere, *others[:2], still_open, small]
    authorities.form_cluster(system_scope(), name="The Moor", authorities=cluster)
    assert beside_cluster(world.as_bob, cycle_id=world.cycle.pk).others == 2


def test_a_theme_that_one_of_three_does_not_have_is_not_shown(world, others):
    fourth = council_of("921", [Crowd(30, "Buses"), Crowd(20, "Letters")])
    authorities.form_cluster(system_scope(), name="The Moor", authorities=[world.ravensmere, *others[:2], fourth])
    found = beside_cluster(world.as_bob, cycle_id=world.cycle.pk)
    assert [line.name for line in found.lines] == ["Letters"]


def test_no_council_that_is_nearly_all_of_the_others_stands_for_itself():
    assert may_be_pooled([100, 100, 100])
    assert not may_be_pooled([100, 100])
    assert not may_be_pooled([500, 40, 40])


def test_without_a_cluster_and_from_next_door(world):
    round_of(world.as_alice, world.cycle, HERE)
    assert beside_cluster(world.as_alice, cycle_id=world.cycle.pk).cluster == ""
    with pytest.raises(NotFound):
        beside_cluster(world.as_charlie, cycle_id=world.cycle.pk)
