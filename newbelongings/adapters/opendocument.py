"""Writing an OpenDocument spreadsheet (.ods): texts, dates and numbers, nothing in it a formula or a link."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from odf.dc import Language, Title
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableHeaderRows, TableRow
from odf.text import P

from .spreadsheet import Sheet, sheet_names
from .xml_words import fit_for_xml


def opendocument(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The sheets as one .ods file: in each the sentence about it, its header, its rows."""
    book = OpenDocumentSpreadsheet()
    book.meta.addElement(Title(text=fit_for_xml(title)))
    book.meta.addElement(Language(text="en-GB"))
    bold = Style(name="heading", family="table-cell")
    bold.addElement(TextProperties(fontweight="bold"))
    book.automaticstyles.addElement(bold)
    for sheet, name in zip(sheets, sheet_names(sheets), strict=True):
        book.spreadsheet.addElement(_table(sheet, name, bold))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _table(sheet: Sheet, name: str, bold: Any) -> Any:
    table = Table(name=name)
    table.addElement(_row([sheet.about]))
    head = TableHeaderRows()
    head.addElement(_row(sheet.header, bold))
    table.addElement(head)
    for row in sheet.rows:
        table.addElement(_row(row))
    return table


def _row(values: Iterable[Any], style: Any = None) -> Any:
    row = TableRow()
    for value in values:
        row.addElement(_cell(value, style))
    return row


def _cell(value: Any, style: Any) -> Any:
    look = {"stylename": style} if style else {}
    if isinstance(value, dt.date):
        cell, words = TableCell(valuetype="date", datevalue=value.isoformat(), **look), [value.isoformat()]
    elif isinstance(value, int):
        cell, words = TableCell(valuetype="float", value=str(value), **look), [str(value)]
    else:
        cell, words = TableCell(valuetype="string", **look), fit_for_xml(str(value)).split("\n")
    for line in words:
        cell.addElement(P(text=line))
    return cell
