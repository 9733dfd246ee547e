"""What the staff pages of the pledge show, worked out before they are drawn."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.models import Pledge, PledgePromise
from newbelongings.domain.commitments.pledge_queries import PledgeView, PromiseView
from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies.plain_words import Reading, read
from newbelongings.domain.themes import queries as themes
from newbelongings.web.public.council.cards import Card
from newbelongings.web.public.council.pledge_pages import promise_card
from newbelongings.web.workspace.plan.words import beside_tag, tag_words
from newbelongings.web.workspace.said import ids, issue_choices, quotation_choices, theme_choices

from .words import Tag


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """One pledge of the list, and how it stands in a few words."""

    pledge: Pledge
    stands: str


@dataclass(frozen=True, slots=True)
class PledgesPage:
    """All pledges. ``draft`` is the newest one to go on with, ``standing`` the one that is published."""

    lines: tuple[PledgeLine, ...]
    standing: Pledge | None
    draft: Pledge | None
    may_keep: bool


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise with its tag, what the calendar says beside it, and where it was said."""

    promise: PromiseView
    tag: Tag
    beside: str
    said_where: str


@dataclass(frozen=True, slots=True)
class AreaLines:
    """The promises of one area."""

    name: str
    lines: tuple[PromiseLine, ...]


@dataclass(frozen=True, slots=True)
class OwnPledgePage:
    """One pledge of the council. ``next`` is the promise to speak of first, where one is late or silent."""

    pledge: PledgeView
    areas: tuple[AreaLines, ...]
    next: PromiseLine | None
    slug: str
    may_keep: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as the public would read it, and how hard it is to read."""

    pledge: PledgeView
    cards: tuple[Card, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class SaidChoices:
    """What a promise may join, and the cleared quotations that may stand as what was said."""

    themes: list[tuple[int, str]]
    issues: list[tuple[int, str]]
    quotations: list[tuple[str, str]]


def pledges_page(scope: Scope) -> PledgesPage:
    """The pledges of the council: the one that stands, the drafts, and those that ended."""
    found = list(queries.pledges(scope))
    return PledgesPage(
        lines=tuple(PledgeLine(one, _stands(one)) for one in found),
        standing=next((one for one in found if one.published_on and not one.ended_on), None),
        draft=next((one for one in found if not one.published_on), None),
        may_keep=scope.may(Permission.KEEP_COMMITMENTS),
    )


def _stands(pledge: Pledge) -> str:
    if pledge.ended_on:
        return f"Ended on {long_date(pledge.ended_on)}: {pledge.ended_because}"
    if pledge.published_on:
        return f"Published on {long_date(pledge.published_on)}. It stands."
    return f"A draft, begun on {long_date(pledge.written_on)}. Nobody outside sees it."


def own_pledge_page(scope: Scope, pledge_id: int) -> OwnPledgePage:
    """One pledge with its promises by area, those that need a word named first."""
    pledge = queries.pledge(scope, pledge_id)
    areas = tuple(
        AreaLines(group.area.plain, tuple(_line(pledge, one) for one in group.promises)) for group in pledge.groups
    )
    lines = [line for area in areas for line in area.lines]
    waiting = [line for line in lines if pledge.stands and _needs_a_word(line.promise)]
    waiting.sort(key=lambda one: (-one.promise.standing.late_days, -_silent_days(one.promise)))
    return OwnPledgePage(
        pledge=pledge,
        areas=areas,
        next=waiting[0] if waiting else None,
        slug=authorities.own_authority(scope).slug,
        may_keep=scope.may(Permission.KEEP_COMMITMENTS),
    )


def _needs_a_word(promise: PromiseView) -> bool:
    return promise.standing.is_late or promise.standing.is_stale


def _silent_days(promise: PromiseView) -> int:
    return max(promise.standing.stale_days, promise.standing.unstarted_days)


def _line(pledge: PledgeView, promise: PromiseView) -> PromiseLine:
    named = [
        *(f"{name} (survey)" for name in promise.theme_names),
        *(f"{title} (forum)" for title in promise.issue_titles),
    ]
    return PromiseLine(
        promise=promise,
        tag=Tag(promise.standing.rag, tag_words(promise.standing)),
        beside=_beside(promise) if pledge.published_on else "",
        said_where="; ".join(named),
    )


def _beside(promise: PromiseView) -> str:
    """The plan's words, but a promise has no day on which it should have begun: nobody has spoken of it yet."""
    stands = promise.standing
    if stands.unstarted_days and not stands.is_late:
        return f"not a word for {stands.unstarted_days // 7} weeks" if stands.is_stale else ""
    return beside_tag(stands)


def preview(scope: Scope, pledge_id: int) -> Preview:
    """A draft as it would stand on the public page."""
    pledge = queries.pledge(scope, pledge_id)
    words = [pledge.title, pledge.opening, *(words for one in pledge.promises for words in (one.said, one.promise))]
    text = "\n".join(words)
    return Preview(pledge, tuple(promise_card(one) for one in pledge.promises), read(text))


def said_choices(
    scope: Scope, cycle: Cycle, *, quoted_themes: set[int], promise: PledgePromise | None = None
) -> SaidChoices:
    """Everything that a promise may join; what ``promise`` joins already is always among it."""
    joined = promise.themes.all() if promise else ()
    return SaidChoices(
        themes=theme_choices(scope, themes.themes(scope, cycle.pk), joined),
        issues=issue_choices(scope),
        quotations=quotation_choices(scope, quoted_themes),
    )


def begin(scope: Scope, asked: QueryDict) -> dict[str, Any]:
    """What ``?theme=`` and ``?issue=`` lead to, so that nothing is typed again. Raises ``NotFound`` for an id of
    another council. Of an issue whose words may not stand on the public page, its title is taken."""
    start: dict[str, Any] = {"themes": [], "issues": []}
    for theme in themes.themes_by_ids(scope, ids(asked, "theme")):
        start["themes"] += sorted(themes.descent(scope).became(theme.pk))
        start.setdefault("area", theme.area)
    for issue in forum.issues_by_ids(scope, ids(asked, "issue")):
        start["issues"].append(issue.pk)
        start.setdefault("area", issue.area)
        start.setdefault("said", (issue.words if issue.quotable else issue.title)[:500])
    return start


def initial_of(promise: PledgePromise) -> dict[str, Any]:
    """A promise as its form begins."""
    words = {name: getattr(promise, name) for name in ("area", "said", "promise", "stands_behind", "due")}
    return words | {name: [one.pk for one in getattr(promise, name).all()] for name in ("themes", "issues")}


def back_to(pledge_id: int) -> str:
    """The address of one pledge."""
    return reverse("own_pledge", args=[pledge_id])
