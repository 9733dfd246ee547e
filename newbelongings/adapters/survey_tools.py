"""Tables as other survey tools export them, made into plain ones: one column a question, several choices in one cell.

Known by their headings: Kobo (and ODK), LimeSurvey, Microsoft Forms, SmartSurvey. Any other table stays as it is. The
note of the table says which tool it was taken for.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from .rows import Row, Table
from .tables import MAX_BYTES, open_table

_LOOKED_AT: Final = 200
_TICKED: Final = {"1", "y", "yes", "true", "ticked", "x"}
_UNTICKED: Final = {"", "0", "n", "no", "false", "n/a"}
_PART: Final = re.compile(r"(.*?)\s*\[([^\]]+)\]")
_ISO_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ].*")
_NO_NAME: Final = re.compile(r"column \d+ \(no name\)")
_WEEK: Final = "week"
_SENT: Final = {"_submission_time", "submitdate", "date submitted"}


class Part(NamedTuple):
    """One column of the file; ``label`` is the choice it stands for, empty where its cell is the answer itself."""

    place: int
    label: str = ""


@dataclass(frozen=True)
class Column:
    """One column of the plain table, from one or more of the file's."""

    heading: str
    parts: tuple[Part, ...]


def open_responses(path: Path, *, max_bytes: int = MAX_BYTES) -> Table:
    """The table in a file, in plain form where a survey tool that we know has written it. Raises ``Unreadable``."""
    return plain(open_table(path, max_bytes=max_bytes))


def plain(table: Table) -> Table:
    """A table of a known tool with one column a question; any other as it is."""
    for name, is_of, columns_of in _TOOLS:
        if is_of([heading.lower() for heading in table.header]):
            columns = columns_of(table.header, list(islice(table.rows(), _LOOKED_AT)))
            note = f"This looks like an export of {name}, so it was read as one. {table.note}".strip()
            header = tuple(column.heading for column in columns)
            rows = partial(_rows, table, columns, skip=1 if name == "SmartSurvey" else 0)
            return replace(table, header=header, rows=rows, note=note)
    return table


def _rows(table: Table, columns: Sequence[Column], skip: int) -> Iterator[Row]:
    width = max(len(table.header), 1 + max(part.place for column in columns for part in column.parts))
    for row in islice(table.rows(), skip, None):
        if row.trouble or not len(table.header) <= len(row.cells) <= width:
            yield row
            continue
        cells = [*row.cells, *[""] * (width - len(row.cells))]  # readers let go of blanks behind the last heading
        held = [place for place, column in enumerate(columns) if row.formulas & {part.place for part in column.parts}]
        yield Row(row.number, [_cell(cells, column) for column in columns], frozenset(held))


def _cell(cells: Sequence[str], column: Column) -> str:
    first = column.parts[0]
    if not first.label:
        cell = cells[first.place]
        return cell[:10] if column.heading == _WEEK and _ISO_TIME.fullmatch(cell.strip()) else cell
    chosen = [part.label for part in column.parts if _is_ticked(cells[part.place], part.label)]
    return "; ".join(chosen)


def _is_ticked(cell: str, label: str) -> bool:
    return cell.strip().lower() in _TICKED or (bool(cell.strip()) and cell.strip().lower() == label.lower())


def _is_kobo(header: Sequence[str]) -> bool:
    return len({"_id", "_uuid", "_submission_time", "_validation_status"}.intersection(header)) >= 2


def _kobo(header: Sequence[str], rows: Sequence[Row]) -> list[Column]:
    """``question/option`` columns of noughts and ones make one; ``group/question`` is the question."""
    several = {heading for heading in header if any(other.startswith(f"{heading}/") for other in header)}
    found: list[Column] = []
    for place, heading in enumerate(header):
        parent, _, last = heading.rpartition("/")
        if heading in several:
            parts = [Part(p, h.rpartition("/")[2]) for p, h in enumerate(header) if h.startswith(f"{heading}/")]
            found.append(Column(_named(heading.rpartition("/")[2]), tuple(parts)))
        elif parent not in several:
            found.append(Column(_named(last), (Part(place),)))
    return _told_apart(found)


