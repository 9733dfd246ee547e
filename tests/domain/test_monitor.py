"""The monitor: how what was raised is used, in few statements, with small numbers hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newbelongings.domain.forum import actions, handing, opinions
from newbelongings.domain.forum.links import linked_member
from newbelongings.domain.forum.models import Verdict
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.replies import actions as replies
from newbelongings.domain.replies.monitor import members_monitor, monitor
from tests.answering import action_of, days_ago, issue_of, publish
from tests.meetings_world import join


@pytest.fixture
def forum(world):
    return actions.start_forum(world.as_bob, name="Voices")


@pytest.fixture
def visitor(world):
    return public_scope(world.ravensmere.pk)


def _whole(world, forum, number, **reply):
    """An issue with every step, an answer and what the forum thinks of it."""
    raised = issue_of(world.as_alice, f"Issue {number}", raised_on=days_ago(60))
    handing.take_up(world.as_bob, issue_id=raised.pk, holder="Bob", on=days_ago(50))
    handing.hand_over(world.as_bob, issue_id=raised.pk, body="service", holder="Housing", on=days_ago(45))
    actions.decide(world.as_bob, issue_id=raised.pk, body="service", words="Yes.", decided_on=days_ago(30))
    publish(world, issue_ids=[raised.pk], title=f"Reply {number}", on=days_ago(26), **reply)
    said = {"change": "some", "people": 6, "words": "A little.", "said_on": days_ago(2)}
    opinions.record_verdict(world.as_bob, issue_id=raised.pk, forum_id=forum.pk, **said)
    return raised


def test_one_issue_answers_all_six_questions(world, forum):
    action = action_of(world)
    _whole(world, forum, 1, action_ids=[action.pk])
    (line,) = monitor(world.as_alice).lines
    assert line.path.waited == 34 and [clock.days for clock in line.path.clocks] == [10, 5, 15, 4]
    (told,) = line.replies
    assert told.done == ("Sign as guarantor until 25",) and told.reply.changed == "11 people have a flat this way."
    (verdict,) = line.verdicts
    assert (verdict.forum, verdict.people, verdict.words) == ("Voices", 6, "A little.")


def test_as_many_statements_for_fifty_as_for_five(world, forum, visitor):
    member = linked_member(visitor, join(forum.pk, "Kit")[1])
    counts = []
    for number in range(50):
        _whole(world, forum, number)
        if number + 1 in (5, 50):
            with CaptureQueriesContext(connection) as staff:
                assert len(monitor(world.as_alice).lines) == number + 1
            with CaptureQueriesContext(connection) as theirs:
                assert len(members_monitor(visitor, member).lines) == number + 1
            counts.append((len(staff), len(theirs)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 18


def test_half_within_counts_what_waits(world, forum):
    for number in range(3):
        _whole(world, forum, number)
    assert monitor(world.as_alice).summary.within is None, "three are too few to speak of half"
    for number in range(3):
        issue_of(world.as_alice, f"Waits {number}")
    found = monitor(world.as_alice).summary
    assert (found.everything, found.answered, found.within, found.longest.waited) == (6, 3, 34, 61)
    issue_of(world.as_alice, "One more")
    assert monitor(world.as_alice).summary.within is None, "less than half is answered now"


def test_single_voices_are_never_shown_and_the_groups_own_words_are(world, forum, visitor):
    raised = issue_of(world.as_alice)
    members = [join(forum.pk, f"Member {number}")[0] for number in range(8)]
    for member in members[:5]:
        opinions.say_verdict(visitor, member, issue_id=raised.pk, change="no")
    (line,) = monitor(world.as_alice).lines
    assert [voice.more_than for voice in line.voices] == [0, 0, 0, 0]
    for member in members:
        opinions.say_verdict(visitor, member, issue_id=raised.pk, change="no")
    (line,) = members_monitor(visitor, members[0]).lines
    assert {voice.kind: voice.more_than for voice in line.voices}["no"] == 5, "said again, it counts once"
    assert line.mine == "no"
    given = {"issue_id": raised.pk, "forum_id": forum.pk, "change": "no", "people": 3, "words": "Same as before."}
    assert opinions.record_verdict(world.as_bob, **given) == opinions.record_verdict(world.as_bob, **given)
    (verdict,) = monitor(world.as_alice).lines[0].verdicts
    assert verdict.people is HIDDEN and verdict.words == "Same as before."
    members[0].delete()
    assert raised.voices.count() == 8, "what was said stays; who said it goes"


def test_words_are_for_those_who_said_them(world, forum, visitor):
    meeting = actions.hold_meeting(world.as_bob, forum_id=forum.pk, date=days_ago(9))
    issue_of(world.as_alice, words="Ours.", meeting_id=meeting.pk, raised_on=None)
    issue_of(world.as_alice, "Told to a worker", words="Somebody else’s.")
    other = actions.start_forum(world.as_bob, name="The far away")
    ours, theirs = (join(each.pk, "Kit")[0] for each in (forum, other))
    assert {line.said for line in members_monitor(visitor, ours).lines} == {"Ours.", ""}
    assert {line.said for line in members_monitor(visitor, theirs).lines} == {""}
    assert {line.said for line in monitor(world.as_alice).lines} == {""}


def test_an_answer_taken_back_waits_on_top_again(world, forum):
    first, second = _whole(world, forum, 1), _whole(world, forum, 2)
    reply = replies.queries.replies_to_issue(world.as_alice, second.pk).get()
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="Untrue.", on=days_ago(1))
    assert [line.issue for line in monitor(world.as_alice).lines] == [second, first]
    assert monitor(world.as_alice).lines[0].replies == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"people": 0}, "people"), ({"change": "maybe"}, "change"), ({"said_on": days_ago(-1)}, "said_on")],
)
def test_a_verdict_refused_says_where(world, forum, changed, field):
    raised = issue_of(world.as_alice)
    with pytest.raises(Refused) as refusal:
        opinions.record_verdict(
            world.as_bob, **({"issue_id": raised.pk, "forum_id": forum.pk, "change": "no", "people": 6} | changed)
        )
    assert refusal.value.field == field
    assert not Verdict.objects.exists()


def test_who_may_and_who_may_not(world, forum, visitor):
    raised = issue_of(world.as_alice)
    assert len(monitor(world.scope(world.people[Role.BOARD])).lines) == 1
    assert monitor(world.as_charlie).lines == ()
    for role in (Role.ADVISER, Role.FORUM_MEMBER):
        with pytest.raises(NotAllowed):
            monitor(world.scope(world.people[role]))
    given = {"issue_id": raised.pk, "forum_id": forum.pk, "change": "no", "people": 6}
    with pytest.raises(NotFound):
        opinions.record_verdict(world.as_charlie, **given)
    with pytest.raises(NotAllowed):
        opinions.record_verdict(world.scope(world.people[Role.BOARD]), **given)
    theirs = actions.start_forum(world.as_charlie, name="Voices")
    stranger, _ = join(theirs.pk, "Kit")
    with pytest.raises(NotFound):
        opinions.say_verdict(public_scope(world.aldersea.pk), stranger, issue_id=raised.pk, change="no")
