"""What the pages of an import show: columns with their first cells, and what reading the file would give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from django.forms import BoundField

from newbelongings.adapters.survey_tools import open_responses
from newbelongings.adapters.tables import Row, Table, Unreadable
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.surveys import columns, importing
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.personal_columns import birth_columns, is_contact_heading
from newbelongings.domain.surveys.queries import instrument_questions
from newbelongings.domain.surveys.sheets import QuestionSheet

from .forms import ColumnsForm

# More would hold up everybody else's pages; the command brings in as many as there are.
MOST_ROWS = 20_000
_SAMPLES, _LETTERS = 3, 80
_CONTACT = "Looks like names or contacts. We never keep these."
_BIRTH = "Looks like dates of birth. We never keep one. Choose the question about age, and only the age band is kept."


@dataclass(frozen=True)
class Column:
    """One column as the page shows it. ``warning`` takes the place of samples that may say who somebody is."""

    heading: str
    samples: list[str]
    warning: str
    field: BoundField


class Import:
    """A kept file beside the questions of its round. Raises ``Unreadable`` where the file is no table."""

    def __init__(self, round_: Round, path: Path) -> None:
        self.round = round_
        self.questions: tuple[QuestionSheet, ...] = instrument_questions(round_.instrument_id)
        self.table: Table = open_responses(path)

    @cached_property
    def first_rows(self) -> list[Row]:
        """Enough rows to show, and to know a column of dates of birth by."""
        return list(islice(self.table.rows(), 50))

    def form(self, data: Mapping[str, Any] | None = None, *, chosen: Mapping[str, str] | None = None) -> ColumnsForm:
        """A select for each column, with what was ``chosen`` before or else what its name suggests."""
        return ColumnsForm(
            data,
            header=self.table.header,
            choices=[(name, label) for name, (_, label) in columns.targets(self.questions).items()],
            guessed=self._chosen(chosen) if chosen else self._guessed(),
        )

    def _guessed(self) -> dict[int, str]:
        found = columns.guess(self.table.header, self.questions, json_lines=self.table.kind == "jsonl")
        return {place: name for place, name in found.items() if place not in self.births}

    def _chosen(self, chosen: Mapping[str, str]) -> dict[int, str]:
        return {place: chosen.get(f"c{place}", "") for place in range(len(self.table.header))}

    @cached_property
    def births(self) -> frozenset[int]:
        """The places of columns that look like dates of birth."""
        return birth_columns(self.table.header, (row.cells for row in self.first_rows), today())

    def columns(self, form: ColumnsForm) -> list[Column]:
        """Each column with its first cells, unless they may say who somebody is."""
        return [self._column(place, heading, form) for place, heading in enumerate(self.table.header)]

    def _column(self, place: int, heading: str, form: ColumnsForm) -> Column:
        warning = _BIRTH if place in self.births else _CONTACT if is_contact_heading(heading) else ""
        cells = (row.cells[place] for row in self.first_rows if place < len(row.cells))
        samples = [_short(cell) for cell in cells if cell.strip()][:_SAMPLES]
        return Column(heading, [] if warning else samples, warning, form[f"c{place}"])

    def reading(self, form: ColumnsForm) -> importing.Reading:
        """What the chosen columns would bring in; ``Refused`` where the choice itself cannot be."""
        plan = columns.plan_from_choices(form.chosen(), self.table.header, self.questions)
        first = (row.cells for row in self.first_rows)
        columns.refuse_birth_dates(plan, self.table.header, first, self.questions, today())
        return importing.read(self._rows(), self.table.header, plan, self.questions)

    def _rows(self) -> Iterator[Row]:
        for seen, row in enumerate(self.table.rows()):
            if seen >= MOST_ROWS:
                raise Unreadable(
                    f"This file has more than {MOST_ROWS:,} rows, too many for this page: "
                    "ask whoever runs the service to bring it in with `newbelongings import-responses`."
                )
            yield row


def _short(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS]} …"
