"""The path of an issue: taken up, handed over, brought to the board, decided, answered, and answered no more."""

import datetime as dt

import pytest

from newbelongings.domain.evidence.queries import thread
from newbelongings.domain.forum import actions, board_queries, handing, queries, referring
from newbelongings.domain.forum.models import Handover
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.replies import actions as replies
from newbelongings.domain.replies.paths import issue_path
from newbelongings.domain.themes.raising import issues_from_theme, raise_from_theme, themes_raised
from tests.answering import days_ago, issue_of, publish, themes_of

BOARD_DAY = {"paper": "Letters that scare people", "asks": "Stop the court letters.", "holder": "Noor Vale, chair"}


def _walk(world):
    """An issue raised 61 days ago, taken up after 3 days, with housing after 5, decided after 40."""
    issue = issue_of(world.as_alice)
    handing.take_up(world.as_bob, issue_id=issue.pk, holder="Bob, participation", on=days_ago(58))
    handing.hand_over(world.as_bob, issue_id=issue.pk, body="service", holder="Revenues", on=days_ago(56))
    actions.decide(world.as_bob, issue_id=issue.pk, body="service", words="New letters.", decided_on=days_ago(21))
    return issue


def test_each_step_has_its_clock_and_the_answer_stops_it(world):
    issue = _walk(world)
    open_path = issue_path(world.as_alice, issue.pk)
    assert [clock.days for clock in open_path.clocks] == [3, 2, 35, 21]
    assert (open_path.step, open_path.holder, open_path.waited) == ("decided", "Revenues", 61)
    publish(world, issue_ids=[issue.pk], on=days_ago(10))
    told = issue_path(world.as_alice, issue.pk)
    assert [clock.days for clock in told.clocks] == [3, 2, 35, 11]
    assert (told.step, told.holder, told.days, told.waited) == ("answered", "", None, 51)


def test_an_answer_taken_back_opens_the_issue_again_and_is_remembered(world):
    issue = _walk(world)
    reply = publish(world, issue_ids=[issue.pk], on=days_ago(10))
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It was not true.", on=days_ago(4))
    path = issue_path(world.as_alice, issue.pk)
    assert [(clock.stop.step, clock.days) for clock in path.clocks[3:]] == [
        ("decided", 11),
        ("answered", 6),
        ("taken_back", 4),
    ]
    assert path.answered_on is None and path.waited == 61
    assert path.clocks[-1].stop.words == "It was not true."
    publish(world, issue_ids=[issue.pk], on=days_ago(1))
    assert issue_path(world.as_alice, issue.pk).waited == 60


def test_it_is_taken_up_once_and_days_stay_in_order(world):
    issue = issue_of(world.as_alice, raised_on=days_ago(20))
    given = {"issue_id": issue.pk, "holder": "Bob", "on": days_ago(10)}
    assert handing.take_up(world.as_bob, **given) == handing.take_up(world.as_bob, **given), "sent twice"
    for late, words in (
        ({"on": days_ago(21)}, "before the issue was raised"),
        ({"on": days_ago(11)}, "It was with Bob from"),
        ({"on": today() + dt.timedelta(days=1)}, "still to come"),
    ):
        with pytest.raises(Refused, match=words) as refusal:
            handing.hand_over(world.as_bob, issue_id=issue.pk, body="service", holder="Housing", **late)
        assert refusal.value.field == "on"
    with pytest.raises(Refused, match="Hand it over instead"):
        handing.take_up(world.as_alice, issue_id=issue.pk, holder="Alice")
    with pytest.raises(Refused, match="name or an office"):
        handing.hand_over(world.as_alice, issue_id=issue.pk, body="service", holder="  ")
    with pytest.raises(Refused, match="the forum, a service or the board"):
        handing.hand_over(world.as_alice, issue_id=issue.pk, body="council", holder="Housing")
    step = Handover.objects.get()
    with pytest.raises(Refused, match="Add the next one"):
        step.save()
    assert AuditLine.objects.filter(verb="took_up").count() == 1
    assert not AuditLine.objects.filter(detail__icontains="Bob").exists(), "no name in the audit line"


def test_the_board_is_asked_and_its_decision_is_on_the_issue(world):
    issue = issue_of(world.as_alice)
    given = {"issue_id": issue.pk, "date": days_ago(7), "referred_on": days_ago(30), **BOARD_DAY}
    referral = referring.refer(world.as_bob, **given)
    assert referring.refer(world.as_bob, **given) == referral, "sent twice"
    path = issue_path(world.as_alice, issue.pk)
    assert (path.step, path.holder, path.days) == ("with", "Noor Vale, chair", 30)
    with pytest.raises(Refused, match="already"):
        referring.refer(world.as_bob, **(given | {"asks": "Something else."}))
    decision = referring.decide_referral(world.as_bob, referral_id=referral.pk, words="They stop in May.")
    assert (decision.body, decision.decided_on) == ("board", days_ago(7))
    assert list(queries.issue(world.as_alice, issue.pk).decisions.all()) == [decision]
    with pytest.raises(Refused, match="written down already"):
        referring.decide_referral(world.as_bob, referral_id=referral.pk, words="No.")


