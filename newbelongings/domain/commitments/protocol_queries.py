"""Questions about protocols. One of another council is not found."""

import datetime as dt
from dataclasses import dataclass

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Protocol
from .reviewing import Due, due


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One line of a protocol's log."""

    on: dt.date
    words: str
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """A protocol as pages and packs read it. ``days`` until its next review; negative where it is late.

    ``reviews`` are newest first. An ended one is neither soon nor late.
    """

    id: int
    partner: str
    kind: str
    words: str
    area: str
    link: str
    agreed_on: dt.date
    review_every: int
    next_review: dt.date
    days: int
    due: Due
    ended_on: dt.date | None
    ended_because: str
    reviews: tuple[ReviewView, ...]


def protocols(scope: Scope, *, on: dt.date | None = None) -> tuple[ProtocolView, ...]:
    """Every protocol of the council with its log, as it stands ``on`` a day: the soonest due first, ended ones last."""
    scope.require(Permission.READ_COMMITMENTS)
    rows = Protocol.objects.filter(authority_id=scope.authority).prefetch_related("reviews")
    views = [_view(row, on or today()) for row in rows]
    return tuple(sorted(views, key=lambda view: (view.ended_on is not None, view.next_review, view.id)))


def protocol(scope: Scope, protocol_id: int) -> ProtocolView:
    """One protocol with its log."""
    scope.require(Permission.READ_COMMITMENTS)
    here = Protocol.objects.filter(authority_id=scope.authority).prefetch_related("reviews")
    found = here.filter(pk=protocol_id).first()
    if found is None:
        raise NotFound("There is no such protocol in your register. Choose one from the list.")
    return _view(found, today())


def due_reviews(scope: Scope, *, on: dt.date | None = None) -> tuple[ProtocolView, ...]:
    """The protocols whose review is late or soon, the latest first: for the board page and the thread."""
    return tuple(view for view in protocols(scope, on=on) if view.due is not Due.FAR)


def _view(row: Protocol, day: dt.date) -> ProtocolView:
    return ProtocolView(
        id=row.pk,
        partner=row.partner,
        kind=row.get_kind_display(),
        words=row.words,
        area=row.area,
        link=row.link,
        agreed_on=row.agreed_on,
        review_every=row.review_every,
        next_review=row.next_review,
        days=(row.next_review - day).days,
        due=due(row.next_review, day) if row.ended_on is None else Due.FAR,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        reviews=tuple(ReviewView(r.on, r.words, r.reviewed_by) for r in row.reviews.all()),
    )
