"""From rows to responses: which column goes where, what a cell may say, and what is never taken in."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newbelongings.adapters.rows import Row
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions, columns, exporting, importing, queries
from newbelongings.domain.surveys.age_bands import ages_in, band_of
from newbelongings.domain.surveys.given import GivenAnswer
from newbelongings.domain.surveys.models import Answer, Question, Response
from newbelongings.domain.surveys.personal_columns import date_in, is_birth_heading, is_contact_heading
from newbelongings.domain.surveys.sheets import OptionSheet, QuestionSheet

ON = dt.date(2026, 3, 4)


def question(name, kind, *options):
    sheets = tuple(OptionSheet(n, key, text, key == "other") for n, (key, text) in enumerate(options))
    return QuestionSheet(1, name, "1", 1, kind, f"The {name} in full?", name, "", (), "", "", sheets)


QUESTIONS = (
    question("age", Question.ONE, ("16-17", "16 or 17"), ("18-20", "18 to 20"), ("over-20", "Over 20"), ("no", "No")),
    question("stage", Question.ONE, ("staying-put", "I’m staying put"), ("other", "Other")),
    question("help", Question.MANY, ("money", "Money, or bills"), ("home", "Home"), ("other", "Other")),
    question("best", Question.THREE_THINGS),
    question("anything-else", Question.LONG_TEXT),
)


def read(header, *rows, names=None, options=None, on=ON):
    """What a file of these rows would bring in; columns go where ``names`` says, or where the header says."""
    header = tuple(header)
    plan = columns.plan_from_choices(
        columns.guess(header, QUESTIONS) if names is None else names, header, QUESTIONS, options=options
    )
    found = [Row(number, list(cells)) for number, cells in enumerate(rows, 2)]
    columns.refuse_birth_dates(plan, header, (row.cells for row in found), QUESTIONS, on)
    return importing.read(found, header, plan, QUESTIONS, on=on)


def why(reading):
    return [str(refusal) for refusal in reading.refusals]


class TestColumns:
    def test_native_names_are_known(self):
        reading = read(
            ["age", "best_1", "best_3", "Anything else", "shoe size"], ["16-17", "front door", "", "no", "9"]
        )
        assert reading.responses[0].answers == [
            GivenAnswer("age", "16-17"),
            GivenAnswer("best", "", 1, "front door"),
            GivenAnswer("anything-else", "", 1, "no"),
        ]

    def test_the_words_of_the_question_are_known(self):
        header = ("The best in full? 2", "THE ANYTHING-ELSE IN FULL", "Q1")
        assert columns.guess(header, QUESTIONS) == {0: "best_2", 1: "anything-else", 2: "age"}

    def test_names_contacts_and_birth_dates_are_never_guessed(self):
        assert columns.guess(("Full name", "E-mail", "Date of birth", "DOB", "age"), QUESTIONS) == {4: "age"}

    def test_the_text_of_json_lines_answers_the_last_open_question(self):
        assert columns.guess(("id", "text"), QUESTIONS, json_lines=True) == {1: "anything-else"}
        assert columns.guess(("id", "text"), QUESTIONS) == {}

    @pytest.mark.parametrize(
        ("names", "words"),
        [
            ({}, "No column goes to a question"),
            ({0: "week"}, "No column goes to a question"),
            ({0: "shoes"}, "There is no question called “shoes”"),
            ({0: "age", 1: "age"}, "“one” and “two” both go to the same question"),
        ],
    )
    def test_a_choice_that_cannot_be_is_refused(self, names, words):
        with pytest.raises(Refused, match=words):
            read(["one", "two"], names=names)

    @pytest.mark.parametrize("heading", ["Name", "Your full name", "e-mail address", "Mobile number", "Postcode"])
    def test_a_column_of_names_or_contacts_is_refused(self, heading):
        assert is_contact_heading(heading)
        with pytest.raises(Refused, match="never kept with answers: leave it out"):
            read([heading], ["x"], names={0: "anything-else"})

    @pytest.mark.parametrize("heading", ["Named person", "What is the name for it?", "Help with phone bills"])
    def test_a_column_about_something_else_is_not(self, heading):
        assert not is_contact_heading(heading)


class TestMappingFile:
    HEADER = ("Dob band", "B1", "B2", "In care?")

    def test_it_says_where_columns_and_words_go(self):
        content = {
            "columns": {"B1": "best", "B2": ["best", 2], "In care?": "stage"},
            "options": {"stage": {"With my foster mum": "staying-put"}},
        }
        plan = columns.plan_from_file(content, self.HEADER, QUESTIONS)
        reading = importing.read([Row(2, ["", "a", "b", "with my FOSTER mum"])], self.HEADER, plan, QUESTIONS, on=ON)
        assert reading.responses[0].answers == [
            GivenAnswer("best", "", 1, "a"),
            GivenAnswer("best", "", 2, "b"),
            GivenAnswer("stage", "staying-put"),
        ]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ([], "should read"),
            ({"columns": []}, "should read"),
            ({"columns": {}, "colums": {}}, "“colums”, which means nothing"),
            ({"columns": {"B9": "best"}}, "names a column “B9”"),
            ({"columns": {"B1": "beast"}}, "no question called “beast”"),
            ({"columns": {"B1": ["best", 4]}}, "no question called “best_4”"),
            ({"columns": {"B1": 7}}, "give each column a question’s name"),
            ({"columns": {"B1": "best"}, "options": {"shoes": {}}}, "gives options for “shoes”"),
            ({"columns": {"B1": "best"}, "options": {"stage": {"x": "y"}}}, "no option called “y”"),
            ({"columns": {"B1": "best"}, "options": ["stage"]}, "“options” should read"),
        ],
    )
    def test_what_does_not_fit_is_refused_with_what_to_write(self, content, words):
        with pytest.raises(Refused, match=words):
            columns.plan_from_file(content, self.HEADER, QUESTIONS)


class TestCells:
    @pytest.mark.parametrize("cell", ["staying-put", "I'm staying  put.", " I’M STAYING PUT "])
    def test_an_option_is_known_by_name_or_words(self, cell):
        assert read(["stage"], [cell]).responses[0].answers == [GivenAnswer("stage", "staying-put")]

    def test_several_options_in_one_cell(self):
        answers = read(["help"], ["Home; money, or bills;home"]).responses[0].answers
        assert answers == [GivenAnswer("help", "home"), GivenAnswer("help", "money")]

    def test_their_own_words_belong_to_other(self):
        reading = read(["stage", "stage_other"], ["Other", "in a van"], ["", "with nan"])
        assert [response.answers for response in reading.responses] == [
            [GivenAnswer("stage", "other", 1, "in a van")],
            [GivenAnswer("stage", "other", 1, "with nan")],
        ]

    def test_their_own_words_beside_another_choice_are_refused_and_not_dropped(self):
        assert "beside another choice" in why(read(["stage", "stage_other"], ["staying-put", "with nan"]))[0]

    def test_what_is_no_option_is_refused_with_the_choices_and_without_repeating_it(self):
        reading = read(["best_1", "stage"], ["a", "Other"], ["b", "Jordan Smith"])
        assert why(reading) == ["Row 3, stage: This is none of the choices: use “I’m staying put” or “Other”."]
        assert reading.responses == []

    @pytest.mark.parametrize(
        ("cell", "words"),
        [
            ("x" * 2001, "2,001 characters and the limit is 2,000"),
            ("a\x00b", "null character"),
            ("a\ud800b", "half a character"),
            ("jo@example.org", "email address or telephone number"),
            ("07700 900118", "email address or telephone number"),
            ("3/5/2008", "looks like a date of birth"),
        ],
    )
    def test_words_that_cannot_be_kept_are_refused(self, cell, words):
        assert words in why(read(["anything-else", "best_1"], ["fine", "ok"], [cell, "ok"]))[0]

    @pytest.mark.parametrize(
        "cell", ["=cmd|'/C calc'!A0", "@home", "-", "'=1", "x" * 2000, "called 07700 900118 twice"]
    )
    def test_other_words_are_kept_untouched(self, cell):
        assert read(["anything-else"], [cell]).responses[0].answers[0].text == cell

    def test_a_formula_is_refused(self):
        header = ("anything-else",)
        plan = columns.plan_from_choices({0: "anything-else"}, header, QUESTIONS)
        reading = importing.read([Row(2, ["=A1"], frozenset({0}))], header, plan, QUESTIONS, on=ON)
        assert "paste it back as values" in why(reading)[0]

    def test_the_week_is_kept_and_not_the_day(self):
        assert read(["week", "best_1"], ["4 March 2026", "a"]).responses[0].week == dt.date(2026, 3, 2)

    @pytest.mark.parametrize("cell", ["5/3/2026", "2012-12-31", "last week"])
    def test_a_week_that_cannot_be_is_refused(self, cell):
        assert "no date up to today" in why(read(["week", "best_1"], [cell, "a"]))[0]


class TestRows:
    @pytest.mark.parametrize(("cells", "words"), [(["a"], "1 cells, fewer"), (["a", "b", "c"], "3 cells, more")])
    def test_a_ragged_row_is_refused(self, cells, words):
        assert words in why(read(["best_1", "best_2"], cells))[0]

    def test_a_row_that_says_nothing_is_counted_and_left_out(self):
        reading = read(["best_1", "shoes"], ["", "9"], ["a", "9"])
        assert (reading.rows, reading.blank, len(reading.responses)) == (2, 1, 1)

    def test_every_refusal_is_counted_and_the_first_fifty_are_kept(self):
        reading = read(["stage", "best_1"], *[["none", "a"]] * 70)
        assert (reading.refused, len(reading.refusals), reading.refusals[-1].row) == (70, 50, 51)

    def test_two_refusals_in_one_row_are_both_told(self):
        assert len(why(read(["stage", "best_1"], ["none", "x" * 3000]))) == 2


class TestBirthDates:
    @pytest.mark.parametrize("heading", ["DOB", "D.O.B.", "Date of birth", "date_of_birth", "Birthdate", "When born"])
    def test_a_column_is_known_by_its_name(self, heading):
        assert is_birth_heading(heading)
        with pytest.raises(Refused, match="never kept"):
            read([heading], ["whatever"], names={0: "anything-else"})

    @pytest.mark.parametrize("heading", ["Stubborn", "Dobbin", "Best things", "Newborns"])
    def test_and_not_by_part_of_a_word(self, heading):
        assert not is_birth_heading(heading)

    def test_a_column_is_known_by_what_it_holds(self):
        with pytest.raises(Refused, match="“Q7” looks like dates of birth"):
            read(["Q7"], ["01/02/2006"], ["2007-11-30"], names={0: "anything-else"})

    def test_mapped_to_age_only_the_band_is_kept(self):
        reading = read(["Date of birth"], ["4/3/2008"], ["5 March 2008"], ["1999-12-31 00:00"], names={0: "age"})
        assert [response.answers for response in reading.responses] == [
            [GivenAnswer("age", "18-20")],
            [GivenAnswer("age", "16-17")],
            [GivenAnswer("age", "over-20")],
        ]

    def test_a_plain_age_becomes_its_band(self):
        assert read(["age"], ["19"]).responses[0].answers == [GivenAnswer("age", "18-20")]

    def test_an_age_outside_every_band_is_refused(self):
        assert "none of the choices" in why(read(["age"], ["15"]))[0]

    @pytest.mark.parametrize(
        ("words", "ages"),
        [("16 or 17", {16, 17}), ("18 to 20", {18, 19, 20}), ("21–24", {21, 22, 23, 24}), ("under 3", {0, 1, 2})],
    )
    def test_the_words_of_an_option_name_its_ages(self, words, ages):
        assert set(ages_in(words)) == ages

    @pytest.mark.parametrize("words", ["I am under 18 and in care", "No", "", "18"])
    def test_other_words_name_none(self, words):
        assert ages_in(words) is None

    @given(age=st.integers(0, 120))
    def test_each_age_has_at_most_the_band_that_names_it(self, age):
        options = {"a": "16 or 17", "b": "18 to 20", "c": "Over 20", "no": "No"}
        expected = "" if age < 16 else "a" if age < 18 else "b" if age < 21 else "c"
        assert band_of(age, options) == expected

    @given(day=st.dates(dt.date(1951, 1, 1), dt.date(2049, 12, 31)))
    def test_a_date_is_read_in_each_way_of_writing(self, day):
        written = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day.day} {day:%B %Y}", f"{day} 00:00:00"]
        assert [date_in(text) for text in written] == [day] * len(written)


@given(text=st.text(max_size=60))
def test_no_cell_crashes_a_reading(text):
    header = ("week", "age", "stage", "stage_other", "help", "best_1", "anything-else")
    reading = read(header, [text] * len(header))
    assert reading.rows == 1


@pytest.fixture
def round_(world):
    actions.install_shipped_instruments(system_scope())
    instrument = queries.shipped_instruments(world.as_alice).get(slug="new-belongings-2015")
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="paper",
        title="Paper survey",
        opens=today() - dt.timedelta(days=20),
        closes=today() - dt.timedelta(days=1),
    )


def _import(world, round_, header, rows):
    questions = queries.instrument_questions(round_.instrument_id)
    plan = columns.plan_from_choices(columns.guess(header, questions), header, questions)
    found = [Row(number, list(cells)) for number, cells in enumerate(rows, 2)]
    reading = importing.read(found, header, plan, questions)
    return importing.bring_in(world.as_alice, round_id=round_.pk, reading=reading)


def _export(scope, round_):
    sheets = []

    def write(header, rows):
        sheets.append((list(header), [list(row) for row in rows]))
        return len(sheets[0][1])

    exporting.export_responses(scope, round_id=round_.pk, write=write)
    return sheets[0]


def test_one_refused_row_means_that_nothing_is_written(world, round_):
    with pytest.raises(Refused, match="Nothing was brought in"):
        _import(world, round_, ("best_1", "age"), [["fine", "17"], ["fine", "old"]])
    assert not Response.objects.exists()
    assert not Answer.objects.exists()


def test_a_file_without_an_answer_is_refused(world, round_):
    with pytest.raises(Refused, match="holds no answers"):
        _import(world, round_, ("best_1",), [[""]])


def test_an_export_holds_every_answer_and_no_id_or_day(world, round_):
    header = ("week", "age", "stage", "stage_other", "best_1", "best_2", "anything-else")
    rows = [
        ["2025-03-04", "18 to 20", "Other", "in a van", "front door", "", "Nothing"],
        ["", "16 or 17", "", "", "", "quiet", ""],
    ]
    _import(world, round_, header, rows)
    names, exported = _export(world.as_alice, round_)
    kept = sorted([cell for name, cell in zip(names, row, strict=True) if name in header] for row in exported)
    opened = round_.opens - dt.timedelta(days=round_.opens.weekday())
    rows[0][0], rows[1][0] = "2025-03-03", opened.isoformat()
    assert kept == sorted(rows)
    assert len(names) == 23
    assert not any(str(pk) in str(exported) for pk in Response.objects.values_list("pk", flat=True))


def test_an_export_is_noted_without_what_was_said(world, round_):
    _import(world, round_, ("best_1",), [["front door"]])
    _export(world.as_bob, round_)
    line = AuditLine.objects.get(verb="exported_responses")
    assert (line.actor_name, line.subject_id, line.detail) == ("Bob", str(round_.pk), {})


def test_only_those_who_may_read_answers_take_them_out(world, round_):
    with pytest.raises(NotFound):
        _export(world.as_charlie, round_)
    for role in (Role.ADVISER, Role.BOARD, Role.CRITICAL_FRIEND, Role.INSPECTOR):
        with pytest.raises(NotAllowed):
            _export(world.scope(world.people[role]), round_)


def test_only_those_who_run_surveys_bring_answers_in(world, round_):
    reading = importing.Reading(responses=[])
    with pytest.raises(NotAllowed):
        importing.bring_in(world.scope(world.people[Role.ADVISER]), round_id=round_.pk, reading=reading)


def test_an_import_takes_as_many_statements_for_many_as_for_few(world, round_, django_assert_max_num_queries):
    rows = [["17", f"thing {n}"] for n in range(900)]
    with django_assert_max_num_queries(40):
        assert _import(world, round_, ("age", "best_1"), rows) == 900


answers = st.text(alphabet=st.one_of(st.sampled_from("'=+-@\n "), st.characters(exclude_categories=["Cs", "Cc"])))


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(answers.map(str.strip).filter(bool), min_size=1, max_size=6))
def test_open_answers_come_back_from_an_export_as_they_were(tmp_path_factory, django_db_blocker, texts):
    """Through the files themselves: what was exported and imported again says the same."""
    from newbelongings.adapters.csv_files import write_csv
    from newbelongings.adapters.tables import open_table

    path = tmp_path_factory.getbasetemp() / "round-trip.csv"
    header = [importing.WEEK, *(name for name in columns.targets(QUESTIONS) if name != importing.WEEK)]
    place = header.index("anything-else")
    write_csv(
        path, header, [["2026-03-02"] + [text if n == place else "" for n in range(1, len(header))] for text in texts]
    )
    table = open_table(path)
    plan = columns.plan_from_choices(columns.guess(table.header, QUESTIONS), table.header, QUESTIONS)
    reading = importing.read(table.rows(), table.header, plan, QUESTIONS, on=ON)
    assert why(reading) == []
    assert [response.answers[0].text for response in reading.responses] == texts
