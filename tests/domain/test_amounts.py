"""What themes amount to: by people and mentions, under each question, in each manner; few are hidden."""

import pytest

from newbelongings.domain.kernel.errors import NotAllowed, NotFound
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.themes.amounts import MENTIONS, amounts, one_theme
from tests.amounts_world import Crowd, round_of
from tests.answering import days_ago

SAID = [
    Crowd(20, "Rooms", ("best",), "positive"),
    Crowd(30, "Rooms", ("worst",), "negative"),
    Crowd(12, "Letters", ("best", "worst", "advice"), "mixed"),
    Crowd(3, "Dentists", ("worst",), "negative"),
    Crowd(40),
]


def rows(found):
    return {row.name: row.amount for row in found.rows}


def test_themes_stand_by_people_with_how_they_spoke(world):
    round_of(world.as_alice, world.cycle, SAID)
    found = amounts(world.as_alice, cycle_id=world.cycle.pk)
    assert [row.name for row in found.rows] == ["Rooms", "Letters", "Dentists"]
    assert found.base == 105
    rooms = rows(found)["Rooms"]
    assert (rooms.people, rooms.mentions) == (50, 50)
    assert dict(rooms.by_manner) == {"Positive": 20, "Negative": 30, "Mixed": 0, "Advice": 0}
    assert (rows(found)["Letters"].people, rows(found)["Letters"].mentions) == (12, 36)
    assert rows(found)["Dentists"].people is HIDDEN
    assert all(people is HIDDEN for _, people in rows(found)["Dentists"].by_manner)


def test_by_mentions_another_theme_comes_first(world):
    round_of(world.as_alice, world.cycle, [Crowd(20, "Rooms"), Crowd(12, "Letters", ("best", "worst")), Crowd(30)])
    found = amounts(world.as_alice, cycle_id=world.cycle.pk, order=MENTIONS)
    assert [row.name for row in found.rows] == ["Letters", "Rooms"]


def test_under_a_question_its_own_people_are_counted_of_those_who_answered_it(world):
    round_of(world.as_alice, world.cycle, SAID)
    found = amounts(world.as_alice, cycle_id=world.cycle.pk, question="worst")
    assert found.question.short == "Worst things about leaving care"
    assert found.base == 45
    assert rows(found)["Rooms"].people == 30
    assert rows(found)["Letters"].people == 12
    assert rows(found)["Dentists"].people is HIDDEN


def test_a_theme_page_and_the_list_say_the_same(world):
    round_of(world.as_alice, world.cycle, SAID)
    for row in amounts(world.as_alice, cycle_id=world.cycle.pk).rows:
        one = one_theme(world.as_alice, row.theme_id)
        assert one.whole == row.amount
        for asked, amount in one.questions:
            listed = amounts(world.as_alice, cycle_id=world.cycle.pk, question=asked.name)
            assert rows(listed)[row.name] == amount


def test_what_a_group_agreed_on_is_no_person(world):
    round_ = round_of(world.as_alice, world.cycle, SAID)
    round_.responses.filter(
        pk__in=[r.pk for r in round_.responses.filter(answers__text__contains="Rooms")[:10]]
    ).update(way="group_agreed")
    rooms = rows(amounts(world.as_alice, cycle_id=world.cycle.pk))["Rooms"]
    assert (rooms.people, rooms.mentions) == (40, 50)


def test_while_a_survey_is_open_the_board_sees_no_single_question(world):
    round_of(world.as_alice, world.cycle, SAID, closes=days_ago(-10))
    board = world.scope(world.people[Role.BOARD])
    found = amounts(board, cycle_id=world.cycle.pk, question="worst")
    assert found.waits
    assert found.question is None
    assert one_theme(board, found.rows[0].theme_id).questions == ()
    assert one_theme(world.as_bob, found.rows[0].theme_id).questions


def test_the_next_council_finds_nothing_and_an_owner_may_not_look(world):
    round_of(world.as_alice, world.cycle, SAID)
    theme_id = amounts(world.as_bob, cycle_id=world.cycle.pk).rows[0].theme_id
    assert amounts(world.as_charlie, cycle_id=world.cycle.pk).rows == ()
    with pytest.raises(NotFound):
        one_theme(world.as_charlie, theme_id)
    with pytest.raises(NotAllowed):
        amounts(world.scope(world.people[Role.OWNER]), cycle_id=world.cycle.pk)


@pytest.mark.parametrize("times", [1, 20])
def test_the_statements_are_as_many_for_many_as_for_few(world, django_assert_num_queries, times):
    round_of(world.as_alice, world.cycle, [Crowd(c.people * times, c.theme, c.questions, c.manner) for c in SAID])
    alice = world.as_alice
    amounts(alice, cycle_id=world.cycle.pk)
    with django_assert_num_queries(7):
        amounts(alice, cycle_id=world.cycle.pk, question="worst")
    with django_assert_num_queries(6):
        amounts(alice, cycle_id=world.cycle.pk)
