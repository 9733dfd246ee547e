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
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.desk import HowFar
from newbelongings.domain.themes.queries import ThemeRow, ThemeTable
from newbelongings.web.parts.charts import bar_chart

CHARTED = 8


@dataclass(frozen=True, slots=True)
class Pile:
    """One round's answers, and how far their reading has come."""

    round: Round
    far: HowFar

    @property
    def left(self) -> int:
        return self.far.all - self.far.read


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """A year's themes, the chart of the foremost, and what is left to read."""

    cycle: Cycle
    years: list[Cycle]
    table: ThemeTable
    spoken_of: list[ThemeRow]
    silent: list[ThemeRow]
    chart: SafeString | str
    piles: list[Pile]
    may_code: bool

    @property
    def next_pile(self) -> Pile | None:
        return next((pile for pile in self.piles if pile.left), None)


def themes_page(scope: Scope, number: str = "") -> ThemesPage:
    """The page for the year of that number, or else for the running one."""
    years = list(authorities.cycles(scope))
    running = authorities.current_cycle(scope)
    cycle = next((year for year in years if str(year.number) == number), running)
    table = queries.theme_table(scope, cycle_id=cycle.pk)
    spoken_of = [row for row in table.rows if row.people != 0]
    may_code = scope.may(Permission.CODE_ANSWERS)
    return ThemesPage(
        cycle=cycle,
        years=years,
        table=table,
        spoken_of=spoken_of,
        silent=[row for row in table.rows if row.people == 0],
        chart=_chart(table, spoken_of),
        piles=_piles(scope, cycle) if may_code else [],
        may_code=may_code,
    )


def _chart(table: ThemeTable, spoken_of: list[ThemeRow]) -> SafeString | str:
    shown = [(row.name, row.people) for row in spoken_of if not isinstance(row.people, Hidden)][:CHARTED]
    if not shown:
        return ""
    base = None if isinstance(table.base, Hidden) else table.base
    sub = f"People who spoke of it, of {table.base} who answered. As read by {long_date(today())}."
    return bar_chart(shown, title=f"Most spoke of: {shown[0][0].lower()}", sub=sub, base=base)


def _piles(scope: Scope, cycle: Cycle) -> list[Pile]:
    rounds = surveys.rounds(scope).filter(cycle=cycle)
    return [Pile(round_, queries.how_far(scope, round_id=round_.pk)) for round_ in rounds]
