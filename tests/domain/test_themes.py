"""The codebook: suggestions never become codings by themselves, people are counted once, few are hidden."""

import uuid

import pytest

from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer, Response
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.amounts import one_theme
from newbelongings.domain.themes.models import Coding, MachineReading, Suggestion
from newbelongings.domain.themes.suggesting import suggest_for_round
from tests.answering import themes_of
from tests.readers import word_machine


def _round_id(world) -> int:
    return surveys.rounds(world.as_alice).get().pk


def test_a_cycle_begins_with_themes_under_all_ten_areas_and_once_only(world):
    first = actions.ensure_codebook(world.as_alice, cycle_id=world.cycle.pk)
    again = actions.ensure_codebook(world.as_alice, cycle_id=world.cycle.pk)
    assert {theme.area for theme in first} == {f"A{n}" for n in range(1, 11)}
    assert [theme.pk for theme in again] == [theme.pk for theme in first]


def test_a_suggestion_is_not_a_coding(world):
    themes_of(world, {"Moved about": 0}, base=12)
    suggested = suggest_for_round(world.as_alice, round_id=_round_id(world), machine=word_machine())
    assert suggested == 12
    assert Suggestion.objects.count() == 12
    assert not Coding.objects.exists()
    assert all(row.people == 0 for row in queries.theme_table(world.as_alice, cycle_id=world.cycle.pk).rows)


def test_suggesting_again_reads_nothing_twice_and_a_newer_model_takes_over(world):
    themes_of(world, {"Moved about": 0}, base=12)
    machine, round_id = word_machine(), _round_id(world)
    assert suggest_for_round(world.as_alice, round_id=round_id, machine=machine) == 12
    assert suggest_for_round(world.as_alice, round_id=round_id, machine=machine) == 0
    read = [text for text in machine.reader.read if text.startswith("answer")]
    assert len(read) == len(set(read)) == 12
    assert suggest_for_round(world.as_alice, round_id=round_id, machine=word_machine("words-2")) == 12
    assert set(Suggestion.objects.values_list("model", flat=True)) == {"words-2"}
    assert set(MachineReading.objects.values_list("model", flat=True)) == {"words-2"}


def test_people_are_counted_once_and_few_are_hidden(world):
    made = themes_of(world, {"Many": 20, "Few": 3, "None": 0}, base=40)
    rows = {row.name: row for row in queries.theme_table(world.as_alice, cycle_id=world.cycle.pk).rows}
    assert rows["Many"].people == 20
    assert rows["Few"].people is HIDDEN
    assert rows["Few"].mentions is HIDDEN
    assert rows["None"].people == 0
    assert one_theme(world.as_alice, made["Few"].pk).whole.people is HIDDEN


def test_two_mentions_by_one_person_are_one_person(world):
    made = themes_of(world, {"Many": 20}, base=40)["Many"]
    coded = Answer.objects.filter(codings__theme=made).first()
    second = Answer.objects.create(response=coded.response, question=coded.question, position=2, text="and again")
    actions.code_answer(world.as_alice, answer_id=second.pk, theme_ids=[made.pk])
    row = queries.theme_table(world.as_alice, cycle_id=world.cycle.pk).rows[0]
    assert (row.people, row.mentions) == (20, 21)


def test_the_table_takes_as_many_statements_for_3000_people_as_for_30(world, django_assert_num_queries):
    themes_of(world, {"Many": 20}, base=30)
    alice = world.as_alice
    with django_assert_num_queries(3):
        queries.theme_table(alice, cycle_id=world.cycle.pk)
    round_ = surveys.rounds(world.as_alice).get()
    question = Answer.objects.first().question
    more = [Response(round=round_, week=round_.opens, way=Response.IMPORT) for _ in range(3000)]
    Response.objects.bulk_create(more)
    Answer.objects.bulk_create([Answer(response=response, question=question, text="more") for response in more])
    with django_assert_num_queries(3):
        assert queries.theme_table(alice, cycle_id=world.cycle.pk).base == 3030


