"""The plan as files: XLSX and ODS whole, CSV and Word with the latest update, and a calendar of its dates."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from newbelongings.adapters import calendars, word
from newbelongings.adapters.csv_files import write_rows
from newbelongings.adapters.opendocument import opendocument
from newbelongings.adapters.spreadsheet import Sheet, workbook
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import content_queries, queries
from newbelongings.domain.plans.plan_view import PlanView
from newbelongings.web.parts.knots import RAG_WORDS

from .content_sheets import content_sheets
from .lines import HEADER, PlanLine, asked_words, plan_lines, stands_words

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


@dataclass(frozen=True)
class PlanFile:
    """A plan to be written; ``site`` is the address under which its lines can be opened, without a last slash."""

    scope: Scope
    council: Authority
    cycle: Cycle
    plan: PlanView
    site: str

    @classmethod
    def of(cls, scope: Scope, cycle: Cycle, plan: PlanView, site: str) -> "PlanFile":
        return cls(scope, authorities.own_authority(scope), cycle, plan, site)

    @property
    def title(self) -> str:
        invented = " (invented)" if self.council.imagined else ""
        return f"The plan of {self.council.name}{invented}, {self.cycle}"

    def draw(self, kind: str) -> bytes:
        """One file; ``kind`` is a key of ``TYPES``."""
        written = {"xlsx": self._xlsx, "ods": self._ods, "docx": self._docx, "csv": self._csv, "ics": self._ics}
        return written[kind]()

    def _xlsx(self) -> bytes:
        return workbook(self._sheets(), title=self.title, made=timezone.now().replace(tzinfo=None))

    def _ods(self) -> bytes:
        return opendocument(self._sheets(), title=self.title)

    def _csv(self) -> bytes:
        file = io.StringIO(newline="")
        write_rows(file, HEADER, ([str(cell) for cell in line.cells] for line in plan_lines(self.plan)))
        return file.getvalue().encode("utf-8-sig")

    def _sheets(self) -> list[Sheet]:
        plan = self.plan
        ranked = [[p.rank, p.title, asked_words(p.reasons), p.chosen_by, p.chosen_on] for p in plan.priorities]
        said = [
            [made_on, title, RAG_WORDS[rag], words, made_by]
            for made_on, title, rag, words, made_by in queries.all_updates(self.scope, plan.id)
        ]
        return [
            Sheet("The plan", f"{self.title}. {plan.aim}", HEADER, [line.cells for line in plan_lines(plan)]),
            Sheet(
                "Priorities",
                "What was chosen to work on, in its order, and why.",
                ("Rank", "Priority", "Who asked for it", "Chosen by", "Chosen on"),
                ranked,
            ),
            Sheet(
                "Updates",
                "Everything that was said of an action or a milestone, the newest first.",
                ("Said on", "About", "How it stood", "Words", "Said by"),
                said,
            ),
            *content_sheets(content_queries.content(self.scope, plan.id)),
        ]

    def _docx(self) -> bytes:
        return word.document(self._parts(), title=self.title, author=self.council.name, made=timezone.now(), wide=True)

    def _parts(self) -> Iterable[word.Part]:
        plan, lines = self.plan, plan_lines(self.plan)
        agreed = f"Agreed by the board on {long_date(plan.agreed_on)}." if plan.agreed_on else "Not agreed yet."
        yield word.Paragraph(plan.aim)
        yield word.Paragraph(f"Led day to day by {plan.lead}. {agreed}")
        yield word.Heading("Priorities")
        yield word.Bullets([f"{p.title}. Asked for by: {asked_words(p.reasons)}" for p in plan.priorities])
        yield word.Heading("Objectives")
        for objective in plan.objectives:
            yield word.Heading(objective.title, 2)
            yield word.Paragraph(f"What success will mean: {objective.success}")
            yield word.Paragraph(f"Asked for by: {asked_words(objective.reasons)}")
            own = [line for line in lines if line.kind == "Action" and line.objective == objective.title]
            if own:
                yield _grid("Action", own)
        milestones = [line for line in lines if line.kind == "Milestone"]
        yield word.Heading("Milestones")
        yield _grid("Milestone", milestones) if milestones else word.Paragraph("There is no milestone yet.")

    def _ics(self) -> bytes:
        dues = [self._due("milestone", f"Milestone: {one.title}", one.due, one) for one in self.plan.milestones] + [
            self._due("action", f"Action ends: {one.title}", one.ends, one) for one in self.plan.actions
        ]
        return calendars.calendar(dues, name=self.title, made=timezone.now())

    def _due(self, kind: str, title: str, day: Any, thing: Any) -> calendars.Due:
        lead = f" Lead: {thing.lead}." if kind == "action" else ""
        return calendars.Due(
            key=f"new-belongings:{self.council.code}:{kind}:{thing.id}",
            day=day,
            title=title,
            words=f"{self.title}. {stands_words(thing)}.{lead}",
            url=f"{self.site}/plan/{kind}s/{thing.id}/",
            version=thing.version,
        )


def _grid(what: str, lines: list[PlanLine]) -> word.Grid:
    header = (what, "Lead", "Start", "End", "How it stands", "Latest word")
    return word.Grid(header, [_cells(line) for line in lines])


def _cells(line: PlanLine) -> tuple[str, ...]:
    end = _date(line.ends) + (f" ({line.before})" if line.before else "")
    stands = ". ".join(part for part in (line.stands, line.beside) if part)
    return (line.title, line.lead, _date(line.starts), end, stands, line.latest)


def _date(day: Any) -> str:
    return long_date(day) if day else ""
