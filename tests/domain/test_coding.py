"""A stroke of coding, and taking it back: exactly what was before stands again."""

import pytest

from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.actions import Segment
from newbelongings.domain.themes.models import Coding, CodingAct, Reading
from tests.coding import add_themes, answers_of, round_of

WORDS = ["They moved me twice. Nobody rang me after that.", "Buses stop at six", "Buses stop at six"]


def _state() -> tuple[list, list]:
    codings = Coding.objects.order_by("answer", "theme", "start")
    readings = Reading.objects.order_by("answer")
    return (
        list(codings.values_list("answer", "theme", "start", "end", "coder", "coded_at")),
        list(readings.values_list("answer", "reader", "read_at", "sentiment", "act")),
    )


@pytest.fixture
def desk(world):
    round_ = round_of(world, WORDS)
    moved, rings, buses = add_themes(world, "Moved about", "Nobody rings", "No buses")
    bus, same, long = answers_of(world, round_)
    return {"round": round_, "moved": moved, "rings": rings, "buses": buses, "bus": bus, "same": same, "long": long}


def test_a_coding_may_be_of_a_segment_and_carries_how_it_speaks(world, desk):
    text = desk["long"].text
    act = actions.code_answer(
        world.as_bob,
        answer_id=desk["long"].pk,
        theme_ids=[desk["moved"].pk],
        segments=[Segment(desk["rings"].pk, text.index("Nobody"), len(text))],
        sentiment="negative",
    )
    coded = {c.theme.name: desk["long"].text[c.start : c.end] for c in desk["long"].codings.select_related("theme")}
    assert coded == {"Moved about": "", "Nobody rings": "Nobody rang me after that."}
    assert Reading.objects.get(answer=desk["long"]).sentiment == "negative"
    assert (act.kind, act.answers, act.actor) == ("one", 1, world.bob)


def test_a_theme_of_the_whole_and_of_its_first_segment_is_one_coding_of_the_whole(world, desk):
    segment = Segment(desk["moved"].pk, 0, 10)
    actions.code_answer(
        world.as_bob, answer_id=desk["long"].pk, theme_ids=[desk["moved"].pk], segments=[segment, segment]
    )
    assert list(desk["long"].codings.values_list("start", "end")) == [(0, 0)]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (10, 4), (0, 1000)])
def test_a_segment_that_is_not_in_the_answer_is_refused_and_nothing_is_written(world, desk, start, end):
    with pytest.raises(Refused, match="not in the answer"):
        actions.code_answer(world.as_bob, answer_id=desk["long"].pk, segments=[Segment(desk["moved"].pk, start, end)])
    assert not CodingAct.objects.exists()


def test_a_sentiment_nobody_knows_is_refused(world, desk):
    with pytest.raises(Refused, match="Choose how it speaks"):
        actions.code_answer(world.as_bob, answer_id=desk["long"].pk, sentiment="furious")


def test_the_same_words_are_coded_in_one_stroke_and_undone_in_one(world, desk):
    empty = _state()
    act = actions.code_answer(
        world.as_bob, answer_id=desk["bus"].pk, theme_ids=[desk["buses"].pk], with_same_words=True
    )
    assert act.answers == 2
    assert desk["same"].codings.count() == 1
    actions.undo_last(world.as_bob, round_id=desk["round"].pk)
    assert _state() == empty


def test_the_same_words_that_somebody_read_keep_what_they_said(world, desk):
    actions.code_answer(world.as_alice, answer_id=desk["same"].pk, theme_ids=[desk["moved"].pk])
    actions.code_answer(world.as_bob, answer_id=desk["bus"].pk, theme_ids=[desk["buses"].pk], with_same_words=True)
    assert [c.theme for c in desk["same"].codings.all()] == [desk["moved"]]


def test_undo_goes_back_stroke_by_stroke_to_exactly_what_was_before(world, desk):
    states = [_state()]
    strokes = [
        {"theme_ids": [desk["moved"].pk], "sentiment": "negative"},
        {"theme_ids": [desk["rings"].pk], "segments": [Segment(desk["moved"].pk, 5, 10)], "sentiment": "mixed"},
        {"theme_ids": []},
    ]
    for stroke in strokes:
        actions.code_answer(world.as_bob, answer_id=desk["long"].pk, **stroke)
        states.append(_state())
    for before in reversed(states[:-1]):
        actions.undo_last(world.as_bob, round_id=desk["round"].pk)
        assert _state() == before
    with pytest.raises(Refused, match="nothing of yours to undo"):
        actions.undo_last(world.as_bob, round_id=desk["round"].pk)


def test_what_somebody_has_coded_since_is_not_undone(world, desk):
    act = actions.code_answer(world.as_bob, answer_id=desk["bus"].pk, theme_ids=[desk["buses"].pk])
    actions.code_answer(world.as_alice, answer_id=desk["bus"].pk, theme_ids=[desk["moved"].pk])
    before = _state()
    with pytest.raises(Refused, match="Alice has coded it since"):
        actions.undo_act(world.as_bob, act_id=act.pk)
    assert _state() == before


def test_of_many_only_those_coded_since_stay(world, desk):
    actions.code_answers(world.as_bob, codings={desk[n].pk: [desk["buses"].pk] for n in ("bus", "same")})
    act = CodingAct.objects.get()
    actions.code_answer(world.as_alice, answer_id=desk["bus"].pk, theme_ids=[desk["moved"].pk])
    assert actions.undo_act(world.as_bob, act_id=act.pk) == 1
    assert [c.theme for c in Coding.objects.all()] == [desk["moved"]]
    with pytest.raises(Refused, match="undone already"):
        actions.undo_act(world.as_bob, act_id=act.pk)


def test_undo_last_is_ones_own(world, desk):
    actions.code_answer(world.as_alice, answer_id=desk["bus"].pk, theme_ids=[desk["buses"].pk])
    assert queries.last_act(world.as_bob, round_id=desk["round"].pk) is None


def test_only_those_who_code_at_this_council_may_undo(world, desk):
    act = actions.code_answer(world.as_bob, answer_id=desk["bus"].pk, theme_ids=[])
    with pytest.raises(NotFound):
        actions.undo_act(world.as_charlie, act_id=act.pk)
    with pytest.raises(NotAllowed):
        actions.undo_act(world.scope(world.people[Role.BOARD]), act_id=act.pk)
    assert Reading.objects.count() == 1
