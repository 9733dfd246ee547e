"""The sweep that lets a text model read what is new and learn from what people say."""

import pytest

from newbelongings.domain.kernel.errors import NotAllowed
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer, Question
from newbelongings.domain.themes import actions, queries, waiting
from newbelongings.domain.themes.models import Learnt, MachineReading, Suggestion
from newbelongings.jobs.sweeps import SuggestThemes
from tests.answering import themes_of
from tests.full_world import UNREAD, build_full_world
from tests.readers import word_machine


def _sweep(machine) -> SuggestThemes:
    return SuggestThemes(machine.reader.version, lambda: machine)


def test_new_answers_are_read_once(db):
    full = build_full_world()
    machine = word_machine()
    sweep, system = _sweep(machine), full.world.as_system()
    unread = Answer.objects.filter(reading=None, option=None, question__kind__in=Question.OPEN).count()
    assert unread >= 2 * UNREAD
    assert sweep.lay(system) == unread
    while sweep(system):
        pass
    assert MachineReading.objects.filter(model="words-1").count() == unread
    read = len(machine.reader.read)
    assert (sweep.lay(system), sweep(system)) == (0, 0)
    assert len(machine.reader.read) == read


def test_the_model_is_not_loaded_while_there_is_nothing_to_read(world):
    def load():
        raise AssertionError("loaded for nothing")

    sweep = SuggestThemes("words-1", load)
    assert (sweep.lay(world.as_system()), sweep(world.as_system())) == (0, 0)


def test_what_a_person_says_tells_in_the_next_answers_and_what_they_read_stands(world):
    made = themes_of(world, {"Moved about": 0, "Buses": 0}, base=12)
    round_id = surveys.rounds(world.as_alice).get().pk
    sweep, system = _sweep(word_machine()), world.as_system()
    sweep.lay(system)
    sweep(system)
    first = queries.next_answer_to_code(world.as_alice, round_id=round_id)
    shown = list(Suggestion.objects.filter(answer=first).order_by("rank").values())
    actions.code_answer(world.as_alice, answer_id=first.pk, theme_ids=[made["Buses"].pk])
    assert sweep(system) > 0
    assert Learnt.objects.get().codings == 1
    assert list(Suggestion.objects.filter(answer=first).order_by("rank").values()) == shown
    unread = MachineReading.objects.exclude(answer=first)
    assert set(unread.values_list("learnt_from", flat=True)) == {1}


def test_a_stroke_that_was_taken_back_is_unlearnt(world):
    made = themes_of(world, {"Moved about": 0, "Buses": 0}, base=12)
    round_id = surveys.rounds(world.as_alice).get().pk
    sweep, system = _sweep(word_machine()), world.as_system()
    sweep.lay(system)
    sweep(system)
    before = list(Suggestion.objects.order_by("answer", "rank").values_list("answer", "theme", "confidence"))
    first = queries.next_answer_to_code(world.as_alice, round_id=round_id)
    actions.code_answer(world.as_alice, answer_id=first.pk, theme_ids=[made["Buses"].pk])
    sweep(system)
    actions.undo_last(world.as_alice, round_id=round_id)
    sweep.lay(system)
    sweep(system)
    assert Learnt.objects.get().codings == 0
    after = list(Suggestion.objects.order_by("answer", "rank").values_list("answer", "theme", "confidence"))
    assert after == before


def test_only_the_service_asks_across_councils(world):
    for ask in (lambda scope: waiting.rounds_to_suggest_for(scope, model="words-1"), waiting.years_coded):
        with pytest.raises(NotAllowed):
            ask(world.as_alice)
