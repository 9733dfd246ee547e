"""Counting care leavers from an SSDA903 return: counts come out, and no person."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.adapters.rows import Row
from newbelongings.adapters.tables import open_table
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.outreach import coverage_actions
from newbelongings.domain.outreach.models import Goal, PopulationCount
from newbelongings.domain.outreach.populations import CARE_LEAVERS, Sheet, cohort
from tests.shared_files import shared_file
from tests.web.test_everyone import open_round

ON = dt.date(2026, 11, 27)
SEXES = ("CHILD", "SEX", "DOB")
STAYS = ("CHILD", "DECOM", "DEC")


def sheet(header, *rows, field="oc3"):
    return Sheet(field, header, [Row(number, list(cells)) for number, cells in enumerate(rows, 2)])


def leaver(child, born="01/02/2006", in_touch="YES", accommodation="U1"):
    return (child, born, in_touch, "F2", accommodation)


def test_the_real_return_is_counted():
    files = {name: open_table(shared_file(f"data/ssda903/{name}.csv")) for name in ("oc3", "header", "episodes")}
    sheets = [Sheet(name, table.header, table.rows()) for name, table in files.items()]
    found = cohort(*sheets, on=ON)
    assert (found.people, found.died) == (40, 13)
    assert found.counts["age_band"] == {"21-25": 40}
    assert found.counts["sex"]["male"] + found.counts["sex"]["female"] == 40
    assert found.counts["stage"] == {"former-relevant": 40}


def test_groups_come_from_the_three_files():
    people = [leaver("1"), leaver("2", "03/04/2009"), leaver("3", "03/04/2009")]
    people += [leaver("4", in_touch="DIED"), leaver("5", accommodation="X2")]
    children = sheet(SEXES, ("1", "1", ""), ("2", "2", ""), ("9", "1", ""))
    episodes = sheet(STAYS, ("2", "01/01/2020", ""), ("3", "01/01/2020", "01/01/2026"))
    found = cohort(sheet(CARE_LEAVERS, *people), children, episodes, on=ON)
    assert found.counts == {
        "age_band": {"18-20": 2, "16-17": 2},
        "sex": {"male": 1, "female": 1, "": 2},
        "stage": {"former-relevant": 2, "eligible": 1, "relevant": 1},
        "in_custody": {"no": 3, "yes": 1},
    }
    assert found.died == 1


def test_what_only_other_files_tell_is_not_known_without_them():
    found = cohort(sheet(CARE_LEAVERS, leaver("1", "03/04/2009")), None, None, on=ON)
    assert set(found.counts) == {"age_band", "in_custody"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([leaver("7"), leaver("7")], "Row 3: this child stands there twice"),
        ([leaver("")], "Row 2, CHILD: this is empty"),
        ([leaver("7", "31/02/2006")], "Row 2, DOB: this is no care leaver’s date of birth"),
        ([leaver("7", "01/02/1955")], "Row 2, DOB: this is no care leaver’s date of birth"),
        ([("7", "01/02/2006")], "Row 2: It has fewer cells"),
        ([], "holds no care leavers"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_by_number_and_never_repeated(rows, words):
    with pytest.raises(Refused, match=words) as refusal:
        cohort(sheet(CARE_LEAVERS, *rows), None, None, on=ON)
    assert "1955" not in str(refusal.value) and "31/02" not in str(refusal.value)


def test_another_file_is_turned_away_with_the_columns_it_should_have():
    with pytest.raises(Refused, match="no column IN_TOUCH or ACTIV or ACCOM"):
        cohort(sheet(("CHILD", "DOB"), ("1", "01/02/2006")), None, None, on=ON)


@given(st.lists(st.integers(15, 29), min_size=1, max_size=60))
def test_every_living_person_is_counted_once_in_each_characteristic(ages):
    rows = [leaver(str(n), f"01/02/{2026 - age}") for n, age in enumerate(ages)]
    found = cohort(sheet(CARE_LEAVERS, *rows), None, None, on=ON)
    assert {sum(row.values()) for row in found.counts.values()} == {len(ages)}


class TestActions:
    COUNTS = {"age_band": {"16-17": 30, "18-20": 90}}

    @pytest.fixture
    def round_(self, world):
        return open_round(world, closes=today() + dt.timedelta(days=50))

    def test_a_newer_return_replaces_the_older(self, world, round_):
        coverage_actions.count_population(world.as_alice, round_id=round_.pk, counts=self.COUNTS)
        coverage_actions.count_population(world.as_bob, round_id=round_.pk, counts={"sex": {"male": 7}})
        assert list(PopulationCount.objects.values_list("characteristic", "group", "people")) == [("sex", "male", 7)]

    def test_the_next_council_changes_nothing(self, world, round_):
        goal = coverage_actions.set_goal(
            world.as_alice, round_id=round_.pk, characteristic="age_band", group="16-17", percent=50
        )
        with pytest.raises(NotFound):
            coverage_actions.count_population(world.as_charlie, round_id=round_.pk, counts=self.COUNTS)
        with pytest.raises(NotFound):
            coverage_actions.set_goal(
                world.as_charlie, round_id=round_.pk, characteristic="age_band", group="16-17", percent=5
            )
        with pytest.raises(NotFound):
            coverage_actions.drop_goal(world.as_charlie, goal_id=goal.pk)

    def test_a_goal_said_again_replaces_the_earlier_and_can_be_taken_away(self, world, round_):
        for percent in (50, 60):
            goal = coverage_actions.set_goal(
                world.as_alice, round_id=round_.pk, characteristic="age_band", group="16-17", percent=percent
            )
        assert Goal.objects.get().percent == 60
        assert coverage_actions.drop_goal(world.as_bob, goal_id=goal.pk) == round_.pk
        assert not Goal.objects.exists()

    @pytest.mark.parametrize(("group", "percent"), [("nobody", 50), ("", 50), ("16-17", 0), ("16-17", 101)])
    def test_a_goal_needs_a_group_and_a_percentage(self, world, round_, group, percent):
        with pytest.raises(Refused):
            coverage_actions.set_goal(
                world.as_alice, round_id=round_.pk, characteristic="age_band", group=group, percent=percent
            )
