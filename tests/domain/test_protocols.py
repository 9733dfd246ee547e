"""The register of protocols: agreed, reviewed, reminded of, ended."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.commitments.models import Protocol, Review
from newbelongings.domain.commitments.reviewing import REMIND_DAYS, Due, add_months, due
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine, OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.jobs.sweeps import remind_of_reviews
from tests.answering import days_ago

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))
MONTHS = st.integers(1, 60)


def agree(scope, **changes):
    given = {
        "kind": "jobcentre",
        "partner": "Ravensmere jobcentre",
        "words": "They ring us before they sanction anybody.",
        "area": "A7",
        "agreed_on": days_ago(100),
        "review_every": 6,
    }
    return actions.agree_protocol(scope, **(given | changes))


def messages():
    return list(OutboxMessage.objects.order_by("pk"))


@given(DAYS, MONTHS, MONTHS)
def test_months_are_added_in_order_and_never_leave_the_month(day, few, more):
    later = add_months(day, few)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == few
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(days=1)).day == 1)
    assert (add_months(day, more) > later) == (more > few)


def test_the_last_of_august_and_half_a_year_is_the_last_of_february():
    assert add_months(dt.date(2027, 8, 31), 6) == dt.date(2028, 2, 29)
    assert add_months(dt.date(2026, 12, 31), 1) == dt.date(2027, 1, 31)


@given(DAYS, st.integers(-400, 400))
def test_a_review_is_late_after_its_day_and_soon_before_it(day, before):
    expected = Due.LATE if before < 0 else Due.SOON if before <= REMIND_DAYS else Due.FAR
    assert due(day + dt.timedelta(days=before), day) is expected


def test_a_review_sets_the_next_one_and_stays_in_the_log(world):
    made = agree(world.as_alice)
    assert made.next_review == add_months(days_ago(100), 6)
    actions.review_protocol(
        world.as_bob, protocol_id=made.pk, on=days_ago(5), words="Two sanctions fewer.", reviewed_by="Head of service"
    )
    actions.review_protocol(
        world.as_bob, protocol_id=made.pk, on=days_ago(50), words="Found in a drawer.", reviewed_by="Team manager"
    )
    (seen,) = queries.protocols(world.as_alice)
    assert [review.words for review in seen.reviews] == ["Two sanctions fewer.", "Found in a drawer."]
    assert seen.next_review == add_months(days_ago(5), 6)


def test_a_review_may_change_how_often_it_is_looked_at(world):
    made = agree(world.as_alice)
    actions.review_protocol(
        world.as_alice, protocol_id=made.pk, on=today(), words="Yearly now.", reviewed_by="Lead", review_every=12
    )
    seen = queries.protocol(world.as_alice, made.pk)
    assert (seen.review_every, seen.next_review) == (12, add_months(today(), 12))


def test_what_was_sent_twice_is_kept_once(world):
    assert agree(world.as_alice).pk == agree(world.as_bob).pk
    made = Protocol.objects.get()
    for _ in range(2):
        actions.review_protocol(world.as_alice, protocol_id=made.pk, on=today(), words="As it was.", reviewed_by="Lead")
    assert Review.objects.count() == 1
    assert list(AuditLine.objects.filter(verb__contains="protocol").values_list("verb", flat=True)) == [
        "agreed_protocol",
        "reviewed_protocol",
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "nobody"}, "kind"),
        ({"partner": " "}, "partner"),
        ({"words": "x" * 401}, "words"),
        ({"area": "A11"}, "area"),
        ({"agreed_on": dt.date(2999, 1, 1)}, "agreed_on"),
        ({"agreed_on": dt.date(20, 1, 1)}, "agreed_on"),
        ({"review_every": 0}, "review_every"),
        ({"review_every": 61}, "review_every"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://a b"}, "link"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(world, changes, field):
    with pytest.raises(Refused) as refusal:
        agree(world.as_alice, **changes)
    assert refusal.value.field == field
    assert not Protocol.objects.exists()


def test_a_review_before_the_agreement_is_refused(world):
    made = agree(world.as_alice)
    with pytest.raises(Refused, match="before it was agreed"):
        actions.review_protocol(
            world.as_alice, protocol_id=made.pk, on=days_ago(101), words="Early.", reviewed_by="Lead"
        )


def test_an_ended_one_is_kept_and_is_neither_due_nor_reviewed(world):
    made = agree(world.as_alice, agreed_on=days_ago(400))
    actions.end_protocol(world.as_alice, protocol_id=made.pk, on=today(), because="The office closed.")
    (seen,) = queries.protocols(world.as_alice)
    assert (seen.ended_on, seen.ended_because) == (today(), "The office closed.")
    assert queries.due_reviews(world.as_alice) == ()
    assert remind_of_reviews(world.as_system()) == 0
    with pytest.raises(Refused, match="has ended"):
        actions.review_protocol(world.as_alice, protocol_id=made.pk, on=today(), words="Late.", reviewed_by="Lead")


def test_the_lead_is_reminded_once_before_and_once_after_and_anew_after_a_review(world, monkeypatch):
    made = agree(world.as_alice, partner="The jobcentre\nin the square", agreed_on=days_ago(100))
    day = made.next_review
    clock = {"now": day - dt.timedelta(days=REMIND_DAYS + 1)}
    monkeypatch.setattr("newbelongings.domain.commitments.protocols.today", lambda: clock["now"])
    monkeypatch.setattr("newbelongings.domain.kernel.dates.today", lambda: clock["now"])

    def remind_on(now):
        clock["now"] = now
        return [remind_of_reviews(world.as_system()) for _ in range(2)]

    assert remind_on(clock["now"]) == [0, 0]
    assert remind_on(day - dt.timedelta(days=REMIND_DAYS)) == [1, 0]
    assert remind_on(day) == [0, 0]
    assert remind_on(day + dt.timedelta(days=1)) == [1, 0]
    before, late = messages()
    assert before.to == late.to == "alice@example.org"
    assert before.subject.startswith("By ") and late.subject.startswith("Late since ")
    assert "\n" not in before.subject
    assert f"/plan/commitments/protocols/{made.pk}/" in before.body and made.words in before.body
    actions.review_protocol(
        world.as_alice, protocol_id=made.pk, on=clock["now"], words="Looked at.", reviewed_by="Lead"
    )
    assert remind_on(clock["now"]) == [0, 0]
    assert remind_on(add_months(clock["now"], 6) + dt.timedelta(days=1)) == [1, 0]
    assert len(messages()) == 3 and messages()[2].subject.startswith("Late since ")


def test_a_council_without_a_lead_is_reminded_when_it_has_one(world):
    agree(world.as_alice, agreed_on=days_ago(400))
    world.alice.is_active = False
    world.alice.save()
    assert remind_of_reviews(world.as_system()) == 0
    world.alice.is_active = True
    world.alice.save()
    assert remind_of_reviews(world.as_system()) == 1


def test_reminders_cost_the_same_whatever_was_reminded_of_before(world, django_assert_num_queries):
    for n in range(20):
        agree(world.as_alice, partner=f"District {n}", agreed_on=days_ago(400))
    remind_of_reviews(world.as_system())
    with django_assert_num_queries(2):
        assert remind_of_reviews(world.as_system()) == 0


def test_the_register_costs_the_same_however_long(world, django_assert_num_queries):
    for n in range(12):
        made = agree(world.as_alice, partner=f"District {n}")
        actions.review_protocol(world.as_alice, protocol_id=made.pk, on=today(), words="Fine.", reviewed_by="Lead")
    scope = world.as_alice
    with django_assert_num_queries(2):
        assert len(queries.protocols(scope)) == 12


def test_bob_keeps_it_the_board_reads_it_and_charlie_finds_nothing(world):
    made = agree(world.as_bob, agreed_on=days_ago(400))
    board = world.scope(world.people[Role.BOARD])
    assert [view.id for view in queries.due_reviews(board)] == [made.pk]
    with pytest.raises(NotAllowed):
        agree(board, partner="Another")
    with pytest.raises(NotAllowed):
        queries.protocols(world.scope(world.people[Role.CRITICAL_FRIEND]))
    assert queries.protocols(world.as_charlie) == ()
    with pytest.raises(NotFound):
        queries.protocol(world.as_charlie, made.pk)
    for act in (
        lambda: actions.review_protocol(
            world.as_charlie, protocol_id=made.pk, on=today(), words="Mine.", reviewed_by="Charlie"
        ),
        lambda: actions.end_protocol(world.as_charlie, protocol_id=made.pk, on=today(), because="Mine."),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotAllowed):
        remind_of_reviews(world.as_alice)
