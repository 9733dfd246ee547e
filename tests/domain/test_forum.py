"""The forum: what is kept of a meeting, an issue, a decision, and who may see it."""

import datetime as dt

import pytest

from newbelongings.domain.forum import actions, queries
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN
from tests.answering import days_ago, issue_of


def _meeting(world, **more):
    forum = actions.start_forum(world.as_alice, name="Ravensmere Voices")
    return actions.hold_meeting(world.as_alice, forum_id=forum.pk, **({"date": days_ago(7)} | more))


def test_issue_raised_at_a_meeting_takes_its_day(world):
    meeting = _meeting(world)
    issue = actions.raise_issue(
        world.as_bob, title="Buses", words="No bus after seven.", area="A4", meeting_id=meeting.pk
    )
    assert issue.raised_on == meeting.date
    assert queries.issue(world.as_alice, issue.pk).words == "No bus after seven."


def test_decisions_are_added_and_stay_in_their_order(world):
    issue = issue_of(world.as_alice)
    actions.decide(world.as_alice, issue_id=issue.pk, body="board", words="Pay for it.", decided_on=days_ago(3))
    actions.decide(world.as_bob, issue_id=issue.pk, body="forum", words="Ask the board.", decided_on=days_ago(40))
    words = [decision.words for decision in queries.issue(world.as_alice, issue.pk).decisions.all()]
    assert words == ["Ask the board.", "Pay for it."]
    assert list(AuditLine.objects.filter(verb="decided").values_list("actor_name", flat=True)) == ["Alice", "Bob"]


def test_another_council_finds_nothing(world):
    meeting, issue = _meeting(world), issue_of(world.as_alice)
    charlie = world.as_charlie
    assert not queries.issues(charlie).exists()
    assert not queries.meetings(charlie).exists()
    with pytest.raises(NotFound):
        queries.issue(charlie, issue.pk)
    with pytest.raises(NotFound):
        queries.issues_by_ids(charlie, [issue.pk])
    with pytest.raises(NotFound):
        actions.decide(charlie, issue_id=issue.pk, body="forum", words="Mine now.")
    with pytest.raises(NotFound):
        actions.hold_meeting(charlie, forum_id=meeting.forum_id, date=today())
    with pytest.raises(NotFound):
        actions.raise_issue(charlie, title="T", words="W", area="A1", meeting_id=meeting.pk)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.OWNER, Role.FORUM_MEMBER, Role.INSPECTOR, Role.BOARD])
def test_only_those_who_keep_the_forum_write(world, role):
    with pytest.raises(NotAllowed):
        actions.start_forum(world.scope(world.people[role]), name="Another")


def test_board_reads_issues_and_advisers_do_not(world):
    issue = issue_of(world.as_alice)
    assert queries.issue(world.scope(world.people[Role.BOARD]), issue.pk) == issue
    with pytest.raises(NotAllowed):
        queries.issues(world.scope(world.people[Role.ADVISER]))


def test_small_attendance_is_hidden_and_notes_are_for_keepers(world):
    _meeting(world, attended=4, notes="We ate together.")
    (line,) = queries.meeting_lines(world.as_alice)
    assert line.attended is HIDDEN
    assert line.notes == "We ate together."
    (line,) = queries.meeting_lines(world.scope(world.people[Role.BOARD]))
    assert line.notes == ""


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"words": "\x00"}, "words"),
        ({"area": "A11"}, "area"),
        ({"raised_on": today() + dt.timedelta(days=1)}, "raised_on"),
    ],
)
def test_issue_refused_says_where(world, changed, field):
    given = {"title": "Buses", "words": "No bus.", "area": "A4"} | changed
    with pytest.raises(Refused) as refusal:
        actions.raise_issue(world.as_alice, **given)
    assert refusal.value.field == field
    assert not queries.issues(world.as_alice).exists()


def test_nobody_came_to_a_meeting_that_is_still_to_come(world):
    with pytest.raises(Refused, match="still to come"):
        _meeting(world, date=today() + dt.timedelta(days=3), attended=7)


def test_a_planned_meeting_is_written_up_once(world):
    meeting = _meeting(world, notes="Bring the letters.")
    actions.write_up_meeting(world.as_bob, meeting_id=meeting.pk, attended=9, notes="Nine letters read.")
    (line,) = queries.meeting_lines(world.as_alice)
    assert (line.attended, line.notes) == (9, "Bring the letters.\n\nNine letters read.")
    with pytest.raises(Refused, match="already"):
        actions.write_up_meeting(world.as_alice, meeting_id=meeting.pk, attended=3)
    with pytest.raises(NotFound):
        actions.write_up_meeting(world.as_charlie, meeting_id=meeting.pk, attended=3)


def test_a_form_sent_twice_is_kept_once(world):
    issues = [issue_of(world.as_alice) for _ in range(2)]
    given = {"issue_id": issues[0].pk, "body": "forum", "words": "Ask the board."}
    decisions = [actions.decide(world.as_alice, **given) for _ in range(2)]
    assert issues[0] == issues[1] and decisions[0] == decisions[1]
    assert AuditLine.objects.filter(verb__in=["raised_issue", "decided"]).count() == 2


def test_decision_before_its_issue_is_refused(world):
    issue = issue_of(world.as_alice, raised_on=days_ago(5))
    with pytest.raises(Refused, match="before the issue"):
        actions.decide(world.as_alice, issue_id=issue.pk, body="forum", words="Yes.", decided_on=days_ago(6))


def test_one_name_is_one_forum_and_one_day_one_meeting(world):
    meeting = _meeting(world)
    with pytest.raises(Refused, match="another name"):
        actions.start_forum(world.as_alice, name="ravensmere voices")
    with pytest.raises(Refused, match="already has a meeting"):
        actions.hold_meeting(world.as_alice, forum_id=meeting.forum_id, date=meeting.date)
    assert actions.start_forum(world.as_charlie, name="Ravensmere Voices").name == "Ravensmere Voices"
