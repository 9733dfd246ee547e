"""What the pages about offers show: what is offered beside what care leavers asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.matching import AreaMatch, Asked, match
from newbelongings.domain.commitments.models import TakeUp
from newbelongings.domain.commitments.offer_queries import OfferView
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden
from newbelongings.domain.plans import queries as plans
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.themes import queries as themes

from .words import Tag, from_until

MOST_THEMES = 3  # of an area, those of which most people spoke


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer with its tag and when it stands."""

    offer: OfferView
    tag: Tag
    when: str


@dataclass(frozen=True, slots=True)
class OffersPage:
    """``unmet``: asked for and nothing offered. ``untaken``: offered and nobody took it up. ``unasked``: areas in which
    something is offered that nobody asked for."""

    unmet: tuple[AreaMatch[OfferView], ...]
    untaken: tuple[OfferLine, ...]
    unasked: tuple[AreaMatch[OfferView], ...]
    met: tuple[AreaMatch[OfferView], ...]
    offers: tuple[OfferLine, ...]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class OfferPage:
    """One offer; ``entries`` only for those who keep them."""

    line: OfferLine
    entries: tuple[TakeUp, ...]
    may_keep: bool


def offers_page(scope: Scope, cycle_id: int) -> OffersPage:
    """All offers of the council, beside what was asked for this year."""
    views = queries.offers(scope)
    lines = tuple(_line(view) for view in views)
    matches = matches_of(scope, cycle_id, views)
    return OffersPage(
        unmet=tuple(each for each in matches if each.is_unmet),
        untaken=tuple(line for line in lines if line.offer.is_open and line.offer.taken == 0),
        unasked=tuple(each for each in matches if each.is_unasked),
        met=tuple(each for each in matches if not each.is_unmet and not each.is_unasked),
        offers=lines,
        may_keep=scope.may(Permission.KEEP_COMMITMENTS),
    )


def offer_page(scope: Scope, offer_id: int) -> OfferPage:
    """One offer."""
    keeps = scope.may(Permission.KEEP_COMMITMENTS)
    entries = queries.take_ups(scope, offer_id) if keeps else ()
    return OfferPage(_line(queries.offer(scope, offer_id)), entries, keeps)


def matches_of(scope: Scope, cycle_id: int, offers: tuple[OfferView, ...]) -> tuple[AreaMatch[OfferView], ...]:
    """The ten areas with what was asked for in each and what is offered."""
    return match([area.code for area in areas()], _asked(scope, cycle_id), offers)


def _asked(scope: Scope, cycle_id: int) -> Iterator[Asked]:
    """Priorities of the year, what the forum raised and nobody has answered, the themes that most people spoke of."""
    answered = replies.answered_issue_ids(scope)
    for priority in plans.priorities(scope, cycle_id):
        yield Asked(priority.area, priority.title, f"priority {priority.rank}")
    for issue in forum.issues(scope):
        if issue.pk not in answered:
            yield Asked(issue.area, issue.title, f"raised on {long_date(issue.raised_on)}")
    table = themes.theme_table(scope, cycle_id=cycle_id)
    for area in areas():
        spoken = [row for row in table.rows if row.area == area.code and row.people != 0][:MOST_THEMES]
        for row in spoken:
            people = "number hidden" if isinstance(row.people, Hidden) else f"{row.people:,} people"
            yield Asked(area.code, row.name, f"survey, {people}")


def _line(view: OfferView) -> OfferLine:
    if view.ended_on is not None:
        tag = Tag("", f"Ended on {long_date(view.ended_on)}")
    elif not view.is_open:
        tag = Tag("", "Run out")
    elif view.taken == 0:
        tag = Tag("", "Nobody yet")
    elif view.left == 0:
        tag = Tag("", "All taken")
    else:
        tag = Tag("", "Open")
    return OfferLine(view, tag, from_until(view.starts, view.until))
