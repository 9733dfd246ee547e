"""Every fault of a questionnaire, each as one sentence; and whatever stands in a file, an answer and no crash."""

import re
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.surveys import editing, soundness
from newbelongings.domain.surveys.authoring import prepared
from newbelongings.domain.surveys.instruments import SHIPPED, shipped_spec
from newbelongings.domain.surveys.models import Question
from newbelongings.domain.surveys.soundness import MOST_QUESTIONS, faults

YES_OR_NO = [{"name": "yes", "text": "Yes"}, {"name": "no", "text": "No"}]


def question(name: str, kind: str = "long_text", **more: Any) -> dict[str, Any]:
    made = {"name": name, "kind": kind, "text": f"What about {name}?", "short": name.title()}
    return made | ({"options": YES_OR_NO} if kind in ("one", "many") else {}) | more


def after(on: str, *options: str, word: str = "any_of") -> dict[str, Any]:
    return {"question": on, word: list(options or ("yes",))}


def survey(*questions: Any) -> dict[str, Any]:
    return {"title": "Our own", "questions": list(questions)}


def sentences(*questions: Any) -> str:
    return " / ".join(str(fault) for fault in faults(survey(*questions)))


@pytest.mark.parametrize("slug", SHIPPED)
def test_what_we_ship_is_sound(slug):
    assert faults(shipped_spec(slug)) == []


def test_every_kind_in_one_survey_is_sound():
    kinds = [question(f"q{n}", kind) for n, (kind, _) in enumerate(Question.KINDS)]
    kinds[4]["ends"] = ["not at all", "completely"]
    assert faults(survey(*kinds)) == []


class TestConditions:
    def test_on_an_earlier_closed_question(self):
        assert sentences(question("job", "one"), question("boss", condition=after("job"))) == ""
        assert sentences(question("happy", "scale"), question("why", condition=after("happy", "0", "1"))) == ""

    def test_on_a_later_question(self):
        found = sentences(question("boss", condition=after("job")), question("job", "one"))
        assert found.startswith("Question 1: It depends on question 2, which comes later")

    def test_a_loop_of_two_is_told_at_both(self):
        found = sentences(
            question("a", "one", condition=after("b")), question("b", "one", condition=after("a")), question("c")
        )
        assert found.count("loop") == 2

    def test_a_loop_of_three_and_one_that_hangs_on_it(self):
        found = faults(
            survey(
                question("a", "one", condition=after("c")),
                question("b", "one", condition=after("a")),
                question("c", "one", condition=after("b")),
                question("d", condition=after("c")),
            )
        )
        assert [fault.place for fault in found if "loop" in fault.sentence] == [1, 2, 3]

    def test_on_itself(self):
        assert "its own answer" in sentences(question("a", "one", condition=after("a")))

    def test_on_an_open_question(self):
        assert "answered in words" in sentences(question("a"), question("b", condition=after("a")))

    def test_on_a_question_or_choice_that_is_not_there(self):
        assert "which is not there" in sentences(question("a", condition=after("gone")))
        assert "does not offer (“maybe”)" in sentences(
            question("a", "one"), question("b", condition=after("a", "yes", "maybe"))
        )

    @pytest.mark.parametrize(
        "condition",
        [
            "yes",
            {"question": "a"},
            {"question": "a", "any_of": []},
            {"question": "a", "any_of": "yes"},
            {"question": "a", "any_of": ["yes"], "none_of": ["no"]},
            {"question": 3, "any_of": ["yes"]},
            None,
            [],
        ],
    )
    def test_of_no_known_shape(self, condition):
        assert "Say of which earlier question" in sentences(question("a", "one"), question("b", condition=condition))


class TestNames:
    def test_two_of_one_name(self):
        assert "Question 2: Its name clashes with that of question 1" in sentences(question("a"), question("a"))

    def test_names_that_would_share_a_column_of_a_file(self):
        other = [*YES_OR_NO, {"name": "other", "text": "Other", "other": True}]
        assert "clashes" in sentences(question("a", "one", options=other), question("a_other"))
        assert "clashes" in sentences(question("best_2"), question("best", "three_things"))

    @pytest.mark.parametrize("name", ["", "2best", "Best", "be st", "a__b", "a-", "x" * 41, "beſt", "a\n", 7, None])
    def test_that_no_page_could_carry(self, name):
        assert "Give it a name" in sentences({**question("b"), "name": name})

    @pytest.mark.parametrize("name", ["form", "go", "week", "code"])
    def test_that_the_service_uses_itself(self, name):
        assert "The service uses the name" in sentences(question(name))

    def test_two_of_one_number(self):
        assert "same number" in sentences(question("a", number="1"), question("b", number="1"))


