"""What the pages of a vote show."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from newbelongings.adapters.qr import qr_svg
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.plans.vote_queries import Count, VoteView

from .forms import dots_in_words

SECRET_FROM = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice of a closed vote: its dots, and how long its bar is, in hundredths of the longest."""

    title: str
    dots: int
    words: str
    width: int


def vote_page(request: HttpRequest, found: VoteView) -> dict[str, Any]:
    """While open: the code, the address, what there is to choose. Closed: the result, most dots first."""
    address = request.build_absolute_uri(reverse("cast_ballot", args=[found.vote.code]))
    return {
        "vote": found.vote,
        "is_open": found.is_open,
        "code": spaced(found.vote.code),
        "short_address": request.build_absolute_uri(reverse("find_vote")).partition("://")[2].rstrip("/"),
        "qr": mark_safe(qr_svg(address)) if found.is_open else "",  # noqa: S308  drawn, not typed
        "counts": found.counts,
        "hands": sum(count.hands for count in found.counts),
        "phones": _phones(found.phones),
        "few": found.phones is not None and 0 < found.phones < SECRET_FROM,
        "bars": bars(found.counts) if not found.is_open else [],
    }


def spaced(code: str) -> str:
    """``bcd 234``: easier to read from the back of a room. Spaces make no difference when it is typed."""
    return f"{code[:3]} {code[3:]}"


def _phones(number: int | None) -> str:
    if not number:
        return "No phone has voted yet"
    return "1 phone has voted" if number == 1 else f"{number:,} phones have voted"


def bars(counts: tuple[Count, ...]) -> list[Bar]:
    """The result as bars; the longest fills the width."""
    most = max((count.dots or 0 for count in counts), default=0)
    return [
        Bar(count.title, count.dots or 0, dots_in_words(count.dots or 0), round(100 * (count.dots or 0) / (most or 1)))
        for count in counts
    ]


def proposed(found: VoteView, *, first: int = 5) -> dict[str, Any]:
    """What the form that confirms begins with: the first with any dots, and who chose."""
    day = long_date(found.vote.closed_on) if found.vote.closed_on else ""
    with_dots = [count.choice_id for count in found.counts if count.dots]
    return {"choices": with_dots[:first], "chosen_by": f"the forum, by a dot-vote on {day}"}
