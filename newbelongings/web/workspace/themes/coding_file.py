"""A file of codings, and a codebook of another tool, on their way in: what their pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms

from newbelongings.adapters.refi_qda import ReadCode, read_codebook
from newbelongings.adapters.tables import open_table
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import coded_rows, queries
from newbelongings.domain.themes.bringing_in import known_to_rows
from newbelongings.domain.themes.coded_rows import TICK, CodingReading
from newbelongings.domain.themes.exporting import ANSWER, SENTIMENT, TEXT, THEMES
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.mapped_files import ColumnsForm, MappedFile

_TARGETS = [
    (ANSWER, "Number of the answer, from a file saved here"),
    (TEXT, "The answer’s exact words"),
    (THEMES, "Themes, parted by semicolons"),
    (SENTIMENT, "How it speaks: positive, negative, mixed, advice"),
]
MOST_LISTED = 40


class CodingFile(MappedFile):
    """A kept file as codings of a round's answers. Raises ``Unreadable`` where the file is no table."""

    def __init__(self, scope: Scope, round_: Round, path: Path) -> None:
        super().__init__(open_table(path))
        self.scope, self.round = scope, round_
        self.themes = {theme.pk: theme.name for theme in queries.themes(scope, round_.cycle_id)}

    def targets(self) -> list[tuple[str, str]]:
        return [*_TARGETS, *((f"{TICK}{pk}", f"Ticked where it is about: {name}") for pk, name in self.themes.items())]

    def guessed(self) -> dict[int, str]:
        return coded_rows.guess(self.table.header, self.themes)

    def reading(self, form: ColumnsForm) -> CodingReading:
        """What the chosen columns would bring in; ``Refused`` where the choice itself cannot be."""
        if why := coded_rows.why_not(form.chosen()):
            raise Refused(why)
        known = known_to_rows(self.scope, round_id=self.round.pk)
        return coded_rows.read(self.rows(), self.table.header, form.chosen(), known)


class AreasForm(Form):
    """Under which area each of several names goes, called ``a0``, ``a1`` and so on; or that it is left out."""

    def __init__(self, data: Mapping[str, Any] | None, names: list[str], guessed: Mapping[str, str], **kw: Any) -> None:
        super().__init__(data, **kw)
        self.names = names
        choices = [("", "Leave it out"), *((area.code, area.plain) for area in areas())]
        for place, name in enumerate(names):
            self.fields[f"a{place}"] = forms.ChoiceField(
                label=name,
                choices=choices,
                required=False,
                initial=guessed.get(name, ""),
                widget=forms.Select(attrs={"class": "govuk-select"}),
                error_messages={"invalid_choice": f"Choose the area of “{name}” from the list."},
            )

    def chosen(self) -> dict[str, str]:
        """The area of each name that is not left out."""
        found = {name: self.cleaned_data.get(f"a{place}", "") for place, name in enumerate(self.names)}
        return {name: area for name, area in found.items() if area}


def unknown_form(reading: CodingReading, data: Mapping[str, Any] | None = None) -> AreasForm:
    """A choice for each theme that a file names and the codebook does not have, the most frequent first."""
    names = sorted(reading.unknown, key=lambda name: (-reading.unknown[name], name))[:MOST_LISTED]
    return AreasForm(data, names, {})


@dataclass(frozen=True)
class BookFile:
    """A kept ``.qdc`` file: its codes by the heading that they stand under, or by themselves."""

    codes: list[ReadCode]

    @classmethod
    def at(cls, path: Path) -> "BookFile":
        return cls(read_codebook(path))

    @property
    def headings(self) -> list[str]:
        return list(dict.fromkeys(_heading(code) for code in self.codes))

    def under(self, heading: str) -> list[str]:
        """The codes of one heading, by name."""
        return [code.name for code in self.codes if _heading(code) == heading]

    def form(self, data: Mapping[str, Any] | None = None) -> AreasForm:
        """An area for each heading, guessed where it is called as one of ours."""
        ours = {area.plain.lower(): area.code for area in areas()}
        return AreasForm(data, self.headings, {name: ours.get(name.lower(), "") for name in self.headings})

    def lines(self, chosen: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Area, name and description of every code under a heading that has an area."""
        found = [(chosen.get(_heading(code), ""), code) for code in self.codes]
        return [(area, code.name[: coded_rows.LONGEST_NAME], code.description) for area, code in found if area]


def _heading(code: ReadCode) -> str:
    return code.under[0] if code.under else code.name
