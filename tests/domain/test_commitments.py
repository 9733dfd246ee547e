"""Readiness, promises, contacts, offers, roles and payments: what is kept, hidden and refused."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.commitments.matching import Asked, match
from newbelongings.domain.commitments.models import Payment, Readiness, TakeUp
from newbelongings.domain.commitments.promises import Stands, stands
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN
from tests.commitments_world import ago, promise


def note(scope, world, **changes):
    given = {"item": "RE1", "ready": True, "office": "Chief executive", "on": today(), "words": "Said so to all staff."}
    return actions.note_readiness(scope, cycle_id=world.cycle.pk, **(given | changes))


def commit(scope, world, **changes):
    given = {
        "office": "chief_executive",
        "name": "Ann Pell",
        "line": "CE4",
        "words": "I will eat with the forum each season.",
        "promised_on": ago(100),
        "due": ago(2),
        "times": 4,
    }
    return actions.make_commitment(scope, cycle_id=world.cycle.pk, **(given | changes))


def offer(scope, **changes):
    given = {
        "kind": "job",
        "title": "Jobs on the quay",
        "giver": "The harbour company",
        "area": "A4",
        "places": 20,
        "starts": ago(50),
        "contact": "Its personnel office",
    }
    return actions.add_offer(scope, **(given | changes))


def report(scope, world, people, **changes):
    given = {"role": "RO5", "people": people, "hours": people * 3, "paid": "wage", "rate_pence": 1300}
    return actions.report_role(scope, cycle_id=world.cycle.pk, **(given | changes))


def pay(scope, **changes):
    given = {
        "on": ago(3),
        "role": "RO5",
        "reference": "PO-20417",
        "amount_pence": 2650,
        "kind": "pay",
        "approved_by": "Finance manager",
        "hours": Decimal("2.5"),
    }
    return actions.record_payment(scope, **(given | changes))


def test_the_latest_says_how_ready_and_the_earlier_stay(world):
    note(world.as_alice, world, ready=False, on=ago(90), words="On no agenda.")
    note(world.as_bob, world, link="https://example.org/minutes")
    first = queries.readiness(world.as_alice, world.cycle.pk)[0]
    assert (first.latest.ready, first.latest.noted_by) == (True, "Bob")
    assert [said.words for said in first.earlier] == ["On no agenda."]
    with pytest.raises(Refused, match="Shorten this to 120"):
        note(world.as_alice, world, name="x" * 121)
    with pytest.raises(Refused):
        first.latest.save()
    with pytest.raises(Refused):
        Readiness.objects.all().delete()


@given(st.dates(), st.dates(), st.sampled_from([None, "kept", "not_kept", "withdrawn"]))
def test_a_promise_is_late_only_past_its_day_with_nothing_said(due, day, outcome):
    assert (stands(due, outcome, day) is Stands.LATE) == (outcome is None and due < day)


def test_a_late_promise_is_late_until_somebody_says_what_came_of_it(world):
    made = commit(world.as_alice, world)
    commit(world.as_alice, world, words="Another, in time.", due=ago(-9), times=None)
    (late,) = queries.late_commitments(world.as_alice, world.cycle.pk)
    assert (late.id, late.late_days) == (made.pk, 2)
    actions.close_commitment(
        world.as_bob, commitment_id=made.pk, state="not_kept", words="Two of four.", on=ago(1), link="https://a.example"
    )
    assert queries.late_commitments(world.as_alice, world.cycle.pk) == ()
    assert queries.commitment(world.as_alice, made.pk).stands is Stands.NOT_KEPT


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"office": "leader"}, "line"),
        ({"office": "mayor"}, "office"),
        ({"line": "CE1"}, "times"),
        ({"due": ago(101)}, "due"),
        ({"promised_on": ago(-1), "due": ago(-2)}, "promised_on"),
        ({"name": ""}, "name"),
        ({"times": 0}, "times"),
    ],
)
def test_a_promise_that_does_not_hold_together_is_refused(world, changes, field):
    with pytest.raises(Refused) as refusal:
        commit(world.as_alice, world, **changes)
    assert refusal.value.field == field


def test_contacts_count_against_what_was_promised_and_not_once_taken_out(world):
    commit(world.as_alice, world)
    commit(world.as_alice, world, office="leader", line="LC3", times=2)
    taken_back = commit(world.as_alice, world, words="Twenty more.", times=20)
    actions.close_commitment(
        world.as_alice, commitment_id=taken_back.pk, state="withdrawn", words="By mistake.", on=today()
    )
    days = [ago(40), ago(30), ago(30), world.cycle.starts - dt.timedelta(days=1)]
    for day in days:
        last = actions.record_contact(world.as_bob, office="chief_executive", name="Ann Pell", kind="lunch", on=day)
    mistake = actions.record_contact(world.as_bob, office="chief_executive", name="Ann Pell", kind="visit", on=ago(9))
    actions.strike_contact(world.as_bob, contact_id=mistake.pk)
    scope, cycle_id = world.as_alice, world.cycle.pk
    lines = queries.meetings(queries.contacts(scope, cycle_id), queries.commitments(scope, cycle_id))
    assert [(line.office, line.met, line.promised) for line in lines] == [
        ("chief_executive", 2, 4),
        ("leader", 0, 2),
    ]
    assert last.on < world.cycle.starts


AREAS = ["A1", "A4", "A6"]


class Offered:
    def __init__(self, area, is_open):
        self.area, self.is_open = area, is_open


@given(
    st.lists(st.sampled_from(AREAS)),
    st.lists(st.builds(Offered, st.sampled_from(AREAS), st.booleans())),
)
def test_every_area_is_unmet_unasked_or_met(asked, offered):
    found = {each.area: each for each in match(AREAS, [Asked(area, "", "") for area in asked], offered)}
    open_areas = {each.area for each in offered if each.is_open}
    assert set(found) == set(asked) | open_areas
    assert {area for area, each in found.items() if each.is_unmet} == set(asked) - open_areas
    assert {area for area, each in found.items() if each.is_unasked} == open_areas - set(asked)


def test_take_up_stays_within_the_places_and_is_put_right_by_a_number_below_zero(world):
    made = offer(world.as_alice, places=10)
    actions.record_take_up(world.as_alice, offer_id=made.pk, places=8, on=ago(3))
    for wrong in (3, -9, 0):
        with pytest.raises(Refused) as refusal:
            actions.record_take_up(world.as_alice, offer_id=made.pk, places=wrong, on=today())
        assert refusal.value.field == "places"
    actions.record_take_up(world.as_bob, offer_id=made.pk, places=-1, on=today())
    seen = queries.offer(world.as_alice, made.pk)
    assert (seen.taken, seen.left) == (7, 3)
    assert TakeUp.objects.count() == 2
    line = AuditLine.objects.filter(verb="recorded_take_up").last()
    assert "places" not in line.detail


def test_what_leaves_the_council_hides_small_numbers_and_one_more(world):
    for title, taken in (("Small", 3), ("Large", 15), ("None", 0), ("Middle", 9)):
        made = offer(world.as_alice, title=title)
        if taken:
            actions.record_take_up(world.as_alice, offer_id=made.pk, places=taken, on=today())
    summary = queries.offers_summary(world.as_alice)
    shown = {view.title: view.taken for view in summary.offers}
    assert shown == {"Small": HIDDEN, "Large": 15, "None": 0, "Middle": HIDDEN}
    assert (summary.taken, summary.places) == (27, 80)
    board = world.scope(world.people[Role.BOARD])
    assert {view.title: view.left for view in queries.offers(board)}["Small"] is HIDDEN
    assert {view.title: view.taken for view in queries.offers(world.as_bob)}["Small"] == 3


def test_an_offer_that_ended_or_ran_out_is_kept_and_not_open(world):
    made = offer(world.as_alice)
    offer(world.as_alice, title="Last year", until=ago(1))
    actions.end_offer(world.as_alice, offer_id=made.pk, because="They moved.")
    assert [view.is_open for view in queries.offers(world.as_alice)] == [False, False]
    with pytest.raises(Refused):
        actions.end_offer(world.as_alice, offer_id=made.pk, because="Again.")


def test_few_people_in_a_role_hide_their_hours_their_rate_and_what_was_said_before(world):
    report(world.as_alice, world, 9)
    report(world.as_alice, world, 4)
    report(world.as_alice, world, 12, role="RO2")
    exact = {view.standard.code: view for view in queries.roles(world.as_bob, world.cycle.pk)}
    assert (exact["RO5"].latest.people, [line.people for line in exact["RO5"].earlier]) == (4, [9])
    for scope in (world.as_alice, world.scope(world.people[Role.BOARD])):
        views = {view.standard.code: view for view in queries.roles_summary(scope, world.cycle.pk)}
        few, many = views["RO5"], views["RO2"].latest
        assert (few.latest.people, few.latest.hours, few.latest.rate_pence, few.earlier) == (HIDDEN, HIDDEN, None, ())
        assert (many.people, many.hours, many.rate_pence) == (12, 36, 1300)
        assert len(views) == 10 and views["RO1"].latest is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "RO11"}, "role"),
        ({"hours": 5}, "people"),
        ({"paid": "unpaid"}, "rate"),
        ({"paid": "gold"}, "paid"),
        ({"hours": -1}, "hours"),
    ],
)
def test_a_role_that_does_not_hold_together_is_refused(world, changes, field):
    with pytest.raises(Refused) as refusal:
        report(world.as_alice, world, 0, **changes)
    assert refusal.value.field == field


def test_a_payment_is_undone_by_one_other_line_and_nothing_is_changed(world):
    wrong = pay(world.as_alice)
    pay(world.as_alice, amount_pence=1000, on=ago(70), hours=None)
    undone = actions.undo_payment(
        world.as_alice, payment_id=wrong.pk, because="=cmd|' /C calc'!A0", approved_by="Finance manager"
    )
    assert (undone.amount_pence, undone.hours, undone.undoes_id) == (-2650, Decimal("-2.5"), wrong.pk)
    lines = queries.payments(world.as_alice)
    assert [line.number for line in lines] == [1, 2, 3]
    assert sum(total.amount_pence for total in queries.by_month(lines)) == 1000
    for again in (wrong.pk, undone.pk):
        with pytest.raises(Refused):
            actions.undo_payment(world.as_alice, payment_id=again, because="Again.", approved_by="Finance manager")
    wrong.amount_pence = 1
    for change in (wrong.save, wrong.delete, Payment.objects.all().delete, lambda: Payment.objects.update(role="RO1")):
        with pytest.raises(Refused):
            change()
    assert [line.amount_pence for line in queries.payments(world.as_alice)] == [2650, 1000, -2650]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": "20-00-00"}, "reference"),
        ({"reference": "12345678"}, "reference"),
        ({"reference": "4929123456789012"}, "reference"),
        ({"reference": "GB29NWBK60161331926819"}, "reference"),
        ({"reference": "QQ123456C"}, "reference"),
        ({"reference": "Jordan7"}, "reference"),
        ({"reference": "Jo Smith 7"}, "reference"),
        ({"reference": "PO"}, "reference"),
        ({"reference": "jo@example.org"}, "reference"),
        ({"approved_by": " ALICE "}, "approved_by"),
        ({"approved_by": "Finance, 12-34-56"}, "approved_by"),
        ({"amount_pence": 0}, "amount"),
        ({"amount_pence": -5}, "amount"),
        ({"hours": Decimal("0")}, "hours"),
        ({"on": ago(-1)}, "on"),
        ({"kind": "cash"}, "kind"),
    ],
)
def test_a_payment_that_should_not_be_kept_is_refused_at_its_field(world, changes, field):
    with pytest.raises(Refused) as refusal:
        pay(world.as_alice, **changes)
    assert refusal.value.field == field
    assert not Payment.objects.exists()


def test_each_council_numbers_its_own_payments(world):
    assert [pay(scope).number for scope in (world.as_alice, world.as_alice, world.as_charlie)] == [1, 2, 1]


def test_only_the_lead_sees_payments(world):
    made = pay(world.as_alice)
    for person in (world.bob, *(world.people[role] for role in (Role.BOARD, Role.OWNER, Role.CRITICAL_FRIEND))):
        scope = world.scope(person)
        with pytest.raises(NotAllowed):
            queries.payments(scope)
        with pytest.raises(NotAllowed):
            pay(scope)
    with pytest.raises(NotFound):
        queries.payment(world.as_charlie, made.pk)
    with pytest.raises(NotFound):
        actions.undo_payment(world.as_charlie, payment_id=made.pk, because="Mine.", approved_by="Me")


def test_charlie_finds_nothing_of_ravensmere(world):
    ids = promise(world)
    charlie = world.as_charlie
    assert queries.offers(charlie) == () and queries.payments(charlie) == ()
    assert queries.take_ups(charlie, ids["offer_id"]) == ()
    for ask in (
        lambda: queries.readiness(charlie, world.cycle.pk),
        lambda: queries.commitments(charlie, world.cycle.pk),
        lambda: queries.contacts(charlie, world.cycle.pk),
        lambda: queries.roles(charlie, world.cycle.pk),
        lambda: queries.offer(charlie, ids["offer_id"]),
        lambda: commit(charlie, world),
        lambda: note(charlie, world),
        lambda: report(charlie, world, 3),
        lambda: actions.record_take_up(charlie, offer_id=ids["offer_id"], places=1, on=today()),
        lambda: actions.end_offer(charlie, offer_id=ids["offer_id"], because="Mine."),
        lambda: actions.strike_contact(charlie, contact_id=ids["strike_contact", "contact_id"]),
        lambda: actions.close_commitment(
            charlie, commitment_id=ids["commitment_id"], state="kept", words="Mine.", on=today()
        ),
    ):
        with pytest.raises(NotFound):
            ask()


def test_the_board_reads_and_writes_nothing(world):
    promise(world)
    board = world.scope(world.people[Role.BOARD])
    assert len(queries.commitments(board, world.cycle.pk)) == 3
    for act in (lambda: commit(board, world), lambda: note(board, world), lambda: report(board, world, 3)):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        queries.commitments(world.scope(world.people[Role.ADVISER]), world.cycle.pk)


def test_what_was_sent_twice_is_kept_once(world):
    for _ in range(2):
        note(world.as_alice, world)
        commit(world.as_alice, world)
        offer(world.as_alice)
        report(world.as_alice, world, 7)
    scope, cycle_id = world.as_alice, world.cycle.pk
    assert Readiness.objects.count() == len(queries.commitments(scope, cycle_id)) == len(queries.offers(scope)) == 1
    assert AuditLine.objects.filter(verb="reported_role").count() == 1
