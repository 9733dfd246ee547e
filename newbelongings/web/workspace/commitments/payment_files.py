"""The payment record as a file. Nothing in it is a formula, whatever was typed."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from django.utils import timezone

from newbelongings.adapters.csv_files import guarded
from newbelongings.adapters.spreadsheet import Sheet, workbook
from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.models import Payment

from .payment_pages import role_names

Cell: TypeAlias = str | int | Decimal | dt.date
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADER: Final = (
    "Number",
    "Date",
    "Role",
    "Reference",
    "Kind",
    "Hours",
    "Amount in pence",
    "Approved by",
    "Recorded by",
    "Recorded at",
    "Undoes number",
    "Because",
)
_ABOUT: Final = "Every line as it was recorded. A line below zero undoes another. No names, and nothing of a bank."


def draw(kind: str, lines: Sequence[Payment]) -> bytes:
    """The file of that kind."""
    return _csv(lines) if kind == "csv" else _xlsx(lines)


def _csv(lines: Sequence[Payment]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([HEADER, *([_safe(cell) for cell in row] for row in _rows(lines))])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(lines: Sequence[Payment]) -> bytes:
    months = [(total.month, total.lines, _hours(total.hours), total.amount_pence) for total in queries.by_month(lines)]
    sheets = [
        Sheet("Payments", _ABOUT, HEADER, _rows(lines)),
        Sheet("By month", "The sums of each month.", ("Month", "Lines", "Hours", "Amount in pence"), months),
    ]
    return workbook(sheets, title="Payment record", made=timezone.now().replace(tzinfo=None))


def _rows(lines: Sequence[Payment]) -> list[tuple[Cell, ...]]:
    names = role_names()
    return [
        (
            line.number,
            line.on,
            names[line.role],
            line.reference,
            line.get_kind_display(),
            _hours(line.hours),
            line.amount_pence,
            line.approved_by,
            line.recorded_by,
            timezone.localtime(line.recorded_at).strftime("%Y-%m-%d %H:%M"),
            line.undoes.number if line.undoes else "",
            line.because,
        )
        for line in lines
    ]


def _hours(hours: Decimal | None) -> Decimal | str:
    return "" if hours is None else hours


def _safe(cell: Cell) -> str:
    """What was typed is guarded. A number below zero is a number: guarded as text, no spreadsheet would add it up."""
    if isinstance(cell, str):
        return guarded(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
