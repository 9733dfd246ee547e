"""Told by one's channel: once, whatever breaks off; taken back honestly; stopped by one button; forgotten in time."""

import datetime as dt

import pytest
from django.db import transaction

from newbelongings.domain.forum import listening, moderating
from newbelongings.domain.forum.models import Listener
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.replies import actions as replies
from newbelongings.domain.replies import telling
from newbelongings.jobs.forum_notices import forget_listeners, tell_listeners
from tests.answering import publish
from tests.public_forum_world import (
    EMAIL,
    MOBILE,
    WORDS,
    accepted,
    by_anybody,
    hears_everything,
    report_of,
    waiting_for,
)


def _raised_and_answered(world, contact=EMAIL):
    issue = accepted(world, report_of(world, contact=contact))
    return publish(world, issue_ids=[issue.pk])


def _send_all():
    OutboxMessage.objects.filter(sent_at=None).update(sent_at=dt.datetime.now(dt.UTC))


def test_who_asked_hears_once_with_the_way_to_the_answer_and_the_way_to_stop(world):
    reply = _raised_and_answered(world)
    for _ in range(3):
        tell_listeners(world.as_system())
    (message,) = waiting_for(EMAIL)
    assert f"/c/ravensmere/answers/{reply.pk}/" in message.body
    assert message.fields["stop"] in message.body
    assert (message.template, message.channel) == ("answer", "email")
    reply.refresh_from_db()
    assert (reply.told_on, reply.told) == (today(), 1)


def test_a_text_is_short_and_of_plain_letters(world):
    _raised_and_answered(world, MOBILE)
    tell_listeners(world.as_system())
    (message,) = waiting_for(MOBILE)
    assert len(message.body) < 3 * 153
    assert message.body.isascii()
    assert message.subject == ""


def test_a_sweep_that_dies_between_tells_everybody_once(world, monkeypatch):
    issue = accepted(world, report_of(world, contact=EMAIL))
    moderating.join_report(
        world.as_alice, report_id=report_of(world, f"{WORDS} Too.", contact=MOBILE).pk, issue_id=issue.pk
    )
    reply = publish(world, issue_ids=[issue.pk])
    sent = []

    def dies_on_the_second(scope, listener, **more):
        sent.append(listener)
        if len(sent) == 2:
            raise KeyboardInterrupt
        return real(scope, listener, **more)

    real = telling.send_to
    monkeypatch.setattr(telling, "send_to", dies_on_the_second)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        tell_listeners(world.as_system())
    assert OutboxMessage.objects.filter(template="answer").count() == 0
    monkeypatch.undo()
    tell_listeners(world.as_system())
    tell_listeners(world.as_system())
    assert [len(waiting_for(contact)) for contact in (EMAIL, MOBILE)] == [1, 1]
    reply.refresh_from_db()
    assert reply.told == 2


def test_one_person_who_asked_twice_hears_of_an_answer_once(world):
    issue = accepted(world, report_of(world, contact=EMAIL))
    other = accepted(world, report_of(world, f"{WORDS} Again.", contact=EMAIL), title="Again")
    hears_everything(world, EMAIL)
    publish(world, issue_ids=[issue.pk, other.pk])
    for _ in range(2):
        tell_listeners(world.as_system())
    assert len(waiting_for(EMAIL)) == 1


def test_every_answer_is_told_only_once_it_was_confirmed_and_only_of_the_area(world):
    listening.hear(by_anybody(world), contact=EMAIL, area="A6")
    listening.hear(by_anybody(world), contact=EMAIL, area="A6")
    publish(world, area="A6")
    for _ in range(2):
        tell_listeners(world.as_system())
    (asked,) = waiting_for(EMAIL)
    assert "/yes/" in asked.body
    listening.confirm(by_anybody(world), token=listening.token_of(Listener.objects.get()))
    publish(world, area="A7")
    tell_listeners(world.as_system())
    assert len(waiting_for(EMAIL)) == 1
    publish(world, area="A6")
    tell_listeners(world.as_system())
    assert len(waiting_for(EMAIL)) == 2


def test_what_was_published_before_somebody_asked_is_old_news(world):
    reply = publish(world, on=today() - dt.timedelta(days=3))
    hears_everything(world)
    tell_listeners(world.as_system())
    assert waiting_for(EMAIL) == []
    reply.refresh_from_db()
    assert reply.told == 0


def test_who_comes_late_to_an_issue_hears_of_the_answer_that_is_there(world):
    reply = _raised_and_answered(world)
    tell_listeners(world.as_system())
    late = report_of(world, f"{WORDS} Me too.", contact=MOBILE)
    moderating.join_report(world.as_alice, report_id=late.pk, issue_id=reply.issues.get().pk)
    for _ in range(2):
        tell_listeners(world.as_system())
    assert [len(waiting_for(contact)) for contact in (EMAIL, MOBILE)] == [1, 1]
    reply.refresh_from_db()
    assert reply.told == 2


