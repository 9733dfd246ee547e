"""What the grid shows, worked out before it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final
from uuid import UUID

from django.core.paginator import Page

from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes.desk import OnTheDesk
from newbelongings.domain.themes.models import Suggestion, Theme
from newbelongings.domain.themes.models.fields import Sentiment

from .desk_forms import CodeForm, as_segment, as_value
from .desk_page import Row, aside_words, feeling, why

OFFERED: Final = 5
_KEYS: Final = 9


@dataclass(frozen=True, slots=True)
class GridRow:
    """One wording and what is offered for it. ``same``: how many others have it. ``told``: why it was not saved."""

    answer_id: UUID
    question: str
    words: str
    same: int
    same_ticked: bool
    rows: tuple[Row, ...]
    sentiment: str
    feeling: str
    aside: str
    other: str
    version: str
    told: tuple[str, ...] = ()
    read_as: str = ""

    @property
    def key(self) -> str:
        """Of its fields in the page."""
        return self.answer_id.hex


def grid_rows(page: Page[Answer], *, without: UUID | None = None) -> list[GridRow]:
    """A page of rows, each as nobody has touched it. ``without``: one that stands above them."""
    return [_fresh(answer) for answer in page.object_list if answer.pk != without]


def _fresh(answer: Answer) -> GridRow:
    offered, coded = answer.offered, answer.coded  # type: ignore[attr-defined]
    machine = getattr(answer, "machine_reading", None)
    return GridRow(
        answer_id=answer.pk,
        question=answer.question.short,
        words=answer.text,
        same=answer.same - 1,  # type: ignore[attr-defined]
        same_ticked=True,
        rows=_rows(
            answer.text, offered, [c.theme for c in coded], [as_value(c.theme_id, c.start, c.end) for c in coded]
        ),
        sentiment="",
        feeling=feeling(machine),
        aside=aside_words(machine),
        other="",
        version="",
    )


def refused_row(desk: OnTheDesk, form: CodeForm, codebook: Sequence[Theme]) -> GridRow:
    """A row that was not saved, with all that was chosen and typed, and what somebody else said meanwhile."""
    sent = form.data
    said = ", ".join(coding.theme.name.lower() for coding in desk.coded) or "nothing of the codebook"
    spoken = f"; {Sentiment(desk.sentiment).label.lower()}" if desk.sentiment else ""
    return GridRow(
        answer_id=desk.answer.pk,
        question=desk.answer.question.short,
        words=desk.answer.text,
        same=desk.same,
        same_ticked="same" in sent,
        rows=_rows(desk.answer.text, desk.suggestions, codebook, sent.getlist("theme")),
        sentiment=sent.get("sentiment", ""),
        feeling=feeling(desk.machine),
        aside=aside_words(desk.machine),
        other=sent.get("other", ""),
        version=desk.version,
        told=tuple(str(each) for errors in form.errors.values() for each in errors),
        read_as=f"{desk.read_by or 'Somebody'} has read it and chose: {said}{spoken}." if desk.version else "",
    )


def _rows(text: str, offered: Sequence[Suggestion], themes: Sequence[Theme], ticked: Sequence[str]) -> tuple[Row, ...]:
    """The best few suggestions, each with its digit, then what is ticked besides."""
    keys = (str(number) if number <= _KEYS else "" for number in count(1))
    wanted = dict.fromkeys(ticked)
    rows: list[Row] = []
    for each in sorted(offered, key=lambda one: one.rank)[:OFFERED]:
        value = as_value(each.theme_id, each.start, each.end)
        rows.append(Row(value, each.theme.name, text[each.start : each.end], why(each), next(keys), value in wanted))
        wanted.pop(value, None)
    names = {theme.pk: theme.name for theme in themes}
    for value in wanted:
        segment = as_segment(value)
        if segment and segment.theme_id in names:
            place = text[segment.start : segment.end]
            rows.append(Row(value, names[segment.theme_id], place, "", next(keys), ticked=True))
    return tuple(rows)
