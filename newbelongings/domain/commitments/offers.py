"""What employers and community groups offer, and how many places were taken up."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Sum

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import area_code, needed, one_line, one_of, whole_number

from .given import SENTENCE, past_day, sane_day
from .models import Offer, TakeUp

MOST_PLACES = 100_000


@transaction.atomic
def add_offer(
    scope: Scope,
    *,
    kind: str,
    title: str,
    giver: str,
    area: str,
    places: int,
    starts: dt.date,
    contact: str,
    until: dt.date | None = None,
) -> Offer:
    """Write down an offer: what, from whom, how many places, from when and until when (None: until it is ended).

    ``contact`` is an office rather than a private person where that can be. Sent twice, it is one offer.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    starts = sane_day(starts, field="starts")
    if until is not None and sane_day(until, field="until") < starts:
        raise Refused(f"This is before it begins, on {long_date(starts)}. Check the day.", field="until")
    offer, new = Offer.objects.get_or_create(
        authority_id=scope.authority,
        kind=one_of(Offer.KINDS, kind, field="kind", ask="Choose what kind of offer this is."),
        title=one_line(title, field="title", ask="Say in a few words what is offered."),
        giver=one_line(giver, field="giver", ask="Name the employer or the group."),
        area=area_code(area),
        places=whole_number(places, field="places", least=1, most=MOST_PLACES),
        starts=starts,
        until=until,
        contact=one_line(contact, field="contact", ask="Say which office to ask, and how to reach it.", most=200),
        ended_on=None,
    )
    if new:
        audit.note(scope, "added_offer", offer, kind=kind, area=area, places=places)
    return offer


@transaction.atomic
def record_take_up(scope: Scope, *, offer_id: int, places: int, on: dt.date, mark: uuid.UUID | None = None) -> TakeUp:
    """Add how many more places of an offer were taken up; below zero to put right a number that was too high.

    The sum never leaves 0 to the number of places. Sent twice with one ``mark``, it is one entry.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    offer = _held(scope, offer_id)
    sent: TakeUp | None = TakeUp.objects.filter(offer=offer, mark=mark).first() if mark else None
    if sent is not None:
        return sent
    on = past_day(on, field="on")
    if on < offer.starts:
        raise Refused(f"The offer began on {long_date(offer.starts)}. Give that day or a later one.", field="on")
    if places == 0:
        raise Refused("Give how many more were taken up: not 0.", field="places")
    taken = offer.take_ups.aggregate(sum=Sum("places"))["sum"] or 0
    if not 0 <= taken + places <= offer.places:
        raise Refused(
            f"{taken:,} of {offer.places:,} places are taken so far. Give a number that stays within that.",
            field="places",
        )
    entry = TakeUp.objects.create(offer=offer, on=on, places=places, mark=mark)
    # The number itself is left out of the audit line: it may be a single person.
    audit.note(scope, "recorded_take_up", offer, on=on.isoformat())
    return entry


@transaction.atomic
def end_offer(scope: Scope, *, offer_id: int, because: str, on: dt.date | None = None) -> Offer:
    """Say that an offer no longer stands, and why. It is kept with what was taken up."""
    scope.require(Permission.KEEP_COMMITMENTS)
    offer = _held(scope, offer_id)
    if offer.ended_on is not None:
        raise Refused("Somebody has ended this offer already. Look at it in the list.")
    offer.ended_on = past_day(on or today(), field="on")
    offer.ended_because = needed(because, field="because", ask="Say in a sentence why it ended.", most=SENTENCE)
    offer.save(update_fields=["ended_on", "ended_because"])
    audit.note(scope, "ended_offer", offer)
    return offer


def _held(scope: Scope, offer_id: int) -> Offer:
    """The row, held until the transaction ends, so that two entries do not go past its places together."""
    found = Offer.objects.select_for_update().filter(pk=offer_id, authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such offer in your list. Choose one from it.")
    return found
