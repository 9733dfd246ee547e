"""A file of rows whose columns somebody maps before it is brought in: what every such import shares.

Choose the file, say what its columns are, look, bring in all or nothing. Answers, contact lists and codings are each
a ``MappedFile``; what they read from its rows is their own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from django import forms
from django.forms import BoundField

from newbelongings.adapters.tables import Row, Table, Unreadable
from newbelongings.domain.kernel.errors import Refused

from .forms import Form

Read = TypeVar("Read")
_SAMPLES, _LETTERS = 3, 80


class ColumnsForm(Form):
    """Where each column goes: one select a column, called ``c0``, ``c1`` and so on."""

    def __init__(
        self,
        *args: Any,
        header: tuple[str, ...],
        choices: list[tuple[str, str]],
        guessed: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for place, heading in enumerate(header):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=heading,
                choices=[("", "Leave out"), *choices],
                required=False,
                initial=guessed.get(place, ""),
                widget=forms.Select(attrs={"class": "govuk-select"}),
                error_messages={"invalid_choice": f"Choose where “{heading}” goes from the list."},
            )

    def chosen(self) -> dict[int, str]:
        """The target's name for each place that is not left out."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items() if value}

    def hidden_choices(self) -> list[dict[str, str]]:
        """The same choices again, for the button on the next page."""
        return [{"name": name, "value": value} for name, value in self.cleaned_data.items() if value]


@dataclass(frozen=True)
class Column:
    """One column as the page shows it. ``warning`` takes the place of samples that may say who somebody is."""

    heading: str
    samples: list[str]
    warning: str
    field: BoundField


class MappedFile:
    """A kept file as a table, with what its columns may be. Whoever inherits says the targets, a guess and a warning.

    ``most_rows`` is how many a page can bring in, ``too_many`` the sentence for more.
    """

    looked_at = 20
    most_rows = 20_000
    too_many = "This file has more than 20,000 rows: split it into parts."

    def __init__(self, table: Table) -> None:
        self.table = table

    def targets(self) -> list[tuple[str, str]]:
        """What a column can be: names with their words."""
        raise NotImplementedError

    def guessed(self) -> Mapping[int, str]:
        """What each column seems to be, by its place."""
        raise NotImplementedError

    def warning(self, place: int, heading: str) -> str:
        """What to say of a column in place of its first cells; empty where they may be shown."""
        return ""

    @cached_property
    def first_rows(self) -> list[Row]:
        """Enough rows to show what a column holds."""
        return list(islice(self.table.rows(), self.looked_at))

    def form(self, data: Mapping[str, Any] | None = None, *, chosen: Mapping[str, str] | None = None) -> ColumnsForm:
        """A select for each column, with what was ``chosen`` before or else what its name suggests."""
        header = self.table.header
        before = {place: chosen.get(f"c{place}", "") for place in range(len(header))} if chosen else None
        return ColumnsForm(data, header=header, choices=self.targets(), guessed=before or self.guessed())

    def columns(self, form: ColumnsForm) -> list[Column]:
        """Each column with its first cells, unless there is a warning."""
        return [self._column(place, heading, form) for place, heading in enumerate(self.table.header)]

    def left_out(self, form: ColumnsForm) -> list[str]:
        """The headings of the columns that go nowhere."""
        return [heading for place, heading in enumerate(self.table.header) if not form[f"c{place}"].value()]

    def rows(self) -> Iterator[Row]:
        """Every row; raises ``Unreadable`` where there are more than a page can bring in."""
        for seen, row in enumerate(self.table.rows()):
            if seen >= self.most_rows:
                raise Unreadable(self.too_many)
            yield row

    def _column(self, place: int, heading: str, form: ColumnsForm) -> Column:
        warning = self.warning(place, heading)
        cells = (row.cells[place] for row in self.first_rows if place < len(row.cells))
        samples = [_short(cell) for cell in cells if cell.strip()][:_SAMPLES]
        return Column(heading, [] if warning else samples, warning, form[f"c{place}"])


def read_by(form: ColumnsForm, read: Callable[[], Read]) -> Read | None:
    """What the file would bring in; None, with the reason on the form, where these columns cannot be read."""
    if not form.is_valid():
        return None
    try:
        return read()
    except Refused as refusal:
        form.refuse(refusal)
    except Unreadable as problem:
        form.add_error(None, str(problem))
    return None


def _short(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS]} …"
