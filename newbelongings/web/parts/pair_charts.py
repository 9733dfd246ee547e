"""A chart of pairs: two bars a row, for a share of all beside a share of those who answered.

As in ``charts`` nothing here decides what may be shown, there are two drawings, and the table stands under it.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from newbelongings.domain.kernel.suppression import Hidden, Shown

from .charts import NARROW, WIDE, Drawing

_LINE: Final = 19
_BAR: Final = 18
_NUMBER: Final = 64
# Dark and filled, or light with a dark edge: told apart without colour.
_LOOKS: Final = ('fill="var(--nb-walnut-light)" stroke="var(--nb-walnut)"', 'fill="var(--nb-woad)"')


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: its words, and its two values in every hundred; None where there is none to draw."""

    label: str
    first: Shown | None
    second: Shown | None


def pair_chart(rows: Sequence[Pair], *, title: str, sub: str, names: tuple[str, str], heading: int = 3) -> SafeString:
    """A figure of pairs of bars with a key. ``names`` says what the first and the second bar of each pair are."""
    said = " ".join(f"{row.label}: {names[0]} {_said(row.first)}, {names[1]} {_said(row.second)}." for row in rows)
    values = [value for row in rows for value in (row.first, row.second) if isinstance(value, int)]
    most = max(values, default=0) or 1
    key = f"pairs-{crc32(f'{title}{sub}'.encode()):x}"
    drawings = [_draw(drawing, rows, most, title, said, f"{key}-{drawing.name}") for drawing in (WIDE, NARROW)]
    return format_html(
        '<div class="nb-figure"><h{0} class="nb-figure__title">{1}</h{0}><p class="nb-figure__sub">{2}</p>'
        '<ul class="nb-key">{3}</ul><div class="nb-chart-box">{4}{5}</div></div>',
        heading,
        title,
        sub,
        _joined([_key(name, look) for name, look in zip(names, _LOOKS, strict=True)]),
        *drawings,
    )


def _said(value: Shown | None) -> str:
    return "not shown" if value is None else str(value)


def _key(name: str, look: str) -> SafeString:
    return format_html(
        '<li class="nb-key__item"><svg class="nb-key__swatch" viewBox="0 0 28 16" aria-hidden="true" '
        'focusable="false"><rect x="1" y="1" width="26" height="14" {}/></svg>{}</li>',
        mark_safe(look),  # noqa: S308  one of the two looks above
        name,
    )


def _draw(drawing: Drawing, rows: Sequence[Pair], most: int, title: str, said: str, key: str) -> SafeString:
    top, parts = 4, []
    for row in rows:
        part, top = _row(drawing, row, most, top)
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


def _row(drawing: Drawing, row: Pair, most: int, top: int) -> tuple[SafeString, int]:
    lines = textwrap.wrap(row.label, drawing.letters) or [""]
    words, bars = len(lines) * _LINE, 2 * _BAR + 4
    height = max(words, bars) if drawing.beside else words + bars + 4
    first = top + (height - words) // 2 if drawing.beside else top
    bars_top = top + (height - bars) // 2 if drawing.beside else top + words + 4
    text = format_html_join(
        "", '<text x="0" y="{}">{}</text>', ((first + 14 + place * _LINE, line) for place, line in enumerate(lines))
    )
    axis = format_html('<path class="c-axis" d="M{}.5 {}V{}"/>', drawing.left, bars_top - 3, bars_top + bars + 3)
    pair = [
        _bar(drawing, value, most, bars_top + place * (_BAR + 4), look)
        for place, (value, look) in enumerate(zip((row.first, row.second), _LOOKS, strict=True))
    ]
    return _joined([text, axis, *pair]), top + height + 16


def _bar(drawing: Drawing, value: Shown | None, most: int, top: int, look: str) -> SafeString:
    if value is None or isinstance(value, Hidden):
        words = "hidden" if isinstance(value, Hidden) else "not shown"
        return format_html('<text x="{}" y="{}" class="c-soft c-small">{}</text>', drawing.left + 8, top + 14, words)
    length = round((drawing.width - drawing.left - _NUMBER) * value / most)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" {}/><text x="{}" y="{}" class="c-strong c-small">{}</text>',
        *(drawing.left + 1, top, length, _BAR),
        mark_safe(look),  # noqa: S308  one of the two looks above
        *(drawing.left + length + 9, top + 14, f"{value:,}"),
    )


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  each part was escaped by format_html