class TestQuestions:
    def test_none(self):
        assert [fault.sentence for fault in faults(survey())] == ["Add at least one question."]

    def test_too_many(self):
        many = [question(f"q{n}") for n in range(MOST_QUESTIONS + 1)]
        assert "too long to finish" in sentences(*many)

    def test_a_hundred_thousand_letters_are_counted_and_not_repeated(self):
        found = sentences(question("a", text="x" * 100_000))
        assert "The question has 100,000 letters and 500 fit" in found
        assert len(found) < 200

    @pytest.mark.parametrize("bad", ["one\0two", "half \ud800", "bell \a"])
    def test_characters_that_no_keyboard_makes(self, bad):
        assert "no keyboard" in sentences(question("a", text=bad))

    @pytest.mark.parametrize("words", ["How are you 🙂?", "\u200fكيف حالك؟", "ሰላም", "A\nB", "👩🏽‍🦱"])
    def test_every_script_is_welcome(self, words):
        assert sentences(question("a", text=words, hint=words, short=words)) == ""

    def test_a_kind_that_is_not_there(self):
        assert "Choose a kind" in sentences(question("a", "matrix"))

    @pytest.mark.parametrize("options", [[], YES_OR_NO[:1], "yes", None, [1, 2], [{"name": "a"}, {"name": "b"}]])
    def test_a_choice_needs_choices(self, options):
        assert "choice" in sentences(question("a", "one", options=options))

    def test_choices_that_are_the_same(self):
        twice = [{"name": "a", "text": "Yes"}, {"name": "b", "text": " yes "}]
        assert "the same" in sentences(question("a", "one", options=twice))

    def test_choices_where_none_belong(self):
        assert "answered in words" in sentences(question("a", "long_text", options=YES_OR_NO))
        assert "brings its own" in sentences(question("a", "scale", options=YES_OR_NO))

    @pytest.mark.parametrize("ends", [["only one"], ["", "very"], "ab", [1, 2], ["a", "b", "c"]])
    def test_ends_that_are_none(self, ends):
        assert "Question 1" in sentences(question("a", "scale", ends=ends))

    def test_marks(self):
        found = sentences(question("a", area="A11", private="yes", picture="cat", ideas="money"))
        assert [word in found for word in ("ten areas", "private", "picture", "ideas")] == [True] * 4

    def test_all_faults_are_told_at_once_in_the_order_of_the_questions(self):
        found = faults(survey(question("a", "matrix"), question("a", text=""), question("c", condition=after("a"))))
        assert [fault.place for fault in found] == sorted(fault.place for fault in found)
        assert {fault.place for fault in found} == {1, 2, 3}


class TestAddingToAStandardOne:
    base = shipped_spec("new-belongings-2013")

    def test_two_questions_of_your_own_may_follow(self):
        made = {**self.base, "questions": [*self.base["questions"], question("bus"), question("dog")]}
        assert faults(made, base=self.base) == []

    def test_a_third_may_not(self):
        made = {**self.base, "questions": [*self.base["questions"], question("bus"), question("dog"), question("cat")]}
        assert "At most 2" in str(faults(made, base=self.base)[0])

    def test_the_standard_ones_stay_as_they_are_and_where_they_are(self):
        changed = deepcopy(self.base)
        changed["questions"][2]["text"] += " Please."
        assert [fault.place for fault in faults(changed, base=self.base)] == [3]
        swapped = {**self.base, "questions": editing.moved(self.base["questions"], "advice", -1)}
        assert [fault.place for fault in faults(swapped, base=self.base)] == [2, 3]
        assert faults({**self.base, "questions": self.base["questions"][:-1]}, base=self.base)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["one", "scale", "a", "any_of"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
KEYS = {*soundness.WORDING, "number", "short", "note", "private", "easy", "picture", "question"}
question_like = st.dictionaries(st.sampled_from(sorted(KEYS)), anything, max_size=8)


@given(anything)
def test_nothing_in_a_file_brings_it_down(spec):
    assert faults(spec)


@given(st.lists(question_like | anything, max_size=4))
def test_no_question_brings_it_down(questions):
    spec = {"title": "Any", "questions": questions}
    for fault in [*faults(spec), *faults(prepared(spec)), *faults(spec, base=TestAddingToAStandardOne.base)]:
        assert fault.sentence.endswith((".", "!"))
        assert 0 <= fault.place <= max(len(questions), 8)


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6))
def test_what_people_write_gets_names_that_may_stand(texts):
    made: list[Any] = []
    for text in texts:
        given_ = editing.tidied({"kind": "one", "text": text, "options": [{"text": text}, {"text": f"{text}!"}]})
        made.append(editing.completed(given_, made))
    assert not [fault for fault in faults(survey(*made)) if fault.field == "name" or "name of" in fault.sentence]


@given(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1), st.data())
def test_moving_keeps_every_question(names, data):
    questions = [question(name) for name in names]
    name, by = data.draw(st.sampled_from(names)), data.draw(st.integers(-7, 7))
    result = editing.moved(questions, name, by)
    assert sorted(q["name"] for q in result) == sorted(names)
    assert [q["name"] for q in result if q["name"] != name] == [n for n in names if n != name]


SHIPPED_QUESTIONS = [(slug, q) for slug in SHIPPED for q in shipped_spec(slug)["questions"]]


@pytest.mark.parametrize(("slug", "asked"), SHIPPED_QUESTIONS, ids=[f"{s}:{q['name']}" for s, q in SHIPPED_QUESTIONS])
def test_every_question_we_ship_has_easy_words_and_a_picture(slug, asked):
    sentences_ = [sentence for sentence in re.split(r"[.?!]", asked["easy"]) if sentence.strip()]
    assert all(len(sentence.split()) <= 15 for sentence in sentences_)
    assert asked["picture"]


def test_the_four_national_questions_are_quoted_and_asked_of_those_over_sixteen():
    spec = shipped_spec("feeling-well-2026")
    four = [asked for asked in spec["questions"] if asked["kind"] == "scale"]
    assert [asked["text"] for asked in four] == [
        "Overall, how satisfied are you with your life nowadays?",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Overall, how happy did you feel yesterday?",
        'On a scale where 0 is "not at all anxious" and 10 is "completely anxious", overall, '
        "how anxious did you feel yesterday?",
    ]
    assert [asked["ends"] for asked in four] == [["not at all", "completely"]] * 3 + [
        ["not at all anxious", "completely anxious"]
    ]
    assert all(asked["condition"] == {"question": "age", "none_of": ["under-16"]} for asked in four)
    assert "Crown copyright" in spec["source"]
    assert "combined score" in spec["source"]
