"""Writing slides (.pptx) that a screen reader can walk: each has a title, then its words in their order."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Mm, Pt

from .xml_words import fit_for_xml

_INK, _DAMSON = "241B26", "7B2A63"
_WIDTH, _HEIGHT, _EDGE = Mm(338.7), Mm(190.5), Mm(16)
_TITLE_SLIDE, _TITLE_AND_WORDS = 0, 1
_SIZES = {0: 18, 1: 14}
_LONG, _SMALLER = 900, 3


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of a list; ``level`` 1 belongs to the line above it."""

    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Slide:
    """A title, sentences above its list, the list, and sentences below it."""

    title: str
    above: Sequence[str]
    bullets: Sequence[Bullet]
    below: Sequence[str]


def deck(slides: Sequence[Slide], *, title: str, about: str, author: str, made: dt.datetime) -> bytes:
    """A title slide and then the slides, as one file. There are no pictures, so that nothing needs describing."""
    show = Presentation()
    show.slide_width, show.slide_height = _WIDTH, _HEIGHT
    properties = show.core_properties
    properties.title, properties.author, properties.language = fit_for_xml(title), fit_for_xml(author), "en-GB"
    properties.created = properties.modified = made
    front = show.slides.add_slide(show.slide_layouts[_TITLE_SLIDE])
    _title(front, title, top=Mm(55))
    _body(front, [(about, None)], top=Mm(95))
    for slide in slides:
        page = show.slides.add_slide(show.slide_layouts[_TITLE_AND_WORDS])
        _title(page, slide.title, top=Mm(10))
        listed = [(bullet.words, bullet.level) for bullet in slide.bullets]
        _body(page, [*((w, None) for w in slide.above), *listed, *((w, None) for w in slide.below)], top=Mm(36))
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def _title(page: Any, words: str, *, top: int) -> None:
    shape = page.shapes.title
    shape.left, shape.top, shape.width, shape.height = _EDGE, top, _WIDTH - 2 * _EDGE, Mm(24)
    shape.text_frame.word_wrap = True
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    _run(paragraph, words, 32, _DAMSON, bold=True)


def _body(page: Any, lines: Sequence[tuple[str, int | None]], *, top: int) -> None:
    shape = page.placeholders[1]
    shape.left, shape.top, shape.width, shape.height = _EDGE, top, _WIDTH - 2 * _EDGE, _HEIGHT - top - Mm(8)
    shape.text_frame.word_wrap = True
    smaller = _SMALLER if sum(len(words) for words, _ in lines) > _LONG else 0
    for at, (words, level) in enumerate(lines):
        paragraph = shape.text_frame.paragraphs[0] if at == 0 else shape.text_frame.add_paragraph()
        paragraph.alignment, paragraph.space_before = PP_ALIGN.LEFT, Pt(2 if level else 8)
        if level is None:
            _without_bullet(paragraph)
        else:
            paragraph.level = level
        _run(paragraph, words, _SIZES.get(level or 0, 18) - smaller, _INK, bold=level == 0)


def _without_bullet(paragraph: Any) -> None:
    """A sentence, which the layout would otherwise draw as a line of the list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert_element_before(properties.makeelement(_NO_BULLET), "a:tabLst", "a:defRPr", "a:extLst")


_NO_BULLET = "{http://schemas.openxmlformats.org/drawingml/2006/main}buNone"


def _run(paragraph: Any, words: str, size: int, colour: str, *, bold: bool) -> None:
    run = paragraph.add_run()
    run.text = fit_for_xml(words)
    run.font.size, run.font.bold, run.font.color.rgb, run.font.name = Pt(size), bold, _colour(colour), "Arial"
    run._r.get_or_add_rPr().set("lang", "en-GB")


def _colour(code: str) -> Any:
    colours: Any = RGBColor  # which has no types
    return colours.from_string(code)
