"""Both layouts as Word documents, from what their pages show."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils import timezone

from newbelongings.adapters import word
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.plans.plan_view import ActionView, ObjectiveView
from newbelongings.web.workspace.plan.lines import asked_words, stands_words

from .layout_pages import AreaBlock, ObjectiveBlock

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_WRITTEN: Final = "Not written yet."


def brief_document(council: Authority, page: dict[str, Any]) -> bytes:
    """Appendix C, example 1, in the order of its page."""
    return _document(council, "Project brief", page, _brief(page))


def delivery_document(council: Authority, page: dict[str, Any]) -> bytes:
    """Appendix C, example 2, in the order of its page."""
    return _document(council, "Delivery plan", page, _delivery(page))


def _document(council: Authority, name: str, page: dict[str, Any], parts: Iterator[word.Part]) -> bytes:
    invented = " (invented)" if council.imagined else ""
    title = f"{name} of {council.name}{invented}, {page['cycle']}"
    return word.document(parts, title=title, author=council.name, made=timezone.now(), wide=True)


def _opening(page: dict[str, Any]) -> Iterator[word.Part]:
    plan, cycle = page["plan"], page["cycle"]
    agreed = (
        f"Agreed by the board on {long_date(plan.agreed_on)}." if plan.agreed_on else "Not agreed by the board yet."
    )
    yield word.Paragraph(plan.aim)
    yield word.Paragraph(
        f"Led day to day by {plan.lead}. {long_date(cycle.starts)} to {long_date(cycle.ends)}. {agreed}."
    )


def _brief(page: dict[str, Any]) -> Iterator[word.Part]:
    content, blocks = page["content"], page["blocks"]
    yield from _opening(page)
    yield word.Heading("1. What this is about")
    yield word.Paragraph(content.plan.definition or _NOT_WRITTEN)
    if page["facts"]:
        yield word.Heading("Key facts about care leavers here", 2)
        yield word.Bullets([_fact(fact) for fact in page["facts"]])
    yield word.Heading("2. How we stand against the Charter")
    yield from _charter(page["promises"])
    yield word.Heading("3. What we want to achieve")
    yield word.Bullets([f"{block.objective.title}. {_success(block.objective)}" for block in blocks])
    yield word.Heading("What care leavers said, and what was chosen", 2)
    yield _chosen(page)
    yield word.Heading("4. Areas for development")
    for block in blocks:
        yield word.Heading(block.objective.title, 2)
        yield from _areas(block, "What must change", ("Action", "Lead", "By", "How it stands"), _by)
    if page["milestones"]:
        yield word.Heading("Milestones", 2)
        yield word.Bullets([_milestone(row) for row in page["milestones"]])
    yield word.Heading("5. Governance")
    yield word.Paragraph(content.plan.governance or _NOT_WRITTEN)
    yield from _resources(page)
    yield word.Heading("What stays afterwards", 2)
    yield word.Paragraph(content.plan.sustaining or _NOT_WRITTEN)


def _delivery(page: dict[str, Any]) -> Iterator[word.Part]:
    yield from _opening(page)
    yield word.Heading("Priorities")
    yield _chosen(page)
    for number, block in enumerate(page["blocks"], 1):
        yield word.Heading(f"Objective {number}: {block.objective.title}")
        yield word.Paragraph(_success(block.objective))
        yield from _areas(block, "Area for action", ("Action", "Responsible", "Start", "Finish", "Progress"), _from_to)


def _areas(block: ObjectiveBlock, what: str, header: tuple[str, ...], cells: Any) -> Iterator[word.Part]:
    asked = asked_words(block.objective.reasons)
    yield word.Paragraph(f"Asked for by: {asked}" if block.asked else "Nobody asked for this.")
    for area in block.areas:
        yield word.Heading(_named(area, what), 3)
        if area.rows:
            yield word.Grid(header, [cells(row.thing, stands_words(row.thing)) for row in area.rows])
        else:
            yield word.Paragraph("No action for this yet.")


def _named(area: AreaBlock, what: str) -> str:
    return f"{what}: {area.title}" if area.title else "Other actions"


def _by(action: ActionView, stands: str) -> list[str]:
    return [action.title, action.lead, long_date(action.ends), stands]


def _from_to(action: ActionView, stands: str) -> list[str]:
    said = f"{stands}. {action.latest.words}" if action.latest else stands
    return [action.title, action.lead, long_date(action.starts), long_date(action.ends), said]


def _milestone(row: Any) -> str:
    return f"{row.thing.title}, {long_date(row.thing.due)}. {stands_words(row.thing)}"


def _success(objective: ObjectiveView) -> str:
    worked = f"It worked if: {objective.success}"
    if not objective.measure:
        return worked
    now, end = objective.baseline or "not known", objective.target or "no target"
    return f"{worked} {objective.measure}: {now} now, {end} at the end."


def _chosen(page: dict[str, Any]) -> word.Part:
    lines = [
        f"{item.priority.title}. Asked for by: {asked_words(item.priority.reasons)}" for item in page["priorities"]
    ]
    return word.Bullets(lines) if lines else word.Paragraph("Nothing was chosen yet.")


def _charter(promises: Iterable[Any]) -> Iterator[word.Part]:
    written = list(promises)
    if not written:
        yield word.Paragraph(_NOT_WRITTEN)
    for view in written:
        yield word.Heading(view.promise.name, 2)
        yield word.Paragraph(f"What we do well: {view.well or _NOT_WRITTEN}")
        yield word.Paragraph(f"What we could do better: {view.better or _NOT_WRITTEN}")


def _fact(fact: Any) -> str:
    day = f", {long_date(fact.as_of)}" if fact.as_of else ""
    return f"{fact.words} ({fact.source}{day})"


def _resources(page: dict[str, Any]) -> Iterator[word.Part]:
    lines = [*page["needed"], *page["saved"]]
    if lines:
        yield word.Heading(f"Resources: {page['needed_sum']} needed, {page['saved_sum']} saved", 2)
        yield word.Bullets([_resource(line) for line in lines])


def _resource(line: Any) -> str:
    amount = f": {line.pounds}" if line.pounds else ""
    agreed = "Agreed" if line.resource.secured else "Not agreed yet"
    return f"{line.resource.words}{amount} ({line.resource.get_kind_display()}). {agreed}."
