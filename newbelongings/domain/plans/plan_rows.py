"""What rows of a spreadsheet say of a plan. Pure: rows in, objectives with their actions and refusals out.

A row is an action (or, where a column says so, a milestone) under the objective that stands in it, or else under the
one of the row above. Nothing is written, and nothing is cut: what does not fit is refused with what to do.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.surveys.refusals import Refusal, Refusals, Row, ragged

from .date_words import NoDate, day_of, shifted
from .row_words import EMAIL, LONGEST, MILESTONE, NO_CIRCLE, RAGS, area_of, kind_of, split_titles, words_of
from .waiting import circle, in_words

NAMES: Final = (
    "objective",
    "success",
    "area",
    "kind",
    "action",
    "lead",
    "email",
    "start",
    "end",
    "rag",
    "notes",
    "waits",
)


class CellRefused(ValueError):
    """Why a cell is refused, and in which column it stands."""

    def __init__(self, target: str, why: str) -> None:
        super().__init__(why)
        self.target = target


@dataclass(frozen=True, slots=True)
class Span:
    """The plan's own year, in which every date must lie."""

    starts: dt.date
    ends: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action or milestone. ``rag`` is empty where nothing was said; ``waits`` are titles of other rows."""

    number: int
    objective: str
    title: str
    lead: str
    email: str
    starts: dt.date
    ends: dt.date
    rag: str
    notes: str
    waits: tuple[str, ...]
    is_milestone: bool


@dataclass
class PlanReading(Refusals):
    """What a file would bring in. ``areas``: the area of each objective, empty where the file does not say one."""

    found: list[PlanRow] = field(default_factory=list)
    areas: dict[str, str] = field(default_factory=dict)
    success: dict[str, str] = field(default_factory=dict)
    unstarted: int = 0
    begun_before: int = 0
    outside: list[dt.date] = field(default_factory=list)

    def years_off(self, span: Span) -> int:
        """By how many years to move a plan that was copied: most ends lie outside, and moved so far most would not.

        0 where it does not look copied.
        """
        if len(self.outside) <= len(self.found):
            return 0
        for years in (1, 2):
            if sum(span.holds(shifted(day, years)) for day in self.outside) * 2 > len(self.outside):
                return years
        return 0


def why_not(chosen: Mapping[int, str]) -> str:
    """What is wrong with the choice of columns, as a sentence; empty where nothing is."""
    targets = list(chosen.values())
    if missing := [word for target, word in (("action", "the action"), ("end", "its end")) if target not in targets]:
        return f"Choose which column is {' and which is '.join(missing)}."
    twice = next((target for target in targets if targets.count(target) > 1), "")
    return "Two columns go to the same place: leave one of them out." if twice else ""


def read(
    rows: Iterable[Row], header: Sequence[str], chosen: Mapping[int, str], span: Span, *, shift: int = 0
) -> PlanReading:
    """Read every row. ``shift`` moves each date by so many years, for a plan that was copied."""
    reading = PlanReading()
    place = {target: at for at, target in chosen.items()}
    above = ""
    for row in rows:
        reading.rows += 1
        if row.trouble or len(row.cells) != len(header):
            reading.refuse(Refusal(row.number, "", row.trouble or ragged(len(row.cells), len(header))))
            continue
        try:
            cells = _cells(row, chosen)
            above = cells["objective"] or above
            _take(reading, row.number, cells, above, span, shift)
        except CellRefused as refused:
            column = header[place[refused.target]] if refused.target in place else ""
            reading.refuse(Refusal(row.number, column, str(refused)))
    _refuse_circles(reading, header[place["waits"]] if "waits" in place else "")
    return reading


def _cells(row: Row, chosen: Mapping[int, str]) -> dict[str, str]:
    cells = dict.fromkeys(NAMES, "")
    for at, target in chosen.items():
        if at in row.formulas:
            raise CellRefused(target, "This cell holds a formula: copy the column and paste it back as values.")
        cells[target] = words_of(row.cells[at], lines=target in ("notes", "success"))
        if len(cells[target]) > LONGEST[target]:
            raise CellRefused(
                target, f"Shorten this to {LONGEST[target]:,} letters: it has {len(cells[target]):,} now."
            )
    return cells


def _take(reading: PlanReading, number: int, cells: dict[str, str], objective: str, span: Span, shift: int) -> None:
    kind = kind_of(cells["kind"])
    if objective:
        _objective(reading, objective, cells)
    if not cells["action"]:
        if cells["lead"] or cells["end"] or cells["rag"] or cells["notes"]:
            raise CellRefused("action", "Say what is to be done, or empty this row.")
        reading.blank += not cells["objective"]
        return
    if not objective and kind != MILESTONE:
        raise CellRefused("objective", "Say under which objective this stands: no row above has one.")
    found = _row(number, cells, objective, kind == MILESTONE, _dates(reading, cells, span, shift))
    if any(one.title.lower() == found.title.lower() and one.objective == objective for one in reading.found):
        raise CellRefused("action", "This stands twice under the same objective: keep one of them.")
    reading.found.append(found)


def _objective(reading: PlanReading, title: str, cells: dict[str, str]) -> None:
    area = area_of(cells["area"])
    if cells["area"] and not area:
        raise CellRefused("area", "This is none of the ten areas: correct it, or leave it empty and choose it later.")
    if area and reading.areas.get(title, "") not in ("", area):
        raise CellRefused("area", "An earlier row gives this objective another area: keep one of them.")
    reading.areas[title] = area or reading.areas.get(title, "")
    reading.success[title] = reading.success.get(title, "") or cells["success"]


def _dates(reading: PlanReading, cells: dict[str, str], span: Span, shift: int) -> tuple[dt.date, dt.date]:
    ends = _day(cells, "end", shift, last=True)
    if ends is None:
        raise CellRefused("end", "Give the day by which this is done.")
    starts = _day(cells, "start", shift)
    if not span.holds(ends):
        reading.outside.append(ends)
        raise CellRefused("end", _outside(ends, span))
    if starts is None:
        reading.unstarted += cells["start"] == "" and kind_of(cells["kind"]) != MILESTONE
        return span.starts, ends
    if starts > ends:
        raise CellRefused("end", f"Give an end on or after the start, {long_date(starts)}.")
    reading.begun_before += starts < span.starts
    return max(starts, span.starts), ends


def _outside(day: dt.date, span: Span) -> str:
    return f"{long_date(day)} is not in this plan, which runs from {long_date(span.starts)} to {long_date(span.ends)}."


def _day(cells: dict[str, str], target: str, shift: int, *, last: bool = False) -> dt.date | None:
    if not cells[target]:
        return None
    try:
        return shifted(day_of(cells[target], last=last), shift)
    except NoDate as none:
        raise CellRefused(target, str(none)) from None


def _row(number: int, cells: dict[str, str], objective: str, milestone: bool, days: tuple[dt.date, dt.date]) -> PlanRow:
    rag = RAGS.get(cells["rag"].partition(":")[0].strip().lower())
    if rag is None:
        raise CellRefused("rag", "Write red, amber, green, done or not started.")
    address = cells["email"] or (cells["lead"] if EMAIL.fullmatch(cells["lead"]) else "")
    if address and not EMAIL.fullmatch(address):
        raise CellRefused("email", "Check this address: it should look like name@council.gov.uk.")
    if not (cells["lead"] or address or milestone):
        raise CellRefused("lead", "Say who is responsible, in words: they need no account.")
    lead = cells["lead"] or address
    waits = split_titles(cells["waits"])
    return PlanRow(number, objective, cells["action"], lead, address, *days, rag, cells["notes"], waits, milestone)


def _refuse_circles(reading: PlanReading, column: str) -> None:
    """What waits for something that is not in the file, or in the end for itself."""
    places = {one.title.lower(): at for at, one in enumerate(reading.found)}
    edges: dict[int, list[int]] = {}
    for at, one in enumerate(reading.found):
        for title in one.waits:
            if title.lower() not in places:
                reading.refuse(Refusal(one.number, column, f"No action here is called “{title[:80]}”: correct it."))
        edges[at] = [places[title.lower()] for title in one.waits if title.lower() in places]
    told: set[int] = set()
    for at, one in enumerate(reading.found):
        way = () if at in told else circle(edges, at)
        if way:
            told.update(way)
            words = in_words(reading.found[other].title for other in way)
            reading.refuse(Refusal(one.number, column, NO_CIRCLE.format(words)))
