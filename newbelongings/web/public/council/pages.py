"""What the council's public page shows, worked out before it is drawn."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.standards.vocabularies import areas

from .cards import Card, owed_card, public_cards

AT_ONCE, OWED_AT_ONCE = 6, 3  # a phone shows one card a screen
_KNOT_WORDS = [
    ("did", "did", "we have done"),
    ("doing", "doing", "we are doing"),
    ("cannot", "tied", "we cannot, and why"),
]


@dataclass(frozen=True, slots=True)
class Choice:
    """One area to filter by, with how many cards it has."""

    code: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One screenful of what became of what was said."""

    total: int
    tally: tuple[tuple[str, int, str], ...]
    choices: tuple[Choice, ...]
    area: str
    cards: tuple[Card, ...]
    owed: tuple[Card, ...]
    owed_count: int
    all_owed: int
    showing: str
    next_link: str
    more_owed_link: str


def public_page(scope: Scope, authority: Authority, asked: QueryDict) -> PublicPage:
    """The page for what was ``asked`` in the address: an area, a page number, or all that is owed."""
    area = asked_area(asked)
    tally = replies.tally(scope, authority.pk)
    owed = replies.owed(scope, authority.pk)
    here = [one for one in owed if not area or one.area == area]
    page = Paginator(_Counted(scope, authority, area, tally), AT_ONCE).get_page(asked.get("page"))
    shown = here if asked.get("owed") == "all" else here[:OWED_AT_ONCE]
    return PublicPage(
        total=tally.total + len(owed),
        tally=tuple((knot, tally.states.get(state, 0), words) for state, knot, words in _KNOT_WORDS),
        choices=_choices(tally, owed),
        area=area,
        cards=public_cards(scope, authority, page.object_list),
        owed=tuple(map(owed_card, shown)) if page.number == 1 else (),
        owed_count=len(here),
        all_owed=len(owed),
        showing=_showing(page),
        next_link=_link(area, page=page.next_page_number()) if page.has_next() else "",
        more_owed_link=_link(area, owed="all") if len(shown) < len(here) else "",
    )


def asked_area(asked: QueryDict) -> str:
    """The area that an address asks for, or nothing where there is none of that name."""
    area = asked.get("area", "")
    return area if any(area == standard.code for standard in areas()) else ""


class _Counted:
    """The published replies, with their number known from the tally: one statement less a page."""

    def __init__(self, scope: Scope, authority: Authority, area: str, tally: replies.Tally) -> None:
        self.rows = replies.published_replies(scope, authority.pk, area).prefetch_related("issues")
        self.length = tally.areas.get(area, 0) if area else tally.total

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, wanted: slice) -> Any:
        return self.rows[wanted]


def _choices(tally: replies.Tally, owed: list[replies.Owed]) -> tuple[Choice, ...]:
    counts = {area.code: tally.areas.get(area.code, 0) for area in areas()}
    for one in owed:
        counts[one.area] += 1
    return tuple(Choice(area.code, area.plain, counts[area.code]) for area in areas() if counts[area.code])


def _showing(page: Page) -> str:
    if page.paginator.num_pages == 1:
        return ""
    return f"Showing {page.start_index()} to {page.end_index()} of {page.paginator.count} answers."


def _link(area: str, **more: object) -> str:
    return "?" + urlencode({**({"area": area} if area else {}), **more})
