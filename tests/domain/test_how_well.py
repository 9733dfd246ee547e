"""How well suggestions did: F1 with its interval, counting only what a person read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.errors import NotAllowed, NotFound
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.offers import Offer
from newbelongings.domain.themes.scoring import Compared, by_theme, f1_interval, score
from tests.coding import add_themes, answers_of, round_of, suggest

THEMES = st.frozensets(st.integers(1, 6), max_size=4)
ANSWERS = st.lists(st.builds(Compared, THEMES, THEMES), max_size=60)


@pytest.fixture
def pile(world):
    """Sixty answers; flats are suggested for all, at 0.9 from the fortieth on."""
    round_ = round_of(world, [f"answer {n:02}" for n in range(60)])
    flats, buses = add_themes(world, "Flats", "Buses")
    answers = answers_of(world, round_)
    for n, answer in enumerate(answers):
        suggest(answer, (flats, 0.9 if n >= 40 else 0.6), (buses, 0.1))
    return {"round": round_, "flats": flats, "buses": buses, "answers": answers}


def _how_well(world, pile):
    (found,) = queries.how_well(world.as_alice, round_id=pile["round"].pk)
    return found


def test_thirty_read_answers_are_needed(world, pile):
    for answer in pile["answers"][:29]:
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[pile["flats"].pk])
    found = _how_well(world, pile)
    assert (found.read, found.interval, found.still_needed) == (29, None, 1)
    actions.code_answer(world.as_bob, answer_id=pile["answers"][29].pk, theme_ids=[pile["flats"].pk])
    assert _how_well(world, pile).score.f1 == 1
    assert _how_well(world, pile).interval is not None


def test_it_compares_what_was_said_with_what_people_coded(world, pile):
    for n, answer in enumerate(pile["answers"][:40]):
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[pile["flats" if n < 30 else "buses"].pk])
    found = _how_well(world, pile)
    assert (found.score.both, found.score.extra, found.score.missed) == (30, 10, 10)
    assert found.score.f1 == found.score.precision == found.score.recall == 0.75
    assert found.interval.low < 0.75 < found.interval.high
    assert [(each.name, each.score.f1) for each in found.worst] == [("Buses", 0), ("Flats", 60 / 70)]
    assert found.models == ("plain-1",)


def test_accepted_in_bulk_does_not_flatter(world, pile):
    for answer in pile["answers"][:40]:
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[pile["buses"].pk])
    before = _how_well(world, pile)
    offer = Offer(pile["round"].pk, 0.85)
    judged = {s.answer.pk: True for s in queries.sample_to_check(world.as_bob, offer, seed=1)}
    assert actions.accept_suggestions(world.as_bob, offer, seed=1, judged=judged).answers == 20
    assert _how_well(world, pile) == before


def test_answers_of_the_same_words_count_once_and_set_aside_not_at_all(world):
    round_ = round_of(world, ["No buses"] * 40 + ["Nie ma"])
    (buses,) = add_themes(world, "Buses")
    for answer in answers_of(world, round_):
        suggest(answer, (buses, 0.9), aside="language" if answer.text == "Nie ma" else "")
    for text in ("No buses", "Nie ma"):
        answer = next(a for a in answers_of(world, round_) if a.text == text)
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[buses.pk], with_same_words=True)
    assert [each.read for each in queries.how_well(world.as_alice, round_id=round_.pk)] == [1]


def test_what_nobody_suggested_to_is_not_counted(world):
    round_ = round_of(world, ["No buses"])
    actions.code_answer(world.as_bob, answer_id=answers_of(world, round_)[0].pk)
    assert queries.how_well(world.as_alice, round_id=round_.pk) == []


def test_a_merge_does_not_change_what_was_right(world, pile):
    for answer in pile["answers"][:30]:
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[pile["flats"].pk])
    actions.merge_themes(world.as_bob, theme_ids=[pile["flats"].pk, pile["buses"].pk], name="Homes")
    assert _how_well(world, pile).score.f1 == 1


def test_statements_do_not_grow_with_the_answers(world, pile, django_assert_max_num_queries):
    for answer in pile["answers"]:
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[])
    scope = world.as_alice
    with django_assert_max_num_queries(6):
        queries.how_well(scope, round_id=pile["round"].pk)


def test_only_those_who_code_at_this_council_see_it(world, pile):
    with pytest.raises(NotFound):
        queries.how_well(world.as_charlie, round_id=pile["round"].pk)
    with pytest.raises(NotAllowed):
        queries.how_well(world.scope(world.people[Role.BOARD]), round_id=pile["round"].pk)


@given(ANSWERS)
def test_f1_is_the_harmonic_mean_and_lies_within_its_interval_of_all_or_nothing(answers):
    found = score(answers)
    assert found.both + found.extra == sum(len(a.said) for a in answers)
    assert found.both + found.missed == sum(len(a.coded) for a in answers)
    if found.precision and found.recall:
        assert found.f1 == pytest.approx(2 / (1 / found.precision + 1 / found.recall))
    interval = f1_interval(answers)
    assert (interval is None) == (found.f1 is None)
    if interval:
        assert 0 <= interval.low <= interval.high <= 1
        assert f1_interval(answers) == interval


@given(ANSWERS)
def test_the_themes_add_up_to_the_whole(answers):
    parts = by_theme(answers).values()
    whole = score(answers)
    assert sum(each.both for each in parts) == whole.both
    assert sum(each.extra + each.missed for each in parts) == whole.extra + whole.missed


def test_more_answers_make_the_interval_narrower():
    some = [Compared(frozenset({1}), frozenset({1})), Compared(frozenset({1}), frozenset({2}))]
    few, many = f1_interval(some * 20), f1_interval(some * 200)
    assert many.high - many.low < (few.high - few.low) / 2
    assert few.low < 0.5 < few.high
