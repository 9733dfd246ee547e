"""Accepting suggestions at a confidence: never without a checked sample, in one stroke, and undone whole."""

import time
import uuid

import pytest

from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys.models import Answer, Response
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.models import Coding, CodingAct, MachineReading, Reading, Suggestion
from newbelongings.domain.themes.offers import SAMPLE, Checked, Offer
from tests.coding import MODEL, add_themes, answers_of, round_of, suggest

SEED = 7


@pytest.fixture
def sure(world):
    """Forty answers, of which a model is sure of thirty: of flats from 0.80, of buses as well in the first ten."""
    round_ = round_of(world, [f"answer {n:02}" for n in range(40)])
    flats, buses = add_themes(world, "Flats", "Buses")
    answers = answers_of(world, round_)
    for n, answer in enumerate(answers):
        guesses = [(flats, 0.8 if n < 30 else 0.5), (buses, 0.9 if n < 10 else 0.3)]
        suggest(answer, *guesses, sentiment="negative", sentiment_confidence=0.95 if n < 5 else 0.2)
    return {"round": round_, "flats": flats, "buses": buses, "answers": answers, "offer": Offer(round_.pk, 0.8)}


def _judged(world, offer: Offer, wrong: int = 0) -> dict[uuid.UUID, bool]:
    sample = queries.sample_to_check(world.as_alice, offer, seed=SEED)
    return {each.answer.pk: n >= wrong for n, each in enumerate(sample)}


def test_everything_above_a_confidence_is_coded_as_suggested_in_one_stroke(world, sure):
    judged = _judged(world, sure["offer"])
    assert len(judged) == SAMPLE
    act = actions.accept_suggestions(world.as_alice, sure["offer"], seed=SEED, judged=judged)
    assert (act.kind, act.answers, act.confidence) == ("accepted", 30, 0.8)
    assert Coding.objects.filter(theme=sure["flats"]).count() == 30
    assert Coding.objects.filter(theme=sure["buses"]).count() == 10
    assert Reading.objects.filter(sentiment="negative").count() == 5
    assert queries.to_accept(world.as_alice, sure["offer"]).count() == 0


def test_of_one_theme_only_answers_about_it_are_accepted(world, sure):
    offer = Offer(sure["round"].pk, 0.85, sure["buses"].pk)
    assert queries.to_accept(world.as_alice, offer).count() == 10
    actions.accept_suggestions(world.as_alice, offer, seed=SEED, judged=_judged(world, offer))
    assert set(Coding.objects.values_list("theme__name", flat=True)) == {"Buses"}


def test_nothing_is_accepted_while_one_of_the_sample_is_unchecked(world, sure):
    judged = _judged(world, sure["offer"])
    judged.pop(next(iter(judged)))
    with pytest.raises(Refused, match="1 are still to be checked"):
        actions.accept_suggestions(world.as_alice, sure["offer"], seed=SEED, judged=judged)
    with pytest.raises(Refused, match="20 are still"):
        actions.accept_suggestions(world.as_alice, sure["offer"], seed=SEED, judged={})
    assert not Coding.objects.exists()


def test_a_word_on_other_answers_is_no_word_on_the_sample(world, sure):
    others = dict.fromkeys((answer.pk for answer in sure["answers"][30:]), True)
    with pytest.raises(Refused, match="still to be checked"):
        actions.accept_suggestions(world.as_alice, sure["offer"], seed=SEED, judged=others)


def test_what_was_found_wrong_stays_to_be_read(world, sure):
    judged = _judged(world, sure["offer"], wrong=3)
    act = actions.accept_suggestions(world.as_alice, sure["offer"], seed=SEED, judged=judged)
    assert act.answers == 27
    assert act.before["sample"] == {"seed": SEED, "right": 17, "of": 20}
    unread = queries.unread_answers(world.as_alice, round_id=sure["round"].pk).values_list("pk", flat=True)
    assert {pk for pk, right in judged.items() if not right} <= set(unread)


