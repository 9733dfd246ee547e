"""Reminders and weekly lists: when, to whom, of what, and never twice."""

import datetime as dt

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope, system_scope
from newbelongings.domain.kernel.standing import standing
from newbelongings.domain.plans import actions, reminding
from newbelongings.domain.plans.letters import Addresses
from newbelongings.domain.plans.links import linked_action
from newbelongings.domain.plans.models import Notice
from newbelongings.domain.plans.notices import plans_running, send_due_notices, send_reminder
from newbelongings.domain.plans.sent import notices
from tests.world import World, build_world

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
ADDRESSES = Addresses("http://localhost/u/{token}/", "http://localhost/plan/")
MONDAY = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def world(monday, db) -> World:
    """The same world as everywhere, as it was on that Monday."""
    return build_world()


@pytest.fixture
def objective(world):
    plan = actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Dry homes.", lead="Alice")
    return actions.set_objective(world.as_alice, plan_id=plan.pk, title="Dry", success="14 days.", area="A6")


def add(world, objective, title, *, starts=-60, ends=60, **more):
    if not more:
        more = {"owner_id": world.people[Role.OWNER].pk}
    return actions.add_action(
        world.as_alice, objective_id=objective.pk, title=title, lead="Tom", starts=today() + starts * DAY,
        ends=today() + ends * DAY, **more,
    )  # fmt: skip


def say(world, action, rag="green", days_ago=1):
    actions.add_update(
        world.as_alice, action_id=action.pk, rag=rag, words=f"About {action.title}.", made_on=today() - days_ago * DAY
    )


def send(world, objective):
    return send_due_notices(world.as_system(), plan_id=objective.plan_id, addresses=ADDRESSES)


def mail(to):
    return [message.body for message in OutboxMessage.objects.filter(to=to).order_by("pk")]


def test_each_owner_gets_one_list_a_week_of_their_own_actions_alone(world, objective):
    say(world, add(world, objective, "Agree 14 days"))
    add(world, objective, "Mend the damp", ends=-3)
    add(world, objective, "Begin next month", starts=20)
    add(world, objective, "Una’s thing", lead_email="una@partner.example")
    say(world, add(world, objective, "Finished"), rag="done")
    send(world, objective)
    [owners] = mail("owner@example.org")
    [unas] = mail("una@partner.example")
    assert "Agree 14 days" in owners
    assert "About Agree 14 days." in owners
    assert "3 days late" in owners
    for other in ("Una’s thing", "Finished", "Begin next month"):
        assert other not in owners
    assert "Una’s thing" in unas
    assert "Agree" not in unas


def test_the_lead_gets_the_plan_in_numbers(world, objective):
    say(world, add(world, objective, "Agree 14 days", ends=5))
    add(world, objective, "Mend the damp", ends=-3)
    say(world, add(world, objective, "Nobody speaks of it"), days_ago=50)
    send(world, objective)
    [words] = mail("alice@example.org")
    assert "3 actions still to do" in words
    assert "1 end within two weeks" in words
    assert words.index("Past their date") < words.index("Mend the damp") < words.index("Nobody speaks of it")
    assert mail("bob@example.org") == []


def test_sent_twice_goes_once(world, objective):
    add(world, objective, "Mend the damp", ends=-3)
    assert send(world, objective) == 2
    assert send(world, objective) == 0
    assert OutboxMessage.objects.count() == 2
    assert Notice.objects.count() == 2


def test_a_reminder_comes_when_it_is_late_and_then_once_a_week(world, objective, monday):
    action = add(world, objective, "Agree 14 days", ends=15)
    say(world, action)
    said = []
    for day in range(40):
        monday.move_to(MONDAY + day * DAY)
        send(world, objective)
        for notice in Notice.objects.filter(action=action, sent_on=today()).exclude(reason=""):
            said.append((day, notice.reason))
    days = [day for day, _ in said]
    assert said[0] == (1, "soon")
    assert "late" in dict(said).values()
    assert all(later - earlier >= 7 for earlier, later in zip(days, days[1:], strict=False))


def test_it_stops_when_it_is_done(world, objective, monday):
    action = add(world, objective, "Mend the damp", ends=-3)
    send(world, objective)
    say(world, action, rag="done", days_ago=0)
    monday.move_to(MONDAY + 7 * DAY)
    assert send(world, objective) == 1
    assert len(mail("owner@example.org")) == 1


def test_the_link_in_the_mail_opens_the_action(world, objective):
    add(world, objective, "Mend the damp", ends=-3)
    send(world, objective)
    [words] = mail("owner@example.org")
    token = words.partition("/u/")[2].partition("/")[0]
    assert linked_action(public_scope(), token).title == "Mend the damp"


def test_a_lead_can_send_one_now_and_sees_what_went(world, objective):
    action = add(world, objective, "Agree 14 days")
    say(world, action)
    sent = send_reminder(world.as_bob, action_id=action.pk, addresses=ADDRESSES)
    assert (sent.reason, sent.sent_to, sent.by_name) == ("asked", "owner@example.org", "Bob")
    assert [n.pk for n in notices(world.as_alice, objective.plan_id)] == [sent.pk]
    with pytest.raises(Refused, match="today already"):
        send_reminder(world.as_alice, action_id=action.pk, addresses=ADDRESSES)


def test_nobody_is_written_to_where_nobody_can_be(world, objective):
    action = add(world, objective, "Nobody’s", lead_email="")
    with pytest.raises(Refused, match="neither an owner nor an email"):
        send_reminder(world.as_alice, action_id=action.pk, addresses=ADDRESSES)


def test_only_those_who_edit_the_plan_send(world, objective):
    action = add(world, objective, "Agree 14 days")
    for role in (Role.OWNER, Role.ADVISER, Role.BOARD):
        with pytest.raises(NotAllowed):
            send_reminder(world.scope(world.people[role]), action_id=action.pk, addresses=ADDRESSES)
    with pytest.raises(NotFound):
        send_reminder(world.as_charlie, action_id=action.pk, addresses=ADDRESSES)
    with pytest.raises(NotFound):
        notices(world.as_charlie, objective.plan_id)


def test_a_plan_runs_until_a_month_after_its_year(world, objective, monday):
    assert plans_running(system_scope()) == [(world.ravensmere.pk, objective.plan_id)]
    monday.move_to(MONDAY + (world.cycle.ends - today()) + 31 * DAY)
    assert plans_running(system_scope()) == []


@given(starts=DAYS, ends=DAYS, today=DAYS, said=st.sampled_from(["red", "amber", "green", "done", None]), said_on=DAYS)
def test_a_reason_is_never_given_for_what_is_done_or_has_not_begun(starts, ends, today, said, said_on):
    why = reminding.reason(standing(starts, ends, said, today, said_on), starts, ends, today)
    assert not why or (said != "done" and today >= starts)
    assert (why == "late") == (said != "done" and today >= starts and today > ends)


@given(days=st.lists(st.integers(0, 300), unique=True).map(sorted))
def test_however_often_one_asks_there_is_at_most_one_reminder_in_seven_days(days):
    first = dt.date(2026, 1, 1)
    sent: list[dt.date] = []
    for day in (first + number * DAY for number in days):
        if reminding.may_remind(sent[-1] if sent else None, day):
            sent.append(day)
    assert all((later - earlier).days >= 7 for earlier, later in zip(sent, sent[1:], strict=False))


@given(last=DAYS, today=DAYS)
def test_a_list_is_due_once_a_week_that_begins_on_monday(last, today):
    assert reminding.is_digest_due(last, today) == (today - today.weekday() * DAY > last)
