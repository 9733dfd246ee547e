"""What the pages of themes show, worked out before they are drawn."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import amounts, queries
from newbelongings.domain.themes.amounts import MENTIONS, PEOPLE, Amounts, ThemeAmount
from newbelongings.domain.themes.batches import Progress, progress
from newbelongings.domain.themes.desk import HowFar
from newbelongings.web.parts.charts import bar_chart

CHARTED = 8


@dataclass(frozen=True, slots=True)
class Pile:
    """One round's answers, how far their reading has come, and how far the model is that suggests themes for them."""

    round: Round
    far: HowFar
    machine: Progress | None

    @property
    def left(self) -> int:
        return self.far.all - self.far.read


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """A year's themes in order, the chart of the foremost, and what is left to read."""

    cycle: Cycle
    years: list[Cycle]
    found: Amounts
    order: str
    spoken_of: list[ThemeAmount]
    silent: list[ThemeAmount]
    chart: SafeString | str
    piles: list[Pile]
    may_code: bool

    @property
    def next_pile(self) -> Pile | None:
        return next((pile for pile in self.piles if pile.left), None)

    @property
    def tells_manner(self) -> bool:
        """Whether there is anything to show of how people spoke."""
        return any(row.amount.tells_manner for row in self.spoken_of)

    @property
    def base_words(self) -> str:
        """Of whom the people of the table are."""
        question = self.found.question
        return f"who answered “{question.short}”" if question else "who answered"


def chosen_year(scope: Scope, number: str) -> Cycle:
    """The council's year of that number, or else the running one."""
    found = authorities.cycles(scope).filter(number=number).first() if number.isascii() and number.isdigit() else None
    return found or authorities.current_cycle(scope)


def themes_page(scope: Scope, *, number: str = "", question: str = "", order: str = "") -> ThemesPage:
    """The page for the year of that number, or else for the running one."""
    years = list(authorities.cycles(scope))
    cycle = chosen_year(scope, number)
    order = MENTIONS if order == MENTIONS else PEOPLE
    found = amounts.amounts(scope, cycle_id=cycle.pk, question=question, order=order)
    spoken_of = [row for row in found.rows if row.amount.people != 0]
    may_code = scope.may(Permission.CODE_ANSWERS)
    return ThemesPage(
        cycle=cycle,
        years=years,
        found=found,
        order=order,
        spoken_of=spoken_of,
        silent=[row for row in found.rows if row.amount.people == 0],
        chart=_chart(found, spoken_of, order),
        piles=_piles(scope, cycle) if may_code else [],
        may_code=may_code,
    )


def _chart(found: Amounts, spoken_of: list[ThemeAmount], order: str) -> SafeString | str:
    counts = [(row.name, row.amount.mentions if order == MENTIONS else row.amount.people) for row in spoken_of]
    shown = [(name, count) for name, count in counts if not isinstance(count, Hidden)][:CHARTED]
    if not shown:
        return ""
    base = None if isinstance(found.base, Hidden) or order == MENTIONS else found.base
    what = "Times it was said" if order == MENTIONS else "People who spoke of it"
    whom = f" to “{found.question.short}”" if found.question else ""
    sub = f"{what}, by {found.base} people who answered{whom}. As read by {long_date(today())}."
    return bar_chart(shown, title=f"Most spoke of: {shown[0][0].lower()}", sub=sub, base=base)


def _piles(scope: Scope, cycle: Cycle) -> list[Pile]:
    rounds = surveys.rounds(scope).filter(cycle=cycle)
    return [
        Pile(round_, queries.how_far(scope, round_id=round_.pk), progress(scope, round_id=round_.pk))
        for round_ in rounds
    ]