def test_what_goes_to_a_board_to_come_waits_for_its_day(world):
    issue = issue_of(world.as_alice)
    coming = today() + dt.timedelta(days=12)
    referral = referring.refer(world.as_bob, issue_id=issue.pk, date=coming, **BOARD_DAY)
    with pytest.raises(Refused, match="still to come"):
        referring.decide_referral(world.as_bob, referral_id=referral.pk, words="Yes.")
    with pytest.raises(Refused, match="later day"):
        referring.refer(world.as_bob, issue_id=issue.pk, date=days_ago(3), **BOARD_DAY)
    (day,) = board_queries.days_to_come(world.as_alice)
    assert (day.date, day.brought) == (coming, 1)
    with pytest.raises(Refused, match="afterwards"):
        referring.present(world.as_bob, board_day_id=day.pk, presented="Letters.")


def test_presentations_are_counted_from_what_was_presented(world):
    assert board_queries.presenting(world.as_alice).is_due
    planned = referring.add_board_day(world.as_bob, date=today(), presentation=True)
    assert board_queries.presenting(world.as_alice).planned == today()
    referring.present(world.as_bob, board_day_id=planned.pk, presented="Four things, and a film.")
    found = board_queries.presenting(world.as_alice)
    assert found.last == today() and found.late == 0
    with pytest.raises(Refused, match="already"):
        referring.present(world.as_bob, board_day_id=planned.pk, presented="Again.")


def test_a_theme_raised_is_heard_and_answered_through_its_issue(world):
    theme = themes_of(world, {"Guarantors": 12}, base=40)["Guarantors"]
    cycle = {"cycle_id": world.cycle.pk}
    assert [gap.kind for gap in thread(world.as_alice, **cycle).heard_not_acted_on] == ["theme"]
    given = {"theme_id": theme.pk, "title": "Nobody to sign", "words": "12 of 40 said so."}
    issue = raise_from_theme(world.as_bob, **given)
    assert raise_from_theme(world.as_bob, **given) == issue, "sent twice"
    assert (issue.source, issue.area, issue.quotable) == ("theme", theme.area, False)
    assert issues_from_theme(world.as_alice, theme.pk) == [issue]
    assert themes_raised(world.as_alice, [issue.pk]) == {issue.pk: theme}
    (gap,) = thread(world.as_alice, **cycle).heard_not_acted_on
    assert (gap.kind, gap.id) == ("issue", issue.pk), "once, where it waits now"
    reply = publish(world, issue_ids=[issue.pk])
    assert not thread(world.as_alice, **cycle).heard_not_acted_on
    replies.withdraw_reply(world.as_alice, reply_id=reply.pk, because="Wrong.")
    assert len(thread(world.as_alice, **cycle).heard_not_acted_on) == 1


def test_a_theme_raised_is_owed_once_with_its_priority_and_answered_with_it(world):
    theme = themes_of(world, {"Guarantors": 12}, base=40)["Guarantors"]
    plans.choose_priority(
        world.as_alice,
        cycle_id=world.cycle.pk,
        title="A signature",
        area="A6",
        chosen_by="The forum",
        theme_ids=[theme.pk],
    )
    issue = raise_from_theme(world.as_bob, theme_id=theme.pk, title="Nobody to sign", words="12 of 40 said so.")
    owed = replies.queries.owed(world.as_alice, world.ravensmere.pk)
    assert [one.title for one in owed] == ["A signature"]
    publish(world, issue_ids=[issue.pk])
    assert replies.queries.owed(world.as_alice, world.ravensmere.pk) == []


def test_the_next_council_moves_nothing_and_the_board_only_reads(world):
    issue = _walk(world)
    referral = referring.refer(world.as_bob, issue_id=issue.pk, date=today(), **BOARD_DAY)
    theme = themes_of(world, {"Guarantors": 1}, base=1)["Guarantors"]
    attempts = [
        lambda scope: handing.take_up(scope, issue_id=issue.pk, holder="Me"),
        lambda scope: handing.hand_over(scope, issue_id=issue.pk, body="forum", holder="Me"),
        lambda scope: referring.refer(scope, issue_id=issue.pk, date=today(), **BOARD_DAY),
        lambda scope: referring.decide_referral(scope, referral_id=referral.pk, words="Yes."),
        lambda scope: referring.present(scope, board_day_id=referral.board_day_id, presented="Me."),
        lambda scope: raise_from_theme(scope, theme_id=theme.pk, title="T", words="W"),
    ]
    board = world.scope(world.people[Role.BOARD])
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt(world.as_charlie)
        with pytest.raises(NotAllowed):
            attempt(board)
    assert issue_path(board, issue.pk).waited == 61
    with pytest.raises(NotFound):
        issue_path(world.as_charlie, issue.pk)
    assert not board_queries.referrals(world.as_charlie).exists()
    with pytest.raises(NotAllowed):
        board_queries.board_days(world.scope(world.people[Role.ADVISER]))
