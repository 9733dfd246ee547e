"""Who speaks of what: by the answers to one question about the person, hidden where few."""

from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN, is_small
from newbelongings.domain.themes.amounts import one_theme
from newbelongings.domain.themes.by_group import by_group
from tests.amounts_world import Crowd, round_of
from tests.answering import days_ago

SAID = [
    Crowd(40, "Rooms", age="18-20"),
    Crowd(10, "Rooms", age="16-17"),
    Crowd(40, age="16-17"),
    Crowd(20, age="18-20"),
    Crowd(9, "Letters", age="18-20"),
    Crowd(3, "Letters", age="16-17"),
    Crowd(30, age="21-25"),
]


def found_of(world, **asked):
    found = by_group(world.as_alice, cycle_id=world.cycle.pk, **asked)
    return found, {row.name: row.cells for row in found.rows}


def test_themes_stand_by_age_with_the_share_of_each_group(world):
    round_of(world.as_alice, world.cycle, SAID)
    found, rows = found_of(world)
    assert found.characteristic.short == "Age"
    assert [(words, base) for words, base in found.groups] == [("16 or 17", 53), ("18 to 20", 69), ("21 to 25", 30)]
    assert [cell.people for cell in rows["Rooms"]] == [10, 40, 0]
    assert [cell.percent for cell in rows["Rooms"]] == [19, 58, 0]


def test_a_small_group_is_not_had_from_the_others(world):
    round_of(world.as_alice, world.cycle, SAID)
    found, rows = found_of(world)
    people = one_theme(world.as_alice, next(row.theme_id for row in found.rows if row.name == "Letters")).whole.people
    shown = [cell.people for cell in rows["Letters"]]
    assert shown[0] is HIDDEN
    assert shown.count(HIDDEN) > 1
    assert not is_small(people - sum(count for count in shown if count is not HIDDEN))


def test_a_group_that_speaks_of_it_clearly_more_is_pointed_out(world):
    round_of(world.as_alice, world.cycle, SAID)
    found, _ = found_of(world)
    first = found.stand_out[0]
    assert (first.theme, first.percent > first.others) == ("Rooms", True)
    assert first.group == "18 to 20"
    assert all(one.gap.low > 0 or one.gap.high < 0 for one in found.stand_out)


def test_other_questions_about_the_person_can_be_chosen(world):
    round_of(world.as_alice, world.cycle, SAID)
    found, rows = found_of(world, characteristic="sex")
    assert {one.name for one in found.offered} == {"age", "stage", "sex"}
    assert found.groups == (("Did not say", 152),)
    assert [cell.people for cell in rows["Rooms"]] == [50]


def test_while_a_survey_is_open_the_board_waits(world):
    round_of(world.as_alice, world.cycle, SAID, closes=days_ago(-10))
    board = by_group(world.scope(world.people[Role.BOARD]), cycle_id=world.cycle.pk)
    assert board.waits
    assert board.rows == ()
    assert found_of(world)[0].rows


def test_the_statements_do_not_grow(world, django_assert_num_queries):
    round_of(world.as_alice, world.cycle, [Crowd(c.people * 10, c.theme, c.questions, c.manner, c.age) for c in SAID])
    alice = world.as_alice
    by_group(alice, cycle_id=world.cycle.pk)
    with django_assert_num_queries(7):
        by_group(alice, cycle_id=world.cycle.pk)
