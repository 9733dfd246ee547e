"""The invented answers: enough of them, all different, and each where it says it belongs."""

import json
from collections import Counter
from importlib.resources import files

from newbelongings.demo.hands import HANDS
from newbelongings.demo.mixes import mix
from newbelongings.demo.respondents import Crowd
from newbelongings.demo.texts import QUESTIONS, subjects, texts
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.surveys.given import GivenAnswer
from newbelongings.domain.surveys.instruments import shipped_spec
from tests.shared_files import shared_file


def _alike(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())


def test_there_are_far_more_than_four_hundred_and_no_two_are_alike():
    counted = Counter(_alike(text.words) for text in texts())
    assert len(counted) > 1000
    assert [words for words, times in counted.items() if times > 1] == []


def test_each_answers_a_question_of_the_questionnaire_in_words():
    asked = {
        q["name"]
        for q in shipped_spec("new-belongings-2015")["questions"]
        if q["kind"] in ("three_things", "long_text")
    }
    assert {text.question for text in texts()} == set(QUESTIONS) == asked


def test_each_names_what_it_is_about_and_all_ten_areas_are_spoken_of_under_most_questions():
    known = subjects()
    assert {subject for text in texts() for subject in text.subjects} == set(known)
    for area in areas():
        spoken = {text.question for text in texts() if known[text.subjects[0]].area == area.code}
        assert len(spoken) == len(QUESTIONS), area.code


def test_they_are_short_and_long_as_people_write_on_a_phone():
    lengths = sorted(len(text.words) for text in texts())
    assert lengths[len(lengths) // 10] < 25
    assert lengths[-len(lengths) // 20] > 100
    assert lengths[-1] > 200


def test_every_file_says_that_it_is_invented():
    folder = files("newbelongings.demo").joinpath("texts")
    data = [json.loads(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".json")]
    assert len(data) == len(QUESTIONS) + len(["subjects", "no_theme"])
    assert all("nvented" in held["invented"] for held in data)


def test_none_was_taken_from_what_others_wrote():
    given = shared_file("data/answers/dev.jsonl").read_text("utf-8").splitlines()
    theirs = {_alike(json.loads(line)["text"]) for line in given}
    assert theirs.isdisjoint(_alike(text.words) for text in texts())


def test_whatever_hand_wrote_it_the_words_are_still_there_and_still_mean_one_thing():
    typed = {hand(text.words): {text.subjects} for hand in HANDS for text in texts()}
    assert all(typed)
    for hand in HANDS:
        for text in texts():
            typed[hand(text.words)].add(text.subjects)
    assert [words for words, meanings in typed.items() if len(meanings) > 1] == []


def _share(crowd: list[list[GivenAnswer]], subject: str) -> float:
    """Of a crowd, how many in one wrote about a subject before all else."""
    words = {hand(text.words) for hand in HANDS for text in texts() if text.subjects[0] == subject}
    return sum(any(given.text in words for given in person) for person in crowd) / len(crowd)


def test_one_subject_is_new_this_year_and_is_that_of_one_group():
    then, now = (
        list(Crowd(mix("Ravensmere", this_year=year), f"Ravensmere {what}").responses(260))
        for year, what in ((False, "import"), (True, "main"))
    )
    assert _share(now, "guarantor") > 2 * _share(then, "guarantor") > 0
    older = [person for person in now if any(given.option == "21-25" for given in person)]
    younger = [person for person in now if any(given.option == "18-20" for given in person)]
    assert _share(older, "guarantor") > 3 * _share(younger, "guarantor")
