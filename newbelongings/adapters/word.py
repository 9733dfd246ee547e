"""Writing a Word document that a screen reader can walk: real headings, real lists, tables with header rows."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from .xml_words import fit_for_xml

_FACE, _INK = "Arial", RGBColor(0x1D, 0x1A, 0x26)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 1 to 3 and skips none, so that it can be walked."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``quoted`` for somebody's own words."""

    words: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its header row is repeated on every page and named as one."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


Part: TypeAlias = Heading | Paragraph | Bullets | Grid


def document(parts: Iterable[Part], *, title: str, author: str, made: dt.datetime, wide: bool = False) -> bytes:
    """The parts under their title as one .docx file, on A4; ``wide`` lays it on its side, for tables."""
    page = docx.Document()
    _dress(page, wide)
    properties = page.core_properties
    properties.title, properties.author, properties.language = fit_for_xml(title), fit_for_xml(author), "en-GB"
    properties.created = properties.modified = made
    page.add_heading(fit_for_xml(title), 0)
    for part in parts:
        _add(page, part)
    file = io.BytesIO()
    page.save(file)
    return file.getvalue()


def _add(page: Any, part: Part) -> None:
    if isinstance(part, Heading):
        page.add_heading(fit_for_xml(part.words), part.level)
    elif isinstance(part, Paragraph):
        page.add_paragraph(fit_for_xml(part.words), style="Intense Quote" if part.quoted else None)
    elif isinstance(part, Bullets):
        for line in part.lines:
            page.add_paragraph(fit_for_xml(line), style="List Bullet")
    else:
        _table(page, part)


def _table(page: Any, grid: Grid) -> None:
    table = page.add_table(rows=1 + len(grid.rows), cols=len(grid.header), style="Table Grid")
    for row, words in zip(table.rows, [grid.header, *grid.rows], strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.paragraphs[0].add_run(fit_for_xml(text)).font.size = Pt(9)
        _say(row, "w:cantSplit")
    _say(table.rows[0], "w:tblHeader")
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    page.add_paragraph()


def _say(row: Any, what: str) -> None:
    """Set one of a row's properties, for which python-docx has no word."""
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _dress(page: Any, wide: bool) -> None:
    """A4, one plain face, dark headings, and the language that a screen reader speaks."""
    section = page.sections[0]
    short, long = docx.shared.Mm(210), docx.shared.Mm(297)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = docx.shared.Mm(18)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Intense Quote"):
        style = page.styles[name]
        style.font.name, style.font.color.rgb = _FACE, _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for language in page.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    page.styles["Normal"].font.size = Pt(11)
    page.styles["Title"].font.size = Pt(24)
