"""Rows of a file as any import reads them, and what is refused in them: by row and column, with what to do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

LISTED: Final = 50


class Row(Protocol):
    """One row, as a reader of files gives it: see ``Refusal.row`` for how its number counts."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Sequence[str]: ...
    @property
    def formulas(self) -> Collection[int]: ...
    @property
    def trouble(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one row is not taken in. ``row`` counts from 1, the header; ``column`` is empty for a whole row."""

    row: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.why}" if self.column else f"Row {self.row}: {self.why}"


@dataclass
class Refusals:
    """What was refused while a file was read: the first 50 of ``refused``.

    ``rows`` counts all that were read, ``blank`` those that say nothing in the mapped columns.
    """

    rows: int = 0
    blank: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        """Count one refusal, and keep it if it is among the first."""
        self.refused += 1
        if len(self.refusals) < LISTED:
            self.refusals.append(refusal)

    @property
    def unlisted(self) -> int:
        """How many refusals are counted and not listed."""
        return self.refused - len(self.refusals)


def ragged(cells: int, columns: int) -> str:
    """What to say of a row that has more or fewer cells than there are columns."""
    more = "more" if cells > columns else "fewer"
    return (
        f"It has {cells} cells, {more} than the {columns} columns: "
        "look for a comma outside quotation marks, or a cell too many."
    )
