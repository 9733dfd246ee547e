"""Promises, protocols, offers, roles and payments at Ravensmere, for tests that need something of each."""

import datetime as dt
from typing import Any

from newbelongings.domain.commitments import actions
from newbelongings.domain.kernel.dates import today
from tests.world import World


def ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


def promise(world: World) -> dict[str | tuple[str, str], Any]:
    """Something of each kind; returns the ids for addresses."""
    scope, cycle_id = world.as_alice, world.cycle.pk
    for ready, days in ((False, 150), (True, 20)):
        actions.note_readiness(
            scope,
            cycle_id=cycle_id,
            item="RE1",
            ready=ready,
            office="Chief executive",
            name="Ann Pell",
            on=ago(days),
            words="Spoke of it to all staff & <councillors>." if ready else "Not on any agenda.",
            link="https://example.org/minutes" if ready else "",
        )
    late, kept, _ = (
        actions.make_commitment(
            scope,
            cycle_id=cycle_id,
            office=office,
            name=name,
            line=line,
            words=words,
            promised_on=ago(120),
            due=due,
            times=times,
        )
        for office, name, line, words, due, times in (
            ("chief_executive", "Ann Pell", "CE1", "Ten apprenticeships in my departments", ago(12), None),
            ("chief_executive", "Ann Pell", "CE4", "I will eat with the forum each season", ago(-60), 4),
            ("leader", "Tom Reeve", "LC2", "I will ask the Chamber of Commerce", ago(-30), None),
        )
    )
    actions.close_commitment(scope, commitment_id=kept.pk, state="kept", words="Four lunches held.", on=ago(3))
    contact = actions.record_contact(scope, office="chief_executive", name="Ann Pell", kind="lunch", on=ago(40))
    protocol, ended = (
        actions.agree_protocol(
            scope,
            kind=kind,
            partner=partner,
            words="They ring us before they sanction anybody.",
            area="A7",
            agreed_on=ago(300),
            review_every=6,
            link="https://example.org/protocol",
        )
        for kind, partner in (("jobcentre", "Ravensmere jobcentre"), ("health", "The old clinic"))
    )
    actions.review_protocol(
        scope, protocol_id=protocol.pk, on=ago(190), words="Fewer sanctions.", reviewed_by="Head of service"
    )
    actions.end_protocol(scope, protocol_id=ended.pk, on=ago(5), because="It closed.")
    offer, _ = (
        actions.add_offer(
            scope,
            kind=kind,
            title=title,
            giver="The harbour company",
            area=area,
            places=20,
            starts=ago(90),
            contact="Its personnel office, 01632 960 100",
        )
        for kind, title, area in (("job", "Jobs on the quay", "A4"), ("ticket", "Theatre tickets", "A9"))
    )
    actions.record_take_up(scope, offer_id=offer.pk, places=3, on=ago(30))
    for people in (4, 9):
        actions.report_role(
            scope,
            cycle_id=cycle_id,
            role="RO9",
            people=people,
            hours=people * 10,
            paid="wage",
            rate_pence=1300,
            training="Two days on speaking to a room",
            changed="Every new adviser is trained by them",
        )
    payment, wrong = (
        actions.record_payment(
            scope,
            on=ago(days),
            role="RO9",
            reference=f"PO-2041{days}",
            amount_pence=pence,
            kind="pay",
            approved_by="Finance manager",
            hours=None,
        )
        for days, pence in ((40, 2600), (9, 13000))
    )
    actions.undo_payment(scope, payment_id=wrong.pk, because="Ten times too much.", approved_by="Finance manager")
    return {
        "commitment_id": late.pk,
        ("strike_contact", "contact_id"): contact.pk,
        "protocol_id": protocol.pk,
        "offer_id": offer.pk,
        "payment_id": payment.pk,
        ("note_readiness", "kind"): "RE1",
        ("report_role", "kind"): "RO9",
        ("download_payments", "kind"): "csv",
    }
