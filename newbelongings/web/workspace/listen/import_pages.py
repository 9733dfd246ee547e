"""What the pages of an import show: columns with their first cells, and what reading the file would give."""

from functools import cached_property
from pathlib import Path

from newbelongings.adapters.survey_tools import open_responses
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.surveys import columns, importing
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.personal_columns import birth_columns, is_contact_heading
from newbelongings.domain.surveys.queries import instrument_questions
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.parts.mapped_files import ColumnsForm, MappedFile

_CONTACT = "Looks like names or contacts. We never keep these."
_BIRTH = "Looks like dates of birth. We never keep one. Choose the question about age, and only the age band is kept."


class Import(MappedFile):
    """A kept file beside the questions of its round. Raises ``Unreadable`` where the file is no table."""

    looked_at = 50  # enough to know a column of dates of birth by
    # More would hold up everybody else's pages; the command brings in as many as there are.
    most_rows = 20_000
    too_many = (
        "This file has more than 20,000 rows, too many for this page: "
        "ask whoever runs the service to bring it in with `newbelongings import-responses`."
    )

    def __init__(self, round_: Round, path: Path) -> None:
        super().__init__(open_responses(path))
        self.round = round_
        self.questions: tuple[QuestionSheet, ...] = instrument_questions(round_.instrument_id)

    def targets(self) -> list[tuple[str, str]]:
        return [(name, label) for name, (_, label) in columns.targets(self.questions).items()]

    def guessed(self) -> dict[int, str]:
        found = columns.guess(self.table.header, self.questions, json_lines=self.table.kind == "jsonl")
        return {place: name for place, name in found.items() if place not in self.births}

    @cached_property
    def births(self) -> frozenset[int]:
        """The places of columns that look like dates of birth."""
        return birth_columns(self.table.header, (row.cells for row in self.first_rows), today())

    def warning(self, place: int, heading: str) -> str:
        return _BIRTH if place in self.births else _CONTACT if is_contact_heading(heading) else ""

    def reading(self, form: ColumnsForm) -> importing.Reading:
        """What the chosen columns would bring in; ``Refused`` where the choice itself cannot be."""
        plan = columns.plan_from_choices(form.chosen(), self.table.header, self.questions)
        first = (row.cells for row in self.first_rows)
        columns.refuse_birth_dates(plan, self.table.header, first, self.questions, today())
        return importing.read(self.rows(), self.table.header, plan, self.questions)