def test_coding_again_replaces_what_was_said_before(world):
    made = themes_of(world, {"Many": 8, "Other": 8}, base=40)
    answer = Answer.objects.filter(codings__theme=made["Many"]).first()
    actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[made["Other"].pk])
    assert list(answer.codings.values_list("theme__name", "coder__name")) == [("Other", "Bob")]


def test_bob_is_told_that_alice_read_the_same_answer_meanwhile(world):
    made = themes_of(world, {"Many": 0}, base=12)["Many"]
    answer = queries.next_answer_to_code(world.as_bob, round_id=_round_id(world))
    as_bob_saw_it = queries.answer_on_desk(world.as_bob, answer_id=answer.pk).version
    actions.code_answer(world.as_alice, answer_id=answer.pk, theme_ids=[made.pk], version=as_bob_saw_it)
    with pytest.raises(Refused, match="Alice has read this one"):
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[], version=as_bob_saw_it)
    assert answer.codings.count() == 1


def test_an_answer_left_for_somebody_else_comes_round_at_the_end(world):
    themes_of(world, {"Many": 0}, base=3)
    round_id = _round_id(world)
    first = queries.next_answer_to_code(world.as_bob, round_id=round_id)
    second = queries.next_answer_to_code(world.as_bob, round_id=round_id, after=first)
    third = queries.next_answer_to_code(world.as_bob, round_id=round_id, after=second)
    assert len({first.pk, second.pk, third.pk}) == 3
    assert queries.next_answer_to_code(world.as_bob, round_id=round_id, after=third) == first


def test_charlie_finds_nothing_of_ravensmere(world):
    made = themes_of(world, {"Many": 8}, base=12)["Many"]
    answer = Answer.objects.first()
    for ask in (
        lambda: queries.theme(world.as_charlie, made.pk),
        lambda: one_theme(world.as_charlie, made.pk),
        lambda: queries.themes_by_ids(world.as_charlie, [made.pk]),
        lambda: queries.answer_on_desk(world.as_charlie, answer_id=answer.pk),
        lambda: actions.code_answer(world.as_charlie, answer_id=answer.pk, theme_ids=[]),
        lambda: actions.clear_quotation(world.as_charlie, theme_id=made.pk, words="x"),
        lambda: actions.add_theme(world.as_charlie, cycle_id=world.cycle.pk, area="A1", name="x"),
    ):
        with pytest.raises(NotFound):
            ask()
    assert not queries.said_about(world.as_charlie, theme_id=made.pk).exists()


def test_an_answer_cannot_be_coded_with_a_theme_of_the_next_council(world):
    themes_of(world, {"Many": 0}, base=3)
    theirs = actions.add_theme(world.as_charlie, cycle_id=world.aldersea_cycle.pk, area="A1", name="Theirs")
    with pytest.raises(NotFound):
        actions.code_answer(world.as_alice, answer_id=Answer.objects.first().pk, theme_ids=[theirs.pk])


def test_the_board_and_advisers_see_counts_and_never_an_answer(world):
    made = themes_of(world, {"Many": 20}, base=40)["Many"]
    for role in (Role.BOARD, Role.ADVISER, Role.CRITICAL_FRIEND):
        scope = world.scope(world.people[role])
        assert one_theme(scope, made.pk).whole.people == 20
        with pytest.raises(NotAllowed):
            queries.said_about(scope, theme_id=made.pk)
        with pytest.raises(NotAllowed):
            queries.answer_on_desk(scope, answer_id=Answer.objects.first().pk)


def test_an_answer_that_does_not_exist_is_refused_whole(world):
    made = themes_of(world, {"Many": 0}, base=3)["Many"]
    real = Answer.objects.first()
    with pytest.raises(NotFound):
        actions.code_answers(world.as_alice, codings={real.pk: [made.pk], uuid.uuid4(): [made.pk]})
    assert not Coding.objects.exists()


def test_hidden_themes_stand_after_those_that_are_shown_and_in_no_telling_order(world):
    themes_of(world, {"Zero": 0, "A few": 2, "B more": 5, "Many": 20}, base=40)
    rows = queries.theme_table(world.as_alice, cycle_id=world.cycle.pk).rows
    assert [row.name for row in rows] == ["Many", "Zero", "A few", "B more"]