def _is_limesurvey(header: Sequence[str]) -> bool:
    return header[0] in ("id", "response id") and bool({"lastpage", "last page", "submitdate"}.intersection(header))


def _limesurvey(header: Sequence[str], rows: Sequence[Row]) -> list[Column]:
    """``question[part]``: ticks make one column, words one column a part, called ``question_1`` and so on."""
    groups: dict[str, list[Part]] = {}
    for place, heading in enumerate(header):
        match = _PART.fullmatch(heading)
        name, label = (match[1], match[2]) if match else (heading, "")
        groups.setdefault(name, []).append(Part(place, label))
    found: list[Column] = []
    for name, parts in groups.items():
        others = [part for part in parts if part.label.lower() == "other"]
        asked = [part for part in parts if part not in others]
        if asked and asked[0].label and all(_only_ticks(rows, part.place) for part in asked):
            found.append(Column(_named(name), tuple(asked)))
        elif asked and asked[0].label:
            found += [Column(f"{name}_{number}", (Part(part.place),)) for number, part in enumerate(asked, 1)]
        else:
            found += [Column(_named(name), (part,)) for part in asked]
        found += [Column(f"{name}_other", (Part(part.place),)) for part in others]
    return _told_apart(found)


def _only_ticks(rows: Sequence[Row], place: int) -> bool:
    cells = {row.cells[place].strip().lower() for row in rows if place < len(row.cells)}
    return cells <= _TICKED | _UNTICKED


def _is_microsoft(header: Sequence[str]) -> bool:
    return {"id", "start time", "completion time"} <= set(header)


def _microsoft(header: Sequence[str], rows: Sequence[Row]) -> list[Column]:
    """One column a question already; several choices are parted by semicolons, as ours are."""
    return [Column(heading, (Part(place),)) for place, heading in enumerate(header)]


def _is_smartsurvey(header: Sequence[str]) -> bool:
    return "userid" in header and bool({"userno", "unique id", "started"}.intersection(header))


def _smartsurvey(header: Sequence[str], rows: Sequence[Row]) -> list[Column]:
    """Two rows of headings: the question over its first column, the choices under it."""
    second = rows[0].cells if rows else []
    groups: list[tuple[str, list[Part]]] = []
    # The last question's further columns have no heading at all, so the first row ends before them.
    for place in range(max(len(header), len(second))):
        heading = header[place] if place < len(header) else ""
        label = second[place].strip() if place < len(second) else ""
        if groups and (not heading or _NO_NAME.fullmatch(heading)):
            groups[-1][1].append(Part(place, label))
        else:
            groups.append((heading, [Part(place, label)]))
    found = []
    for heading, parts in groups:
        if len(parts) == 1:
            found.append(Column(heading, (Part(parts[0].place),)))
        elif all(_only_ticks_or(rows[1:], part) for part in parts):
            found.append(Column(heading, tuple(parts)))
        else:
            found += [Column(f"{heading} {number}", (Part(part.place),)) for number, part in enumerate(parts, 1)]
    return _told_apart(found)


def _only_ticks_or(rows: Sequence[Row], part: Part) -> bool:
    cells = {row.cells[part.place].strip().lower() for row in rows if part.place < len(row.cells)}
    return bool(part.label) and cells <= _TICKED | _UNTICKED | {part.label.lower()}


def _named(heading: str) -> str:
    """The day on which a response was sent becomes its week; every other heading stays."""
    return _WEEK if heading.lower() in _SENT else heading


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """The columns with each its own heading."""
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        seen[column.heading] = seen.get(column.heading, 0) + 1
        times = seen[column.heading]
        found.append(column if times == 1 else replace(column, heading=f"{column.heading} ({times})"))
    return found


_Tool = tuple[str, Callable[[Sequence[str]], bool], Callable[[Sequence[str], Sequence[Row]], list[Column]]]
_TOOLS: Final[tuple[_Tool, ...]] = (
    ("Kobo", _is_kobo, _kobo),
    ("LimeSurvey", _is_limesurvey, _limesurvey),
    ("Microsoft Forms", _is_microsoft, _microsoft),
    ("SmartSurvey", _is_smartsurvey, _smartsurvey),
)
