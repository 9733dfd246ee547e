"""Questions about readiness, promises and contacts. What belongs to another council is not found."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import Standard, vocabulary

from .models import OFFICES, Commitment, LeaderContact, Outcome, Readiness
from .promises import Stands, stands


@dataclass(frozen=True, slots=True)
class ReadinessItem:
    """One thing that the approach needs, with what was last said of it (None: nothing yet) and what was said before."""

    standard: Standard
    latest: Readiness | None
    earlier: tuple[Readiness, ...]


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A promise and how it stands. ``late_days`` is above 0 only where it is late; ``outcomes`` are newest first."""

    id: int
    office: str
    office_name: str
    name: str
    line: Standard
    words: str
    promised_on: dt.date
    due: dt.date
    times: int | None
    stands: Stands
    late_days: int
    outcomes: tuple[Outcome, ...]

    @property
    def latest(self) -> Outcome | None:
        return self.outcomes[0] if self.outcomes else None


@dataclass(frozen=True, slots=True)
class Meetings:
    """How often the holders of one office met care leavers in a year, against what they promised (0: nothing)."""

    office: str
    office_name: str
    met: int
    promised: int


def readiness(scope: Scope, cycle_id: int) -> tuple[ReadinessItem, ...]:
    """Every item of the list in its order, with its history in a year."""
    scope.require(Permission.READ_COMMITMENTS)
    rows = list(Readiness.objects.filter(cycle=authorities.cycle(scope, cycle_id)))
    items = []
    for standard in vocabulary("readiness").entries:
        said = [row for row in reversed(rows) if row.item == standard.code]
        items.append(ReadinessItem(standard, said[0] if said else None, tuple(said[1:])))
    return tuple(items)


def commitments(scope: Scope, cycle_id: int, *, on: dt.date | None = None) -> tuple[CommitmentView, ...]:
    """The promises of a year as they stand ``on`` a day, by office and then by the day they are due."""
    scope.require(Permission.READ_COMMITMENTS)
    rows = Commitment.objects.filter(cycle=authorities.cycle(scope, cycle_id)).prefetch_related("outcomes")
    order = [office for office, _ in OFFICES]
    return tuple(
        sorted((_view(row, on or today()) for row in rows), key=lambda v: (order.index(v.office), v.due, v.id))
    )


def commitment(scope: Scope, commitment_id: int) -> CommitmentView:
    """One promise."""
    scope.require(Permission.READ_COMMITMENTS)
    return _view(commitment_row(scope, commitment_id), today())


def late_commitments(scope: Scope, cycle_id: int, *, on: dt.date | None = None) -> tuple[CommitmentView, ...]:
    """Promises past their day of which nobody has said whether they were kept: for the board page and the thread."""
    return tuple(view for view in commitments(scope, cycle_id, on=on) if view.stands is Stands.LATE)


def commitment_row(scope: Scope, commitment_id: int) -> Commitment:
    """The row of one promise, to add to it."""
    found: Commitment | None = Commitment.objects.filter(pk=commitment_id, cycle__authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such promise at your council. Choose one from the list.")
    return found


def contact_row(scope: Scope, contact_id: int) -> LeaderContact:
    """The row of one contact."""
    found = LeaderContact.objects.filter(pk=contact_id, authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such contact at your council. Choose one from the list.")
    return found


def contacts(scope: Scope, cycle_id: int) -> tuple[LeaderContact, ...]:
    """The days on which leaders met care leavers in a year, newest first."""
    scope.require(Permission.READ_COMMITMENTS)
    cycle = authorities.cycle(scope, cycle_id)
    within = LeaderContact.objects.filter(authority_id=scope.authority, on__gte=cycle.starts, on__lte=cycle.ends)
    return tuple(within.filter(struck_on__isnull=True))


def meetings(held: tuple[LeaderContact, ...], promised: tuple[CommitmentView, ...]) -> tuple[Meetings, ...]:
    """For each office, the contacts of ``contacts`` against the numbers in ``commitments``; those taken back left out.

    An office without either is left out.
    """
    met = Counter(contact.office for contact in held)
    times: Counter[str] = Counter()
    for view in promised:
        if view.stands is not Stands.WITHDRAWN:
            times[view.office] += view.times or 0
    lines = (Meetings(office, name, met[office], times[office]) for office, name in OFFICES)
    return tuple(line for line in lines if line.met or line.promised)


def _view(row: Commitment, day: dt.date) -> CommitmentView:
    outcomes = tuple(reversed(row.outcomes.all()))
    how = stands(row.due, outcomes[0].state if outcomes else None, day)
    line = next(entry for entry in vocabulary("leadership").entries if entry.code == row.line)
    return CommitmentView(
        id=row.pk,
        office=row.office,
        office_name=row.get_office_display(),
        name=row.name,
        line=line,
        words=row.words,
        promised_on=row.promised_on,
        due=row.due,
        times=row.times,
        stands=how,
        late_days=(day - row.due).days if how is Stands.LATE else 0,
        outcomes=outcomes,
    )
