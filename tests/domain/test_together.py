"""Two people read the same answers, each alone, and settle on one word."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions, queries, together, together_actions
from newbelongings.domain.themes.grid import GridChoice
from newbelongings.domain.themes.models import (
    Coding,
    CodingAct,
    Reading,
    SharedSample,
    Theme,
    ThemeChange,
    ThemeDescent,
)
from newbelongings.domain.themes.offers import Offer
from tests.answering import themes_of
from tests.coding import suggest

SIZE = 10


@pytest.fixture
def themes(world) -> dict[str, Theme]:
    return themes_of(world, {"Moved about": 0, "Somebody who rings": 0, "Bus fares": 0}, base=30)


def make(world, **more) -> SharedSample:
    given = {"first_id": world.alice.pk, "second_id": world.bob.pk, "size": SIZE, "seed": 7}
    round_ = surveys.rounds(world.as_alice).get()
    return together_actions.make_shared_sample(world.as_alice, round_id=round_.pk, **(given | more))


def judge(scope, sample, place, *themes, sentiment=""):
    ids = [theme.pk for theme in themes]
    return together_actions.judge_shared_answer(
        scope, sample_id=sample.pk, place=place, theme_ids=ids, sentiment=sentiment
    )


def judge_all(world, sample, themes, *, differ=2):
    """Both say the first theme of every answer, but Bob says the second of the first ``differ``."""
    moved, rings, _ = themes.values()
    for place in sample.shared.values_list("place", flat=True):
        judge(world.as_alice, sample, place, moved)
        judge(world.as_bob, sample, place, rings if place <= differ else moved)
    sample.refresh_from_db()


def test_the_same_seed_draws_the_same_answers(world, themes):
    first = set(make(world).shared.values_list("answer", flat=True))
    SharedSample.objects.all().delete()
    again = set(make(world).shared.values_list("answer", flat=True))
    SharedSample.objects.all().delete()
    other = set(make(world, seed=8).shared.values_list("answer", flat=True))
    assert len(first) == SIZE
    assert first == again != other


def test_answers_of_an_earlier_sample_are_not_drawn_again(world, themes):
    make(world, size=25)
    with pytest.raises(Refused, match="fewer than 10 answers to draw from"):
        make(world)


def test_only_two_different_colleagues_who_may_code_are_chosen(world, themes):
    with pytest.raises(Refused, match="two different people"):
        make(world, second_id=world.alice.pk)
    for person in (world.people[Role.BOARD], world.charlie):
        with pytest.raises(Refused, match="may code answers"):
            make(world, second_id=person.pk)


def test_a_size_and_a_question_that_cannot_be_are_refused_in_a_sentence(world, themes):
    with pytest.raises(Refused, match="between 10 and 500"):
        make(world, size=9)
    with pytest.raises(Refused, match="in their own words"):
        make(world, question="age")


def test_who_makes_reads_and_sees_what(world, themes):
    sample = make(world)
    round_id = sample.round_id
    with pytest.raises(NotAllowed):
        together_actions.make_shared_sample(
            world.as_bob, round_id=round_id, first_id=world.alice.pk, second_id=world.bob.pk, size=SIZE
        )
    with pytest.raises(NotFound):
        together.shared_sample(world.as_charlie, sample.pk)
    with pytest.raises(NotFound):
        judge(world.as_charlie, sample, 1)
    with pytest.raises(NotAllowed):
        judge(world.scope(world.people[Role.BOARD]), sample, 1)
    third = accounts.add_person(
        world.as_system(), email="third@example.org", name="Third", role=Role.COLLEAGUE, password="x y z"
    )
    with pytest.raises(NotAllowed, match="Only Alice and Bob read this sample"):
        judge(world.scope(third), sample, 1)


def test_neither_sees_what_the_other_says_before_both_are_done(world, themes):
    sample = make(world)
    moved, *_ = themes.values()
    judge(world.as_alice, sample, 1, moved)
    shared = together.shared_answer(sample, 1)
    assert together.own_judgement(world.as_bob, shared) is None
    assert [t.theme_id for t in together.own_judgement(world.as_alice, shared).themes.all()] == [moved.pk]
    for scope in (world.as_alice, world.as_bob):
        with pytest.raises(Refused, match="before both have read everything"):
            together.compare(scope, sample)


def test_each_goes_on_where_they_are(world, themes):
    sample = make(world)
    judge(world.as_alice, sample, 1)
    judge(world.as_alice, sample, 2)
    assert together.next_to_judge(world.as_alice, sample).place == 3
    assert together.next_to_judge(world.as_bob, sample).place == 1
    assert together.next_to_judge(world.as_bob, sample, after=SIZE).place == 1
    standing = together.standing(world.as_alice, sample)
    assert (standing.first.read, standing.second.read, standing.first.all) == (2, 0, SIZE)


def test_a_second_thought_takes_the_place_of_the_first(world, themes):
    sample = make(world)
    moved, rings, _ = themes.values()
    judge(world.as_alice, sample, 1, moved, sentiment="negative")
    judge(world.as_alice, sample, 1, rings, sentiment="mixed")
    own = together.own_judgement(world.as_alice, together.shared_answer(sample, 1))
    assert ([t.theme_id for t in own.themes.all()], own.sentiment) == ([rings.pk], "mixed")


def test_read_by_both_it_closes_and_nothing_changes_any_more(world, themes):
    sample = make(world)
    judge_all(world, sample, themes)
    assert sample.closed_at is not None
    with pytest.raises(Refused, match="closed"):
        judge(world.as_alice, sample, 1)
    compared = together.compare(world.as_bob, sample)
    assert len(compared.both) == SIZE
    assert [one.shared.place for one in compared.differences] == [1, 2]


def test_only_a_lead_closes_early_and_what_one_alone_read_is_left_out(world, themes):
    sample = make(world)
    judge(world.as_alice, sample, 1)
    with pytest.raises(Refused, match="no answer yet that both have read"):
        together_actions.close_shared_sample(world.as_alice, sample_id=sample.pk)
    judge(world.as_bob, sample, 1)
    judge(world.as_bob, sample, 2)
    with pytest.raises(NotAllowed):
        together_actions.close_shared_sample(world.as_bob, sample_id=sample.pk)
    together_actions.close_shared_sample(world.as_alice, sample_id=sample.pk)
    sample.refresh_from_db()
    compared = together.compare(world.as_alice, sample)
    assert (len(compared.both), compared.unread) == (1, SIZE - 1)
    with pytest.raises(Refused, match="Only one of the two"):
        together_actions.settle_difference(world.as_alice, sample_id=sample.pk, place=2, theme_ids=[])


def test_what_they_settle_on_is_an_ordinary_coding(world, themes):
    sample = make(world)
    judge_all(world, sample, themes)
    moved, rings, fares = themes.values()
    assert together_actions.take_over_agreed(world.as_alice, sample_id=sample.pk) == SIZE - 2
    assert Coding.objects.filter(theme=moved).count() == SIZE - 2
    together_actions.settle_difference(world.as_bob, sample_id=sample.pk, place=1, theme_ids=[moved.pk, rings.pk])
    together_actions.settle_difference(world.as_bob, sample_id=sample.pk, place=2, theme_ids=[fares.pk])
    compared = together.compare(world.as_alice, sample)
    assert compared.settled
    assert not compared.differences
    assert not compared.to_take_over
    rows = {row.name: row.mentions for row in queries.theme_table(world.as_alice, cycle_id=world.cycle.pk).rows}
    assert rows["Moved about"] == SIZE - 1
    assert queries.how_far(world.as_alice, round_id=sample.round_id).read == SIZE


def test_what_was_settled_and_taken_back_is_open_again(world, themes):
    sample = make(world)
    judge_all(world, sample, themes)
    together_actions.settle_difference(world.as_bob, sample_id=sample.pk, place=1, theme_ids=[], sentiment="advice")
    reading = Reading.objects.get(answer__shared__place=1)
    assert (reading.sentiment, reading.act.kind) == ("advice", CodingAct.Kind.SETTLED)
    assert together.standing(world.as_bob, sample).settled == 1
    actions.undo_act(world.as_bob, act_id=reading.act_id)
    assert [one.shared.place for one in together.compare(world.as_bob, sample).differences] == [1, 2]
    assert together.standing(world.as_bob, sample).settled == 0


def test_nothing_is_settled_before_the_sample_is_closed(world, themes):
    sample = make(world)
    for act in (
        lambda: together_actions.take_over_agreed(world.as_alice, sample_id=sample.pk),
        lambda: together_actions.settle_difference(world.as_alice, sample_id=sample.pk, place=1, theme_ids=[]),
    ):
        with pytest.raises(Refused, match="until the sample is closed"):
            act()


def test_the_next_council_settles_nothing(world, themes):
    sample = make(world)
    judge_all(world, sample, themes)
    for act in (together_actions.take_over_agreed, together_actions.close_shared_sample):
        with pytest.raises(NotFound):
            act(world.as_charlie, sample_id=sample.pk)
    with pytest.raises(NotFound):
        together_actions.settle_difference(world.as_charlie, sample_id=sample.pk, place=1, theme_ids=[])
    assert not Coding.objects.exists()


def test_a_different_sentiment_alone_is_a_difference(world, themes):
    sample = make(world)
    for place in range(1, SIZE + 1):
        judge(world.as_alice, sample, place, sentiment="positive" if place == 4 else "")
        judge(world.as_bob, sample, place, sentiment="advice" if place == 4 else "")
    sample.refresh_from_db()
    assert [one.shared.place for one in together.compare(world.as_alice, sample).differences] == [4]


def test_an_answer_taken_back_leaves_the_sample(world, themes):
    sample = make(world)
    judge_all(world, sample, themes)
    Answer.objects.get(shared__place=1).delete()
    compared = together.compare(world.as_alice, sample)
    assert [one.shared.place for one in compared.differences] == [2]
    assert together.standing(world.as_alice, sample).gone == 1
    with pytest.raises(NotFound, match="took it back"):
        together_actions.settle_difference(world.as_alice, sample_id=sample.pk, place=1, theme_ids=[])


def test_when_the_last_one_missing_is_taken_back_either_of_the_two_may_compare(world, themes):
    sample = make(world)
    for place in range(2, SIZE + 1):
        judge(world.as_alice, sample, place)
        judge(world.as_bob, sample, place)
    Answer.objects.get(shared__place=1).delete()
    assert together.next_to_judge(world.as_bob, sample) is None
    together_actions.close_shared_sample(world.as_bob, sample_id=sample.pk)
    sample.refresh_from_db()
    assert sample.closed_at


def test_a_coder_who_left_is_named_as_such(world, themes):
    sample = make(world)
    Membership.objects.filter(person=world.bob).delete()
    standing = together.standing(world.as_alice, sample)
    assert (standing.first.here, standing.second.here) == (True, False)


def test_a_theme_merged_meanwhile_is_read_as_what_it_became(world, themes):
    sample = make(world)
    judge_all(world, sample, themes)
    moved, rings, fares = themes.values()
    change = ThemeChange.objects.create(cycle=world.cycle, kind=ThemeChange.Kind.MERGE)
    ThemeDescent.objects.create(change=change, old=rings, new=moved)
    Theme.objects.filter(pk=rings.pk).update(retired_on=today())
    compared = together.compare(world.as_alice, sample)
    assert not compared.differences
    assert [(old.name, new.name) for old, new in compared.became] == [("Somebody who rings", "Moved about")]


def test_a_theme_split_meanwhile_is_settled_by_hand_though_both_said_it(world, themes):
    sample = make(world)
    judge_all(world, sample, themes, differ=0)
    moved, *rest = themes.values()
    change = ThemeChange.objects.create(cycle=world.cycle, kind=ThemeChange.Kind.SPLIT)
    for new in rest:
        ThemeDescent.objects.create(change=change, old=moved, new=new)
    Theme.objects.filter(pk=moved.pk).update(retired_on=today())
    compared = together.compare(world.as_alice, sample)
    assert len(compared.differences) == SIZE
    assert not compared.to_take_over


def test_how_they_stand_and_what_they_said_takes_few_statements(world, themes, django_assert_num_queries):
    sample = make(world)
    judge_all(world, sample, themes)
    scope = world.as_alice
    with django_assert_num_queries(4):
        sample = together.shared_samples(scope).get()
        together.standing(scope, sample)
    with django_assert_num_queries(5):
        together.compare(scope, sample)


def _at_the_desk(world, sample) -> set[object]:
    """Every answer that the desk, the grid or accepting would show."""
    scope, round_id = world.as_alice, sample.round_id
    first = queries.next_answer_to_code(scope, round_id=round_id)
    shown = {row.pk for row in queries.grid(scope, round_id=round_id, choice=GridChoice())}
    return {first and first.pk, *shown, *queries.to_accept(scope, Offer(round_id, 0.5)).values_list("pk", flat=True)}


def test_answers_of_an_open_sample_are_kept_from_everybody_else(world, themes):
    sample = make(world)
    moved = themes["Moved about"]
    for answer in Answer.objects.filter(option=None):
        suggest(answer, (moved, 0.9))
    shared = set(sample.shared.values_list("answer", flat=True))
    assert not shared & _at_the_desk(world, sample)
    # The model still reads them: a sample with suggestions has them.
    assert shared <= set(queries.unread_answers(world.as_alice, round_id=sample.round_id).values_list("pk", flat=True))
    together_actions.close_shared_sample(world.as_alice, sample_id=_half_read(world, sample, themes).pk)
    assert shared <= _at_the_desk(world, sample)


def _half_read(world, sample, themes) -> SharedSample:
    judge(world.as_alice, sample, 1, *themes.values())
    judge(world.as_bob, sample, 1, *themes.values())
    return sample


def test_an_answer_of_an_open_sample_is_not_coded_by_its_address_nor_with_others_of_its_words(world, themes):
    Answer.objects.filter(option=None).update(text="No buses")
    sample = make(world)
    inside = sample.shared.first().answer
    with pytest.raises(Refused, match="Two colleagues read this answer alone"):
        actions.code_answer(world.as_alice, answer_id=inside.pk)
    outside = queries.next_answer_to_code(world.as_alice, round_id=sample.round_id)
    act = actions.code_answer(world.as_alice, answer_id=outside.pk, with_same_words=True)
    assert act.answers == 30 - SIZE
    assert not Reading.objects.filter(answer__shared__sample=sample).exists()


def test_what_is_kept_takes_as_many_statements_for_many_as_for_few(world, themes):
    counts = []
    for size in (SIZE, SIZE + 5):
        sample = make(world, size=size)
        with CaptureQueriesContext(connection) as made:
            _at_the_desk(world, sample)
        counts.append(len(made))
    assert counts[0] == counts[1]
