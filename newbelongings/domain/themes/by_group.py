"""Who speaks of what: themes by what people said of themselves, with small groups hidden in every direction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.intervals import Interval, difference, shared_confidence
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, PERCENT_BASE, Hidden, Shown, hide_row

from . import amount_counts, book
from .amounting import shown_groups
from .amounts import people_who_answered
from .asked import Asked, about_themselves, rounds_of, waits
from .models import Theme

NOT_SAID = "Did not say"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a group spoke of a theme, and how many in every hundred of the group."""

    people: Shown
    percent: Shown


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One theme over the groups, in their order."""

    theme_id: int
    name: str
    area: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StandsOut:
    """That a group speaks of a theme clearly more, or less, than everybody else: each in every hundred."""

    theme: str
    group: str
    percent: int
    others: int
    gap: Interval


@dataclass(frozen=True, slots=True)
class ByGroup:
    """A cycle's themes by one characteristic: its ``groups`` with how many people each has. ``offered`` is what can
    be asked for; ``waits`` says that nothing is shown while a round still grows."""

    offered: tuple[Asked, ...]
    characteristic: Asked | None
    groups: tuple[tuple[str, Shown], ...] = ()
    rows: tuple[GroupRow, ...] = ()
    stand_out: tuple[StandsOut, ...] = ()
    compared: int = 0
    waits: bool = False


def by_group(scope: Scope, *, cycle_id: int, characteristic: str = "") -> ByGroup:
    """Themes by the answers to one question about the person, by its name; by the first of them where none is named."""
    scope.require(Permission.SEE_RESULTS)
    rounds = rounds_of(scope, cycle_id)
    offered = tuple(about_themselves(rounds))
    asked = next((one for one in offered if one.name == characteristic), offered[0] if offered else None)
    if asked is None or waits(scope, rounds):
        return ByGroup(offered, asked, waits=asked is not None)
    limit, base = authorities.own_authority(scope).hide_up_to, people_who_answered(scope, cycle_id)
    heard, own = amount_counts.heard(cycle_id), _Own(asked, amount_counts.chosen(cycle_id, asked.ids), base)
    lines = [(line, own.of(heard.people(line.pk))) for line in book.themes(scope, cycle_id)]
    shown = [(line, shown_groups(sum(counts), counts, own.bases, limit=limit), sum(counts)) for line, counts in lines]
    bases = hide_row(own.bases, limit=limit)
    rows = sorted((_row(line, cells, bases) for line, cells, people in shown if people), key=_place)
    stand_out, compared = _standing_out(shown, own, base)
    return ByGroup(offered, asked, tuple(zip(own.groups, bases, strict=True)), tuple(rows), stand_out, compared)


class _Own:
    """What people said of themselves, with those who did not say as a group of its own."""

    def __init__(self, asked: Asked, chosen: dict[str, int], base: int) -> None:
        words = {option.id: option.text for sheet in asked.sheets for option in sheet.options}
        counts = Counter(words[option] for option in chosen.values())
        groups = [text for text in dict.fromkeys(words.values()) if counts[text]]
        silent = base - sum(counts.values())
        self.groups = [*groups, NOT_SAID] if silent else groups
        self.bases = [counts[group] for group in groups] + ([silent] if silent else [])
        places = {group: place for place, group in enumerate(self.groups)}
        self.places = {response: places[words[option]] for response, option in chosen.items()}

    def of(self, responses: amount_counts.Responses) -> list[int]:
        """How many of these responses stand in each group."""
        found = Counter(self.places.get(response, len(self.groups) - 1) for response in responses)
        return [found[place] for place in range(len(self.groups))]


def _row(line: Theme, cells: Sequence[Shown], bases: Sequence[Shown]) -> GroupRow:
    return GroupRow(
        line.pk, line.name, line.area, tuple(_cell(cell, base) for cell, base in zip(cells, bases, strict=True))
    )


def _cell(people: Shown, base: Shown) -> Cell:
    if isinstance(people, Hidden) or isinstance(base, Hidden) or base < PERCENT_BASE:
        return Cell(people, HIDDEN)
    return Cell(people, round(100 * people / base))


def _place(row: GroupRow) -> tuple[int, str, str]:
    """By what is shown alone: a hidden cell must not be guessed from the order."""
    people = sum(cell.people for cell in row.cells if not isinstance(cell.people, Hidden))
    return (-people, row.area, row.name)


def _standing_out(
    shown: Sequence[tuple[Theme, Sequence[Shown], int]], own: _Own, base: int
) -> tuple[tuple[StandsOut, ...], int]:
    """Each group against everybody else, where the interval of the difference does not hold nought.

    With many compared at once each has to be surer (Bonferroni), as when two surveys are compared.
    """
    pairs = [
        (line.name, group, cell, own.bases[place], people - cell, base - own.bases[place])
        for line, cells, people in shown
        for place, (group, cell) in enumerate(zip(own.groups, cells, strict=True))
        if not isinstance(cell, Hidden) and min(own.bases[place], base - own.bases[place]) >= PERCENT_BASE
    ]
    confidence = shared_confidence(len(pairs))
    found = []
    for name, group, count, of, other, other_of in pairs:
        gap = difference(count, of, other, other_of, confidence=confidence)
        if gap.low > 0 or gap.high < 0:
            found.append(StandsOut(name, group, round(100 * count / of), round(100 * other / other_of), gap))
    return tuple(sorted(found, key=lambda one: -abs(one.percent - one.others))), len(pairs)
