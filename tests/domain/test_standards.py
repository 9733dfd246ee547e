"""The vocabularies as they stand in their files, and the crosswalk between them."""

import pytest

from newbelongings.domain.standards.vocabularies import area_name, areas, crosswalk, vocabulary

SIZES = {"areas": 10, "care": 3, "charter": 7, "principles": 7, "missions": 3, "inspection": 6}


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_each_vocabulary_is_whole_and_says_where_it_comes_from(name, size):
    found = vocabulary(name)
    codes = [entry.code for entry in found.entries]
    assert len(set(codes)) == len(codes) == size
    assert all(entry.name and entry.plain for entry in found.entries)
    assert found.title and found.version and found.source and found.precision in ("day", "month", "year")


def test_every_area_is_on_the_crosswalk_and_every_code_exists():
    for area in areas():
        row = crosswalk(area.code)
        assert set(row) == set(SIZES) - {"areas"}
        for name, codes in row.items():
            assert set(codes) <= {entry.code for entry in vocabulary(name).entries}


@pytest.mark.parametrize("name", ["care", "charter", "principles", "inspection", "missions"])
def test_every_standard_is_spoken_to_by_some_area(name):
    reached = {code for area in areas() for code in crosswalk(area.code)[name]}
    assert reached == {entry.code for entry in vocabulary(name).entries}


def test_missions_that_are_not_confirmed_are_left_out():
    assert [entry.code for entry in vocabulary("missions").entries] == ["M1", "M5", "M6"]
    assert "left out" in vocabulary("missions").source


def test_an_area_has_a_plain_name_and_no_area_has_none():
    assert area_name("A8") == "People to count on"
    assert area_name("") == ""
    with pytest.raises(KeyError):
        crosswalk("A11")
