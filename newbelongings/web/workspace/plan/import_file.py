"""An existing action plan in a spreadsheet, on its way in: what its pages show."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django import forms

from newbelongings.adapters.tables import Table, open_table
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.plans import plan_rows
from newbelongings.domain.plans.bringing_in import span_of
from newbelongings.domain.plans.models import Plan
from newbelongings.domain.plans.plan_rows import PlanReading
from newbelongings.domain.plans.row_words import guess, is_header
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.mapped_files import ColumnsForm, MappedFile

_TARGETS: Final = [
    ("objective", "Objective"),
    ("success", "What success will mean"),
    ("area", "Area, by its code or name"),
    ("action", "Action"),
    ("lead", "Who is responsible, in words"),
    ("email", "Their email, to find their account"),
    ("start", "Start"),
    ("end", "End, or due"),
    ("rag", "How it stands: red, amber, green, done"),
    ("notes", "Notes, or the latest word"),
    ("waits", "Waits for: titles of actions, parted by semicolons"),
    ("kind", "Whether it is a milestone"),
]
MOST_ROWS: Final = 2_000


def open_plan_table(path: Path) -> Table:
    """The table from the row that names its columns on; merged cells stand in each row that they span."""
    return open_table(path, fits=is_header, merged=True)


class PlanSheet(MappedFile):
    """A kept file as rows of a plan. Raises ``Unreadable`` where the file is no table."""

    most_rows = MOST_ROWS
    too_many = "This file has more than 2,000 rows: keep those of this plan."

    def __init__(self, plan: Plan, path: Path) -> None:
        super().__init__(open_plan_table(path))
        self.plan = plan

    def targets(self) -> list[tuple[str, str]]:
        return _TARGETS

    def guessed(self) -> dict[int, str]:
        return guess(self.table.header)

    def reading(self, form: ColumnsForm, shift: int) -> PlanReading:
        """What the chosen columns would bring in; ``Refused`` where the choice itself cannot be."""
        if why := plan_rows.why_not(form.chosen()):
            raise Refused(why)
        return plan_rows.read(self.rows(), self.table.header, form.chosen(), span_of(self.plan), shift=shift)


class PlanUploadForm(Form):
    """The file with the plan."""

    file = forms.FileField(
        label="The file with the plan",
        help_text="Excel (.xlsx), OpenDocument (.ods) or CSV. One row is one action.",
        error_messages={
            "required": "Choose the file that holds the plan",
            "empty": "This file is empty: choose the file that holds the plan.",
            "max_length": "The name of this file is too long: give it a shorter one.",
        },
    )


class ObjectiveAreasForm(Form):
    """The area of each objective for which the file has none, called ``a0``, ``a1`` and so on."""

    def __init__(self, data: Mapping[str, Any] | None, titles: list[str]) -> None:
        super().__init__(data)
        self.titles = titles
        choices = [("", "Choose an area"), *((area.code, area.plain) for area in areas())]
        for place, title in enumerate(titles):
            self.fields[f"a{place}"] = forms.ChoiceField(
                label=title,
                choices=choices,
                widget=forms.Select(attrs={"class": "govuk-select"}),
                error_messages={"required": f"Choose an area for “{title}”"},
            )

    def chosen(self) -> dict[str, str]:
        """The area of each objective."""
        return {title: self.cleaned_data[f"a{place}"] for place, title in enumerate(self.titles)}


def shift_of(given: Mapping[str, Any]) -> int:
    """By how many years dates are moved: what the offer on the page puts in the address, else none."""
    return int(given["shift"]) if given.get("shift") in ("1", "2") else 0
