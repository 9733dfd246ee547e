"""A draft is read by a forum first: who may say something, once each, and what counts as agreed."""

import datetime as dt

import pytest

from newbelongings.domain.forum import actions as forums
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.replies import actions, checking, checks, queries
from newbelongings.domain.replies.models import CheckVoice
from newbelongings.domain.safeguarding import queries as safeguarding
from tests.answering import UNREAD, WORDS, draft_of, issue_of, publish
from tests.replies_world import check_of, member_of


@pytest.fixture
def forum(world):
    return forums.start_forum(world.as_bob, name="Care forum")


@pytest.fixture
def draft(world):
    return draft_of(world, issue_ids=[issue_of(world.as_alice).pk])


def _say(token, check, said, words="", **more):
    return checking.say_of_draft(public_scope(), token=token, check_id=check.pk, said=said, words=words, **more)


def _settle(world, check, outcome, **more):
    return checking.settle_check(world.as_bob, check_id=check.pk, outcome=outcome, **more)


def test_what_a_forum_agreed_to_needs_no_reason(world, forum, draft):
    check = check_of(world, draft, forum)
    _, token = member_of(forum)
    _say(token, check, "clear")
    _settle(world, check, "agreed")
    published = actions.publish_reply(world.as_bob, reply_id=draft.pk, unchecked_because=UNREAD)
    assert (published.published_on, published.unchecked_because) == (today(), "")


def test_without_a_forum_a_reason_is_asked_for_and_kept(world, draft):
    with pytest.raises(Refused) as refusal:
        actions.publish_reply(world.as_bob, reply_id=draft.pk)
    assert refusal.value.field == "unchecked_because"
    published = actions.publish_reply(world.as_bob, reply_id=draft.pk, unchecked_because=UNREAD)
    assert published.unchecked_because == UNREAD


def test_a_draft_changed_after_it_was_agreed_is_unread_again(world, forum, draft):
    check = check_of(world, draft, forum)
    _say(member_of(forum)[1], check, "clear")
    _settle(world, check, "agreed")
    actions.edit_reply(world.as_bob, reply_id=draft.pk, **WORDS, issue_ids=[])
    assert checks.read_by_forum(queries.reply(world.as_bob, draft.pk)), "what stands behind the words is not read"
    actions.edit_reply(world.as_bob, reply_id=draft.pk, **(WORDS | {"answer": "Something else."}))
    assert not checks.read_by_forum(queries.reply(world.as_bob, draft.pk))


def test_a_member_speaks_once_and_may_change_their_mind(world, forum, draft):
    check = check_of(world, draft, forum)
    member, token = member_of(forum)
    _say(token, check, "unclear", "What is a guarantor?")
    _say(token, check, "clear", "I see now.")
    voice = CheckVoice.objects.get()
    assert (voice.member, voice.said, voice.words) == (member, "clear", "I see now.")
    assert checks.voice_of(public_scope(), member=member, check=check) == voice


def test_a_member_who_goes_leaves_what_they_said_without_them(world, forum, draft):
    check = check_of(world, draft, forum)
    member, token = member_of(forum)
    _say(token, check, "unclear", "Too long.")
    member.delete()
    assert CheckVoice.objects.get().member is None
    (line,) = checks.check_lines(world.as_bob, draft)
    assert line.heard[1].words == ("Too long.",)


def test_staff_read_whether_anybody_said_it_and_the_words_but_no_small_number(world, forum, draft):
    check = check_of(world, draft, forum)
    for name, said, words in (
        *((f"Member {n}", "clear", "") for n in range(6)),
        ("Zed", "unclear", "zebra"),
        ("Al", "unclear", "apple"),
    ):
        _say(member_of(forum, name)[1], check, said, words)
    (line,) = checks.check_lines(world.as_bob, draft)
    assert [one.how_many for one in line.heard] == ["6 people", "Some people", "Nobody"]
    assert line.heard[1].words == ("apple", "zebra")
    assert "Zed" not in repr(line) and "Member" not in repr(line)


