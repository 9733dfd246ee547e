"""Charts drawn on the server: one figure, two drawings (narrow and wide), and its table beside it on the page.

Nothing here decides what may be shown: a hidden value comes in as ``Hidden`` and is drawn as the word.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from newbelongings.domain.kernel.suppression import Hidden, Shown

_LINE: Final = 19
_BAR: Final = 26


@dataclass(frozen=True, slots=True)
class Drawing:
    """One size of the chart, in its own units (pixels at that size). Labels stand above the bar, or before it."""

    name: str
    width: int
    left: int
    letters: int

    @property
    def beside(self) -> bool:
        return self.left > 0


NARROW: Final = Drawing("narrow", 300, 0, 36)
WIDE: Final = Drawing("wide", 740, 290, 36)
_NUMBER: Final = 56  # room for the number behind the longest bar


def bar_chart(
    rows: Sequence[tuple[str, Shown]], *, title: str, sub: str, base: int | None = None, heading: int = 3
) -> SafeString:
    """A figure of horizontal bars, one a row, longest possible ``base`` (or the largest value).

    ``title`` says the finding, ``sub`` the base and the date. Put a table of the same rows under it.
    """
    most = max([base or 0, *(value for _, value in rows if not isinstance(value, Hidden))], default=0) or 1
    said = " ".join(f"{label}: {value}." for label, value in rows)
    key = f"chart-{crc32(f'{title}{sub}'.encode()):x}"  # ids on a page: one chart is not told from another by luck
    drawings = [_draw(drawing, rows, most, title, said, f"{key}-{drawing.name}") for drawing in (WIDE, NARROW)]
    head = format_html('<h{0} class="nb-figure__title">{1}</h{0}>', heading, title)
    return format_html(
        '<div class="nb-figure">{}<p class="nb-figure__sub">{}</p><div class="nb-chart-box">{}{}</div></div>',
        head,
        sub,
        *drawings,
    )


def _draw(
    drawing: Drawing, rows: Sequence[tuple[str, Shown]], most: int, title: str, said: str, key: str
) -> SafeString:
    top, parts = 4, []
    for label, value in rows:
        part, top = _row(drawing, label, value, most, top)
        parts.append(part)
    return format_html(
        '<svg class="nb-chart nb-chart--{name}" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{title}</title><desc id="{key}-d">{said}</desc>'
        "{bars}</svg>",
        name=drawing.name,
        width=drawing.width,
        height=top,
        key=key,
        title=title,
        said=said,
        bars=_joined(parts),
    )


def _row(drawing: Drawing, label: str, value: Shown, most: int, top: int) -> tuple[SafeString, int]:
    """One label with its bar, and where the next one begins."""
    lines = textwrap.wrap(label, drawing.letters) or [""]
    words = len(lines) * _LINE
    height = max(words, _BAR) if drawing.beside else words + _BAR + 4
    first = top + (height - words) // 2 if drawing.beside else top
    bar_top = top + (height - _BAR) // 2 if drawing.beside else top + words + 4
    text = format_html_join(
        "", '<text x="0" y="{}">{}</text>', ((first + 14 + place * _LINE, line) for place, line in enumerate(lines))
    )
    return _joined([text, _bar(drawing, value, most, bar_top)]), top + height + 14


def _bar(drawing: Drawing, value: Shown, most: int, top: int) -> SafeString:
    axis = format_html('<path class="c-axis" d="M{}.5 {}V{}"/>', drawing.left, top - 3, top + _BAR + 3)
    if isinstance(value, Hidden):
        hidden = format_html('<text x="{}" y="{}" class="c-soft">hidden</text>', drawing.left + 8, top + 18)
        return _joined([axis, hidden])
    length = round((drawing.width - drawing.left - _NUMBER) * value / most)
    return format_html(
        '{}<rect x="{}" y="{}" width="{}" height="{}" fill="var(--nb-woad)"/>'
        '<text x="{}" y="{}" class="c-strong">{}</text>',
        axis,
        *(drawing.left + 1, top, length, _BAR),
        *(drawing.left + length + 9, top + 18, f"{value:,}"),
    )


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  each part was escaped by format_html
