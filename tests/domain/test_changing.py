"""What changed since another year, with its interval, and what stands in the way of saying so."""

import datetime as dt

import pytest

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes.changing import Verdict, change, earlier_cycle
from newbelongings.domain.themes.models import Reading
from tests.amounts_world import Crowd, round_of
from tests.answering import days_ago

THEN = [Crowd(20, "Rooms"), Crowd(30, "Letters"), Crowd(3, "Dentists"), Crowd(12, "Buses"), Crowd(100)]
NOW = [Crowd(70, "Rooms"), Crowd(33, "Letters"), Crowd(9, "Dentists"), Crowd(12, "Sleep"), Crowd(60)]


@pytest.fixture
def earlier(world):
    starts = world.cycle.starts - dt.timedelta(days=365)
    return authorities.start_cycle(world.as_system(), starts=starts, ends=starts + dt.timedelta(days=364))


@pytest.fixture
def two_years(world, earlier):
    round_of(world.as_alice, earlier, THEN, slug="before")
    round_of(world.as_alice, world.cycle, NOW, slug="now")
    return earlier


def change_of(world, earlier, scope=None):
    found = change(scope or world.as_alice, cycle_id=world.cycle.pk, other_id=earlier.pk)
    return found, {changed.line.words: changed for changed in found.lines}


def test_a_clear_rise_is_said_with_both_shares_and_an_interval(world, two_years):
    found, lines = change_of(world, two_years)
    rooms = lines["Rooms"]
    assert (rooms.line.then, rooms.line.now) == (20, 70)
    assert (rooms.line.then_percent, rooms.line.now_percent) == (12, 38)
    assert rooms.verdict is Verdict.MORE
    assert 0 < rooms.line.gap.low < 0.26 < rooms.line.gap.high < 1
    assert found.lines[0] is rooms


def test_what_chance_could_do_is_no_clear_change(world, two_years):
    assert change_of(world, two_years)[1]["Letters"].verdict is Verdict.NO_CLEAR_CHANGE


def test_few_people_are_not_compared(world, two_years):
    dentists = change_of(world, two_years)[1]["Dentists"]
    assert dentists.verdict is Verdict.TOO_FEW
    assert dentists.line.then is HIDDEN
    assert dentists.line.gap is None


def test_lines_that_one_codebook_lacks_are_named_and_not_compared(world, two_years):
    found, lines = change_of(world, two_years)
    assert (found.only_now, found.only_then) == (("Sleep",), ("Buses",))
    assert not {"Sleep", "Buses"} & set(lines)


def test_a_rise_is_not_sure_while_the_earlier_year_is_not_all_read(world, two_years):
    unread = Answer.objects.filter(response__round__cycle=two_years, codings=None, option=None)[:5]
    Reading.objects.filter(answer__in=list(unread)).delete()
    found, lines = change_of(world, two_years)
    assert lines["Rooms"].verdict is Verdict.UNREAD
    assert found.then.written - found.then.read == 5


def test_the_latest_year_in_which_anybody_answered_is_the_one_before(world, two_years):
    assert earlier_cycle(world.as_alice, world.cycle.pk) == two_years
    assert earlier_cycle(world.as_alice, two_years.pk) is None


def test_while_a_survey_is_open_the_board_waits(world, earlier):
    round_of(world.as_alice, earlier, THEN, slug="before")
    round_of(world.as_alice, world.cycle, NOW, slug="now", closes=days_ago(-9))
    found, lines = change_of(world, earlier, world.scope(world.people[Role.BOARD]))
    assert found.waits
    assert not lines


def test_the_next_council_does_not_find_it(world, two_years):
    with pytest.raises(NotFound):
        change_of(world, two_years, world.as_charlie)
