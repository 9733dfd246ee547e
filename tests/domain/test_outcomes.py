"""What comes of a meeting: an outcome for each item, and what is not done comes back."""

import datetime as dt

import pytest

from newbelongings.domain.forum import (
    actions,
    agendas,
    meetings,
    outcomes,
)
from newbelongings.domain.forum.models import AgendaItem, Forum
from newbelongings.domain.forum.outcomes import Outcome
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from tests.meetings_world import HERE, held, item_of, planned, titles


@pytest.fixture
def forum(world) -> Forum:
    return actions.start_forum(world.as_bob, name="Speak Up")


def act(world, item, who="Housing", done=False) -> AgendaItem:
    due = today() + dt.timedelta(days=20)
    given = Outcome("action", "Ask the bus company.", who=who, due_on=due, done=done)
    return outcomes.write_outcome(world.as_bob, item_id=item.pk, outcome=given)


def inform(world, item, done=False) -> AgendaItem:
    return outcomes.write_outcome(
        world.as_bob, item_id=item.pk, outcome=Outcome("information", "They said yes.", done=done)
    )


class TestOutcomes:
    def test_an_issue_raised_has_its_own_clock_and_is_joined(self, world, forum):
        meeting = held(world, forum)
        given = Outcome("issue", "The letter said court.", area="A7")
        item = outcomes.write_outcome(world.as_bob, item_id=item_of(world, meeting).pk, outcome=given)
        assert (item.issue.title, item.issue.source, item.issue.meeting) == ("Bus passes", "meeting", meeting)
        assert item.issue.raised_on == meeting.date

    def test_a_decision_stands_with_its_issue(self, world, forum):
        meeting = held(world, forum, days=2)
        issue = actions.raise_issue(
            world.as_bob, title="Letters", words="Court.", area="A7", raised_on=today() - dt.timedelta(days=9)
        )
        item = item_of(world, meeting)
        with pytest.raises(Refused, match="Choose the issue"):
            outcomes.write_outcome(world.as_bob, item_id=item.pk, outcome=Outcome("decision", "Write them again."))
        given = Outcome("decision", "Write them again.", issue_id=issue.pk)
        outcomes.write_outcome(world.as_bob, item_id=item.pk, outcome=given)
        decision = issue.decisions.get()
        assert (decision.body, decision.meeting, decision.words) == ("forum", meeting, "Write them again.")
        with pytest.raises(Refused, match="stands with its issue"):
            inform(world, item)

    @pytest.mark.parametrize(
        ("outcome", "field"),
        [
            (Outcome("", "x"), "kind"),
            (Outcome("information", " "), "words"),
            (Outcome("action", "x", due_on=today()), "who"),
            (Outcome("action", "x", who="Housing"), "due_on"),
            (Outcome("action", "x", who="Housing", due_on=dt.date(2020, 1, 1)), "due_on"),
            (Outcome("issue", "x", area="A99"), "area"),
        ],
    )
    def test_half_an_outcome_is_refused_and_leaves_nothing(self, world, forum, outcome, field):
        item = item_of(world, held(world, forum))
        with pytest.raises(Refused) as refusal:
            outcomes.write_outcome(world.as_bob, item_id=item.pk, outcome=outcome)
        assert refusal.value.field == field
        item.refresh_from_db()
        assert item.outcome == ""

    def test_it_is_not_written_up_before_each_item_has_one(self, world, forum):
        meeting = held(world, forum)
        done, open_item = item_of(world, meeting, "Done"), item_of(world, meeting, "Bus & train")
        inform(world, done)
        with pytest.raises(Refused, match="Still open: “Bus & train”"):
            actions.write_up_meeting(world.as_bob, meeting_id=meeting.pk, attended=7)
        inform(world, open_item)
        assert actions.write_up_meeting(world.as_bob, meeting_id=meeting.pk, attended=7).attended == 7
        with pytest.raises(Refused, match="written up"):
            inform(world, done)

    def test_nothing_comes_of_a_meeting_that_is_still_to_come(self, world, forum):
        with pytest.raises(Refused, match="still to come"):
            inform(world, item_of(world, planned(world, forum)))

    def test_the_next_council_can_write_none(self, world, forum):
        item = item_of(world, held(world, forum))
        with pytest.raises(NotFound):
            outcomes.write_outcome(world.as_charlie, item_id=item.pk, outcome=Outcome("information", "x"))


class TestWhatComesBack:
    def test_over_three_meetings_until_it_is_done(self, world, forum):
        first = held(world, forum, days=60)
        act(world, item_of(world, first))
        second = held(world, forum, days=30)
        asked = second.agenda.get()
        assert (asked.title, asked.added_by, asked.follows.meeting) == ("Bus passes", "follow_up", first)
        third = planned(world, forum)
        assert titles(third) == []

        with pytest.raises(Refused, match="not done yet"):
            inform(world, asked)
        act(world, asked, who="Transport")
        again = third.agenda.get()
        assert again.follows == asked

        outcomes.finish_action(world.as_bob, item_id=asked.pk)
        assert not AgendaItem.objects.filter(outcome="action", done_on=None).exists()
        assert titles(third) == ["Bus passes"], "the group still hears that it is done"
        fourth = planned(world, forum, days=40)
        assert titles(fourth) == []

    def test_it_comes_by_itself_to_a_meeting_planned_before_the_outcome(self, world, forum):
        later = planned(world, forum)
        act(world, item_of(world, held(world, forum)))
        assert titles(later) == ["Bus passes"]

    def test_done_at_the_meeting_ends_it(self, world, forum):
        act(world, item_of(world, held(world, forum, days=60)))
        second = held(world, forum, days=30)
        inform(world, second.agenda.get(), done=True)
        assert titles(planned(world, forum)) == []

    def test_a_meeting_in_between_gets_it_instead(self, world, forum):
        later = planned(world, forum, days=40)
        act(world, item_of(world, held(world, forum)))
        sooner = planned(world, forum, days=10)
        assert (titles(sooner), titles(later)) == (["Bus passes"], [])

    def test_what_a_meeting_called_off_left_goes_to_the_next(self, world, forum):
        act(world, item_of(world, held(world, forum)))
        off = planned(world, forum, days=5)
        item_of(world, off, "Cold rooms")
        meetings.call_off_meeting(world.as_bob, meeting_id=off.pk, address=HERE)
        following = planned(world, forum, days=12)
        assert sorted(titles(following)) == ["Bus passes", "Cold rooms"]
        assert titles(off) == []

    def test_an_outcome_put_right_takes_it_back(self, world, forum):
        later = planned(world, forum)
        item = item_of(world, held(world, forum))
        act(world, item)
        inform(world, item)
        assert titles(later) == []

    def test_it_cannot_be_taken_off_and_stays_in_its_forum(self, world, forum):
        other = actions.start_forum(world.as_bob, name="Juniors")
        elsewhere, later = planned(world, other), planned(world, forum)
        act(world, item_of(world, held(world, forum)))
        assert titles(elsewhere) == []
        with pytest.raises(Refused, match="until it is done"):
            agendas.remove_agenda_item(world.as_bob, item_id=later.agenda.get().pk)
