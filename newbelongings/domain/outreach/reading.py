"""From the rows of a contact list to people to be asked: every refusal by row and column, every doubt pointed out.

Pure. Dates of birth give an age band and help to find a person who stands there twice; then they are gone.
"""

import datetime as dt
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from newbelongings.domain.surveys.cells import CellRefused
from newbelongings.domain.surveys.personal_columns import age_on
from newbelongings.domain.surveys.refusals import LISTED, Refusal, Refusals, Row, ragged

from . import spellings
from .characteristics import YES, age_band_of
from .given import GivenContact
from .list_columns import ACCOMMODATION, ADVISER, BIRTH, IN_TOUCH, REFERENCE, fields_given

_ADDRESS: Final = 500
_READERS: Final[Mapping[str, Callable[[str], str]]] = {
    REFERENCE: lambda cell: spellings.line_in(cell, 40),
    "name": lambda cell: spellings.line_in(cell, 120),
    "email": spellings.email_in,
    "phone": spellings.phone_in,
    "address": lambda cell: spellings.lines_in(cell, _ADDRESS),
    "language": lambda cell: spellings.line_in(cell, 40),
    "format": spellings.format_in,
    "do_not_contact": spellings.yes_no_in,
    ADVISER: lambda cell: spellings.line_in(cell, 254),
    "age": spellings.age_in,
    "sex": spellings.sex_in,
    "stage": spellings.stage_in,
    "area": lambda cell: spellings.line_in(cell, 60),
    "disability": spellings.yes_no_in,
    "uasc": spellings.yes_no_in,
    "out_of_area": spellings.yes_no_in,
    "in_custody": spellings.yes_no_in,
    ACCOMMODATION: spellings.custody_in,
    IN_TOUCH: spellings.in_touch_in,
}
_AS_THEY_ARE: Final = ("reference", "name", "email", "phone", "address", "language", "format", "sex", "stage", "area")
_YES_NO: Final = ("disability", "uasc", "out_of_area")
_SHARED: Final = {"email": "the same email address", "phone": "the same telephone number"}
_BORN: Final = "the same name and date of birth"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two rows that may be one person with two references. ``other`` is None for somebody on the list already."""

    row: int
    other: int | None
    shared: str

    def __str__(self) -> str:
        with_whom = f"row {self.other}" if self.other else "somebody on your list"
        return f"Row {self.row} and {with_whom} have {self.shared}."


@dataclass
class ListReading(Refusals):
    """What a list would bring in. ``people`` is empty as soon as anything is refused.

    ``doubts`` holds the first 50 of ``doubted``. ``died`` holds references of those who are left out because they have
    died; ``no_adviser`` counts people whose adviser has no account at the council. ``given`` names the fields that the
    list speaks of.
    """

    people: list[GivenContact] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    doubted: int = 0
    died: list[str] = field(default_factory=list)
    no_adviser: int = 0
    given: frozenset[str] = frozenset()

    def refuse(self, refusal: Refusal) -> None:
        """Count one refusal; then nothing is brought in."""
        super().refuse(refusal)
        self.people.clear()

    def doubt(self, doubt: Doubt) -> None:
        """Count one doubt, and keep it if it is among the first."""
        self.doubted += 1
        if len(self.doubts) < LISTED:
            self.doubts.append(doubt)


def read(
    rows: Iterable[Row],
    header: Sequence[str],
    choices: Mapping[int, str],
    *,
    on: dt.date,
    advisers: Mapping[str, int],
    there: Mapping[str, Collection[str]],
) -> ListReading:
    """Read every row by the ``choices`` of ``list_columns``. Nothing is written; ages are counted ``on`` a day.

    ``advisers`` gives the council's people by email and by name in small letters. ``there`` says what is known of
    those on the list already: an email or telephone number (``same``) to the references of whose it is.
    """
    reading = ListReading(given=fields_given(choices))
    reader = _Reader(header, choices, on, advisers, there, reading)
    for row in rows:
        reading.rows += 1
        person = reader.person(row)
        if person is not None and not reading.refused:
            reading.people.append(person)
    return reading


class _Reader:
    """The choices made ready, and what was seen so far."""

    def __init__(
        self,
        header: Sequence[str],
        choices: Mapping[int, str],
        on: dt.date,
        advisers: Mapping[str, int],
        there: Mapping[str, Collection[str]],
        reading: ListReading,
    ) -> None:
        self.header, self.choices, self.on, self.reading = header, choices, on, reading
        self.advisers, self.there = advisers, there
        self.references: dict[str, int] = {}
        self.seen: dict[tuple[str, str], int] = {}

    def person(self, row: Row) -> GivenContact | None:
        """The person of a row; None where it says nothing, is left out, or something of it was refused."""
        if row.trouble or len(row.cells) != len(self.header):
            self._refuse(row, "", row.trouble or ragged(len(row.cells), len(self.header)))
            return None
        if not any(row.cells[place].strip() for place in self.choices):
            self.reading.blank += 1
            return None
        before = self.reading.refused
        values = self._values(row)
        if self.reading.refused == before:
            self._check_reference(row, values)
        if self.reading.refused > before:
            return None
        if values.get(IN_TOUCH) == "died":
            self.reading.died.append(values[REFERENCE])
            return None
        self._look_for_doubles(row, values)
        return self._contact(values)

    def _values(self, row: Row) -> dict[str, Any]:
        """What each cell means, by target; what cannot be understood is refused at its column."""
        values: dict[str, Any] = {}
        for place, target in self._in_order():
            cell = row.cells[place]
            if not cell.strip():
                continue
            try:
                if place in row.formulas:
                    raise CellRefused("This cell holds a formula: copy the column and paste it back as values.")
                self._take(values, target, cell)
            except CellRefused as refused:
                self._refuse(row, self.header[place], str(refused))
        return values

    def _in_order(self) -> list[tuple[int, str]]:
        """Columns in their order, but a family name after the others that make up a name."""

        def late(place: int) -> bool:
            heading = self.header[place].lower()
            return self.choices[place] == "name" and any(word in heading for word in ("sur", "last", "family"))

        return sorted(self.choices.items(), key=lambda item: (late(item[0]), item[0]))

    def _take(self, values: dict[str, Any], target: str, cell: str) -> None:
        if target == BIRTH:
            values[BIRTH] = spellings.birth_in(cell, self.on)
            return
        found = _READERS[target](cell)
        if target in values and found:
            found = f"{values[target]}{' ' if target == 'name' else chr(10)}{found}"
            found = _READERS[target](found)
        values[target] = found

    def _check_reference(self, row: Row, values: Mapping[str, Any]) -> None:
        reference = values.get(REFERENCE, "")
        column = next(self.header[place] for place, target in self.choices.items() if target == REFERENCE)
        if not reference:
            self._refuse(row, column, "This person has no reference: give each person their own.")
        elif reference in self.references:
            self._refuse(
                row, column, f"Row {self.references[reference]} has this reference too: keep each person once."
            )
        else:
            self.references[reference] = row.number

    def _look_for_doubles(self, row: Row, values: Mapping[str, Any]) -> None:
        """Point out who shares an email, a telephone number, or a name and date of birth, under another reference."""
        for kind, shared in _SHARED.items():
            if value := same(values.get(kind, "")):
                self._seen(row, kind, value, shared)
                if value in self.there and values[REFERENCE] not in self.there[value]:
                    self.reading.doubt(Doubt(row.number, None, shared))
        if values.get("name") and values.get(BIRTH):
            self._seen(row, BIRTH, f"{same(values['name'])} {values[BIRTH]}", _BORN)

    def _seen(self, row: Row, kind: str, value: str, shared: str) -> None:
        first = self.seen.setdefault((kind, value), row.number)
        if first != row.number:
            self.reading.doubt(Doubt(row.number, first, shared))

    def _contact(self, values: Mapping[str, Any]) -> GivenContact:
        known = {name: values.get(name, "") for name in (*_AS_THEY_ARE, *_YES_NO)}
        born = values.get(BIRTH)
        return GivenContact(
            **known,
            age_band=age_band_of(age_on(born, self.on)) if born else values.get("age", ""),
            in_custody=values.get("in_custody") or values.get(ACCOMMODATION, ""),
            do_not_contact=values.get("do_not_contact") == YES or values.get(IN_TOUCH) == "refused",
            adviser_id=self._adviser(values.get(ADVISER, "")),
        )

    def _adviser(self, named: str) -> int | None:
        found = self.advisers.get(named.casefold())
        if named and found is None:
            self.reading.no_adviser += 1
        return found

    def _refuse(self, row: Row, column: str, why: str) -> None:
        self.reading.refuse(Refusal(row.number, column, why))


def same(value: str) -> str:
    """What two spellings of one email, number or name have in common: capitals, accents and blanks left out."""
    if value.isascii():
        return "".join(value.casefold().split())
    plain = unicodedata.normalize("NFKD", value).casefold()
    return "".join(letter for letter in plain if not letter.isspace() and not unicodedata.combining(letter))
