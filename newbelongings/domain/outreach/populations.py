"""How many care leavers there are of each group, from the council's SSDA903 return. Pure: rows in, counts out.

The return's care leaver table (OC3) names each person by a number and a date of birth. Both are used while the file
is read and kept nowhere: what comes out are counts. Sources: the columns and codes of the return as the checks of
Data to Insight have them (``csc-validator-be-903``): sex 1 male, 2 female; ``IN_TOUCH`` DIED; ``ACCOM`` X in custody.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.surveys.personal_columns import age_on, date_in

from .characteristics import NO, NOT_KNOWN, YES, age_band_of

CARE_LEAVERS: Final = ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM")
CHILDREN: Final = ("CHILD", "SEX")
EPISODES: Final = ("CHILD", "DECOM", "DEC")
_SEXES: Final = {"1": "male", "2": "female", "M": "male", "F": "female"}
_OF_AGE: Final = 18
_YOUNGEST, _OLDEST = 14, 30
_DIED: Final = "DIED"
_CUSTODY: Final = "X"


class Row(Protocol):
    """One row as a reader of files gives it."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Sequence[str]: ...
    @property
    def trouble(self) -> str: ...


@dataclass(frozen=True)
class Sheet:
    """One file of the return: the field it was sent in, its header and its rows."""

    field: str
    header: Sequence[str]
    rows: Iterable[Row]


@dataclass(frozen=True)
class Cohort:
    """Counts by characteristic and group, of ``people``; ``died`` were in the return and are not among them."""

    counts: Mapping[str, Mapping[str, int]]
    people: int
    died: int


def cohort(care_leavers: Sheet, children: Sheet | None, episodes: Sheet | None, *, on: dt.date) -> Cohort:
    """Count the care leavers of a return, with ages ``on`` a day; ``Refused`` at the first row that does not fit.

    Without the file of children nobody's sex is known. Without episodes the stage of those under 18 is not known;
    of those who are 18 the table holds only such as left care ("former relevant").
    """
    sexes = dict(_sexes(children)) if children else {}
    in_care = set(_in_care(episodes)) if episodes else None
    groups: dict[str, Counter[str]] = {name: Counter() for name in ("age_band", "sex", "stage", "in_custody")}
    seen: set[str] = set()
    died = 0
    for number, (child, born_on, in_touch, _, accommodation) in _records(care_leavers, CARE_LEAVERS):
        if child in seen:
            raise Refused(f"Row {number}: this child stands there twice. Keep each once.", field=care_leavers.field)
        seen.add(child)
        age = _age(born_on, on, number, care_leavers.field)
        if in_touch.upper() == _DIED:
            died += 1
            continue
        groups["age_band"][age_band_of(age)] += 1
        groups["sex"][sexes.get(child, NOT_KNOWN)] += 1
        groups["stage"][_stage(age, child, in_care)] += 1
        groups["in_custody"][YES if accommodation.upper().startswith(_CUSTODY) else NO] += 1
    people = groups["age_band"].total()
    if not people:
        raise Refused("This file holds no care leavers. Choose the one called oc3.", field=care_leavers.field)
    return Cohort({name: dict(row) for name, row in groups.items() if set(row) != {NOT_KNOWN}}, people, died)


def _records(sheet: Sheet, wanted: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row's number and its cells of the wanted columns, whatever their order in the file."""
    names = [heading.strip().upper() for heading in sheet.header]
    missing = [name for name in wanted if name not in names]
    if missing:
        raise Refused(
            f"This file has no column {' or '.join(missing)}: choose the CSV of your SSDA903 return with "
            f"{', '.join(wanted)}.",
            field=sheet.field,
        )
    places = [names.index(name) for name in wanted]
    for row in sheet.rows:
        if row.trouble or len(row.cells) < len(names):
            why = row.trouble or "It has fewer cells than there are columns."
            raise Refused(f"Row {row.number}: {why}", field=sheet.field)
        cells = [row.cells[place].strip() for place in places]
        if not cells[0]:
            raise Refused(f"Row {row.number}, CHILD: this is empty. Give each row its number.", field=sheet.field)
        yield row.number, cells


def _sexes(children: Sheet) -> Iterator[tuple[str, str]]:
    for _, (child, sex) in _records(children, CHILDREN):
        yield child, _SEXES.get(sex.upper(), NOT_KNOWN)


def _in_care(episodes: Sheet) -> Iterator[str]:
    """Those with an episode that has not ended."""
    for _, (child, _, ended) in _records(episodes, EPISODES):
        if not ended:
            yield child


def _age(born_on: str, on: dt.date, number: int, field: str) -> int:
    """A refusal never repeats the cell: it is somebody's date of birth."""
    born = date_in(born_on)
    if born is None or not _YOUNGEST <= age_on(born, on) <= _OLDEST:
        raise Refused(
            f"Row {number}, DOB: this is no care leaver’s date of birth. Write it as day/month/year.", field=field
        )
    return age_on(born, on)


def _stage(age: int, child: str, in_care: Collection[str] | None) -> str:
    if age >= _OF_AGE:
        return "former-relevant"
    if in_care is None:
        return NOT_KNOWN
    return "eligible" if child in in_care else "relevant"
