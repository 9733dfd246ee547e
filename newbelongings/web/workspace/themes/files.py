"""Files of answers with their codes and of codebooks: written whole first, then sent."""

import io
import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Final, cast

from django.http import FileResponse
from django.utils import timezone

from newbelongings.adapters import refi_qda
from newbelongings.adapters.csv_files import write_rows
from newbelongings.adapters.spreadsheet import write_sheet
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes import exporting, projects
from newbelongings.domain.themes.projects import Line, Text

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PACKED: Final = "application/zip"
XML: Final = "application/xml"


def send(file: IO[bytes], name: str, kind: str) -> FileResponse:
    """A file that was written, from its beginning; the response closes it."""
    size = file.tell()
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    response["Content-Length"] = size
    return response


def temporary() -> IO[bytes]:
    """A file without a name that could be left behind."""
    return cast(IO[bytes], tempfile.TemporaryFile())  # noqa: SIM115  the response closes it


def csv_of(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write rows as CSV that a spreadsheet opens without running it."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    count = write_rows(text, header, rows)
    text.flush()
    text.detach()
    return count


def coded_csv(scope: Scope, round_id: int, slug: str) -> FileResponse:
    """A round's answers with their codes as CSV."""
    file = temporary()
    exporting.export_coded(scope, round_id=round_id, write=lambda header, rows: csv_of(file, header, rows))
    return send(file, f"coded-{slug}.csv", CSV)


def coded_xlsx(scope: Scope, round_id: int, slug: str) -> FileResponse:
    """The same as a workbook."""
    file = temporary()

    def write(header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
        return write_sheet(file, name="Answers with codes", header=header, rows=rows)

    exporting.export_coded(scope, round_id=round_id, write=write)
    return send(file, f"coded-{slug}.xlsx", XLSX)


def coded_project(scope: Scope, round_id: int, slug: str) -> FileResponse:
    """The same as a REFI-QDA project."""
    found = projects.project(scope, round_id=round_id)
    file = temporary()
    with refi_qda.project_file(file) as written:
        for text in found.texts():
            written.add(_source(text))
        users = [refi_qda.User(guid, name) for name, guid in found.coders.items()]
        codes = [_code(line) for line in found.lines]
        made = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        written.finish(name=found.name, made=made, users=users, codes=codes)
    file.seek(0, io.SEEK_END)
    return send(file, f"coded-{slug}.qdpx", PACKED)


def codebook_csv(scope: Scope, cycle_id: int, number: int) -> FileResponse:
    """A codebook as CSV."""
    file = io.BytesIO()  # no codebook is large
    csv_of(file, exporting.BOOK_HEADER, exporting.codebook_rows(scope, cycle_id=cycle_id))
    return send(file, f"codebook-year-{number}.csv", CSV)


def codebook_qdc(scope: Scope, cycle_id: int, number: int) -> FileResponse:
    """A codebook as REFI-QDA."""
    file = io.BytesIO()  # no codebook is large
    refi_qda.write_codebook(file, [_code(line) for line in projects.codebook(scope, cycle_id=cycle_id)])
    return send(file, f"codebook-year-{number}.qdc", XML)


def _code(line: Line) -> refi_qda.Code:
    under = tuple(_code(one) for one in line.lines)
    return refi_qda.Code(line.guid, line.name, line.description, codable=not under, codes=under)


def _source(text: Text) -> refi_qda.Source:
    pieces = (
        (words, [refi_qda.Mark(p.start, p.end, p.line, p.coder) for p in passages]) for words, passages in text.answers
    )
    return refi_qda.Source(text.guid, text.name, pieces)
