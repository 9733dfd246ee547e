"""The stories and the crowd, without a database: they must hold on whatever day the region is built."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import pytest

from newbelongings.demo import rounds
from newbelongings.demo.councils import MONTHS_BEHIND, month_before
from newbelongings.demo.mixes import mix
from newbelongings.demo.respondents import AGES, LIVES, Crowd
from newbelongings.demo.story import Story, region, story
from newbelongings.demo.texts import subjects, texts
from newbelongings.domain.replies.plain_words import read
from tests.shared_files import shared_file

COUNCILS = [council["name"] for council in region()["councils"]]
DAY_KEYS = ("day", "agreed", "starts", "ends", "due", "written", "published", "withdrawn")


def _days(told: object) -> Iterator[int]:
    if isinstance(told, list):
        for part in told:
            yield from _days(part)
    elif isinstance(told, dict):
        yield from (value for key, value in told.items() if key in DAY_KEYS)
        for part in told.values():
            yield from _days(part)


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("this_year", [True, False])
def test_on_any_day_of_any_year_what_a_story_tells_lies_in_the_year_it_is_told_of(council: str, this_year: bool):
    windows = (rounds.THIS_YEAR, rounds.OPEN_NOW) if this_year else (rounds.LAST_YEAR,)
    days = [*_days(story(council, this_year=this_year)), *(edge for window in windows for edge in window)]
    for number in range(4 * 366):
        today = dt.date(2027, 1, 1) + dt.timedelta(days=number)
        months = MONTHS_BEHIND + (0 if this_year else 12)
        starts, ends = month_before(today, months), month_before(today, months - 12) - dt.timedelta(days=1)
        assert starts <= today + dt.timedelta(days=min(days)), today
        assert today + dt.timedelta(days=max(days)) <= ends, today


@pytest.mark.parametrize("council", COUNCILS)
def test_updates_are_told_in_order_and_none_is_still_to_come(council: str):
    for this_year in (True, False):
        for thing in _promises(story(council, this_year=this_year)):
            days = [update["day"] for update in thing.get("updates", ())]
            assert all(earlier <= later for earlier, later in pairwise([*days, 0])), thing["title"]


def _promises(told: Story) -> Iterator[Story]:
    for objective in told["objectives"]:
        yield from (*objective.get("actions", ()), *objective.get("milestones", ()))
    yield from told.get("milestones", ())


@pytest.mark.parametrize("council", COUNCILS)
def test_what_care_leavers_are_told_can_be_read_by_a_child_of_eleven(council: str):
    for this_year in (True, False):
        for reply in story(council, this_year=this_year)["replies"]:
            found = read(" ".join((reply["said"], reply["answer"], reply.get("changed", ""))))
            assert found.plain, (reply["title"], found)


def test_the_same_seed_gives_the_same_people_and_another_seed_gives_others():
    one, same, other = (list(Crowd(mix("Aldersea", this_year=True), s).responses(30)) for s in ("a", "a", "b"))
    assert one == same
    assert one != other


def test_nobody_speaks_of_a_life_that_is_not_theirs_or_gives_away_another_age():
    meant = {text.words.lower(): text for text in texts()}
    for answers in Crowd(mix("Wexcombe", this_year=True), "lives").responses(200):
        said = [meant[a.text.lower()] for a in answers if a.text.lower() in meant]
        assert len({text.subjects[0] for text in said} & set(LIVES)) <= 1
        age = next(a.option for a in answers if a.question == "age")
        assert all(text.age is None or text.age in AGES[age] for text in said)


def test_hardly_anything_is_said_twice():
    words = [a.text for r in Crowd(mix("Ravensmere", this_year=True), "x").responses(300) for a in r if a.text]
    assert len(set(words)) > 0.9 * len(words)


@pytest.mark.parametrize(
    ("council", "on_their_minds"),
    [("Ravensmere", "guarantor"), ("Aldersea", "transport"), ("Wexcombe", "mh-wait")],
)
def test_each_council_has_a_story_of_its_own(council: str, on_their_minds: str):
    meant = {text.words.lower(): text.subjects for text in texts()}

    def times(at: str) -> int:
        said = (a.text.lower() for r in Crowd(mix(at, this_year=True), "y").responses(300) for a in r)
        return sum(on_their_minds in meant.get(words, ()) for words in said)

    here = times(council)
    assert all(here > 1.5 * times(other) for other in COUNCILS if other != council)


def test_every_subject_that_a_story_names_is_in_the_list():
    for council in COUNCILS:
        for this_year in (True, False):
            told = story(council, this_year=this_year)
            named = {s for part in (*told["priorities"], *told["replies"]) for s in part["themes"]}
            assert named <= set(subjects())


def test_no_real_council_has_one_of_the_three_codes_or_names():
    listed = shared_file("data/dfe/local_authorities.csv").read_text("utf-8-sig")
    cells = {cell.strip('"').lower() for line in listed.splitlines() for cell in line.split(",")}
    assert cells.isdisjoint(council["code"] for council in region()["councils"])
    assert cells.isdisjoint(name.lower() for name in COUNCILS)


def test_every_telephone_number_is_one_that_nobody_has():
    for council in region()["councils"]:
        assert council["phone"].startswith("01632 960")
