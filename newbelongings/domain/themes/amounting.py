"""What may be shown of one theme's counts, all of them worked out together. Pure functions.

A theme's people are shown on one page, by question on the next, by how they spoke on both. So that no two of these
numbers can be subtracted, the larger is settled first and each smaller one is hidden around it: people in all, then
by question and by sentiment, then by sentiment within a question. Every page shows a part of one ``ShownTheme``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from newbelongings.domain.kernel.overlaps import hide_overlapping
from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, Shown, hide_table, hide_with_totals, show_count

from .models.fields import Sentiment

# How people spoke; the last is for those of whom nobody has said.
MANNERS: Final = (*(choice.value for choice in Sentiment), "")


@dataclass(frozen=True, slots=True)
class Counted:
    """Raw counts: people, mentions (passages that were coded), and people by ``MANNERS``, who may be in several."""

    people: int = 0
    mentions: int = 0
    manners: tuple[int, ...] = (0,) * len(MANNERS)

    def __add__(self, other: "Counted") -> "Counted":
        """Both together, where nobody is in both."""
        manners = tuple(map(sum, zip(self.manners, other.manners, strict=True)))
        return Counted(self.people + other.people, self.mentions + other.mentions, manners)


@dataclass(frozen=True, slots=True)
class Amount:
    """The same as it may be shown."""

    people: Shown
    mentions: Shown
    manners: tuple[Shown, ...]

    def of(self, manner: str) -> Shown:
        """The people who spoke so: one of ``MANNERS``."""
        return self.manners[MANNERS.index(manner)]

    @property
    def tells_manner(self) -> bool:
        """Whether it is shown of anybody how they spoke."""
        return any(isinstance(people, int) and people for _, people in self.by_manner)

    @property
    def by_manner(self) -> list[tuple[str, Shown]]:
        """The people who spoke in each way, with its word."""
        return [(choice.label, self.of(choice.value)) for choice in Sentiment]


NOTHING_SHOWN: Final = Amount(HIDDEN, HIDDEN, (HIDDEN,) * len(MANNERS))


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """One theme in all, and under each question by its name."""

    whole: Amount
    questions: Mapping[str, Amount] = field(default_factory=dict)


def shown_theme(
    whole: Counted, questions: Mapping[str, Counted], *, base: int, bases: Mapping[str, int], limit: int
) -> ShownTheme:
    """What may be shown of a theme. ``base`` is how many people answered, ``bases`` how many each question."""
    people = show_count(whole.people, base=base, limit=limit)
    if isinstance(people, Hidden):
        return ShownTheme(NOTHING_SHOWN, dict.fromkeys(questions, NOTHING_SHOWN))
    manners = hide_overlapping(whole.people, whole.manners, limit=limit)
    amount = Amount(people, whole.mentions, tuple(manners))
    shown_bases = {name: bases[name] for name in questions if name in bases and shown_base(bases[name], base, limit)}
    return ShownTheme(amount, _by_question(whole, manners, questions, shown_bases, limit))


def shown_base(count: int, base: int, limit: int) -> bool:
    """Whether it may be shown how many of ``base`` people answered a question; else nothing under it is shown."""
    return not isinstance(show_count(count, base=base, limit=limit), Hidden)


def _by_question(
    whole: Counted, manners: list[Shown], questions: Mapping[str, Counted], bases: Mapping[str, int], limit: int
) -> dict[str, Amount]:
    counted = list(questions.values())
    hidden = _hidden_questions(whole, counted, [bases.get(name) for name in questions], limit)
    cells = _cells(whole, manners, counted, hidden, limit)
    return {
        name: NOTHING_SHOWN if place in hidden else Amount(one.people, one.mentions, tuple(cells[place]))
        for place, (name, one) in enumerate(questions.items())
    }


def _hidden_questions(whole: Counted, counted: list[Counted], bases: list[int | None], limit: int) -> frozenset[int]:
    """Which questions are hidden, for their people or for their mentions, which add up to those of the whole."""
    hidden = frozenset(
        place
        for place, (one, base) in enumerate(zip(counted, bases, strict=True))
        if base is None or isinstance(show_count(one.people, base=base, limit=limit), Hidden)
    )
    while True:
        people = hide_overlapping(whole.people, [one.people for one in counted], hidden=hidden, limit=limit)
        for_people = _places(people)
        forced = frozenset((0, place) for place in for_people)
        mentions = hide_table([[one.mentions for one in counted]], limit=limit, column_totals=False, hide=forced)[0]
        both = for_people | _places(mentions)
        if both == hidden:
            return hidden
        hidden = both


def _cells(
    whole: Counted, manners: list[Shown], counted: list[Counted], no_question: frozenset[int], limit: int
) -> list[list[Shown]]:
    """People by question and manner: guarded within each question, and within each manner over the questions."""
    width = len(MANNERS)
    hidden = {(q, m) for q in range(len(counted)) for m in range(width) if q in no_question or manners[m] is HIDDEN}
    while True:
        before = len(hidden)
        for q, one in enumerate(counted):
            row = hide_overlapping(one.people, one.manners, hidden=_in(hidden, 0, q), limit=limit)
            hidden |= {(q, m) for m in _places(row)}
        for m in range(width):
            column = [one.manners[m] for one in counted]
            row = hide_overlapping(whole.manners[m], column, hidden=_in(hidden, 1, m), limit=limit)
            hidden |= {(q, m) for q in _places(row)}
        if len(hidden) == before:
            break
    return [[HIDDEN if (q, m) in hidden else one.manners[m] for m in range(width)] for q, one in enumerate(counted)]


def _places(row: list[Shown]) -> frozenset[int]:
    return frozenset(place for place, count in enumerate(row) if isinstance(count, Hidden))


def _in(hidden: set[tuple[int, int]], side: int, place: int) -> frozenset[int]:
    return frozenset(cell[1 - side] for cell in hidden if cell[side] == place)


def shown_groups(people: int, groups: list[int], bases: list[int], *, limit: int) -> list[Shown]:
    """How many of each group spoke of a theme, where everybody is in one group; ``bases`` is how many each group has.

    Those who did not speak of it are guarded with those who did: the bases are shown on the same page.
    """
    if isinstance(show_count(people, base=sum(bases), limit=limit), Hidden):
        return [HIDDEN] * len(groups)
    silent = [base - said for base, said in zip(bases, groups, strict=True)]
    return hide_with_totals([groups, silent], limit=limit).cells[0]


def shown_union(people: int, members: list[int], *, base: int, limit: int) -> Shown:
    """How many people spoke of at least one of several themes, each of which is shown elsewhere by itself.

    Hidden where beside those it would tell of a few: then the themes must be told of one by one.
    """
    if len(members) == 1:
        return show_count(people, base=base, limit=limit)
    open_ = {place for place, n in enumerate(members) if not isinstance(show_count(n, base=base, limit=limit), Hidden)}
    guarded = hide_overlapping(people, members, hidden=set(range(len(members))) - open_, limit=limit)
    safe = all(not isinstance(guarded[place], Hidden) for place in open_)
    return show_count(people, base=base, limit=limit) if safe else HIDDEN
