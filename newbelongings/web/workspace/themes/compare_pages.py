"""What the pages of themes side by side show: by group, and since an earlier year."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, Shown
from newbelongings.domain.surveys.comparing import gap_in_words
from newbelongings.domain.themes.beside import FEWEST_OTHERS, beside_cluster
from newbelongings.domain.themes.by_group import ByGroup, Cell, StandsOut, by_group
from newbelongings.domain.themes.changing import Change, Changed, Verdict, change, earlier_cycle
from newbelongings.web.parts.pair_charts import Pair, pair_chart

from .pages import chosen_year

CHARTED = 8
_VERDICTS = {
    Verdict.MORE: "More people",
    Verdict.FEWER: "Fewer people",
    Verdict.NO_CLEAR_CHANGE: "No clear change",
    Verdict.UNREAD: "Not known until all is read",
    Verdict.TOO_FEW: "Too few to compare",
}


def groups_page(scope: Scope, *, number: str = "", characteristic: str = "") -> dict[str, Any]:
    """Themes by one characteristic, and which groups stand out."""
    cycle = chosen_year(scope, number)
    found = by_group(scope, cycle_id=cycle.pk, characteristic=characteristic)
    return {
        "cycle": cycle,
        "found": found,
        "stand_out": [_sentence(one) for one in found.stand_out[:CHARTED]],
        "chart": _groups_chart(found),
        "rows": [
            (row, [_group_cell(*pair) for pair in zip(found.groups, row.cells, strict=True)]) for row in found.rows
        ],
    }


def _group_cell(group: tuple[str, Shown], cell: Cell) -> tuple[str, Shown, str]:
    """The group's name for a narrow page, its people, and their share in brackets where it may be told."""
    percent = "" if isinstance(cell.percent, Hidden) else f"({cell.percent}%)"
    return group[0], cell.people, percent


def _sentence(one: StandsOut) -> str:
    more = "more" if one.gap.low > 0 else "less"
    return (
        f"“{one.group}” speak {more} of {one.theme.lower()}: {one.percent} in every 100, against {one.others} of "
        "everybody else."
    )


def _groups_chart(found: ByGroup) -> SafeString | str:
    if not found.stand_out or found.characteristic is None:
        return ""
    pairs = [Pair(f"{one.theme}: {one.group}", one.others, one.percent) for one in found.stand_out[:CHARTED]]
    return pair_chart(
        pairs,
        title="Where a group stands out",
        sub=f"In every 100 people, by {found.characteristic.short.lower()}.",
        names=("Everybody else", "The group"),
    )


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line in both years, in words."""

    changed: Changed
    verdict: str
    gap: str


def change_page(scope: Scope, *, number: str = "", other: str = "") -> dict[str, Any]:
    """This year against an earlier one; without ``found`` where there is none."""
    cycle = chosen_year(scope, number)
    others = list(authorities.cycles(scope).filter(starts__lt=cycle.starts))
    earlier = next((year for year in others if str(year.number) == other), None) or earlier_cycle(scope, cycle.pk)
    if earlier is None:
        return {"cycle": cycle, "found": None}
    found = change(scope, cycle_id=cycle.pk, other_id=earlier.pk)
    return {
        "cycle": cycle,
        "others": others,
        "found": found,
        "years": (found.then, found.now),
        "rows": [_row(changed) for changed in found.lines],
        "clear": sum(changed.verdict in (Verdict.MORE, Verdict.FEWER) for changed in found.lines),
        "compared": sum(changed.line.gap is not None for changed in found.lines),
        "chart": _change_chart(scope, cycle, found),
        "ways_differ": found.now.ways != found.then.ways,
    }


def _row(changed: Changed) -> ChangeRow:
    gap = changed.line.gap
    words = gap_in_words(gap) if gap else "not compared"
    return ChangeRow(changed, _VERDICTS[changed.verdict], words[:1].upper() + words[1:])


def _change_chart(scope: Scope, cycle: Cycle, found: Change) -> SafeString | str:
    lines = [changed.line for changed in found.lines if not isinstance(changed.line.now_percent, Hidden)][:CHARTED]
    if not lines:
        return ""
    return pair_chart(
        [Pair(line.words, line.then_percent, line.now_percent) for line in lines],
        title="Who spoke of what, then and now",
        sub=f"In every 100 people who answered. {authorities.own_authority(scope).name}.",
        names=(str(found.then.cycle), str(cycle)),
    )


def beside_page(scope: Scope, *, number: str = "") -> dict[str, Any]:
    """This council beside its cluster."""
    cycle = chosen_year(scope, number)
    found = beside_cluster(scope, cycle_id=cycle.pk)
    shown = found.lines[:CHARTED]
    chart = pair_chart(
        [Pair(one.name, one.others, one.here) for one in shown],
        title="Here, and in the other councils together",
        sub="In every 100 people who answered.",
        names=("The others together", authorities.own_authority(scope).name),
    )
    return {
        "cycle": cycle,
        "found": found,
        "fewest": FEWEST_OTHERS,
        "more": [one for one in found.lines if one.clear > 0],
        "chart": chart if shown else "",
    }
