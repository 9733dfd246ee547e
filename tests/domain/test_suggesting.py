"""What a model makes of answers of every kind, as rows that the desk shows."""

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from newbelongings.domain.kernel.errors import NotAllowed, NotFound
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions, batches, queries
from newbelongings.domain.themes.expecting import Line, lines_as_numbers
from newbelongings.domain.themes.judging import judge
from newbelongings.domain.themes.learning import nothing_learnt
from newbelongings.domain.themes.models import AnswerVector, Batch, MachineReading, Suggestion, Theme
from newbelongings.domain.themes.suggesting import lay_round, suggest_for_round
from tests.answering import themes_of
from tests.readers import WIDTH, WordReader, word_machine

FLAT = "The flat was damp for the whole winter and nobody from the council came to look at it once."
BUS = "The bus pass ran out in May and since then I walk to college which takes me an hour each way."


def _round_with(world, *texts: str) -> int:
    """A round of these answers, and two themes under one area."""
    themes_of(world, {"Damp flat": 0, "Bus fares": 0}, base=1)
    round_ = survey_queries.rounds(world.as_alice).get()
    question = Answer.objects.get().question
    said = [ImportedResponse([GivenAnswer(question.name, text=text)]) for text in texts]
    surveys.import_responses(world.as_alice, round_id=round_.pk, responses=said)
    Answer.objects.exclude(text__in=texts).delete()
    Theme.objects.filter(name="Damp flat").update(examples=["damp flat winter", "mould in the flat"])
    Theme.objects.filter(name="Bus fares").update(examples=["bus pass ran out", "walk to college"])
    return round_.pk


def _suggested(text: str) -> list[tuple[str, str]]:
    found = Suggestion.objects.filter(answer__text=text).select_related("theme").order_by("rank")
    return [(one.theme.name, text[one.start : one.end] if one.end else text) for one in found if one.said]


def test_both_things_of_a_long_answer_are_suggested_where_they_stand(world):
    text = f"{FLAT} {BUS}"
    round_id = _round_with(world, text, "damp flat")
    suggest_for_round(world.as_alice, round_id=round_id, machine=word_machine())
    assert sorted(_suggested(text)) == [("Bus fares", BUS), ("Damp flat", FLAT)]
    assert _suggested("damp flat") == [("Damp flat", "damp flat")]
    reading = MachineReading.objects.get(answer__text="damp flat")
    assert reading.areas[0] == ["A6", 0.55]
    assert (reading.sentiment, reading.model, reading.learnt_from) == ("negative", "words-1", 0)
    assert 0 < reading.fit <= 1
    assert len(AnswerVector.objects.get(answer__text="damp flat").vector) == 2 * WIDTH
    assert all(one.because and one.because in text for one in Suggestion.objects.filter(answer__text=text))


def test_what_is_set_aside_says_why_and_gets_no_suggestion(world):
    round_id = _round_with(world, "Rwy'n hoffi'r fflat", "???", "damp flat")
    suggest_for_round(world.as_alice, round_id=round_id, machine=word_machine())
    asides = dict(MachineReading.objects.values_list("answer__text", "aside"))
    assert asides == {"Rwy'n hoffi'r fflat": "language", "???": "no_words", "damp flat": ""}
    assert set(Suggestion.objects.values_list("answer__text", flat=True)) == {"damp flat"}
    assert MachineReading.objects.get(aside="language").language == "cy"


def test_a_theme_that_was_merged_away_is_suggested_no_more(world):
    round_id = _round_with(world, "damp flat", "bus pass")
    Theme.objects.filter(name="Damp flat").update(retired_on=dt.date(2026, 1, 1))
    suggest_for_round(world.as_alice, round_id=round_id, machine=word_machine())
    assert set(Suggestion.objects.values_list("theme__name", flat=True)) == {"Bus fares"}


def test_a_round_of_ten_thousand_identical_answers_is_read_once(world):
    round_id = _round_with(world, "damp flat")
    first = Answer.objects.get()
    many = [
        Answer(response=first.response, question=first.question, position=n, text="damp flat") for n in range(9_999)
    ]
    Answer.objects.bulk_create(many)
    machine = word_machine()
    assert suggest_for_round(world.as_alice, round_id=round_id, machine=machine) == 10_000
    assert machine.reader.read.count("damp flat") == 1
    assert Suggestion.objects.filter(theme__name="Damp flat").count() == 10_000


def test_an_empty_round_is_done_at_once(world):
    round_id = _round_with(world, "damp flat")
    Answer.objects.all().delete()
    assert suggest_for_round(world.as_alice, round_id=round_id, machine=word_machine()) == 0
    assert batches.progress(world.as_alice, round_id=round_id) is None


