"""The pledge as anyone reads it, on the page and on paper: how each promise stands, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.pledge_queries import PledgeView, PromiseView
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.standing import NOT_STARTED

from .cards import QUOTES, Card, Stop

UNDER_WAY = {"green": "Under way", "amber": "Under way, but it may be late", "red": "Stuck", NOT_STARTED: "To come"}


@dataclass(frozen=True, slots=True)
class Area:
    """The promises about one thing."""

    key: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PledgePage:
    """The pledge that stands, or that ended last. ``tally`` says how many promises stand how, with their knot."""

    pledge: PledgeView
    tally: tuple[tuple[str, int, str], ...]
    areas: tuple[Area, ...]
    about: str
    ended: str


def pledge_page(scope: Scope, authority_id: int) -> PledgePage | None:
    """What a council promised its care leavers; None where it has published no pledge."""
    pledge = queries.public_pledge(scope, authority_id)
    if pledge is None:
        return None
    areas = tuple(
        Area(f"about-{group.area.code}", group.area.plain, tuple(promise_card(one) for one in group.promises))
        for group in pledge.groups
    )
    return PledgePage(pledge, _tally(pledge.promises), areas, about(pledge), ended(pledge))


def about(pledge: PledgeView) -> str:
    """Since when it stands, and whether a forum read it."""
    since = f"We signed this on {long_date(pledge.published_on)}." if pledge.published_on else "This is a draft."
    read = f"{pledge.checked_with} read it first." if pledge.checked_with else "No forum read it first."
    return f"{since} {read}"


def promise_card(promise: PromiseView) -> Card:
    """A promise with its thread: what was said, and where the promise is now."""
    late = promise.standing.is_late
    said = Stop(
        "said",
        "You said",
        words=promise.said,
        quoted=promise.said[:1] in QUOTES,
        line="nb-thread__stop--cut" if late else "" if promise.standing.is_done else "nb-thread__stop--stitched",
        frayed=late,
    )
    now = Stop(
        _knot(promise),
        "Where it is now",
        text=told(promise),
        sources=(behind(promise),),
        line="nb-thread__stop--two" if late else "",
    )
    return Card(
        key=f"promise-{promise.id}",
        title=promise.promise,
        state=state(promise),
        thread_tag=promise.standing.is_done,
        area="",
        stops=(said, now),
    )


def state(promise: PromiseView) -> str:
    """``Done``, ``Under way, by 3 March 2027``, ``Late: 12 days``."""
    stands = promise.standing
    if stands.is_done:
        return "Done"
    if stands.is_late:
        return f"Late: {stands.late_days:,} day{'s' if stands.late_days != 1 else ''}"
    return f"{UNDER_WAY[stands.rag]}, by {long_date(promise.due)}"


def told(promise: PromiseView) -> str:
    """What was last said of it and when; and where nobody has said anything for long, that too."""
    weeks = max(promise.standing.stale_days, promise.standing.unstarted_days) // 7
    silent = f"\n\nWe have not said a word about this for {weeks} weeks." if promise.standing.is_stale else ""
    if promise.latest is None:
        return ("Nobody has said why yet." if promise.standing.is_late else "Nothing to tell yet.") + silent
    why = "Here is why: " if promise.standing.is_late else ""
    return f"{why}{promise.latest.words}{silent}"


def behind(promise: PromiseView) -> str:
    """By when, who stands behind it, and the day of the last word."""
    words = f"By {long_date(promise.due)}. {promise.stands_behind} stands behind it."
    return f"{words} Last word: {long_date(promise.latest.made_on)}." if promise.latest else words


def _knot(promise: PromiseView) -> str:
    if promise.standing.is_done:
        return "did"
    return "owed" if promise.standing.is_late or promise.standing.rag == NOT_STARTED else "doing"


def _tally(promises: Iterable[PromiseView]) -> tuple[tuple[str, int, str], ...]:
    promises = list(promises)
    done = sum(one.standing.is_done for one in promises)
    late = sum(one.standing.is_late for one in promises)
    return (("did", done, "done"), ("doing", len(promises) - done - late, "still to come"), ("owed", late, "late"))


def paper(pledge: PledgeView, council: str) -> dict[str, Any]:
    """The same words as data, for a file that is printed: the promises, and the page with the signatures."""
    return {
        "made": today().isoformat(),
        "council": council,
        "title": pledge.title,
        "opening": pledge.opening,
        "about": about(pledge),
        "ended": ended(pledge),
        "areas": [
            {"name": group.area.plain, "promises": [_on_paper(one) for one in group.promises]}
            for group in pledge.groups
        ],
        "signatures": [
            {"name": one.name, "office": one.office, "day": long_date(one.signed_on)} for one in pledge.signatures
        ],
    }


def ended(pledge: PledgeView) -> str:
    """That it has ended, when and why; nothing while it stands."""
    if pledge.ended_on is None:
        return ""
    return f"This pledge ended on {long_date(pledge.ended_on)}. This is why: {pledge.ended_because}"


def _on_paper(promise: PromiseView) -> dict[str, str]:
    return {
        "promise": promise.promise,
        "said": promise.said,
        "state": state(promise),
        "told": told(promise).replace("\n", " ").replace("  ", " "),
        "behind": behind(promise),
    }
