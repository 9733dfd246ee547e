"""What the pages of reports show, worked out before they are drawn."""

from dataclasses import dataclass

from newbelongings.domain.forum import report_queries
from newbelongings.domain.forum.models import Report
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.marking import Piece, mark

SHOWN_OF_SPAM = 50


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report: its words in pieces, those marked that could tell who somebody is, and how long it has waited."""

    report: Report
    pieces: tuple[Piece, ...]
    marked: int
    waited: str
    heard: bool


def reports_page(scope: Scope) -> dict[str, list[ReportLine]]:
    """What waits to be read, the oldest first, and apart from it what looks like spam."""
    return {
        "waiting": [line_of(report) for report in report_queries.waiting_reports(scope)],
        "spam": [line_of(report) for report in report_queries.probable_spam(scope)[:SHOWN_OF_SPAM]],
    }


def line_of(report: Report) -> ReportLine:
    """A report as the list and its own page show it."""
    details = point_out(report.words)
    days = (today() - report.received_on).days
    waited = {0: "Came today", 1: "Came yesterday"}.get(days, f"Has waited {days} days")
    heard = report.heard  # type: ignore[attr-defined]
    return ReportLine(report, tuple(mark(report.words, [], details)), len(details), waited, heard)
