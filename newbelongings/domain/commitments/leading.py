"""Readiness at the outset; what leaders promised and whether they kept it; the days they met care leavers."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed, one_line, one_of, optional, web_link, whole_number

from . import leading_queries as queries
from .given import SENTENCE, entry_of, past_day, sane_day
from .models import OFFICES, Commitment, LeaderContact, Outcome, Readiness
from .promises import MEETING_LINES, line_fits

_POST = "Name who holds the post, as it stands on the council's website."


@transaction.atomic
def note_readiness(
    scope: Scope,
    *,
    cycle_id: int,
    item: str,
    ready: bool,
    office: str,
    on: dt.date,
    words: str,
    name: str = "",
    link: str = "",
) -> Readiness:
    """Say whether one thing that the approach needs from the outset is there, who says so, and the evidence.

    ``office`` is a public post and ``name`` its holder. Earlier entries stay as the item's history. Sent twice, it is
    one entry.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    entry, new = Readiness.objects.get_or_create(
        cycle=authorities.cycle(scope, cycle_id),
        item=entry_of("readiness", item, field="item", ask="Choose what this is about."),
        ready=ready,
        office=one_line(office, field="office", ask="Say which post answers for it.", most=80),
        name=optional(" ".join(name.split()), field="name", most=120),
        on=past_day(on, field="on"),
        words=needed(
            words, field="words", ask="Say in a sentence how one can see it, or what is missing.", most=SENTENCE
        ),
        link=web_link(link),
        noted_by=scope.actor_name,
    )
    if new:
        audit.note(scope, "noted_readiness", entry, item=item, ready=ready)
    return entry


@transaction.atomic
def make_commitment(
    scope: Scope,
    *,
    cycle_id: int,
    office: str,
    name: str,
    line: str,
    words: str,
    due: dt.date,
    promised_on: dt.date | None = None,
    times: int | None = None,
) -> Commitment:
    """Write down what a leader promised, in their own words, and by when.

    ``line`` is one of the Guide's ways to contribute, of their office. ``times`` (how often they will meet care leavers
    in the year) only goes with a promise to meet them. Sent twice, it is one promise.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    one_of(OFFICES, office, field="office", ask="Choose whose promise this is.")
    entry_of("leadership", line, field="line", ask="Choose what kind of promise this is.")
    if not line_fits(office, line):
        raise Refused("The Guide asks this of another post. Choose one of those for this post.", field="line")
    if times is not None and line not in MEETING_LINES:
        raise Refused("Only a promise to meet care leavers has a number. Leave this empty.", field="times")
    promised_on = past_day(promised_on or today(), field="promised_on")
    due = sane_day(due, field="due")
    if due < promised_on:
        raise Refused(f"This is before it was promised, on {long_date(promised_on)}. Check the day.", field="due")
    made, new = Commitment.objects.get_or_create(
        cycle=authorities.cycle(scope, cycle_id),
        office=office,
        name=one_line(name, field="name", ask=_POST),
        line=line,
        words=needed(words, field="words", ask="Write what they promised, in their words.", most=SENTENCE),
        promised_on=promised_on,
        due=due,
        times=times if times is None else whole_number(times, field="times", least=1, most=365),
    )
    if new:
        audit.note(scope, "made_commitment", made, office=office, line=line, due=due.isoformat())
    return made


@transaction.atomic
def close_commitment(
    scope: Scope, *, commitment_id: int, state: str, words: str, on: dt.date, link: str = ""
) -> Outcome:
    """Say whether a promise was kept, with the evidence; or that it was taken back. Added, never edited."""
    scope.require(Permission.KEEP_COMMITMENTS)
    made = queries.commitment_row(scope, commitment_id)
    on = past_day(on, field="on")
    if on < made.promised_on:
        raise Refused(f"This is before it was promised, on {long_date(made.promised_on)}. Check the day.", field="on")
    outcome, new = Outcome.objects.get_or_create(
        commitment=made,
        state=one_of(Outcome.STATES, state, field="state", ask="Choose whether it was kept."),
        words=needed(words, field="words", ask="Say in a sentence how one can see it.", most=SENTENCE),
        link=web_link(link),
        on=on,
    )
    if new:
        audit.note(scope, "closed_commitment", made, state=state, on=on.isoformat())
    return outcome


@transaction.atomic
def record_contact(scope: Scope, *, office: str, name: str, kind: str, on: dt.date) -> LeaderContact:
    """Write down a day on which a leader met care leavers: who of the leaders, when and at what. Not whom.

    Sent twice, it is one contact.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    contact, new = LeaderContact.objects.get_or_create(
        authority_id=scope.authority,
        office=one_of(OFFICES, office, field="office", ask="Choose who met care leavers."),
        name=one_line(name, field="name", ask=_POST),
        kind=one_of(LeaderContact.KINDS, kind, field="kind", ask="Choose where they met."),
        on=past_day(on, field="on"),
        struck_on=None,
    )
    if new:
        audit.note(scope, "recorded_contact", contact, office=office, kind=kind, on=on.isoformat())
    return contact


@transaction.atomic
def strike_contact(scope: Scope, *, contact_id: int) -> LeaderContact:
    """Take out a contact that was written down by mistake. It stays in the table, and counts no more."""
    scope.require(Permission.KEEP_COMMITMENTS)
    contact = queries.contact_row(scope, contact_id)
    if contact.struck_on is None:
        contact.struck_on = today()
        contact.save(update_fields=["struck_on"])
        audit.note(scope, "struck_contact", contact, on=contact.on.isoformat())
    return contact
