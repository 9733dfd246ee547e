"""Promises and partners of one council: a full set, so that every page of them has something on it."""

from decimal import Decimal
from importlib.resources import files
from tomllib import loads

from newbelongings.domain.commitments import actions

from .place import Year, day
from .story import Story

APPROVED_BY = "Nadia Crewe, finance"


def promise(year: Year) -> None:
    """What leaders promised, partners agreed and others offer, and the roles of care leavers with their pay."""
    told = loads(files(__package__).joinpath("stories", "ravensmere_commitments.toml").read_text("utf-8"))
    for said in told["readiness"]:
        _note_readiness(year, said)
    for made in told["promises"]:
        _make_commitment(year, made)
    for met in told["contacts"]:
        actions.record_contact(
            year.place.lead, office=met["office"], name=met["name"], kind=met["kind"], on=day(met["day"])
        )
    for agreed in told["protocols"]:
        _agree_protocol(year, agreed)
    for offered in told["offers"]:
        _add_offer(year, offered)
    for role in told["roles"]:
        _report_role(year, role)
    for paid in told["payments"]:
        _record_payment(year, paid)


def _note_readiness(year: Year, said: Story) -> None:
    actions.note_readiness(
        year.place.who("colleague"),
        cycle_id=year.cycle.pk,
        item=said["item"],
        ready=said["ready"],
        office=said["office"],
        name=said.get("name", ""),
        on=day(said["day"]),
        words=said["words"],
        link=said.get("link", ""),
    )


def _make_commitment(year: Year, made: Story) -> None:
    kept = actions.make_commitment(
        year.place.lead,
        cycle_id=year.cycle.pk,
        office=made["office"],
        name=made["name"],
        line=made["line"],
        words=made["words"],
        promised_on=day(made["day"]),
        due=day(made["due"]),
        times=made.get("times"),
    )
    if "state" in made:
        actions.close_commitment(
            year.place.lead,
            commitment_id=kept.pk,
            state=made["state"],
            words=made["outcome"],
            on=day(made["closed"]),
            link=made.get("link", ""),
        )


def _agree_protocol(year: Year, agreed: Story) -> None:
    made = actions.agree_protocol(
        year.place.lead,
        kind=agreed["kind"],
        partner=agreed["partner"],
        words=agreed["words"],
        area=agreed["area"],
        agreed_on=day(agreed["agreed"]),
        review_every=agreed["every"],
        link=agreed.get("link", ""),
    )
    for review in agreed.get("reviews", ()):
        actions.review_protocol(
            year.place.lead, protocol_id=made.pk, on=day(review["day"]), words=review["words"], reviewed_by=review["by"]
        )
    if "ended" in agreed:
        actions.end_protocol(year.place.lead, protocol_id=made.pk, on=day(agreed["ended"]), because=agreed["because"])


def _add_offer(year: Year, offered: Story) -> None:
    made = actions.add_offer(
        year.place.lead,
        kind=offered["kind"],
        title=offered["title"],
        giver=offered["giver"],
        area=offered["area"],
        places=offered["places"],
        starts=day(offered["starts"]),
        until=day(offered["until"]) if "until" in offered else None,
        contact=offered["contact"],
    )
    for entry in offered.get("taken", ()):
        actions.record_take_up(year.place.lead, offer_id=made.pk, places=entry["places"], on=day(entry["day"]))


def _report_role(year: Year, role: Story) -> None:
    actions.report_role(
        year.place.lead,
        cycle_id=year.cycle.pk,
        role=role["role"],
        people=role["people"],
        hours=role["hours"],
        paid=role["paid"],
        rate_pence=role["rate"],
        training=role.get("training", ""),
        changed=role.get("changed", ""),
    )


def _record_payment(year: Year, paid: Story) -> None:
    made = actions.record_payment(
        year.place.lead,
        on=day(paid["day"]),
        role=paid["role"],
        reference=paid["reference"],
        amount_pence=paid["pence"],
        kind=paid["kind"],
        approved_by=APPROVED_BY,
        hours=Decimal(paid["hours"]) if "hours" in paid else None,
    )
    if "undone" in paid:
        actions.undo_payment(year.place.lead, payment_id=made.pk, because=paid["undone"], approved_by=APPROVED_BY)
