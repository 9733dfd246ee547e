"""Who is asked what: held for any questions and any choices."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.surveys.routing import asked_of, may_be_asked, only_if, opened_by


@dataclass(frozen=True)
class Option:
    name: str
    text: str


@dataclass(frozen=True)
class Sheet:
    name: str
    condition: dict[str, Any] = field(default_factory=dict)
    short: str = "Work"
    options: tuple[Option, ...] = (Option("a", "Full time"), Option("b", "Part time"), Option("c", "None"))


@st.composite
def surveys(draw) -> list[Sheet]:
    made: list[Sheet] = []
    for number in range(draw(st.integers(1, 8))):
        condition: dict[str, Any] = {}
        if made and draw(st.booleans()):
            word = draw(st.sampled_from(["any_of", "none_of"]))
            condition = {"question": draw(st.sampled_from(made)).name, word: draw(options.filter(bool))}
        made.append(Sheet(f"q{number}", condition))
    return made


options = st.lists(st.sampled_from("abc"), unique=True)
choices = st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), options)


@given(surveys(), choices)
def test_a_question_is_asked_only_where_its_own_condition_holds(questions, chosen):
    asked = asked_of(questions, chosen)
    for question in questions:
        condition = question.condition
        if question.name in asked and "any_of" in condition:
            assert condition["question"] in asked
            assert set(chosen.get(condition["question"], ())) & set(condition["any_of"])
        if not condition:
            assert question.name in asked


@given(surveys(), choices, st.integers(0, 8))
def test_nobody_is_ever_asked_more_than_was_said(questions, chosen, known):
    assert set(asked_of(questions, chosen)) <= set(may_be_asked(questions, chosen, known))


@given(surveys(), choices)
def test_at_the_end_the_count_is_exact_and_it_never_grows_on_the_way(questions, chosen):
    counts = [len(may_be_asked(questions, chosen, known)) for known in range(len(questions) + 1)]
    assert counts == sorted(counts, reverse=True)
    assert may_be_asked(questions, chosen, len(questions)) == asked_of(questions, chosen)


@given(surveys(), choices, st.data())
def test_a_change_opens_only_later_questions_that_are_asked(questions, chosen, data):
    changed = data.draw(st.integers(0, len(questions) - 1))
    opened = opened_by(questions, questions[changed].name, chosen)
    asked = asked_of(questions, chosen)
    assert all(name in asked and int(name[1:]) > changed for name in opened)


def test_words_for_a_condition():
    questions = [Sheet("q0")]
    assert only_if({}, questions) == ""
    assert (
        only_if({"question": "q0", "any_of": ["a"]}, questions) == "Answer this if you picked “Full time” for “Work”."
    )
    words = only_if({"question": "q0", "none_of": ["a", "b", "c"]}, questions)
    assert words == "Answer this unless you picked “Full time”, “Part time” or “None” for “Work”."
