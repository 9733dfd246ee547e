"""The grid: identical answers are one row, filtered and sorted, in as many statements for few as for many."""

import pytest

from newbelongings.domain.kernel.errors import NotAllowed, NotFound
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.grid import GridChoice
from tests.coding import add_themes, answers_of, round_of, suggest

WORDS = ["No buses", "No buses", "No buses", "My flat is cold", "xyz", "Nie ma autobusu"]


@pytest.fixture
def pile(world):
    round_ = round_of(world, WORDS)
    buses, flats = add_themes(world, "Buses", "Flats")
    for answer in answers_of(world, round_):
        if answer.text == "No buses":
            suggest(answer, (buses, 0.9), (flats, 0.2), sentiment="negative", worth=0.1)
        elif answer.text == "My flat is cold":
            suggest(answer, (flats, 0.6), sentiment="mixed", worth=0.8)
        elif answer.text == "Nie ma autobusu":
            suggest(answer, aside="language", language="pl")
    return {"round": round_, "buses": buses, "flats": flats}


def _rows(world, pile, **choice) -> list[tuple[str, int]]:
    found = queries.grid(world.as_alice, round_id=pile["round"].pk, choice=GridChoice(**choice))
    return [(row.text, row.same) for row in found]


def test_identical_answers_are_one_row_and_the_surest_come_first(world, pile):
    assert _rows(world, pile)[:2] == [("No buses", 3), ("My flat is cold", 1)]
    assert sorted(_rows(world, pile)[2:]) == [("Nie ma autobusu", 1), ("xyz", 1)]


def test_those_worth_most_may_come_first(world, pile):
    assert [text for text, _ in _rows(world, pile, by_worth=True)][:2] == ["My flat is cold", "No buses"]


@pytest.mark.parametrize(
    ("choice", "texts"),
    [
        ({"sentiment": "mixed"}, {"My flat is cold"}),
        ({"least": 0.7}, {"No buses"}),
        ({"aside": "language"}, {"Nie ma autobusu"}),
        ({"aside": "any"}, {"Nie ma autobusu"}),
        ({"aside": "none"}, {"No buses", "My flat is cold", "xyz"}),
        ({"aside": "pasted"}, set()),
    ],
)
def test_a_filter_leaves_only_what_it_says(world, pile, choice, texts):
    assert {text for text, _ in _rows(world, pile, **choice)} == texts


def test_a_theme_and_a_question_may_be_chosen(world, pile):
    assert {text for text, _ in _rows(world, pile, theme_id=pile["flats"].pk)} == {"No buses", "My flat is cold"}
    assert _rows(world, pile, question_id=0) == []


def test_what_is_read_and_a_theme_that_is_retired_are_gone(world, pile):
    cold = next(a for a in answers_of(world, pile["round"]) if a.text == "My flat is cold")
    actions.code_answer(world.as_bob, answer_id=cold.pk, theme_ids=[])
    actions.split_theme(world.as_bob, theme_id=pile["buses"].pk, names=["Late", "Dear"])
    found = queries.grid(world.as_alice, round_id=pile["round"].pk, choice=GridChoice())
    assert {row.text: [s.theme.name for s in row.offered] for row in found} == {
        "No buses": ["Flats"],
        "xyz": [],
        "Nie ma autobusu": [],
    }


def test_the_aside_are_counted_until_a_person_has_read_them(world, pile):
    assert queries.set_aside(world.as_alice, round_id=pile["round"].pk) == 1
    polish = next(a for a in answers_of(world, pile["round"]) if a.text.startswith("Nie"))
    actions.code_answer(world.as_bob, answer_id=polish.pk, theme_ids=[pile["buses"].pk])
    assert queries.set_aside(world.as_alice, round_id=pile["round"].pk) == 0


def test_statements_do_not_grow_with_the_rows(world, pile, django_assert_num_queries):
    scope = world.as_alice
    with django_assert_num_queries(4):
        list(queries.grid(scope, round_id=pile["round"].pk, choice=GridChoice()))


def test_only_those_who_code_at_this_council_see_it(world, pile):
    with pytest.raises(NotFound):
        list(queries.grid(world.as_charlie, round_id=pile["round"].pk, choice=GridChoice()))
    with pytest.raises(NotAllowed):
        queries.grid(world.scope(world.people[Role.BOARD]), round_id=pile["round"].pk, choice=GridChoice())