def test_an_answer_withdrawn_before_it_was_told_is_not_told(world):
    reply = _raised_and_answered(world)
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It named somebody.")
    tell_listeners(world.as_system())
    assert waiting_for(EMAIL) == []


def test_a_message_that_still_waits_is_taken_back_with_the_answer(world):
    reply = _raised_and_answered(world)
    tell_listeners(world.as_system())
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It named somebody.")
    for _ in range(2):
        tell_listeners(world.as_system())
    (message,) = OutboxMessage.objects.filter(template="answer")
    assert (message.receipt, message.body, message.to) == (outbox.WITHDRAWN, "", "")


def test_who_was_told_already_is_told_once_that_it_does_not_stand_and_then_of_the_new_answer(world):
    reply = _raised_and_answered(world)
    tell_listeners(world.as_system())
    _send_all()
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="The date was wrong.")
    for _ in range(2):
        tell_listeners(world.as_system())
    back = waiting_for(EMAIL)[-1]
    assert "The date was wrong." in back.body
    publish(world, issue_ids=[issue.pk for issue in reply.issues.all()])
    for _ in range(2):
        tell_listeners(world.as_system())
    assert len(waiting_for(EMAIL)) == 3


def test_what_was_not_taken_up_is_said_kindly_once_and_spam_is_not(world):
    report = report_of(world, contact=EMAIL)
    spam = report_of(world, "see www.example.org", contact=MOBILE)
    moderating.decline_report(
        world.as_alice, report_id=report.pk, reason="other", words="It is the bus company’s to change."
    )
    moderating.decline_report(world.as_alice, report_id=spam.pk, reason="spam")
    for _ in range(2):
        tell_listeners(world.as_system())
    (message,) = waiting_for(EMAIL)
    assert "It is the bus company’s to change." in message.body
    assert waiting_for(MOBILE) == []
    assert Listener.objects.count() == 0


def test_stop_ends_everything_to_that_address_and_takes_back_what_waits(world):
    everything = hears_everything(world)
    reply = _raised_and_answered(world)
    tell_listeners(world.as_system())
    assert len(waiting_for(EMAIL)) == 1
    listening.stop(by_anybody(world), token=listening.token_of(everything))
    assert (Listener.objects.count(), OutboxMessage.objects.filter(template="answer").count()) == (0, 0)
    publish(world, issue_ids=[issue.pk for issue in reply.issues.all()])
    tell_listeners(world.as_system())
    assert waiting_for(EMAIL) == []
    with pytest.raises(NotFound, match="no messages"):
        listening.standing(by_anybody(world), listening.token_of(everything))


def test_a_link_that_somebody_made_up_leads_nowhere(world):
    token = listening.token_of(hears_everything(world))
    for wrong in ("", "x", token[:-1], token.replace(":", ""), f"{token}x", listening.about_token(report_of(world))):
        with pytest.raises(NotFound):
            listening.stop(by_anybody(world), token=wrong)
    assert Listener.objects.filter(every_answer=True).count() == 1


def test_whoever_raised_it_may_still_ask_afterwards_wherever_it_is_by_then(world):
    report = report_of(world)
    token = listening.about_token(report)
    listening.hear(by_anybody(world), contact=EMAIL, about=token)
    issue = accepted(world, report)
    listening.hear(by_anybody(world), contact=MOBILE, about=token)
    assert issue.listeners.count() == 2
    other = report_of(world, f"{WORDS} Other.")
    moderating.decline_report(world.as_alice, report_id=other.pk, reason="spam")
    listening.hear(by_anybody(world), contact=EMAIL, about=listening.about_token(other))
    assert Listener.objects.count() == 2


def test_another_councils_link_about_a_report_is_no_link_here(world):
    token = listening.about_token(report_of(world))
    assert listening.is_about(by_anybody(world), token)
    assert not listening.is_about(public_scope(world.aldersea.pk), token)


def test_who_never_confirmed_and_who_was_told_long_ago_are_forgotten(world):
    _raised_and_answered(world)
    listening.hear(by_anybody(world), contact=MOBILE)
    stays = hears_everything(world, "stays@example.org")
    tell_listeners(world.as_system())
    assert forget_listeners(world.as_system()) == 0
    Listener.objects.update(asked_on=today() - dt.timedelta(days=8))
    assert forget_listeners(world.as_system()) == 1
    Listener.objects.update(told_on=today() - dt.timedelta(days=91))
    assert forget_listeners(world.as_system()) == 1
    assert list(Listener.objects.all()) == [stays]


def test_only_the_service_tells_and_only_a_real_way_is_kept(world):
    with pytest.raises(NotAllowed):
        tell_listeners(world.as_alice)
    with pytest.raises(NotAllowed):
        listening.hear(world.as_alice, contact=EMAIL)
    with pytest.raises(Refused):
        listening.hear(by_anybody(world), contact="nobody")
    with pytest.raises(Refused):
        listening.hear(by_anybody(world), contact=EMAIL, area="A99")
    assert Listener.objects.count() == 0
