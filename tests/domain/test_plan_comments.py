"""Comments on any line of the plan, their answers, and the one email a day that tells of them."""

import pytest

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, comments, edits, versions
from newbelongings.domain.plans.models import Comment
from tests.small_plan import DAY, write_small_plan

ADDRESS = "https://example.org/plan/comments/"


@pytest.fixture
def small(world):
    return write_small_plan(world)


@pytest.fixture
def friend(world):
    return world.scope(world.people[Role.CRITICAL_FRIEND])


def say(scope, small, thing="action", words="By when will they answer?", **more):
    row = small.plan if thing == "plan" else getattr(small, thing)
    given = {"plan_id": small.plan.pk, "thing": thing, "thing_id": row.pk, "words": words} | more
    return comments.comment_on_plan(scope, **given)


@pytest.mark.parametrize("thing", comments.THINGS)
def test_any_line_can_be_commented_on_and_keeps_its_title_as_it_was(world, small, friend, thing):
    said = say(friend, small, thing)
    assert said.title == ("The plan itself" if thing == "plan" else getattr(small, thing).title)
    assert said.said_name == "Critical Friend, critical friend"


def test_a_comment_on_a_dropped_line_stays_and_no_new_one_is_taken(world, small, friend):
    say(friend, small, "action")
    edits.drop_objective(world.as_alice, objective_id=small.objective.pk, because="Done elsewhere")
    for thing in ("action", "objective", "development_area", "milestone"):
        with pytest.raises(Refused, match="in the plan now"):
            say(friend, small, thing)
    (kept,) = comments.comments(world.as_alice, small.plan.pk)
    assert (kept.title, kept.words) == ("Agree 14 days with all landlords", "By when will they answer?")


def test_too_long_empty_and_unknown_are_refused_with_a_sentence(world, small, friend):
    for words, sentence in (("", "Give your comment"), ("x" * 2001, "Shorten your comment to 2,000")):
        with pytest.raises(Refused, match=sentence):
            say(friend, small, words=words)
    for more in ({"thing": "key_fact"}, {"thing_id": 10**15}, {"thing": "update"}):
        with pytest.raises(Refused, match="Choose a line"):
            comments.comment_on_plan(
                friend, **{"plan_id": small.plan.pk, "thing": "action", "thing_id": 1, "words": "Yes"} | more
            )


def test_sent_twice_it_is_one_comment(world, small, friend):
    assert say(friend, small) == say(friend, small)
    assert say(world.as_bob, small) != say(friend, small)


def test_staff_answer_once_and_nobody_else_does(world, small, friend):
    said = say(friend, small)
    with pytest.raises(NotAllowed):
        comments.answer_comment(friend, comment_id=said.pk, answer="By May")
    with pytest.raises(NotFound):
        comments.answer_comment(world.as_charlie, comment_id=said.pk, answer="By May")
    answered = comments.answer_comment(world.as_bob, comment_id=said.pk, answer="By May")
    assert (answered.answer, answered.answered_name) == ("By May", "Bob")
    with pytest.raises(Refused, match="Bob answered this meanwhile: By May"):
        comments.answer_comment(world.as_alice, comment_id=said.pk, answer="By June")


@pytest.mark.parametrize("role", [Role.BOARD, Role.FORUM_MEMBER, Role.ADVISER, Role.OWNER, Role.INSPECTOR])
def test_other_roles_neither_comment_nor_read_comments(world, small, role):
    scope = world.scope(world.people[role])
    with pytest.raises(NotAllowed):
        say(scope, small)
    with pytest.raises(NotAllowed):
        comments.comments(scope, small.plan.pk)


def test_the_cluster_comments_on_what_is_shared_and_reads_only_its_own(world, small, friend):
    charlie = world.as_charlie
    with pytest.raises(NotFound):
        say(charlie, small)
    authorities.form_cluster(world.as_system(), name="Near", authorities=[world.ravensmere, world.aldersea])
    versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    versions.share_plan(world.as_alice, plan_id=small.plan.pk)
    say(friend, small, words="Only for Ravensmere")
    said = say(charlie, small, words="We did this with a bond")
    assert said.said_name == "Charlie, programme lead, Aldersea"
    assert [c.words for c in comments.comments(charlie, small.plan.pk)] == ["We did this with a bond"]
    assert len(comments.comments(world.as_alice, small.plan.pk)) == 2


def test_the_cluster_cannot_comment_on_a_line_that_is_only_in_the_draft(world, small):
    authorities.form_cluster(world.as_system(), name="Near", authorities=[world.ravensmere, world.aldersea])
    versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    versions.share_plan(world.as_alice, plan_id=small.plan.pk)
    later = actions.add_milestone(world.as_alice, plan_id=small.plan.pk, title="Secret", due=today())
    with pytest.raises(Refused, match="Choose a line"):
        comments.comment_on_plan(
            world.as_charlie, plan_id=small.plan.pk, thing="milestone", thing_id=later.pk, words="What is this?"
        )


def test_one_email_a_day_to_the_lead_without_the_words(world, small, friend):
    system = world.as_system()
    say(friend, small, words="Secret words")
    say(world.as_bob, small, words="More secret words")
    say(world.as_alice, small, words="A note by Alice herself")
    assert comments.tell_of_comments(system, address=ADDRESS) == 1
    say(friend, small, words="And another one")
    assert comments.tell_of_comments(system, address=ADDRESS) == 0
    (message,) = OutboxMessage.objects.all()
    assert (message.to, message.subject) == (world.alice.email, "2 new comments on your plan")
    assert "ecret" not in message.body
    assert ADDRESS in message.body
    Comment.objects.filter(told_on=today()).update(told_on=today() - DAY)
    OutboxMessage.objects.update(key="that-of-yesterday")
    assert comments.tell_of_comments(system, address=ADDRESS) == 1
    assert OutboxMessage.objects.last().subject == "One new comment on your plan"


def test_no_email_where_nothing_waits(world, small, friend):
    said = say(friend, small)
    comments.answer_comment(world.as_alice, comment_id=said.pk, answer="By May")
    assert comments.tell_of_comments(world.as_system(), address=ADDRESS) == 0
    with pytest.raises(NotAllowed):
        comments.tell_of_comments(world.as_alice, address=ADDRESS)
