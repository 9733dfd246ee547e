"""What the themes of a cycle amount to: by people and by mentions, in all and under each question, and how people
spoke. Small numbers are hidden here, and all that is shown of a theme is worked out together (``amounting``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Shown, show_count
from newbelongings.domain.surveys.models import Response

from . import amount_counts, book
from .amounting import NOTHING_SHOWN, Amount, Counted, ShownTheme, shown_theme
from .asked import Asked, open_questions, rounds_of, waits
from .models import Theme

PEOPLE: Final = "people"
MENTIONS: Final = "mentions"


@dataclass(frozen=True, slots=True)
class ThemeAmount:
    """One theme of the list. ``amount`` is under the question that was asked for, or in all."""

    theme_id: int
    name: str
    area: str
    amount: Amount

    @property
    def people(self) -> Shown:
        """How many people spoke of it."""
        return self.amount.people

    @property
    def mentions(self) -> Shown:
        """How often: where the people are hidden these are too, for three mentions are three people or fewer."""
        return self.amount.mentions


@dataclass(frozen=True, slots=True)
class Amounts:
    """A cycle's themes in order. ``base`` is how many people answered what is asked for; ``questions`` what there is
    to ask for. ``waits`` says that a round still grows, so that single questions are shown to nobody of this role."""

    rows: tuple[ThemeAmount, ...]
    base: Shown
    questions: tuple[Asked, ...]
    question: Asked | None
    waits: bool


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """A cycle's themes in all, most people first, and how many people answered in its rounds."""

    rows: tuple[ThemeAmount, ...]
    base: Shown


@dataclass(frozen=True, slots=True)
class OneTheme:
    """One theme in all, and under each question that was asked; ``questions`` is empty while it ``waits``."""

    theme: Theme
    base: Shown
    whole: Amount
    questions: tuple[tuple[Asked, Amount], ...]
    waits: bool


def amounts(scope: Scope, *, cycle_id: int, question: str = "", order: str = PEOPLE) -> Amounts:
    """The themes of a cycle by ``PEOPLE`` or by ``MENTIONS``, in all or under the question of that name.

    Six statements in all and seven under a question, however many answered; one more a closed round for those who
    may not read answers.
    """
    scope.require(Permission.SEE_RESULTS)
    lines = list(book.themes(scope, cycle_id))
    base, limit = people_who_answered(scope, cycle_id), authorities.own_authority(scope).hide_up_to
    rounds = rounds_of(scope, cycle_id)
    asked, wait = open_questions(rounds), waits(scope, rounds)
    chosen = None if wait else next((one for one in asked if one.name == question), None)
    heard = amount_counts.heard(cycle_id)
    bases = _bases(cycle_id, asked) if chosen else {}
    rows = []
    for line in lines:
        split = _by_name(heard.by_question(line.pk), asked) if chosen else {}
        found = shown_theme(heard.whole(line.pk), split, base=base, bases=bases, limit=limit)
        amount = found.questions.get(chosen.name, _none_of(found)) if chosen else found.whole
        rows.append(ThemeAmount(line.pk, line.name, line.area, amount))
    return Amounts(
        tuple(sorted(rows, key=lambda row: _place(row, order))),
        show_count(bases[chosen.name] if chosen else base, base=base if chosen else None, limit=limit),
        tuple(asked),
        chosen,
        wait,
    )


def theme_table(scope: Scope, *, cycle_id: int) -> ThemeTable:
    """The same figures in all, for whatever cites a theme, in three statements: by no question and in no manner."""
    base, limit = people_who_answered(scope, cycle_id), authorities.own_authority(scope).hide_up_to
    of_people = ~Q(codings__answer__response__way=Response.GROUP_AGREED)
    counted = book.themes(scope, cycle_id).annotate(
        people=Count("codings__answer__response", distinct=True, filter=of_people), mentions=Count("codings")
    )
    rows = []
    for line in counted:
        found = shown_theme(Counted(line.people, line.mentions), {}, base=base, bases={}, limit=limit)
        rows.append(ThemeAmount(line.pk, line.name, line.area, found.whole))
    return ThemeTable(tuple(sorted(rows, key=lambda row: _place(row, PEOPLE))), show_count(base, limit=limit))


def one_theme(scope: Scope, theme_id: int) -> OneTheme:
    """What one theme amounts to, in all and under each question."""
    scope.require(Permission.SEE_RESULTS)
    theme = book.theme(scope, theme_id)
    cycle_id = theme.cycle_id
    base, limit = people_who_answered(scope, cycle_id), authorities.own_authority(scope).hide_up_to
    rounds = rounds_of(scope, cycle_id)
    asked, wait = open_questions(rounds), waits(scope, rounds)
    heard = amount_counts.heard(cycle_id, theme_id)
    split = _by_name(heard.by_question(theme_id), asked)
    found = shown_theme(heard.whole(theme_id), split, base=base, bases=_bases(cycle_id, asked), limit=limit)
    questions = () if wait else tuple((one, found.questions.get(one.name, _none_of(found))) for one in asked)
    return OneTheme(theme, show_count(base, limit=limit), found.whole, questions, wait)


def people_who_answered(scope: Scope, cycle_id: int) -> int:
    """Raw: what a group agreed on can be coded and quoted, and is nobody's in a count."""
    answered = Response.objects.filter(round__cycle_id=cycle_id, round__authority_id=scope.authority)
    return answered.exclude(way=Response.GROUP_AGREED).count()


def _none_of(found: ShownTheme) -> Amount:
    """Nobody spoke of it under a question. Where the whole is hidden, so is this: it would narrow it down."""
    return NOTHING_SHOWN if found.whole.people is HIDDEN else Amount(0, 0, (0,) * len(NOTHING_SHOWN.manners))


def _by_name(counted: Mapping[int, Counted], asked: list[Asked]) -> dict[str, Counted]:
    """Counts by the question's name: two rounds may ask it in two instruments, and nobody answers both as one."""
    names = {id_: one.name for one in asked for id_ in one.ids}
    found: dict[str, Counted] = {}
    for id_, one in counted.items():
        name = names.get(id_, "")
        found[name] = found.get(name, Counted()) + one
    return found


def _bases(cycle_id: int, asked: list[Asked]) -> dict[str, int]:
    people = amount_counts.people_who_wrote(cycle_id)
    return {one.name: sum(people.get(id_, 0) for id_ in one.ids) for one in asked}


def _place(row: ThemeAmount, order: str) -> tuple[int, int, str, str]:
    """Most first; what is hidden after all that is shown, by name, so that its order says nothing."""
    people, mentions = (count if isinstance(count, int) else -1 for count in (row.amount.people, row.amount.mentions))
    first, second = (mentions, people) if order == MENTIONS else (people, mentions)
    return (-first, -second, row.area, row.name)