def test_it_is_undone_whole(world, sure):
    actions.accept_suggestions(world.as_alice, sure["offer"], seed=SEED, judged=_judged(world, sure["offer"]))
    actions.undo_last(world.as_alice, round_id=sure["round"].pk)
    assert not Coding.objects.exists()
    assert not Reading.objects.exists()


def test_the_sample_is_the_same_for_a_seed_and_another_for_another(world, sure):
    def sample(seed: int) -> list[uuid.UUID]:
        return [each.answer.pk for each in queries.sample_to_check(world.as_alice, sure["offer"], seed=seed)]

    assert sample(1) == sample(1) != sample(2)


def test_an_answer_read_meanwhile_leaves_the_sample_and_the_others_keep_their_word(world, sure):
    judged = _judged(world, sure["offer"])
    first = next(iter(judged))
    actions.code_answer(world.as_bob, answer_id=first, theme_ids=[])
    kept = {each.answer.pk for each in queries.sample_to_check(world.as_alice, sure["offer"], seed=SEED)}
    assert set(judged) - {first} <= kept
    with pytest.raises(Refused, match="1 are still to be checked"):
        actions.accept_suggestions(world.as_alice, sure["offer"], seed=SEED, judged=judged)
    act = actions.accept_suggestions(
        world.as_alice, sure["offer"], seed=SEED, judged=judged | dict.fromkeys(kept - set(judged), True)
    )
    assert act.answers == 29
    assert Reading.objects.get(answer=first).reader == world.bob


def test_what_was_set_aside_is_never_accepted(world, sure):
    MachineReading.objects.filter(answer__in=[a.pk for a in sure["answers"][:4]]).update(aside="language")
    assert queries.to_accept(world.as_alice, sure["offer"]).count() == 26


def test_an_empty_round_has_nothing_to_accept(world):
    offer = Offer(round_of(world, ["one"]).pk, 0.5)
    assert queries.sample_to_check(world.as_alice, offer, seed=1) == []
    with pytest.raises(Refused, match="nothing left to accept"):
        actions.accept_suggestions(world.as_alice, offer, seed=1, judged={})


def test_only_those_who_code_at_this_council_accept(world, sure):
    judged = _judged(world, sure["offer"])
    with pytest.raises(NotFound):
        actions.accept_suggestions(world.as_charlie, sure["offer"], seed=SEED, judged=judged)
    with pytest.raises(NotAllowed):
        actions.accept_suggestions(world.scope(world.people[Role.BOARD]), sure["offer"], seed=SEED, judged=judged)
    assert not CodingAct.objects.exists()


def test_a_sample_says_how_sure_one_may_be():
    assert Checked(20, 20).is_good_enough
    assert Checked(20, 20).interval.low == pytest.approx(0.839, abs=0.001)
    assert not Checked(15, 20).is_good_enough


def test_ten_thousand_are_accepted_and_undone_within_five_seconds_of_a_processor_each(world):
    round_ = round_of(world, ["one"])
    (flats,) = add_themes(world, "Flats")
    seen = Answer.objects.get()
    responses = Response.objects.bulk_create(
        [Response(round=round_, week=seen.response.week) for _ in range(10_000)], batch_size=500
    )
    answers = Answer.objects.bulk_create(
        [Answer(response=r, question=seen.question, text=f"answer {n}") for n, r in enumerate(responses)],
        batch_size=500,
    )
    MachineReading.objects.bulk_create([MachineReading(answer=a, model=MODEL) for a in answers], batch_size=500)
    Suggestion.objects.bulk_create(
        [Suggestion(answer=a, theme=flats, rank=1, confidence=0.9, model=MODEL) for a in answers], batch_size=500
    )
    offer = Offer(round_.pk, 0.8)
    judged = _judged(world, offer)
    begun = time.process_time()
    act = actions.accept_suggestions(world.as_alice, offer, seed=SEED, judged=judged)
    accepted = time.process_time()
    assert act.answers == Coding.objects.count() == 10_000
    actions.undo_act(world.as_alice, act_id=act.pk)
    undone = time.process_time()
    assert not Coding.objects.exists()
    assert accepted - begun < 5
    assert undone - accepted < 5
