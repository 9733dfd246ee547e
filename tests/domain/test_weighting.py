"""Weights: they fit what they should, cost what they say, and are refused where they would make answers up."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.outreach import coverage_actions
from newbelongings.domain.outreach.weighing import weighed_results
from newbelongings.domain.outreach.weighting import HIGHEST, effective_size, weigh
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from tests.web.test_everyone import open_round

counts = st.integers(10, 60)
populations = st.fixed_dictionaries({group: st.integers(100, 400) for group in "abc"})


@given(st.fixed_dictionaries({(group,): counts for group in "abc"}), populations)
def test_by_one_the_weighted_shares_are_those_of_the_population(sample, population):
    try:
        found = weigh(sample, [population], labels=["Age"])
    except Refused:
        assume(False)
    for group, people in population.items():
        share = found.of[(group,)] * sample[(group,)] / found.people
        assert share == pytest.approx(people / sum(population.values()))
        assert 1 / HIGHEST <= found.of[(group,)] <= HIGHEST


@given(st.fixed_dictionaries({(a, b): counts for a in "abc" for b in "xy"}), populations, st.integers(100, 400))
def test_by_several_every_margin_fits(sample, population, others):
    populations = [population, {"x": 300, "y": others}]
    try:
        found = weigh(sample, populations, labels=["Age", "Sex"])
    except Refused:
        assume(False)
    for place, row in enumerate(populations):
        for group, people in row.items():
            weighted = sum(found.of[cell] * count for cell, count in sample.items() if cell[place] == group)
            assert weighted / found.people == pytest.approx(people / sum(row.values()), abs=1e-6)


@given(st.fixed_dictionaries({(group,): counts for group in "abc"}), populations)
def test_weights_never_make_more_people_of_those_who_answered(sample, population):
    try:
        found = weigh(sample, [population], labels=["Age"])
    except Refused:
        assume(False)
    assert 1 <= found.effective <= found.people


def test_equal_weights_cost_nothing():
    assert effective_size({("a",): 1.0}, {("a",): 40}) == 40
    assert effective_size({("a",): 2.0, ("b",): 0.5}, {("a",): 20, ("b",): 40}) == 40


@pytest.mark.parametrize(
    ("sample", "population", "words"),
    [
        ({("a",): 29}, {"a": 100}, "need 30 answers"),
        ({("a",): 40}, {"a": 100, "b": 100}, "one group has no answer"),
        ({("a",): 40, ("b",): 5}, {"a": 100}, "not counted among care leavers"),
        ({("a",): 40, ("b",): 2}, {"a": 100, "b": 100}, "One person would count for more than 5"),
    ],
)
def test_what_would_make_answers_up_is_refused(sample, population, words):
    with pytest.raises(Refused, match=words):
        weigh(sample, [population], labels=["Age"])


def test_combinations_without_an_answer_that_cannot_fit_are_refused():
    sample = {("a", "x"): 30, ("b", "y"): 30}
    with pytest.raises(Refused, match="cannot be weighted together"):
        weigh(sample, [{"a": 90, "b": 10}, {"x": 10, "y": 90}], labels=["Age", "Sex"])


class TestResults:
    @pytest.fixture
    def round_(self, world):
        found = open_round(world, closes=today())
        said = [("16-17", "female")] * 20 + [("18-20", "male")] * 60 + [("18-20", "female")] * 20
        actions.import_responses(
            world.as_alice,
            round_id=found.pk,
            responses=[
                ImportedResponse([GivenAnswer("age", option=age), GivenAnswer("sex", option=sex)]) for age, sex in said
            ],
        )
        counts = {"age_band": {"16-17": 100, "18-20": 100}, "sex": {"male": 100, "female": 100}}
        coverage_actions.count_population(world.as_alice, round_id=found.pk, counts=counts)
        return found

    def _sex(self, found):
        return {line.words: line for question, lines in found.questions if question.name == "sex" for line in lines}

    def test_raw_and_weighted_stand_side_by_side(self, world, round_):
        lines = self._sex(weighed_results(world.as_bob, round_.pk, by=["age_band"]))
        assert (lines["Male"].people, lines["Male"].percent) == (60, 60)
        # Of the 80 who are 18 to 20, 60 are male: half of all once both ages weigh the same.
        assert round(lines["Male"].weighted) == 38
        assert lines["Female"].weighted == 62

    def test_nothing_is_weighted_before_something_is_chosen(self, world, round_):
        found = weighed_results(world.as_alice, round_.pk, by=["shoe size"])
        assert found.choices == ["age_band", "sex"]
        assert found.weights is None

    def test_a_refusal_is_told_and_shows_nothing(self, world, round_):
        counts = {"age_band": {"16-17": 100, "18-20": 100, "21-25": 50}}
        coverage_actions.count_population(world.as_alice, round_id=round_.pk, counts=counts)
        found = weighed_results(world.as_alice, round_.pk, by=["age_band"])
        assert "one group has no answer" in found.refusal
        assert found.questions == []

    def test_small_numbers_stay_hidden_when_weighted(self, world, round_):
        said = [
            ImportedResponse([GivenAnswer("age", option="18-20"), GivenAnswer("sex", option="another-way", text="x")])
        ]
        actions.import_responses(world.as_alice, round_id=round_.pk, responses=said)
        lines = self._sex(weighed_results(world.as_alice, round_.pk, by=["age_band"]))
        assert lines["I say it another way"].weighted is HIDDEN

    def test_only_those_who_read_every_answer_may_see_it(self, world, round_):
        for role in (Role.ADVISER, Role.BOARD, Role.CRITICAL_FRIEND):
            with pytest.raises(NotAllowed):
                weighed_results(world.scope(world.people[role]), round_.pk, by=["age_band"])
        with pytest.raises(NotFound):
            weighed_results(world.as_charlie, round_.pk, by=["age_band"])
