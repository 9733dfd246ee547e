"""Reading contact lists: headings that vary, values in many spellings, and what is refused or pointed out."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.adapters.rows import Row
from newbelongings.adapters.tables import open_table
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.outreach import list_columns, reading, spellings
from newbelongings.domain.outreach.characteristics import CHARACTERISTICS, age_band_of
from newbelongings.domain.outreach.given import FORMATS
from newbelongings.domain.surveys.cells import CellRefused
from newbelongings.domain.surveys.personal_columns import age_on
from tests.shared_files import shared_file

ON = dt.date(2026, 11, 27)
births = st.dates(dt.date(1990, 1, 1), dt.date(2012, 12, 31))


def read(header, *rows, choices=None, advisers=None, there=None, formulas=()):
    found = [Row(number, list(cells), frozenset(formulas)) for number, cells in enumerate(rows, 2)]
    choices = list_columns.guess(header) if choices is None else choices
    return reading.read(found, header, choices, on=ON, advisers=advisers or {}, there=there or {})


def why(found):
    return [str(refusal) for refusal in found.refusals]


class TestHeadings:
    @pytest.mark.parametrize(
        ("heading", "target"),
        [
            ("Child Unique ID", "reference"),
            ("ChildUniqueID", "reference"),
            ("Unique Client ID", "reference"),
            ("Our ref", "reference"),
            ("NHS Number", ""),
            ("Family identifier", ""),
            ("First Name", "name"),
            ("Family name", "name"),
            ("Mobile No.", "phone"),
            ("Email address", "email"),
            ("PA email", "adviser"),
            ("Allocated Personal Advisor", "adviser"),
            ("Address Line 1", "address"),
            ("Placement postcode", ""),
            ("D.O.B.", "birth"),
            ("DateOfBirth", "birth"),
            ("Age of Child (Years)", "age"),
            ("Gender", "sex"),
            ("Eligibity Category", "stage"),
            ("Type of Accomodation", "accommodation"),
            ("Suitability of Accommodation", ""),
            ("Does the Child have a Disability", "disability"),
            ("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))", "uasc"),
            ("Out of borough", "out_of_area"),
            ("Do not contact?", "do_not_contact"),
            ("LA in Touch", "in_touch"),
            ("Ethnicity", ""),
        ],
    )
    def test_what_a_heading_suggests(self, heading, target):
        assert list_columns.target_of(heading) == target

    def test_every_suggestion_may_be_chosen(self):
        assert {name for name, _ in list_columns._PATTERNS} - {""} <= set(list_columns.TARGETS)

    def test_a_personal_adviser_comes_before_an_allocated_worker(self):
        assert list_columns.guess(["Allocated Worker", "Personal Adviser"]) == {1: "adviser"}

    def test_a_list_without_references_is_refused(self):
        with pytest.raises(Refused, match="which column is your reference"):
            list_columns.check_choices({0: "name"}, ["Name"])

    def test_two_columns_for_one_thing_are_refused_unless_they_make_up_one(self):
        header = ["ID", "First name", "Surname", "Mobile", "Landline"]
        list_columns.check_choices({0: "reference", 1: "name", 2: "name"}, header)
        with pytest.raises(Refused, match="“Mobile” and “Landline”"):
            list_columns.check_choices({0: "reference", 3: "phone", 4: "phone"}, header)


class TestSpellings:
    @given(births, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y", "%d %b %Y"]))
    def test_a_date_of_birth_in_any_style_is_the_same_day(self, born, style):
        assert spellings.birth_in(born.strftime(style), ON) == born

    @given(births)
    def test_a_date_as_excel_counts_it_is_the_same_day(self, born):
        assert spellings.birth_in(str((born - dt.date(1899, 12, 30)).days), ON) == born

    @pytest.mark.parametrize("cell", ["31/02/2004", "12/31/2004", "2004", "soon", "1/1/1960", "1/1/2030", "02/2004"])
    def test_what_is_no_date_of_birth_is_refused_without_repeating_it(self, cell):
        with pytest.raises(CellRefused) as refused:
            spellings.birth_in(cell, ON)
        assert cell not in str(refused.value)

    @given(st.integers(12, 45), st.sampled_from(["{}", "{}.43209", "{} years", "{} yrs old"]))
    def test_an_age_is_a_band(self, age, style):
        assert spellings.age_in(style.format(age)) == age_band_of(age)

    @pytest.mark.parametrize(
        ("cell", "band"),
        [
            ("16-17", "16-17"),
            ("18 to 20", "18-20"),
            ("Over 25", "over-25"),
            ("under 16", "under-16"),
            ("19-20", "18-20"),
        ],
    )
    def test_a_band_within_one_of_ours_is_known(self, cell, band):
        assert spellings.age_in(cell) == band

    @pytest.mark.parametrize("cell", ["17-19", "21+", "97", "3", "old"])
    def test_a_band_across_ours_is_refused(self, cell):
        with pytest.raises(CellRefused):
            spellings.age_in(cell)

    @pytest.mark.parametrize("cell", ["yes", "Y", "TRUE", "a) Yes", "1", "x", "Yes - physical"])
    def test_yes(self, cell):
        assert spellings.yes_no_in(cell) == "yes"

    @pytest.mark.parametrize("cell", ["no", "N", "false", "b) No", "0", "None"])
    def test_no(self, cell):
        assert spellings.yes_no_in(cell) == "no"

    @pytest.mark.parametrize(
        ("cell", "group"),
        [("a) Male", "male"), ("F", "female"), ("d) Neither", "another-way"), ("c) Not stated/recorded", "")],
    )
    def test_sex(self, cell, group):
        assert spellings.sex_in(cell) == group

    @pytest.mark.parametrize(
        ("cell", "stage"),
        [
            ("a) Relevant child", "relevant"),
            ("b) Former relevant child", "former-relevant"),
            ("c) Qualifying care leaver", "qualifying"),
            ("d) Eligible child", "eligible"),
            ("Former Relevant", "former-relevant"),
            ("No Current Eligibility", ""),
        ],
    )
    def test_stage(self, cell, stage):
        assert spellings.stage_in(cell) == stage

    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("07700900123", "07700 900123"),
            ("07700 900 123", "07700 900123"),
            ("7700900123", "07700 900123"),
            ("+44 (0)7700 900123", "+447700900123"),
            ("0044 7700 900123", "+447700900123"),
            ("(01632) 960-001", "01632 960001"),
            ("n/k", ""),
        ],
    )
    def test_phone(self, cell, number):
        assert spellings.phone_in(cell) == number

    @pytest.mark.parametrize("cell", ["7.70E+09", "07700 900123 / 01632 960001", "ring mum", "12345", "٠٧٧٠٠٩٠٠١٢٣"])
    def test_what_is_no_phone_is_refused(self, cell):
        with pytest.raises(CellRefused, match="one number"):
            spellings.phone_in(cell)

    @pytest.mark.parametrize("name", FORMATS)
    def test_formats_by_name_and_by_words(self, name):
        assert spellings.format_in(name) == spellings.format_in(FORMATS[name].upper()) == name

    @pytest.mark.parametrize(
        ("cell", "group"),
        [
            ("X: In custody", "yes"),
            ("X1", "yes"),
            ("HMP prison", "yes"),
            ("U: Independent living", "no"),
            ("R: Residence not known", ""),
        ],
    )
    def test_custody_by_accommodation(self, cell, group):
        assert spellings.custody_in(cell) == group

    @given(st.text(max_size=40), st.sampled_from(sorted(reading._READERS)))
    def test_any_cell_gives_a_known_group_or_one_sentence_that_does_not_repeat_it(self, cell, target):
        try:
            found = reading._READERS[target](cell)
        except CellRefused as refused:
            assert len(cell.strip()) < 4 or cell.strip() not in str(refused)
        else:
            groups = CHARACTERISTICS[target].groups if target in CHARACTERISTICS else {}
            assert not groups or found == "" or found in groups


class TestReading:
    def test_a_row_becomes_a_person_with_an_age_band_and_no_date(self):
        found = read(
            ["ID", "Surname", "Forename", "DOB", "Mobile", "Address 1", "Postcode", "Gender", "UASC"],
            ["LC-1", "Ēriksōn", "Zoë", "31/03/2007", "7700900123", "1 Quay", "RM1 1AA", "F", "b) No"],
        )
        (person,) = found.people
        assert person.name == "Zoë Ēriksōn"
        assert person.address == "1 Quay\nRM1 1AA"
        assert (person.age_band, person.sex, person.uasc) == ("18-20", "female", "no")
        assert "2007" not in repr(person)
        assert "age_band" in found.given and "language" not in found.given

    @pytest.mark.parametrize(
        "name", ["محمد علي", "Нина Ковальчук", "王小明", "Trần Thị Ngọc", "ትዕግስት", "O’Brien-Łuk", "👩🏽‍🎤 Sky"]
    )
    def test_names_in_every_script(self, name):
        assert read(["Ref", "Name"], ["1", name]).people[0].name == name

    def test_every_refusal_is_named_by_row_and_column_and_nothing_comes_in(self):
        found = read(
            ["Ref", "Name", "DOB", "Email"],
            ["1", "Sam", "31/02/2004", "sam@example.org"],
            ["2", "Kit", "2004-01-02", "not an address"],
            ["", "Jo", "", ""],
            ["1", "Ash", "", ""],
        )
        assert found.people == []
        assert [(refusal.row, refusal.column) for refusal in found.refusals] == [
            (2, "DOB"), (3, "Email"), (4, "Ref"),
        ]  # fmt: skip
        assert all(name not in " ".join(why(found)) for name in ("Sam", "Kit", "Jo", "not an address"))

    def test_the_same_reference_twice_is_refused(self):
        assert why(read(["Ref"], ["LC 1"], ["LC  1"])) == [
            "Row 3, Ref: Row 2 has this reference too: keep each person once."
        ]

    def test_one_person_under_two_references_is_pointed_out(self):
        found = read(
            ["Ref", "Name", "DOB", "Email", "Mobile"],
            ["1", "Zoë Lee", "1/2/2005", "", "07700 900001"],
            ["2", "zoe lee", "2005-02-01", "z@example.org", ""],
            ["3", "Other", "", "Z@example.org", "+44 7700 900002"],
            ["4", "Fourth", "", "", "07700900001"],
            there={"07700900001": {"4"}, "z@example.org": {"9"}},
        )
        assert len(found.people) == 4
        assert [str(doubt) for doubt in found.doubts] == [
            "Row 2 and somebody on your list have the same telephone number.",
            "Row 3 and somebody on your list have the same email address.",
            "Row 3 and row 2 have the same name and date of birth.",
            "Row 4 and row 3 have the same email address.",
            "Row 4 and somebody on your list have the same email address.",
            "Row 5 and row 2 have the same telephone number.",
        ]

    def test_formulas_empty_rows_and_ragged_rows(self):
        header = ["Ref", "Name", "Notes"]
        assert read(header, ["", "", "seen"], ["", " ", ""]).blank == 2
        assert why(read(header, ["=A1", "", ""], formulas=[0])) == [
            "Row 2, Ref: This cell holds a formula: copy the column and paste it back as values."
        ]
        assert "fewer than the 3 columns" in why(read(header, ["1"]))[0]
        assert "null character" in why(read(header, ["1\x00", "", ""]))[0]

    def test_who_has_died_is_left_out_and_who_refuses_contact_is_left_alone(self):
        found = read(["Ref", "In touch"], ["1", "c) Died"], ["2", "d) Refu"], ["3", "a) Yes"])
        assert found.died == ["1"]
        assert [(person.reference, person.do_not_contact) for person in found.people] == [("2", True), ("3", False)]

    def test_advisers_are_known_by_email_and_by_name_and_the_rest_counted(self):
        advisers = {"pa@example.org": 7, "ade bello": 8}
        found = read(
            ["Ref", "PA"], ["1", "PA@example.org"], ["2", "Ade Bello"], ["3", "Gone"], ["4", ""], advisers=advisers
        )
        assert [person.adviser_id for person in found.people] == [7, 8, None, None]
        assert found.no_adviser == 1

    @given(births, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d %b %Y"]))
    def test_only_the_age_band_comes_out_of_a_date_of_birth(self, born, style):
        (person,) = read(["Ref", "DOB"], ["1", born.strftime(style)]).people
        assert person.age_band == age_band_of(age_on(born, ON))

    @given(st.lists(st.lists(st.text(max_size=8), min_size=5, max_size=5), max_size=8))
    def test_any_table_is_read_or_refused_and_every_row_is_accounted_for(self, rows):
        found = read(["Ref", "Name", "DOB", "Phone", "UASC"], *rows)
        assert found.rows == len(rows)
        if not found.refused:
            assert len(found.people) + found.blank == found.rows
            assert len({person.reference for person in found.people}) == len(found.people)

    @given(st.text(max_size=20))
    def test_two_spellings_of_one_name_are_the_same(self, name):
        assert reading.same(unicodedata.normalize("NFD", name.upper())) == reading.same(name.upper())


def test_the_authoritys_own_list_for_inspectors_is_known_among_the_sheets():
    table = open_table(shared_file("data/annex_a/Annex_A.xlsx"), fits=list_columns.is_annex_a_list)
    choices = list_columns.guess(table.header)
    list_columns.check_choices(choices, table.header)
    assert "List 9" in table.note
    found = reading.read(table.rows(), table.header, choices, on=ON, advisers={}, there={})
    assert (found.refused, found.doubted) == (0, 0)
    people = {person.reference: person for person in found.people}
    assert len(people) == 6
    assert people["6102196"].age_band == "over-25"  # born in October 1999; the file's own age is of another year
    assert {person.stage for person in found.people} == {"former-relevant"}
    assert people["7961370"].sex == "male" and people["7961370"].in_custody == "no"
    assert people["4939073"].in_custody == ""
