"""Questions about offers. How many took one up is exact for those who keep the list, and nowhere else."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, hide_row, show_count

from .models import Offer, TakeUp


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer as somebody may see it. ``taken`` and ``left`` are hidden together where they are small."""

    id: int
    kind: str
    title: str
    giver: str
    area: str
    places: int
    taken: Shown
    left: Shown
    starts: dt.date
    until: dt.date | None
    contact: str
    ended_on: dt.date | None
    ended_because: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class OffersSummary:
    """All offers with small numbers hidden, and the places of all together."""

    offers: tuple[OfferView, ...]
    places: int
    taken: Shown


def offers(scope: Scope) -> tuple[OfferView, ...]:
    """The council's offers, those that stand open first. Exact for those who keep the list."""
    if not scope.may(Permission.KEEP_COMMITMENTS):
        return offers_summary(scope).offers
    taken = _taken(scope)
    return tuple(_view(row, taken.get(row.pk, 0)) for row in _rows(scope))


def offers_summary(scope: Scope) -> OffersSummary:
    """The same with small numbers hidden whoever asks, for the board page, packs and whatever leaves the council.

    One more number is hidden where the sum of all would give a hidden one back.
    """
    scope.require(Permission.READ_COMMITMENTS)
    limit = authorities.own_authority(scope).hide_up_to
    rows, by_offer = _rows(scope), _taken(scope)
    counts = [by_offer.get(row.pk, 0) for row in rows]
    shown = hide_row(counts, limit=limit)
    views = tuple(_view(row, taken) for row, taken in zip(rows, shown, strict=True))
    return OffersSummary(views, sum(row.places for row in rows), show_count(sum(counts), limit=limit))


def offer(scope: Scope, offer_id: int) -> OfferView:
    """One offer, with its numbers as ``offers`` shows them."""
    found = next((view for view in offers(scope) if view.id == offer_id), None)
    if found is None:
        raise NotFound("There is no such offer in your list. Choose one from it.")
    return found


def take_ups(scope: Scope, offer_id: int) -> tuple[TakeUp, ...]:
    """The entries of an offer, newest first; for those who keep the list."""
    scope.require(Permission.KEEP_COMMITMENTS)
    return tuple(TakeUp.objects.filter(offer_id=offer_id, offer__authority_id=scope.authority))


def _rows(scope: Scope) -> list[Offer]:
    rows = Offer.objects.filter(authority_id=scope.authority)
    return sorted(rows, key=lambda row: (not _is_open(row), row.starts, row.pk))


def _taken(scope: Scope) -> dict[int, int]:
    sums = TakeUp.objects.filter(offer__authority_id=scope.authority).order_by().values("offer_id")
    return {row["offer_id"]: row["sum"] for row in sums.annotate(sum=Sum("places"))}


def _is_open(row: Offer) -> bool:
    """Not ended and not run out. One that begins later is open: it can be planned with."""
    return row.ended_on is None and (row.until is None or row.until >= today())


def _view(row: Offer, taken: Shown) -> OfferView:
    return OfferView(
        id=row.pk,
        kind=row.get_kind_display(),
        title=row.title,
        giver=row.giver,
        area=row.area,
        places=row.places,
        taken=taken,
        left=row.places - taken if isinstance(taken, int) else taken,
        starts=row.starts,
        until=row.until,
        contact=row.contact,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        is_open=_is_open(row),
    )
