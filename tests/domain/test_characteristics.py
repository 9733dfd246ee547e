"""The names of groups fit the columns that hold them, and age bands are those of the questionnaires."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.outreach.characteristics import CHARACTERISTICS, age_band_of
from newbelongings.domain.outreach.models import Contact
from newbelongings.domain.surveys.age_bands import ages_in


def test_every_characteristic_is_a_column_that_holds_its_groups():
    for characteristic in CHARACTERISTICS.values():
        longest = Contact._meta.get_field(characteristic.name).max_length
        assert all(len(group) <= longest for group in characteristic.groups)


@given(st.integers(0, 120))
def test_an_age_lies_in_the_band_whose_label_names_it(age):
    label = CHARACTERISTICS["age_band"].groups[age_band_of(age)]
    assert age in ages_in(label)


def test_groups_stand_in_their_order_and_what_is_not_known_comes_last():
    ages = CHARACTERISTICS["age_band"]
    assert ages.in_order(["", "over-25", "16-17", "16-17"]) == ["16-17", "over-25", ""]
    assert CHARACTERISTICS["area"].in_order(["", "Quayside", "Hill End"]) == ["Hill End", "Quayside", ""]
    assert ages.label_of("") == "Not known"