def test_three_hundred_themes_offer_a_few(world):
    round_id = _round_with(world, "damp flat")
    cycle = world.cycle
    Theme.objects.bulk_create(
        [Theme(cycle=cycle, slug=f"t{n}", area=f"A{n % 10 + 1}", name=f"theme number {n}") for n in range(300)]
    )
    suggest_for_round(world.as_alice, round_id=round_id, machine=word_machine())
    found = list(Suggestion.objects.order_by("rank").values_list("theme__name", flat=True))
    assert found[0] == "Damp flat"
    assert len(found) <= 3


def test_progress_is_told_while_there_is_work_and_to_those_who_read_answers(world):
    round_id = _round_with(world, *(f"damp flat {n}" for n in range(batches.ANSWERS + 50)))
    machine = word_machine()
    lay_round(world.as_alice, round_id=round_id, model="words-1")
    assert batches.progress(world.as_bob, round_id=round_id) == batches.Progress(0, batches.ANSWERS + 50)
    assert batches.progress(world.as_charlie, round_id=round_id) is None
    with pytest.raises(NotAllowed):
        batches.progress(world.scope(world.people[Role.BOARD]), round_id=round_id)
    seen = []
    suggest_for_round(world.as_alice, round_id=round_id, machine=machine, progress=lambda *far: seen.append(far))
    assert seen == [(batches.ANSWERS, batches.ANSWERS + 50)]
    assert batches.progress(world.as_alice, round_id=round_id) is None


def test_charlie_and_the_board_can_have_nothing_read_at_ravensmere(world):
    round_id = _round_with(world, "damp flat")
    with pytest.raises(NotFound):
        suggest_for_round(world.as_charlie, round_id=round_id, machine=word_machine())
    with pytest.raises(NotAllowed):
        suggest_for_round(world.scope(world.people[Role.BOARD]), round_id=round_id, machine=word_machine())
    assert not MachineReading.objects.exists()


def test_a_stretch_is_claimed_once_until_its_claim_runs_out(world):
    round_id = _round_with(world, "damp flat")
    lay_round(world.as_alice, round_id=round_id, model="words-1")
    mine = batches.claim("words-1")
    assert batches.claim("words-1") is None
    Batch.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    theirs = batches.claim("words-1")
    assert theirs.pk == mine.pk
    assert not batches.renew(mine)
    assert batches.renew(theirs)


def test_what_teaches_most_comes_first_on_the_desk(world):
    round_id = _round_with(world, "damp flat", "bus pass", "something else")
    suggest_for_round(world.as_alice, round_id=round_id, machine=word_machine())
    worth = {"damp flat": 0.2, "bus pass": 0.9, "something else": 0.4}
    for text, value in worth.items():
        MachineReading.objects.filter(answer__text=text).update(worth=value)
    shown, after = [], None
    for _ in worth:
        after = queries.next_answer_to_code(world.as_alice, round_id=round_id, after=after)
        shown.append(after.text)
    assert shown == ["bus pass", "something else", "damp flat"]
    actions.code_answer(world.as_alice, answer_id=Answer.objects.get(text="bus pass").pk, theme_ids=[])
    assert queries.next_answer_to_code(world.as_alice, round_id=round_id).text == "something else"


def test_an_answer_with_nul_bytes_is_read_as_if_there_were_gaps():
    reader = WordReader()
    vectors = np.array([one.vector for one in reader.sense(["damp flat winter", "bus pass"])], dtype=np.float32)
    numbers = lines_as_numbers(
        [Line(1, "A6", ("damp flat winter",), True), Line(2, "A6", ("bus pass",), True)], vectors
    )
    learned = nothing_learnt(2, WIDTH)
    text = f"{FLAT} {BUS}"
    (torn,) = judge(reader, ["\0" + text.replace(" ", "\0") + "\0"], numbers, learned)
    assert not any("\0" in words for words in reader.read)
    assert not any("\0" in guess.because for guess in torn.guesses)
    (whole,) = judge(reader, [f" {text} "], numbers, learned)
    assert torn.guesses == whole.guesses
    assert {guess.theme_id for guess in torn.guesses if guess.said} == {1, 2}
    (nothing,) = judge(reader, ["\0\0"], numbers, learned)
    assert (nothing.aside, nothing.guesses) == ("no_words", ())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4), st.integers(0, 3))
def test_any_text_is_judged_and_quoted_as_it_stands(texts, themes):
    reader = WordReader()
    lines = [Line(n, "A6", (f"theme {n}",), bool(n % 2)) for n in range(themes)]
    vectors = [reader.sense([words])[0].vector for line in lines for words in line.phrases]
    numbers = lines_as_numbers(lines, np.array(vectors, dtype=np.float32).reshape(-1, WIDTH))
    found = judge(reader, texts, numbers, nothing_learnt(themes, WIDTH))
    assert len(found) == len(texts)
    for text, judged in zip(texts, found, strict=True):
        assert all(0 <= guess.start <= guess.end <= len(text) for guess in judged.guesses)
        assert [g.confidence for g in judged.guesses] == sorted((g.confidence for g in judged.guesses), reverse=True)
        assert 0 <= judged.doubt <= 1
