"""What the pages about leaders show."""

from dataclasses import dataclass

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.leading_queries import CommitmentView, Meetings, ReadinessItem
from newbelongings.domain.commitments.models import LeaderContact
from newbelongings.domain.commitments.promises import Stands
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import vocabulary

from .words import Tag, days


@dataclass(frozen=True, slots=True)
class ReadinessPage:
    """``ready`` of ``items`` are there; ``next`` is the first of which nothing was said (None: all were)."""

    items: tuple[ReadinessItem, ...]
    ready: int
    next: ReadinessItem | None
    source: str
    may_keep: bool


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise and its tag."""

    promise: CommitmentView
    tag: Tag


@dataclass(frozen=True, slots=True)
class MeetingsLine:
    """How often an office met care leavers, in words, and its tag where something was promised."""

    meetings: Meetings
    words: str


@dataclass(frozen=True, slots=True)
class LeadersPage:
    """Everything about leaders in one year."""

    promises: tuple[PromiseLine, ...]
    late: int
    meetings: tuple[MeetingsLine, ...]
    contacts: tuple[LeaderContact, ...]
    source: str
    may_keep: bool


def readiness_page(scope: Scope, cycle: Cycle) -> ReadinessPage:
    """The list of one year."""
    items = queries.readiness(scope, cycle.pk)
    return ReadinessPage(
        items=items,
        ready=sum(item.latest is not None and item.latest.ready for item in items),
        next=next((item for item in items if item.latest is None), None),
        source=vocabulary("readiness").source,
        may_keep=scope.may(Permission.KEEP_COMMITMENTS),
    )


def leaders_page(scope: Scope, cycle: Cycle) -> LeadersPage:
    """Promises and contacts of one year."""
    promised, held = queries.commitments(scope, cycle.pk), queries.contacts(scope, cycle.pk)
    return LeadersPage(
        promises=tuple(PromiseLine(view, promise_tag(view)) for view in promised),
        late=sum(view.stands is Stands.LATE for view in promised),
        meetings=tuple(MeetingsLine(line, met_words(line)) for line in queries.meetings(held, promised)),
        contacts=held,
        source=vocabulary("leadership").source,
        may_keep=scope.may(Permission.KEEP_COMMITMENTS),
    )


def promise_tag(view: CommitmentView) -> Tag:
    """How a promise stands, as its tag says it."""
    return {
        Stands.LATE: Tag("red", f"{days(view.late_days)} late"),
        Stands.OPEN: Tag("", "Open"),
        Stands.KEPT: Tag("done", "kept"),
        Stands.NOT_KEPT: Tag("red", "not kept"),
        Stands.WITHDRAWN: Tag("", "Taken back"),
    }[view.stands]


def met_words(line: Meetings) -> str:
    """``3 of the 4 times promised``; with nothing promised only how often."""
    if line.promised:
        return f"{line.met} of the {line.promised} times promised" if line.promised > 1 else f"{line.met} of 1 promised"
    return f"{line.met} time{'s' if line.met != 1 else ''}; no number was promised"