def test_one_that_says_it_is_not_true_keeps_it_from_being_agreed_but_for_a_meeting(world, forum, draft):
    check = check_of(world, draft, forum)
    _say(member_of(forum)[1], check, "untrue", "They never signed for me.")
    with pytest.raises(Refused, match="isn't true"):
        _settle(world, check, "agreed")
    meeting = forums.hold_meeting(world.as_bob, forum_id=forum.pk, date=today(), place="Library")
    checking.record_meeting_check(
        world.as_bob,
        check_id=check.pk,
        meeting_id=meeting.pk,
        people=7,
        outcome="agreed",
        words="It is true since May.",
    )
    (line,) = checks.check_lines(world.as_bob, draft)
    assert (line.outcome, line.people, line.meeting_on) == ("agreed", 7, today())


def test_what_is_wrong_with_settling_is_said(world, forum, draft):
    check = check_of(world, draft, forum)
    other = forums.start_forum(world.as_bob, name="Younger forum")
    at_other = forums.hold_meeting(world.as_bob, forum_id=other.pk, date=today(), place="")
    to_come = forums.hold_meeting(world.as_bob, forum_id=forum.pk, date=today() + dt.timedelta(days=9), place="")

    def at(meeting, people=3):
        given = {"check_id": check.pk, "meeting_id": meeting.pk, "people": people, "outcome": "agreed"}
        return lambda: checking.record_meeting_check(world.as_bob, **given)

    for act, field in (
        (lambda: _settle(world, check, "agreed"), "outcome"),
        (lambda: _settle(world, check, "maybe"), "outcome"),
        (lambda: _settle(world, check, "change"), "words"),
        (at(at_other), "meeting"),
        (at(to_come), "meeting"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.field == field
    _settle(world, check, "change", words="Say who signs.")
    with pytest.raises(Refused, match="settled already"):
        _settle(world, check, "change", words="Say who signs.")


def test_what_is_settled_changed_published_or_another_forums_is_not_open_to_a_member(world, forum, draft):
    check = check_of(world, draft, forum)
    member, token = member_of(forum)
    elsewhere = member_of(forums.start_forum(world.as_bob, name="Younger forum"))[1]
    at_charlies = member_of(forums.start_forum(world.as_charlie, name="Care forum"))[1]
    for other in (elsewhere, at_charlies, "0" * 32, ""):
        with pytest.raises(NotFound):
            _say(other, check, "clear")
    assert checks.checks_for_member(public_scope(), member) == [check]
    with pytest.raises(Refused):
        _say(token, check, "lovely")
    actions.edit_reply(world.as_bob, reply_id=draft.pk, **(WORDS | {"answer": "Other words."}))
    assert checks.checks_for_member(public_scope(), member) == []
    with pytest.raises(NotFound):
        _say(token, check, "clear")
    again = check_of(world, draft, forum)
    assert again != check and check_of(world, draft, forum) == again, "other words are asked about anew, and once"
    actions.publish_reply(world.as_bob, reply_id=draft.pk, unchecked_because=UNREAD)
    with pytest.raises(NotFound):
        _say(token, again, "clear")


def test_words_that_sound_like_danger_reach_the_safeguarding_lead(world, forum, draft):
    check = check_of(world, draft, forum)
    _say(member_of(forum)[1], check, "untrue", "He hits me and I want to die.")
    assert safeguarding.concerns(world.scope(world.people[Role.SAFEGUARDING])).count() == 1


def test_charlie_neither_asks_nor_reads_nor_settles(world, forum, draft):
    check, charlie = check_of(world, draft, forum), world.as_charlie
    his = draft_of_charlie(world)
    for act in (
        lambda: checking.ask_forum(charlie, reply_id=draft.pk, forum_id=forum.pk),
        lambda: checking.ask_forum(charlie, reply_id=his.pk, forum_id=forum.pk),
        lambda: checks.check(charlie, check.pk),
        lambda: checking.settle_check(charlie, check_id=check.pk, outcome="change", words="x"),
    ):
        with pytest.raises(NotFound):
            act()
    assert checks.check_lines(charlie, draft) == []


def draft_of_charlie(world):
    return actions.write_reply(world.as_charlie, cycle_id=world.aldersea_cycle.pk, **WORDS)


def test_a_published_reply_and_an_empty_one_are_not_put_before_a_forum(world, forum):
    with pytest.raises(Refused, match="published already"):
        check_of(world, publish(world), forum)
    with pytest.raises(Refused, match="Write your answer first"):
        check_of(world, draft_of(world, answer=""), forum)
