"""What changed since another cycle: the share of people who spoke of each line, and whether chance could do that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, hide_row, show_count
from newbelongings.domain.surveys.comparing import Line, Side, line
from newbelongings.domain.surveys.models import Response, Round

from . import amount_counts
from .amounting import shown_union
from .amounts import people_who_answered
from .asked import open_questions, rounds_of, waits
from .desk import HowFar
from .models import Theme, ThemeDescent
from .same_line import Lineage, lineages


class Verdict(StrEnum):
    """What may be said of a line. ``UNREAD``: answers that are still to be read could undo the difference."""

    MORE = "more"
    FEWER = "fewer"
    NO_CLEAR_CHANGE = "no clear change"
    UNREAD = "not all read yet"
    TOO_FEW = "too few to compare"


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of both codebooks. ``became`` says that it stands for several themes on one side, which are named."""

    area: str
    line: Line
    verdict: Verdict
    became: str


@dataclass(frozen=True, slots=True)
class Year:
    """One of the two cycles: how many answered and in which ways, and how much of what they wrote has been read."""

    cycle: Cycle
    base: Shown
    read: int
    written: int
    ways: tuple[tuple[str, Shown], ...]

    @property
    def is_read(self) -> bool:
        return self.read == self.written


@dataclass(frozen=True, slots=True)
class Change:
    """Two cycles side by side, and what stands in the way of comparing them: questions that only one of them asked,
    lines that only one codebook has, and rounds that are still open (``waits``: nothing is shown then)."""

    now: Year
    then: Year
    lines: tuple[Changed, ...] = ()
    only_now: tuple[str, ...] = ()
    only_then: tuple[str, ...] = ()
    asked_now: tuple[str, ...] = ()
    asked_then: tuple[str, ...] = ()
    waits: bool = False


def earlier_cycle(scope: Scope, cycle_id: int) -> Cycle | None:
    """The latest cycle before this one in which anybody answered."""
    own = authorities.cycle(scope, cycle_id)
    asked = Round.objects.filter(authority_id=scope.authority, responses__isnull=False).values("cycle_id")
    return authorities.cycles(scope).filter(starts__lt=own.starts, pk__in=asked).order_by("-starts").first()


def reading_of(scope: Scope, cycle_id: int) -> HowFar:
    """How far the reading of a cycle has come: a number of answers, and of nobody in particular."""
    scope.require(Permission.SEE_RESULTS)
    return HowFar(*amount_counts.how_far_read(authorities.cycle(scope, cycle_id).pk))


def change(scope: Scope, *, cycle_id: int, other_id: int) -> Change:
    """This cycle against an earlier one of the council. The number of statements does not grow with the answers."""
    scope.require(Permission.SEE_RESULTS)
    cycles = [authorities.cycle(scope, id_) for id_ in (cycle_id, other_id)]
    rounds = [rounds_of(scope, cycle.pk) for cycle in cycles]
    limit = authorities.own_authority(scope).hide_up_to
    bases = [people_who_answered(scope, cycle.pk) for cycle in cycles]
    now, then = (_year(cycle, base, limit) for cycle, base in zip(cycles, bases, strict=True))
    if waits(scope, [*rounds[0], *rounds[1]]):
        return Change(now, then, waits=True)
    # With themes that were split or merged: through them a line is followed from one codebook to the other.
    books = [{theme.pk: theme for theme in Theme.objects.filter(cycle=cycle)} for cycle in cycles]
    slugs = [{pk: theme.slug for pk, theme in book.items()} for book in books]
    lines = lineages(slugs[0], slugs[1], _descents(books))
    both = [found for found in lines if found.now and found.then and _stands(found, books[0])]
    heard = [amount_counts.heard(cycle.pk) for cycle in cycles]
    changed = [_changed(found, books, heard, bases, (now, then), limit) for found in both]
    asked = [{one.name: one.short for one in open_questions(found)} for found in rounds]
    return Change(
        now,
        then,
        tuple(sorted(changed, key=_place)),
        _names(books[0], (found.now for found in lines if not found.then)),
        _names(books[1], (found.then for found in lines if not found.now)),
        tuple(short for name, short in asked[0].items() if name not in asked[1]),
        tuple(short for name, short in asked[1].items() if name not in asked[0]),
    )


def _stands(found: Lineage, book: Mapping[int, Theme]) -> bool:
    return any(book[id_].retired_on is None for id_ in found.now)


def _descents(books: Sequence[Mapping[int, Theme]]) -> list[tuple[int, int]]:
    ids = [pk for book in books for pk in book]
    found = ThemeDescent.objects.filter(old_id__in=ids, change__undone_at=None)
    return list(found.values_list("old_id", "new_id"))


def _year(cycle: Cycle, base: int, limit: int) -> Year:
    read, written = amount_counts.how_far_read(cycle.pk)
    ways = amount_counts.by_way(cycle.pk)
    names = [dict(Response.WAYS)[way] for way in ways]
    shown = hide_row(list(ways.values()), limit=limit)
    return Year(cycle, show_count(base, limit=limit), read, written, tuple(zip(names, shown, strict=True)))


def _changed(
    found: Lineage,
    books: Sequence[Mapping[int, Theme]],
    heard: Sequence[amount_counts.Heard],
    bases: Sequence[int],
    years: tuple[Year, Year],
    limit: int,
) -> Changed:
    sides, pair = [], []
    for ids, spoke, base in zip((found.now, found.then), heard, bases, strict=True):
        people = [spoke.people(id_) for id_ in ids]
        together = len(set().union(*people))
        sides.append(Side([together], base))
        pair.append(shown_union(together, [len(one) for one in people], base=base, limit=limit))
    standing = [books[0][id_] for id_ in found.now if books[0][id_].retired_on is None]
    words = " and ".join(sorted(theme.name for theme in standing))
    told = line(words, (pair[0], pair[1]), sides[0], sides[1], confidence=0.95)
    earlier = sorted(books[1][id_].name for id_ in found.then if books[1][id_].retired_on is None)
    became = " and ".join(earlier) if earlier != [theme.name for theme in standing] else ""
    return Changed(standing[0].area, told, _verdict(told, years), became)


def _verdict(told: Line, years: tuple[Year, Year]) -> Verdict:
    """A fall is not sure while this cycle is not all read, nor a rise while the other is not."""
    if told.gap is None:
        return Verdict.TOO_FEW
    if not told.is_clear:
        return Verdict.NO_CLEAR_CHANGE
    now, then = years
    if told.gap.low > 0:
        return Verdict.MORE if then.is_read else Verdict.UNREAD
    return Verdict.FEWER if now.is_read else Verdict.UNREAD


def _place(found: Changed) -> tuple[bool, float, str]:
    """Clear ones first, then the largest difference."""
    size = abs(found.line.gap.low + found.line.gap.high) if found.line.gap else 0
    return (found.verdict not in (Verdict.MORE, Verdict.FEWER), -size, found.line.words)


def _names(book: Mapping[int, Theme], lines: Iterable[frozenset[int]]) -> tuple[str, ...]:
    return tuple(sorted(book[id_].name for ids in lines for id_ in ids if book[id_].retired_on is None))
