"""Answers that no theme fits are grouped; a person decides what becomes of a group."""

import pytest

from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions, emerging, queries
from newbelongings.domain.themes.finding import find_emerging
from newbelongings.domain.themes.models import Coding, Emerging, MachineReading, Theme
from newbelongings.jobs.emerging import FindEmerging
from tests.emerging import OTHER, PETS, seen, strays_of


@pytest.fixture
def round_(world):
    return strays_of(world)


@pytest.fixture
def group(world, round_):
    find_emerging(world.as_system(), round_id=round_.pk)
    return emerging.emerging_groups(world.as_alice).get()


def texts_of(group) -> set[str]:
    return set(emerging.answers_of(group).values_list("text", flat=True))


def test_what_no_theme_fits_is_grouped_and_nothing_is_made_of_it(world, group):
    assert texts_of(group) == set(PETS)
    assert (group.count, group.people) == (len(PETS), len(PETS))
    assert group.name.lower() in PETS[0]
    assert not Theme.objects.exists()
    assert not Coding.objects.exists()


def test_what_a_theme_fits_or_is_set_aside_is_not_looked_at(world, round_):
    MachineReading.objects.filter(answer__text__contains="pets").update(fit=0.9)
    assert find_emerging(world.as_system(), round_id=round_.pk) == 0
    MachineReading.objects.update(fit=0.1, aside="language")
    assert not emerging.stray_answers(world.as_alice, round_id=round_.pk).exists()


def test_what_a_person_found_to_be_about_nothing_is_looked_at(world, round_):
    MachineReading.objects.update(fit=0.9)
    ids = Answer.objects.filter(text__in=PETS).values_list("pk", flat=True)
    actions.code_answers(world.as_alice, codings={pk: [] for pk in ids})
    find_emerging(world.as_system(), round_id=round_.pk)
    assert texts_of(emerging.emerging_groups(world.as_alice).get()) == set(PETS)


def test_a_person_makes_it_a_theme_and_says_which_answers_belong(world, group):
    some = list(emerging.answers_of(group).values_list("pk", flat=True)[:3])
    theme = emerging.make_emerging_theme(
        world.as_alice, emerging_id=group.pk, name="No pets allowed", area="A6", examples=["no dogs"], answer_ids=some
    )
    assert set(Coding.objects.filter(theme=theme).values_list("answer", flat=True)) == set(some)
    assert theme.examples == ["no dogs"]
    made = emerging.decided_groups(world.as_bob).get()
    assert (made.state, made.theme, made.decided_by) == (Emerging.State.MADE, theme, world.alice)
    assert not emerging.emerging_groups(world.as_alice).exists()


def test_what_was_left_stays_left_and_is_not_offered_again(world, round_, group):
    emerging.leave_emerging(world.as_bob, emerging_id=group.pk)
    assert find_emerging(world.as_system(), round_id=round_.pk) == 0
    assert emerging.decided_groups(world.as_alice).get().state == Emerging.State.LEFT
    with pytest.raises(NotFound, match="not there any more"):
        emerging.leave_emerging(world.as_bob, emerging_id=group.pk)


def test_found_again_there_is_still_one(world, round_, group):
    find_emerging(world.as_system(), round_id=round_.pk)
    assert texts_of(emerging.emerging_groups(world.as_alice).get()) == set(PETS)


def test_answers_coded_since_are_not_counted_and_not_coded_again(world, group):
    theme = actions.add_theme(world.as_alice, cycle_id=world.cycle.pk, area="A6", name="Dogs")
    first, *rest = list(emerging.answers_of(group).values_list("pk", flat=True))
    actions.code_answers(world.as_alice, codings={first: [theme.pk]})
    assert emerging.emerging_group(world.as_alice, group.pk).count == len(PETS) - 1
    with pytest.raises(Refused, match="coded since"):
        emerging.make_emerging_theme(
            world.as_alice, emerging_id=group.pk, name="No pets", area="A6", answer_ids=[first]
        )
    assert not Theme.objects.filter(name="No pets").exists()
    actions.code_answers(world.as_alice, codings={pk: [theme.pk] for pk in rest})
    assert not emerging.emerging_groups(world.as_alice).exists()


def test_a_name_that_is_taken_is_refused_and_the_group_stays(world, group):
    actions.add_theme(world.as_alice, cycle_id=world.cycle.pk, area="A6", name="No pets")
    with pytest.raises(Refused, match="of this name already"):
        emerging.make_emerging_theme(world.as_alice, emerging_id=group.pk, name="No pets", area="A6")
    assert emerging.emerging_groups(world.as_alice).exists()


def test_nobody_but_those_who_code_and_nobody_of_the_next_council(world, group):
    assert not emerging.emerging_groups(world.as_charlie).exists()
    for act in (
        lambda scope: emerging.leave_emerging(scope, emerging_id=group.pk),
        lambda scope: emerging.make_emerging_theme(scope, emerging_id=group.pk, name="No pets", area="A6"),
        lambda scope: emerging.emerging_group(scope, group.pk),
    ):
        with pytest.raises(NotFound):
            act(world.as_charlie)
        with pytest.raises(NotAllowed):
            act(world.scope(world.people[Role.BOARD]))
    with pytest.raises(NotAllowed):
        emerging.stray_rounds(world.as_alice)


def test_the_sweep_looks_once_and_again_when_enough_has_changed(world, round_, django_assert_num_queries):
    sweep, scope = FindEmerging(), world.as_system()
    assert sweep(scope) == 1
    with django_assert_num_queries(1):
        assert sweep(scope) == 0
    theme = actions.add_theme(world.as_alice, cycle_id=world.cycle.pk, area="A6", name="Dogs")
    pets = list(Answer.objects.filter(text__in=PETS).values_list("pk", flat=True))
    actions.code_answers(world.as_alice, codings={pets[0]: [theme.pk]})
    with django_assert_num_queries(1):
        sweep(scope)
    actions.code_answers(world.as_alice, codings={pk: [theme.pk] for pk in pets[:5]})
    assert sweep(scope) == 0
    assert queries.how_far(world.as_alice, round_id=round_.pk).all == len(PETS) + len(OTHER)
    assert not Emerging.objects.filter(state=Emerging.State.OPEN).exists()


def test_vectors_of_another_model_are_not_mixed_in(world, round_):
    strange = Answer.objects.filter(text__in=OTHER[:3])
    MachineReading.objects.filter(answer__in=strange).delete()
    for answer in strange:
        answer.vector.delete()
    seen(strange)
    for answer in strange:
        answer.refresh_from_db()
        answer.vector.model, answer.vector.vector = "other-2", b"\0\0" * 5
        answer.vector.save()
    assert find_emerging(world.as_system(), round_id=round_.pk) == 1
