"""Many answers as rows: those that wait to be read, identical ones as one, sorted and filtered."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer

from .desk import answers_to_code
from .models import Coding, MachineReading, Suggestion

SET_ASIDE: Final = "any"
NOT_ASIDE: Final = "none"


@dataclass(frozen=True, slots=True)
class GridChoice:
    """What the grid shows. ``aside``: a value of ``MachineReading.Aside``, ``any``, ``none``, or empty for all.

    ``least``: the least confidence of the best suggestion. ``by_worth``: those worth most to the model come first;
    else those it is surest of. Empty and None choose nothing.
    """

    question_id: int | None = None
    theme_id: int | None = None
    sentiment: str = ""
    aside: str = ""
    least: float = 0
    by_worth: bool = False


def grid(scope: Scope, *, round_id: int, choice: GridChoice) -> QuerySet[Answer]:
    """The rows: one answer of each wording, with ``same`` (how many have it), ``best`` (the confidence) and ``worth``.

    Each has its ``offered`` suggestions, its ``coded`` ones (left of an earlier reading) and its machine reading.
    """
    scope.require(Permission.CODE_ANSWERS)
    alike = [F("question_id"), F("text")]
    rows = _chosen(answers_to_code(scope, round_id=round_id), choice)
    rows = rows.annotate(
        same=Window(Count("pk"), partition_by=alike),
        nth=Window(RowNumber(), partition_by=alike, order_by=F("pk").asc()),
    ).filter(nth=1)
    first = "worth" if choice.by_worth else "best"
    return (
        rows.select_related("machine_reading")
        .prefetch_related(
            Prefetch("suggestions", _offered().select_related("theme"), to_attr="offered"),
            Prefetch("codings", Coding.objects.select_related("theme"), to_attr="coded"),
        )
        .order_by(F(first).desc(nulls_last=True), "pk")
    )


def set_aside(scope: Scope, *, round_id: int) -> int:
    """How many answers of a round wait for a person because no model is to be trusted with them."""
    waiting = answers_to_code(scope, round_id=round_id)
    return waiting.filter(machine_reading__isnull=False).exclude(machine_reading__aside="").count()


def _offered() -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(theme__retired_on=None)


def _chosen(rows: QuerySet[Answer], choice: GridChoice) -> QuerySet[Answer]:
    mine = _offered().filter(answer=OuterRef("pk"))
    read = MachineReading.objects.filter(answer=OuterRef("pk"))
    rows = rows.annotate(
        best=Subquery(mine.order_by("-confidence").values("confidence")[:1]), worth=Subquery(read.values("worth")[:1])
    )
    if choice.question_id is not None:
        rows = rows.filter(question=choice.question_id)
    if choice.theme_id is not None:
        rows = rows.filter(Exists(mine.filter(theme=choice.theme_id).order_by()))
    if choice.sentiment:
        rows = rows.filter(Exists(read.filter(sentiment=choice.sentiment)))
    if choice.least:
        rows = rows.filter(best__gte=choice.least)
    if choice.aside == SET_ASIDE:
        return rows.filter(Exists(read.exclude(aside="")))
    if choice.aside == NOT_ASIDE:
        return rows.exclude(Exists(read.exclude(aside="")))
    return rows.filter(Exists(read.filter(aside=choice.aside))) if choice.aside else rows
